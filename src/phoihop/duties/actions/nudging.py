"""Reminders and escalation by the clock: each once per rule, however often or late the worker comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from phoihop.audit.actions import record
from phoihop.duties import ladder
from phoihop.duties.actions.telling import Told, tell
from phoihop.duties.models import Duty, Nudge, Obligation, Verb
from phoihop.duties.queries import open_ones
from phoihop.duties.queries.clocks import anchors_of, told_of
from phoihop.kit.actor import Actor

_RUNG = {Nudge.Kind.TO_HEAD: 1, Nudge.Kind.TO_LEADER: 2}


def nudge_all(*, actor: Actor) -> int:
    """The worker's round; each duty in a transaction of its own."""
    rows = open_ones(Obligation.objects.filter(due__lte=_horizon(actor.on)))
    duties = list(rows.order_by("duty_id").values_list("duty_id", flat=True).distinct())
    return sum(nudge_duty(actor=actor, duty_id=duty) for duty in duties)


def _horizon(on: date) -> date:
    return on + timedelta(days=max(ladder.CLOCKS.before))


@transaction.atomic
def nudge_duty(*, actor: Actor, duty_id: int) -> int:
    """One row on record for all units of the duty; only those who still owe are told."""
    rows = open_ones(Obligation.objects.filter(duty_id=duty_id, due__lte=_horizon(actor.on)))
    owing = list(rows.select_for_update().order_by("pk"))
    told = told_of(owing)
    anchors = anchors_of(owing)
    made = [
        Nudge(obligation=o, kind=step.kind, rule=step.rule, on=actor.on, made_at=actor.at)
        for o in owing
        for step in _steps(anchors[o.pk], told[o.pk], actor.on)
    ]
    if not made:
        return 0
    Nudge.objects.bulk_create(made, batch_size=500)
    _count(made, actor.on)
    tell(actor, [Told(nudge.obligation, nudge.kind, nudge.rule) for nudge in made])
    words = {kind: sum(n.kind == kind for n in made) for kind in sorted({n.kind for n in made})}
    record(actor=actor, verb=Verb.NUDGED, subject=Duty.objects.get(pk=duty_id), words=words)
    return len(made)


def _steps(anchor: ladder.Anchor, told: dict[str, date], on: date) -> list[ladder.Step]:
    found = [ladder.reminder_for(anchor, on), ladder.rung_for(anchor, told, on)]
    return [step for step in found if step and step.rule not in told]


def _count(made: Iterable[Nudge], on: date) -> None:
    by_row: dict[Obligation, list[Nudge]] = defaultdict(list)
    for nudge in made:
        by_row[nudge.obligation].append(nudge)
    for row, nudges in by_row.items():
        row.nudged, row.nudged_on = row.nudged + len(nudges), on
        row.escalated = max(row.escalated, *(_RUNG.get(Nudge.Kind(n.kind), 0) for n in nudges))
    Obligation.objects.bulk_update(by_row, ["nudged", "nudged_on", "escalated"], batch_size=200)
