"""Reports of a unit that ends: what is not signed yet goes on with its greatest heir."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.org.passing import Passing
from phoihop.synthesis.models import Synthesis

State = Synthesis.State


def _written_already(rows: QuerySet[Any], heir: int) -> QuerySet[Any]:
    same = Synthesis.objects.filter(unit=heir, duty=OuterRef("duty"), period=OuterRef("period"))
    return rows.filter(Exists(same.exclude(state=State.WITHDRAWN)))


REPORTS = Passing(
    Synthesis,
    {"synthesis.Synthesis.unit": "not signed: passes to the greatest heir; signed, issued and sent ones stay"},
    what=lambda: _("Reports not signed yet"),
    made_there=lambda: _("%(n)d reports were written by units that it made."),
    passes=Q(state__in=[State.DRAFT, State.SIGNING]),
    hinders=_written_already,
)
