"""A period: its kind, first and last day, and a code that names it for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
ROMAN = ("", "I", "II", "III", "IV")
_SHAPES = [
    ("daily", re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    ("weekly", re.compile(r"(\d{4})-W(\d\d)")),
    ("quarterly", re.compile(r"(\d{4})-Q([1-4])")),
    ("semiannual", re.compile(r"(\d{4})-H([12])")),
    ("nine_months", re.compile(r"(\d{4})-9M")),
    ("school_year", re.compile(r"(\d{4})-SY")),
    ("monthly", re.compile(r"(\d{4})-(\d\d)")),
    ("annual", re.compile(r"(\d{4})")),
]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`first` and `last` are both inside. Codes: 2026-07-14, 2026-W28, 2026-07, 2026-Q2, 2026-H1, 2026-9M, 2026,
    2025-SY (the school year that begins in 2025); `.w15` behind one: the window from the 15th to the 14th.
    """

    first: date
    last: date
    kind: str
    code: str

    @classmethod
    def parse(cls, code: str) -> Period:
        """From its code; ValueError where it is none."""
        body, _, window = code.partition(".")
        day = _window_day(code, window)
        for kind, shape in _SHAPES:
            if found := shape.fullmatch(body):
                numbers = [int(n) for n in found.groups()]
                try:
                    first, last = _span(kind, numbers, day)
                except (ValueError, OverflowError) as error:
                    raise ValueError(f"«{code}» names no period that exists.") from error
                return cls(first, last, kind, code)
        raise ValueError(f"«{code}» is no code of a period. Write it like 2026-07, 2026-Q2, 2026-H1 or 2026.")

    def label(self, language: str = "vi") -> str:
        """As a sentence would name it: «6 tháng đầu năm 2026»."""
        return _label(self, language)

    def short(self, language: str = "vi") -> str:
        """For the head of a column."""
        year, part = self.code[:4], self.code[5:].partition(".")[0]
        vi = language == "vi"
        if self.kind == "monthly":
            return f"T{int(part)}/{year}" if vi else f"{int(part)}/{year}"
        if self.kind == "quarterly":
            return f"Q{ROMAN[int(part[1])]}/{year}"
        if self.kind == "semiannual":
            return f"{'6T' if vi else 'H'}{'đ' if vi and part == 'H1' else 'c' if vi else part[1]}/{year}"
        return _label(self, language)


def _window_day(code: str, window: str) -> int:
    if not window:
        return 1
    if (found := re.fullmatch(r"w(\d\d?)", window)) and 2 <= int(found[1]) <= 28:
        return int(found[1])
    raise ValueError(f"«{code}» ends in a window that is none. Write it like .w15, from 2 to 28.")


def months_on(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def window(year: int, month: int, months: int, day: int) -> tuple[date, date]:
    """`months` months up to the end of that month; from day 2 on, windows begin in the month before (NĐ 09/2019)."""
    shift = 0 if day == 1 else -1
    first = date(*months_on(year, month, 1 - months + shift), day)
    after = date(*months_on(year, month, 1 + shift), day)
    return first, after - DAY


def _span(kind: str, n: list[int], day: int) -> tuple[date, date]:
    if kind == "daily":
        return date(*n), date(*n)
    if kind == "weekly":
        monday = date.fromisocalendar(n[0], n[1], 1)
        return monday, monday + 6 * DAY
    if kind == "school_year":
        return date(n[0], 9, 1), date(n[0] + 1, 8, 31)
    months = {"monthly": 1, "quarterly": 3, "semiannual": 6, "nine_months": 9, "annual": 12}[kind]
    last_month = {"nine_months": 9, "annual": 12}.get(kind) or n[1] * months
    return window(n[0], last_month, months, day)


def _label(period: Period, language: str) -> str:
    year, part = period.code[:4], period.code[5:].partition(".")[0]
    vi = language == "vi"
    d = period.first
    table = {
        "daily": f"ngày {d.day}/{d.month}/{year}" if vi else f"{d.day}/{d.month}/{year}",
        "weekly": f"tuần {part[1:]}/{year}" if vi else f"week {part[1:]}/{year}",
        "annual": f"năm {year}" if vi else f"year {year}",
        "nine_months": f"9 tháng đầu năm {year}" if vi else f"first nine months of {year}",
        "once": "một lần" if vi else "once",
    }
    if period.kind in table:
        return table[period.kind]
    if period.kind == "monthly":
        return (
            f"tháng {int(part)}/{year}" if vi else f"{d:%B} {year}" if period.code[7:] == "" else f"month {part}/{year}"
        )
    if period.kind == "quarterly":
        return f"quý {ROMAN[int(part[1])]}/{year}" if vi else f"quarter {ROMAN[int(part[1])]} of {year}"
    if period.kind == "semiannual":
        vi_half = "đầu" if part == "H1" else "cuối"
        en_half = "first" if part == "H1" else "second"
        return f"6 tháng {vi_half} năm {year}" if vi else f"{en_half} half of {year}"
    if period.kind == "school_year":
        return f"năm học {year}–{int(year) + 1}" if vi else f"school year {year}–{int(year) + 1}"
    return period.code
