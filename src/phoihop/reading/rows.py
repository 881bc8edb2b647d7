"""Rows of tables as tasks, and the parts that tasks are made of."""

from __future__ import annotations

import re
from dataclasses import replace

from phoihop.reading.names import Name, words_of
from phoihop.reading.normalise import collapse
from phoihop.reading.parts import ActorPart, ReportPart, TaskPart
from phoihop.reading.reports import Report, report_of
from phoihop.reading.schedule import Calendar, When, event_of, when_of
from phoihop.reading.tables import Row
from phoihop.reading.times import always_in, make_date, times_in
from phoihop.reading.tokens import Tokens
from phoihop.reading.whole_times import Whole, whole_of

_LEAD = "vào "  # a bare «30-9», «6/2026» in a cell of times is a time
_YEAR = re.compile(_LEAD + r"(?:năm\s+)?((?:19|20)\d{2})")
_ALL_YEAR = re.compile(_LEAD + r"(?:cả|trong|cuối)\s+năm")
_ON_REQUEST = re.compile(_LEAD + r"(?:theo|khi\s+có)\s+yêu\s+cầu")
_ONCE = re.compile(_LEAD + r"(?:ngay\s+)?sau\s+khi\s+(?!(?:\S+\s+){0,3}(?:mỗi|từng)\s)")  # «Sau khi có Quy chế của TW»
_START = re.compile(r"(?:^|\s)(?:bắt\s+đầu\s+)?từ\s+$")


def row_task(t: Tokens, cal: Calendar, row: Row) -> TaskPart:
    """A row of a table: the work, who leads and who goes along by their columns, and the time of its last cell."""
    when = _row_when(t, cal, row.time) if row.time else When()
    always = always_in(t.low, *row.time) if row.time and when.cadence is None else None
    report = report_of(t, cal, t.at(row.start), t.at(row.work_end), t.at(row.start))
    whole = whole_of(t, cal, row.time, when, []) if row.time else Whole()
    cadence_at = (row.time if when.cadence_at else None) or always
    return TaskPart(
        start=row.start,
        end=row.end,
        words=collapse(t.text[row.start : row.work_end]),
        kind="action" if report is None else "report" if report.only else "action+report",
        actors=[actor_part(t, *x) for x in row.cast],
        rule="table.row",
        path=row.number,
        confidence=0.85,
        deadline=when.day,
        deadline_phrase=t.raw(when.day_at),
        before=when.before,
        cadence=when.cadence,
        cadence_phrase=t.raw(cadence_at),
        choices=list(when.choices),
        report=report_part(t, replace(report, when=when), whole) if report else None,
        when_phrase=whole.phrase,
        left=list(whole.left),
    )


def _row_when(t: Tokens, cal: Calendar, cell: tuple[int, int]) -> When:
    """The time cell: the last day in it, with or without a preposition, but a beginning; else the event it names."""
    end = cell[0] + len(t.low[slice(*cell)].rstrip(" .;"))
    cell = (cell[0], end)
    when = when_of(cal, *cell)
    if when.cadence or any(x.due for x in cal.times_of(*cell)):
        return when
    words = _LEAD + t.low[slice(*cell)].strip()
    days = [x for x in times_in(words, cal.signed) if not _START.search(words[: x.start])]
    if days:
        day = next((x.day for x in reversed(days) if x.day), None)
        return replace(when, day=day, day_at=cell, before=days[-1].before)
    if year := _YEAR.fullmatch(words):
        return replace(when, day=make_date(31, 12, int(year[1])), day_at=cell)
    if cal.signed and _ALL_YEAR.fullmatch(words):
        return replace(when, day=make_date(31, 12, cal.signed.year), day_at=cell)
    if _ON_REQUEST.fullmatch(words):
        return replace(when, cadence="on_event", cadence_at=cell)
    event = None if _ONCE.match(words) else event_of(t, t.at(cell[0]), t.at(cell[1]))
    return replace(when, cadence="on_event", cadence_at=event) if event else when


def actor_part(t: Tokens, name: Name, role: str, rule: str) -> ActorPart:
    return ActorPart(words_of(t, name), role, t.starts[name.start], t.ends[name.end - 1], rule)


def report_part(t: Tokens, report: Report, whole: Whole) -> ReportPart:
    when = report.when
    return ReportPart(
        to=report.to,
        through=report.through,
        deadline=when.day,
        deadline_phrase=t.raw(when.day_at),
        before=when.before,
        cadence=when.cadence,
        cadence_phrase=t.raw(when.cadence_at),
        when_phrase=whole.phrase,
        left=list(whole.left),
    )
