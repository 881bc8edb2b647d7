"""What the annotation wants of a task at the desk, and whether the desk has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from phoihop.duties import clock
from phoihop.duties.desk.proposing import marks_in
from phoihop.duties.models import DeskItem, ScheduleKind
from phoihop.periods import last_day_on_time
from phoihop.reading.scoring import fold

PARTS = {"lead": "lead", "do": "do", "coordinate": "supporting"}
RHYTHMS = ("weekly", "monthly", "quarterly", "semiannual", "annual")
_PLAIN = (ScheduleKind.UNDATED, ScheduleKind.EVENT, ScheduleKind.STANDING)
Task = dict[str, Any]
Doer = dict[str, Any]


def wanted_doers(task: Task) -> dict[str, str]:
    """Part by folded name."""
    return {fold(actor["name"]) or "": PARTS[actor["role"]] for actor in task["actors"]}


def held_doers(doers: list[Doer]) -> dict[str, str]:
    """Those of whom it is known whom they mean."""
    return {fold(doer["words"]) or "": doer["part"] for doer in doers if marks_in(doer)}


def doers_right(doers: list[Doer], task: Task) -> bool:
    """Where the letter names nobody, somebody must owe it all the same."""
    held = held_doers(doers)
    if len(held) != len({fold(doer["words"]) for doer in doers}):
        return False
    owing = any(part != "supporting" for part in held.values())
    return owing and (held == wanted_doers(task) or not any(p != "supporting" for p in wanted_doers(task).values()))


def wanted_time(task: Task) -> tuple[str, Any]:
    report = task["report"] or {}
    if day := task["deadline"] or report.get("deadline"):
        return ScheduleKind.ONCE, date.fromisoformat(day)
    cadence = task["cadence"] or report.get("cadence")
    if cadence in RHYTHMS:
        return ScheduleKind.RHYTHM, cadence
    return (ScheduleKind.EVENT if cadence == "on_event" else ScheduleKind.UNDATED), None


def time_right(item: DeskItem, task: Task) -> bool:
    kind, value = wanted_time(task)
    if kind == ScheduleKind.ONCE:
        return item.schedule == kind and item.due in days_on_time(value)
    if kind == ScheduleKind.RHYTHM:
        rhythmic = item.schedule in {ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM}
        return rhythmic and value in item.cadence.split(",")
    if kind == ScheduleKind.EVENT:
        return item.schedule == kind
    return item.schedule in _PLAIN or bool(item.found.get("span_choice") and item.schedule == ScheduleKind.ONCE)


def days_on_time(day: date) -> set[date]:
    return {day, *(last_day_on_time(day, clock.calendar(), before=before) for before in (True, False))}
