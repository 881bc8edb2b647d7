"""Days side by side as one time: «from … to …», days that come back every year, twice a year without saying so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from phoihop.reading.times import Time

_DAYS = {"full", "slash", "short", "bare"}
_BEGINS = re.compile(
    r"(?:bắt\s+đầu\s+|kể\s+)?từ\s+(?:\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{2}\s?(?:phút)?)?,?\s+)?(?:(?:sáng|chiều|tối|trưa)\s+)?$"
)
_UNTIL = re.compile(r"\s*(?:\([^()]{2,24}\)\s*)?(?:-|(?:cho\s+)?(?:đến|tới)\s)[^.;,]{0,24}")
_NEXT = re.compile(r"\s*(?:,|và|,\s*và|;)\s*(?:(?:trước|vào|chậm nhất|đến)\s+)?")
_DAY = re.compile(r"(\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{1,2})")
_A_MONTH = timedelta(days=31)
_HALVES = {5, 6, 7}, {11, 12}  # months in which the halves of a year are reported; «20/3 và 20/9» are only two days
_BY_COUNT = {2: "semiannual", 4: "quarterly"}


def joined(low: str, times: list[Time], signed: date | None) -> list[Time]:
    """The times of a text in order, those that belong together as one."""
    out: list[Time] = []
    at = 0
    while at < len(times):
        row = _row(low, times, at)
        out.append(_as_one(low, row) if len(row) > 1 else times[at])
        at += len(row) if len(row) > 1 and out[-1].comes else 1
    return [_ended(low, before, time, signed) for before, time in pairwise([None, *out]) if time]


def _row(low: str, times: list[Time], at: int) -> list[Time]:
    """Days without a year with nothing between them but «,» and «và»."""
    row = [times[at]]
    for time in times[at + 1 : at + 4]:
        gap = low[row[-1].end : time.start] if time.start >= row[-1].end else ""
        if {row[-1].kind, time.kind} <= {"short", "bare"} and not row[-1].comes and _NEXT.fullmatch(gap):
            row.append(time)
        else:
            break
    return row


def _as_one(low: str, row: list[Time]) -> Time:
    """«trước ngày 15/6 và 15/12 hằng năm», «trước ngày 25/6 và 25/12»: twice a year, said or seen."""
    months = [int(day[2]) for x in row if (day := _DAY.search(low, x.core, x.end))]
    said = row[-1].comes == "annual"
    halves = len(row) == 2 and len(months) == 2 and all(m in half for m, half in zip(months, _HALVES, strict=True))
    seen = halves and (row[0].due or row[1].due)
    if not (said or seen):
        return row[0]
    return replace(row[0], end=row[-1].end, due=True, comes=_BY_COUNT.get(len(row), "other"))


def _ended(low: str, before: Time | None, time: Time, signed: date | None) -> Time:
    """«từ ngày 13/4 đến hết ngày 18/4»: its last day, and its words from the first; what began long before is counted, not set."""
    if before is None or time.kind not in _DAYS or before.kind not in _DAYS or time.comes:
        return time
    opens = _BEGINS.search(low, max(0, before.start - 40), before.start)
    if opens is None or not _UNTIL.fullmatch(low, before.end, time.core):
        return time
    counted = bool(signed and before.day and before.day < signed - _A_MONTH)
    return replace(time, start=opens.start(), due=not counted, since=True)
