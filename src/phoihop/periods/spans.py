"""Pure arithmetic of the periods: the n-th of a family, the family member that holds a day, its days and its code."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
SCHOOL_MONTH: Final = 9
_MONDAY: Final = date(1899, 12, 25).toordinal()  # ISO week 52 of 1899


@dataclass(frozen=True, slots=True)
class Family:
    """`months` of 0 marks the families that do not follow months; `step` is how often one begins."""

    kind: str
    step: int = 0
    months: int = 0


FAMILIES: Final = {
    family.kind: family
    for family in (
        Family("daily"),
        Family("weekly"),
        Family("monthly", 1, 1),
        Family("quarterly", 3, 3),
        Family("semiannual", 6, 6),
        Family("nine_months", 12, 9),
        Family("annual", 12, 12),
        Family("school_year", 12, 12),
    )
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A family with its window: what tells one tiling of the calendar from another."""

    family: Family
    window_day: int | None = None
    school_month: int = SCHOOL_MONTH

    def index_of(self, day: date) -> int:
        """The number of the member that holds `day`; in the gap of nine months, of the one that follows."""
        check_year(day)
        if self.family.kind == "daily":
            return day.toordinal()
        if self.family.kind == "weekly":
            return (day.toordinal() - _MONDAY + self._lead) // 7
        month = day.year * 12 + day.month - 1
        if self.window_day and day.day >= self.window_day:
            month += 1
        month -= self._offset
        index, past = divmod(month, self.family.step)
        return index + (past >= self.family.months)

    def days_of(self, index: int) -> tuple[date, date]:
        """The first and the last day, both inside."""
        if self.family.kind == "daily":
            day = date.fromordinal(index)
            return day, day
        if self.family.kind == "weekly":
            first = date.fromordinal(_MONDAY + index * 7 - self._lead)
            return first, first + timedelta(days=6)
        month = index * self.family.step + self._offset
        return self._month_start(month), self._month_start(month + self.family.months) - timedelta(days=1)

    def code_of(self, index: int) -> str:
        return self._bare_code(index) + self._suffix

    @property
    def _lead(self) -> int:
        """How many days before Monday a windowed week begins."""
        return 8 - self.window_day if self.window_day else 0

    @property
    def _offset(self) -> int:
        return self.school_month - 1 if self.family.kind == "school_year" else 0

    def _month_start(self, month: int) -> date:
        if self.window_day:
            year, number = divmod(month - 1, 12)
            return date(year, number + 1, self.window_day)
        year, number = divmod(month, 12)
        return date(year, number + 1, 1)

    def _bare_code(self, index: int) -> str:
        kind = self.family.kind
        if kind == "daily":
            return date.fromordinal(index).isoformat()
        if kind == "weekly":
            year, week, _ = date.fromordinal(_MONDAY + index * 7).isocalendar()
            return f"{year:04d}-W{week:02d}"
        year, month = divmod(index * self.family.step, 12)
        endings = {
            "monthly": f"-{month + 1:02d}",
            "quarterly": f"-Q{month // 3 + 1}",
            "semiannual": f"-H{month // 6 + 1}",
            "nine_months": "-9M",
            "annual": "",
            "school_year": "-SY",
        }
        return f"{year:04d}{endings[kind]}"

    @property
    def _suffix(self) -> str:
        month = f".m{self.school_month:02d}" if self.school_month != SCHOOL_MONTH else ""
        return month + (f".w{self.window_day:02d}" if self.window_day else "")


_CODE = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)"
    r"(?:-(?P<monthly>\d\d)(?:-(?P<daily>\d\d))?|-W(?P<weekly>\d\d)|-Q(?P<quarterly>[1-4])|-H(?P<semiannual>[12])|-(?P<nine_months>9M)|-(?P<school_year>SY))?"
    r"(?:\.m(?P<school_month>\d\d))?(?:\.w(?P<window>\d\d))?",
    re.ASCII,
)


@lru_cache(maxsize=4096)
def read_code(code: str) -> tuple[Rhythm, int] | None:
    """The tiling and the number in it, or None where the code names no period."""
    found = _CODE.fullmatch(code)
    if not found:
        return None
    kind = _kind_of(found)
    window = int(found["window"]) if found["window"] else None
    month = int(found["school_month"] or SCHOOL_MONTH)
    if why_not(kind, window, month):
        return None
    rhythm = Rhythm(FAMILIES[kind], window, month)
    index = _index_of(found, kind)
    if index is None or rhythm.code_of(index) != code:
        return None
    return rhythm, index


def why_not(kind: str, window_day: int | None, school_month: int) -> str:
    """The sentence against a window, empty where it can be."""
    if school_month != SCHOOL_MONTH and kind != "school_year":
        return "Only a school year has a month it begins in."
    if not 1 <= school_month <= 12:
        return f"A school year begins in month 1 to 12, not {school_month}."
    if window_day is None:
        return ""
    if kind == "daily":
        return "A day has no window."
    last = 7 if kind == "weekly" else 28
    if 2 <= window_day <= last:
        return ""
    return f"A window of this kind begins on day 2 to {last}, not {window_day}. Leave it out for the calendar."


def _kind_of(found: re.Match[str]) -> str:
    for kind in ("daily", "weekly", "monthly", "quarterly", "semiannual", "nine_months", "school_year"):
        if found[kind]:
            return kind
    return "annual"


def _index_of(found: re.Match[str], kind: str) -> int | None:
    year = int(found["year"])
    try:
        if kind == "daily":
            return date(year, int(found["monthly"]), int(found["daily"])).toordinal()
        if kind == "weekly":
            return (date.fromisocalendar(year, int(found["weekly"]), 1).toordinal() - _MONDAY) // 7
    except ValueError:
        return None
    if kind == "monthly":
        return year * 12 + int(found["monthly"]) - 1
    if kind in {"quarterly", "semiannual"}:
        return year * (12 // FAMILIES[kind].step) + int(found[kind]) - 1
    return year


def check_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise outside(day)


def outside(day: date) -> ValueError:
    """Codes and calendars end somewhere; a slip of the keyboard beyond that is told in a sentence."""
    return ValueError(
        f"Days are known from {FIRST_YEAR} to {LAST_YEAR}; {day.isoformat()} lies outside. Check the year."
    )


def month_day(year: int, month: int, day: int) -> date:
    """That day, or the last of a month that is shorter; `month` may run past either end of the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))
