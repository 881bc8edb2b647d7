"""Rows of tables as tasks, and the parts that tasks are made of."""

from __future__ import annotations

import re
from dataclasses import replace

from phoihop.reading.lexicon import tags
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
_MARK = re.compile(r"(?:[-–—•+*]|\(?\d{1,2}[.)]|[a-zđ][.)])\s*(?=\S)")
_MARKED = re.compile(r"\n\s*(?:[-–—•+*]|\(?\d{1,2}[.)]|[a-zđ][.)])\s*(?=\S)")
_LINKS = {"và", "của", "với", "cho", "về", "hoặc", "các", "theo"}
_START = re.compile(r"(?:^|\s)(?:bắt\s+đầu\s+)?từ\s+$")


def row_tasks(t: Tokens, cal: Calendar, row: Row) -> list[TaskPart]:
    """One task, or one of each paragraph of its work that is a piece of its own; all with the row's doers and time."""
    pieces = _pieces(t, row)
    if len(pieces) < 2:
        return [row_task(t, cal, row)]
    marked = [n for n, (_start, _end, mark) in enumerate(pieces) if mark]
    times = _times_of(t, row, marked or list(range(len(pieces))))
    return [
        row_task(t, cal, replace(row, start=start, end=end, work_end=end, time=times.get(n, row.time)))
        for n, (start, end, _mark) in enumerate(pieces)
        if t.text[end - 1] != ":"
    ]


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


def _pieces(t: Tokens, row: Row) -> list[tuple[int, int, bool]]:
    """Paragraphs of the work, each with whether a mark opens it; a line that goes on belongs to the one before."""
    out: list[tuple[int, int, bool]] = []
    at = row.start
    any_mark = _MARKED.search(t.text, row.start, row.work_end) is not None
    for line in t.text[row.start : row.work_end].split("\n"):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line) + 1
        if not any(map(str.isalnum, line)):
            continue
        mark = _MARK.match(t.text, start, end)
        opens = mark or not out or (not any_mark and _opens(t, start, out[-1][1]))
        if opens:
            out.append((mark.end() if mark else start, end, mark is not None))
        else:
            out[-1] = (out[-1][0], end, out[-1][2])
    return out


def _opens(t: Tokens, start: int, above: int) -> bool:
    """A verb in a capital under a line that is whole."""
    k = t.at(start)
    whole = t.text[above - 1] not in ",:(–-" and t.words[k - 1] not in _LINKS
    return whole and t.text[start].isupper() and t.has(k, tags.VERB | tags.REPORT)


def _times_of(t: Tokens, row: Row, pieces: list[int]) -> dict[int, tuple[int, int]]:
    """As many lines of time as pieces: one each."""
    if row.time is None:
        return {}
    at, spans = row.time[0], []
    for line in t.text[slice(*row.time)].split("\n"):
        if line.strip():
            spans.append((at, at + len(line.rstrip())))
        at += len(line) + 1
    return dict(zip(pieces, spans, strict=True)) if len(spans) == len(pieces) else {}


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
