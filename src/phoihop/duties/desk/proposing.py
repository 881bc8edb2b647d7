"""What the machine proposes: units resolved from words, the last day on time; a choice of the text is never made."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from phoihop.duties import clock
from phoihop.duties.models import DeskItem, ScheduleKind
from phoihop.org.groups_meant import groups_meant
from phoihop.org.models import Unit, UnitGroup
from phoihop.org.queries import groups_named, units_named
from phoihop.periods import Cadence, DueRule, FirstDate, first_dates, last_day_on_time
from phoihop.reading import Reading, TaskPart, short_title

FAR_YEARS = 10
_RHYTHMS = (ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM)
OF_DOERS = {"no_doer", "unknown_doer", "gone_doer"}  # codes of what is open about who owes
_PARTS = {"lead": "lead", "do": "do", "coordinate": "supporting"}


def doers_of(task: TaskPart, on: date) -> list[dict[str, Any]]:
    return [resolved(actor.name, _PARTS[actor.role], on) for actor in task.actors]


def resolved(words: str, part: str, on: date) -> dict[str, Any]:
    """A doer as the letter names it, with the units and groups it means; both empty: to be asked."""
    units = units_named(words, on=on)
    groups = groups_named(words) or ([] if units else groups_meant(words, on=on))
    keys = dict(Unit.objects.filter(pk__in=units).values_list("pk", "key"))
    return {
        "words": words,
        "part": part,
        "units": [keys[pk] for pk in units],
        "groups": [group.key for group in groups],
    }


def marks_in(doer: dict[str, Any]) -> list[str]:
    return [f"u:{key}" for key in doer["units"]] + [f"g:{key}" for key in doer["groups"]]


def without(doer: dict[str, Any], gone: Collection[str]) -> dict[str, Any]:
    """The same without these units and groups."""
    return {
        **doer,
        "units": [key for key in doer["units"] if f"u:{key}" not in gone],
        "groups": [key for key in doer["groups"] if f"g:{key}" not in gone],
    }


def item_of(desk_id: int, position: int, task: TaskPart, on: date) -> DeskItem:
    """Only what the text says outright becomes a schedule; everything else stays to be decided."""
    item = DeskItem(
        desk_id=desk_id,
        position=position,
        start=task.start,
        end=task.end,
        words=task.words,
        title=short_title(task.words),
        path=task.path,
        kind=task.kind,
        found=_found(task),
    )
    _propose_schedule(item, task, on)
    return item


def _found(task: TaskPart) -> dict[str, Any]:
    report = task.report
    return {
        "rule": task.rule,
        "confidence": task.confidence,
        "actors": [{"name": a.name, "role": a.role} for a in task.actors],
        "deadline": task.deadline.isoformat() if task.deadline else None,
        "deadline_phrase": task.deadline_phrase or (report.deadline_phrase if report else None),
        "before": task.is_before,
        "cadence": task.cadence,
        "cadence_phrase": task.cadence_phrase,
        "choices": task.choices,
        "span_choice": task.span_choice,
        "report_to": report.to if report else [],
        "report_via": report.through if report else None,
        "report_deadline": report.deadline.isoformat() if report and report.deadline else None,
        "report_phrase": report.cadence_phrase if report else None,
    }


def _propose_schedule(item: DeskItem, task: TaskPart, on: date) -> None:
    deadline = task.deadline or (task.report.deadline if task.report else None)
    if task.choices or task.span_choice:
        return
    if deadline:
        item.schedule = ScheduleKind.ONCE
        item.due = last_day_on_time(deadline, clock.calendar(), before=task.is_before)
        item.starts = min(on, item.due)
    elif task.cadence == "on_event":
        item.schedule, item.starts = ScheduleKind.EVENT, on
    elif task.cadence and task.cadence != "other":
        item.schedule, item.cadence, item.due_rule, item.starts = ScheduleKind.RHYTHM, task.cadence, "end", on


def undecided(item: DeskItem, doers: list[dict[str, Any]], on: date, gone: Collection[str] = ()) -> list[str]:
    """Codes of what still keeps this item from being given out that day; none for a rejected one. `gone` are marks of
    units and groups behind whom nobody stands.
    """
    if item.status == DeskItem.Status.REJECTED:
        return []
    out = ["unseen"] if item.status == DeskItem.Status.UNSEEN else []
    if not any(d["part"] != "supporting" for d in doers):
        out.append("no_doer")
    if any(not d["units"] and not d["groups"] for d in doers):
        out.append("unknown_doer")
    if any(mark in gone for d in doers for mark in marks_in(d)):
        out.append("gone_doer")
    code = _schedule_code(item) or day_code(item, on)
    return [*out, code] if code else out


def _schedule_code(item: DeskItem) -> str:
    if not item.schedule:
        return "no_schedule"
    if item.schedule == ScheduleKind.ONCE and not item.due:
        return "no_day"
    if item.schedule in _RHYTHMS and not item.cadence:
        return "no_cadence"
    if item.schedule == ScheduleKind.STANDING and not _is_answered(item):
        return "no_report"
    return ""


def day_code(item: DeskItem, on: date) -> str:
    """What is asked about the days of a schedule: over already, or more than ten years away."""
    if item.schedule == ScheduleKind.ONCE and item.due and item.kept_day != item.due:
        if item.due < on:
            return "past_day"
        return "far_day" if item.due.year > on.year + FAR_YEARS else ""
    if item.schedule == ScheduleKind.UNIT_RHYTHM and item.choose_by and item.choose_by < on:
        return "past_choice"
    rhythms = item.cadence.split(",") if item.through and item.schedule in _RHYTHMS else []
    return "opens_nothing" if rhythms and not any(dates_of(item, one, on) for one in rhythms) else ""


def dates_of(item: DeskItem, cadence: str, on: date, language: str = "vi") -> list[FirstDate]:
    """The first due days of this rhythm under what else is set, were it given out that day."""
    starts = item.starts or on
    after = starts if item.reaches_back else max(starts, on)
    rule = DueRule.parse(item.due_rule or "end")
    found = first_dates(Cadence.parse(cadence), rule, after, clock.calendar(), language=language)
    return [one for one in found if item.through is None or one.period.last <= item.through]


def _is_answered(item: DeskItem) -> bool:
    report = item.answered_in
    return bool(report and report.status != DeskItem.Status.REJECTED and report.schedule != ScheduleKind.STANDING)


def items_of_reading(desk_id: int, reading: Reading, on: date) -> list[DeskItem]:
    return [item_of(desk_id, at, task, on) for at, task in enumerate(reading.tasks, 1)]


def groups_and_units(doer: dict[str, Any]) -> tuple[list[Unit], list[UnitGroup]]:
    units = Unit.objects.filter(key__in=doer["units"]).order_by("pk")
    groups = UnitGroup.objects.filter(key__in=doer["groups"]).order_by("pk")
    return list(units), list(groups)
