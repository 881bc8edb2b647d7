"""What came of a letter: its duties with whom they bind and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from phoihop.documents.models import Document
from phoihop.duties.desk.saying import cadence_words, rule_words
from phoihop.duties.models import Duty, Party, ScheduleKind
from phoihop.duties.queries import visible_duties, visible_obligations
from phoihop.kit.actor import Actor
from phoihop.org.queries import versions_on


@dataclass(frozen=True, slots=True)
class Given:
    """`opened`, `settled` and `late` count the obligations that the reader may see."""

    duty: Duty
    how: str
    owing: list[str]
    supporting: list[str]
    opened: int
    settled: int
    late: int
    next_due: date | None


def given_of(document: Document, actor: Actor, *, on: date) -> list[Given]:
    duties = list(
        visible_duties(actor)
        .filter(document=document)
        .select_related("asker", "answered_in", "passage")
        .prefetch_related("parties__group")
        .order_by("passage__start", "pk")
    )
    counts = _counts(duties, actor, on)
    names = versions_on(on, {p.unit_id for d in duties for p in d.parties.all() if p.unit_id})
    out = []
    for duty in duties:
        said = {p.pk: (names[p.unit_id].name if p.unit_id else str(p.group)) for p in duty.parties.all()}
        owing = [said[p.pk] for p in duty.parties.all() if p.part in Party.OWING]
        supporting = [said[p.pk] for p in duty.parties.all() if p.part not in Party.OWING]
        n = counts.get(duty.pk, {})
        out.append(
            Given(
                duty, how_words(duty), owing, supporting, n.get("opened", 0), n.get("settled", 0), n.get("late", 0),
                n.get("next_due"),
            )
        )  # fmt: skip
    return out


def _counts(duties: list[Duty], actor: Actor, on: date) -> dict[int, dict[str, Any]]:
    open_now = Q(settled_at=None, closed_at=None)
    rows = visible_obligations(actor).filter(duty__in=duties).order_by().values("duty")
    rows = rows.annotate(
        opened=Count("pk"),
        settled=Count("pk", filter=~Q(settled_at=None)),
        late=Count("pk", filter=open_now & Q(due__lt=on)),
        next_due=Min("due", filter=open_now & Q(due__gte=on)),
    )
    return {row["duty"]: dict(row) for row in rows}


def how_words(duty: Duty) -> str:
    """How a duty falls due, as the desk said it."""
    label = str(duty.get_schedule_display())
    if duty.schedule == ScheduleKind.RHYTHM:
        return f"{label}: {cadence_words(duty.cadence)}, {rule_words(duty.due_rule or 'end')}"
    if duty.schedule == ScheduleKind.UNIT_RHYTHM:
        return f"{label}: {cadence_words(duty.cadence)}"
    if duty.schedule == ScheduleKind.ONCE:
        return f"{label}: {rule_words(duty.due_rule)}" if duty.due_rule else label
    if duty.schedule == ScheduleKind.STANDING and duty.answered_in:
        return f"{label}: {duty.answered_in.title}"
    return label
