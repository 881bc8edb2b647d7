"""What a unit owes, in the order in which it should be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties import rules
from phoihop.duties.models import Draft, Obligation, Response, ScheduleKind, State
from phoihop.duties.queries import open_ones, owed_by_unit
from phoihop.duties.queries.owed import duties_to_start
from phoihop.duties.views.exports import obligations_file
from phoihop.duties.views.lines import Line, lines_of
from phoihop.kit import formats
from phoihop.kit.listing import KINDS
from phoihop.org.middleware import ActorRequest

SHOWN = 100  # rows a heading shows; the rest is one press away in the whole list
RECENT = 8


@dataclass(frozen=True, slots=True)
class Owed:
    """A line, and what is known of its answer."""

    line: Line
    draft: str
    said: str  # why it came back
    waits: bool = False  # for the unit's head


@dataclass(frozen=True, slots=True)
class Heap:
    """Obligations under one heading; `total` counts those that are not shown too."""

    key: str
    title: str
    note: str
    total: int
    rows: list[Owed]


@require_GET
def due_list(request: ActorRequest) -> HttpResponseBase:
    actor = request.actor
    mine = owed_by_unit(actor).select_related("duty", "duty__document")
    if (kind := request.GET.get("dang", "")) in KINDS:
        return obligations_file(open_ones(mine), kind, on=actor.on, name="viec-den-han")
    counts = _counts(mine, actor.on)
    recent = list(mine.filter(settled_at__isnull=False, closed_at=None).order_by("-settled_at")[:RECENT])
    context = {
        "heaps": heaps_of(mine, counts, request),
        "counts": counts,
        "total": sum(counts.values()),
        "recent": lines_of(recent, on=actor.on, unit_key=request.post.key, other="asker"),
        "starts": duties_to_start(actor),
        "kinds": ScheduleKind,
        "may_answer": rules.may_answer(actor),
        "may_approve": rules.may_approve_for(actor),
        "offices": bool(request.post.roles & {"clerk", "leader", "auditor"}),
    }
    return render(request, "duties/due_list.html", context)


def _heap_filters(on: date) -> dict[str, Q]:
    """Every open obligation lies in exactly one."""
    week = on + timedelta(days=6 - on.weekday())
    returned = Q(state=State.RETURNED)
    return {
        "returned": returned,
        "late": ~returned & Q(due__lt=on),
        "week": ~returned & Q(due__gte=on, due__lte=week),
        "later": ~returned & Q(due__gt=week),
        "undated": ~returned & Q(due=None),
    }


def _counts(mine: QuerySet[Obligation], on: date) -> dict[str, int]:
    wanted = {key: Count("pk", filter=q) for key, q in _heap_filters(on).items()}
    found: dict[str, int] = open_ones(mine).order_by().aggregate(**wanted)
    return found


def heaps_of(mine: QuerySet[Obligation], counts: dict[str, int], request: ActorRequest) -> list[Heap]:
    """Empty ones left out."""
    on = request.actor.on
    titles = {
        "returned": (_("To be changed"), _("returned by the office")),
        "late": (_("Late"), ""),
        "week": (_("Due this week"), ""),
        "later": (_("Later"), ""),
        "undated": (_("Without a day"), _("never late")),
    }
    wanted = {key: where for key, where in _heap_filters(on).items() if counts[key]}
    rows = {key: list(open_ones(mine).filter(q).order_by("due", "id")[:SHOWN]) for key, q in wanted.items()}
    known = {owed.line.pk: owed for owed in owed_rows([row for heap in rows.values() for row in heap], request)}
    return [Heap(key, *titles[key], counts[key], [known[row.pk] for row in heap]) for key, heap in rows.items()]


def owed_rows(rows: Sequence[Obligation], request: ActorRequest) -> list[Owed]:
    """With drafts and reasons, read for all of them at once."""
    pks = [row.pk for row in rows]
    drafts = dict(Draft.objects.filter(obligation__in=pks).values_list("obligation_id", "changed_at"))
    back = Response.objects.filter(obligation__in=pks, state__in=[Response.State.RETURNED, Response.State.SENT_BACK])
    reasons = dict(back.order_by("revision").values_list("obligation_id", "reason"))
    lines = lines_of(rows, on=request.actor.on, unit_key=request.post.key, other="asker")
    waiting = {row.pk for row in rows if row.state == State.WAITING_HEAD}
    return [
        Owed(
            line,
            formats.moment(drafts[line.pk], year=False) if line.pk in drafts else "",
            reasons.get(line.pk, ""),
            line.pk in waiting,
        )
        for line in lines
    ]
