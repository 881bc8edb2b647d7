"""When reminders go out and when a matter goes up; pure arithmetic, on working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from phoihop.duties.clock import calendar


@dataclass(frozen=True, slots=True)
class Clocks:
    """`before` in days before due; the others in working days. The leader is told after the head has had its time."""

    before: tuple[int, ...] = (7, 1)
    after: tuple[int, ...] = (1, 4, 9)
    head: int = 5  # after due
    leader: int = 5  # after the head was told


CLOCKS = Clocks()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the worker does by itself; `rule` happens once."""

    kind: str  # Nudge.Kind
    rule: str
    on: date


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day the clocks count from, when the obligation opened, and what tells this count from an earlier one."""

    day: date
    opened: date
    mark: str = ""

    def rule(self, name: str) -> str:
        return f"{name}{self.mark}"


def anchor_of(
    due: date, due_first: date | None, opened: date, returned: date | None = None, answer_by: date | None = None
) -> Anchor:
    """The due day; a returned answer counts from the day set for it, what opened late from its opening."""
    day = max(due, opened)
    if returned is not None:
        day = answer_by or max(day, returned)
    return Anchor(day, max(opened, returned or opened), "" if day == due_first else f"@{day.isoformat()}")


def reminders(anchor: Anchor, clocks: Clocks = CLOCKS) -> list[Step]:
    """In the order of their days; those that lie before the opening never were."""
    before = [Step("before", anchor.rule(f"before-{n}"), anchor.day - timedelta(days=n)) for n in clocks.before]
    after = [Step("after", anchor.rule(f"after-{n}"), calendar().add_working_days(anchor.day, n)) for n in clocks.after]
    return sorted((s for s in [*before, *after] if s.on >= anchor.opened), key=lambda step: step.on)


def reminder_for(anchor: Anchor, on: date, clocks: Clocks = CLOCKS) -> Step | None:
    """The newest whose day has come: after a silent month one reminder goes, not all that were missed."""
    come = [step for step in reminders(anchor, clocks) if step.on <= on]
    newest = come[-1] if come else None
    return None if newest and newest.kind == "before" and on > anchor.day else newest


def rung_for(anchor: Anchor, told: dict[str, date], on: date, clocks: Clocks = CLOCKS) -> Step | None:
    """The next rung of the escalation, if its day has come. `told` are the rules done, with their days."""
    step = next_rung(anchor, told, clocks)
    return step if step and step.on <= on else None


def next_rung(anchor: Anchor, told: dict[str, date], clocks: Clocks = CLOCKS) -> Step | None:
    """The head first; the leader only after the head has had its time, however late the worker was."""
    head, leader = anchor.rule(f"head-{clocks.head}"), anchor.rule(f"leader-{clocks.leader}")
    if head not in told:
        return Step("to_head", head, calendar().add_working_days(anchor.day, clocks.head))
    if leader not in told:
        return Step("to_leader", leader, calendar().add_working_days(told[head], clocks.leader))
    return None


def next_step(anchor: Anchor, told: dict[str, date], on: date, clocks: Clocks = CLOCKS) -> Step | None:
    """What happens next by itself, today's open steps counted in; None when all is done."""
    now = reminder_for(anchor, on, clocks)
    ahead = [s for s in reminders(anchor, clocks) if s.on > on]
    rung = next_rung(anchor, told, clocks)
    steps = [s for s in [now, *ahead[:1], rung] if s and s.rule not in told]
    return min(steps, key=lambda step: max(step.on, on), default=None)
