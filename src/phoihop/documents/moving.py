"""Letters of a unit that ends: what is not read yet passes on, all others stay with who received them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.documents.models import Document
from phoihop.org.passing import Passing

_UNREAD = Q(status__in=[Document.Status.NEW, Document.Status.READING], arrival_number=None)


def _held_already(rows: QuerySet[Any], heir: int) -> QuerySet[Any]:
    held = Document.objects.filter(unit=heir).exclude(content_hash="").values("content_hash")
    return rows.filter(content_hash__in=held)


LETTERS = Passing(
    Document,
    {
        "documents.Document.unit": "not read and not numbered: passes to the greatest heir; others stay, heirs read them",
        "documents.Document.issuer_unit": "stays: who issued it then",
        "documents.Scan.unit": "stays: finished or sent again by who follows",
        "documents.Batch.unit": "stays: what was dropped together",
    },
    what=lambda: _("Letters not read yet"),
    made_there=lambda: _("%(n)d letters are held by units that it made."),
    passes=_UNREAD,
    hinders=_held_already,
)
