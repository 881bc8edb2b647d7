"""Forms of a unit that ends go on with its greatest heir."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.org.passing import Passing
from phoihop.reports.models import Form


def _key_taken(rows: QuerySet[Any], heir: int) -> QuerySet[Any]:
    return rows.filter(key__in=Form.objects.filter(unit=heir).values("key"))


FORMS = Passing(
    Form,
    {"reports.Form.unit": "passes to the greatest heir, unless that has a form of the same key: then it stays"},
    what=lambda: _("Forms"),
    made_there=lambda: _("%(n)d forms were made by units that it made."),
    passes=Q(),
    hinders=_key_taken,
)
