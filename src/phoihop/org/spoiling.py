"""Which decisions that wait for their day cannot be done any more: as things stand, or once another is in effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from phoihop.kit.actor import Actor
from phoihop.org.decisions import visible_decisions
from phoihop.org.models import Restructuring
from phoihop.org.plan import make_plan, shelves_for, units_of
from phoihop.org.plan.steps import Step, given


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A planned decision, and the first thing that would hinder it."""

    decision: Restructuring
    words: str


def spoilt_by(actor: Actor, steps: Sequence[Step], day: date, *, but: int = 0) -> list[Spoilt]:
    """Planned decisions of that day or later that could be done, and could not after these steps. Tried in memory, the
    steps before those that wait: what they end is gone by then.
    """
    touched = units_of(steps) | {step.unit_key for step in steps}
    out = []
    for made in _planned(actor).filter(effective__gte=day).exclude(pk=but):
        waiting = given(made)
        if not touched & (units_of(waiting) | {step.unit_key for step in waiting}) - {""}:
            continue
        before = {words for _at, words in _problems(waiting, made.effective)}
        after = _problems([*steps, *waiting], made.effective)
        new = [words for at, words in after if (at > len(steps) or not at) and words not in before]
        if new and not before:
            out.append(Spoilt(made, new[0]))
    return out


def hindered(actor: Actor) -> list[Spoilt]:
    """Planned decisions that could not be done as things stand, each with why."""
    tried = [(made, _problems(given(made), made.effective)) for made in _planned(actor)]
    return [Spoilt(made, problems[0][1]) for made, problems in tried if problems]


def _planned(actor: Actor) -> QuerySet[Restructuring]:
    rows = visible_decisions(actor).filter(status=Restructuring.Status.PLANNED)
    return rows.order_by("effective", "pk")


def _problems(steps: Sequence[Step], day: date) -> list[tuple[int, str]]:
    plan = make_plan(steps, shelves_for(steps, day))
    return [(problem.step, problem.words) for problem in plan.problems]
