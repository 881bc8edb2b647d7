"""What a unit owes, in the order in which it should be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.models import Obligation, State
from phoihop.duties.queries import open_ones, owed_by_unit
from phoihop.org.middleware import ActorRequest


@dataclass(frozen=True, slots=True)
class Heap:
    """Obligations under one heading."""

    key: str
    title: str
    rows: list[Obligation]


@require_GET
def due_list(request: ActorRequest) -> HttpResponse:
    rows = owed_by_unit(request.actor).select_related("duty", "duty__document", "asker")
    waiting = list(open_ones(rows).order_by("due", "id")[:200])
    recent = list(rows.filter(settled_at__isnull=False).order_by("-settled_at")[:10])
    heaps = heaps_of(waiting, request.actor.on)
    context = {"heaps": heaps, "recent": recent, "counts": {heap.key: len(heap.rows) for heap in heaps}}
    return render(request, "duties/due_list.html", context)


def heaps_of(rows: list[Obligation], on: date) -> list[Heap]:
    """To be changed, late, this week, later, without a day; empty ones left out."""
    week = on + timedelta(days=6 - on.weekday())
    heaps: dict[str, Heap] = {
        key: Heap(key, title, [])
        for key, title in [
            ("returned", _("To be changed")),
            ("late", _("Late")),
            ("week", _("Due this week")),
            ("later", _("Later")),
            ("undated", _("Without a day")),
        ]
    }
    for row in rows:
        heaps[_heap_of(row, on, week)].rows.append(row)
    return [heap for heap in heaps.values() if heap.rows]


def _heap_of(row: Obligation, on: date, week: date) -> str:
    if row.state == State.RETURNED:
        return "returned"
    if row.due is None:
        return "undated"
    if row.due < on:
        return "late"
    return "week" if row.due <= week else "later"
