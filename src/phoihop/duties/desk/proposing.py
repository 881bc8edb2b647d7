"""What the machine proposes: units resolved from words, the last day on time; a choice of the text is never made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from phoihop.duties import clock
from phoihop.duties.models import Desk, DeskItem, ScheduleKind
from phoihop.org.groups_meant import groups_meant
from phoihop.org.models import Unit, UnitGroup
from phoihop.org.queries import groups_named, units_named
from phoihop.periods import Beat, Cadence, DueRule, FirstDate, Horizon, Timing, first_dates, last_day_on_time
from phoihop.reading import Reading, TaskPart, short_title
from phoihop.reading.parts import ReportPart
from phoihop.reading.when_words import timing_of

FAR_YEARS = 10
_SHORTEST_MONTH = 28
_RHYTHMS = (ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM)
OF_DOERS = {"no_doer", "unknown_doer", "gone_doer"}  # codes of what is open about who owes
ASKED = "asked"  # in what was found: something had to be decided when it was laid on the desk
_PARTS = {"lead": "lead", "do": "do", "coordinate": "supporting"}


def doers_of(task: TaskPart, on: date) -> list[dict[str, Any]]:
    return [resolved(actor.name, _PARTS[actor.role], on) for actor in task.actors]


def resolved(words: str, part: str, on: date) -> dict[str, Any]:
    """A doer as the letter names it, with the units and groups it means; both empty: to be asked."""
    units = units_named(words, on=on)
    every = list(UnitGroup.objects.all())
    groups = groups_named(words, every) or ([] if units else groups_meant(words, on=on, among=every))
    keys = dict(Unit.objects.filter(pk__in=units).values_list("pk", "key"))
    return {
        "words": words,
        "part": part,
        "units": [keys[pk] for pk in units],
        "groups": [group.key for group in groups],
    }


def doers_for(desk: Desk, item: DeskItem) -> list[dict[str, Any]]:
    """Its own, else those of the whole letter."""
    doers: list[dict[str, Any]] = desk.doers if item.doers is None else item.doers
    return doers


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
        "report_cadence": report.cadence if report else None,
        "cadence_phrase": task.cadence_phrase,
        "choices": task.choices,
        "left": task.left or (report.left if report else []),
        "span_choice": task.span_choice,
        "report_to": report.to if report else [],
        "report_via": report.through if report else None,
        "report_deadline": report.deadline.isoformat() if report and report.deadline else None,
        "report_phrase": report.cadence_phrase if report else None,
    }


def _propose_schedule(item: DeskItem, task: TaskPart, on: date) -> None:
    """Only a schedule that holds all the words of time; a choice, a second rhythm, words left out stay to be asked."""
    report = task.report
    deadline = task.deadline or (report.deadline if report else None)
    if task.choices or task.span_choice or task.left or (report and (report.left or _says_more(task, report))):
        return
    timing = _timing_of(task)
    beats = timing.options[0] if timing else ()
    if timing and (timing.is_open or len(timing.options) > 1 or len(beats) > 1):
        return
    rhythm = task.cadence or (report.cadence if report else None)
    if deadline:
        if rhythm is None:
            item.schedule = ScheduleKind.ONCE
            item.due = last_day_on_time(deadline, clock.calendar(), before=task.is_before)
            item.starts = min(on, item.due)
    elif rhythm == "on_event":
        rule = beats[0].rule if beats else None
        item.schedule, item.starts, item.due_rule = ScheduleKind.EVENT, on, str(rule) if rule else item.due_rule
    elif timing and rhythm and rhythm != "other" and (rule_text := _held(beats[0])):
        horizon = timing.horizon or Horizon()
        item.schedule, item.cadence, item.due_rule = ScheduleKind.RHYTHM, str(beats[0].cadence), rule_text
        item.starts, item.through = max(on, horizon.first or on), horizon.last


def _timing_of(task: TaskPart) -> Timing | None:
    """Of the work, else of the report on it."""
    work = timing_of(task.cadence_phrase, task.deadline_phrase, task.when_phrase)
    told = task.report
    return work or (timing_of(told.cadence_phrase, told.deadline_phrase, told.when_phrase) if told else None)


def _says_more(task: TaskPart, report: ReportPart) -> bool:
    """The report falls due otherwise than the work: one schedule does not hold both."""
    work, told = (task.deadline, task.cadence), (report.deadline, report.cadence)
    return bool(any(work) and any(told) and work != told)


def _held(beat: Beat) -> str:
    """The rule as the desk can show and keep it; empty where it cannot."""
    rule = beat.rule or DueRule("end")
    if beat.cadence is None or beat.hour or beat.opens:
        return ""
    if rule.before and rule.base == "day" and 1 < rule.number <= _SHORTEST_MONTH:
        rule = replace(rule, number=rule.number - 1, before=False, shift="previous")  # the same days
    is_shown = rule.base in {"end", "last_wd"} or (rule.base == "day" and rule.later in {0, 1})
    return str(rule) if is_shown and not rule.before else ""


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
