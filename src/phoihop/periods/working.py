"""The Vietnamese working-day calendar: holidays, days in lieu, swapped days, and what an office adds of its own."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from types import MappingProxyType
from typing import Final, Literal

from phoihop.periods.holiday_names import made_up_days, off_days
from phoihop.periods.spans import FIRST_YEAR, LAST_YEAR, outside
from phoihop.periods.words import full_day, tongue, weekday

Shift = Literal["none", "next", "previous"]
SHIFTS: Final = ("none", "next", "previous")

_BASE: Final = date(FIRST_YEAR, 1, 1).toordinal()
_LENGTH: Final = date(LAST_YEAR, 12, 31).toordinal() - _BASE + 1
_WEEK: Final = bytes([1, 1, 1, 1, 1, 0, 0])  # the table begins on a Monday, 1 January 1900


@dataclass(frozen=True, slots=True)
class _Table:
    """`before[i]` counts the working days before day `i`; `days[k]` is the k-th of all, from 0."""

    works: bytes
    before: array[int]
    days: array[int]


class Calendar:
    """Which days an office works. Saturday and Sunday are free; holidays are known from 1990 to 2100.

    `closed` days are free besides (a mapping gives their names), `opened` days are worked whatever else is said.
    Every answer takes the same short time however far apart the days are; the first one builds the table.
    """

    def __init__(self, closed: Iterable[date] | Mapping[date, str] = (), opened: Iterable[date] = ()) -> None:
        own = closed if isinstance(closed, Mapping) else dict.fromkeys(closed, "")
        self.closed: Mapping[date, str] = MappingProxyType(dict(own))
        self.opened: frozenset[date] = frozenset(opened)

    def is_working(self, day: date) -> bool:
        return bool(self._table.works[_at(day)])

    def name(self, day: date, language: str = "vi") -> str:
        """The holiday's name; empty for a plain Saturday or Sunday and for a working day."""
        if self.is_working(day):
            return ""
        return self.closed.get(day) or off_days(language).get(day, "")

    def reason_off(self, day: date, language: str = "vi") -> str:
        """Why nobody works: the holiday's name, else the day of the week; empty on a working day."""
        if self.is_working(day):
            return ""
        if name := self.name(day, language):
            return name
        if day.isoweekday() > 5:
            return weekday(day.isoweekday(), language)
        return "cơ quan nghỉ" if tongue(language) == "vi" else "the office is closed"

    def reason_on(self, day: date, language: str = "vi") -> str:
        """Why a Saturday or Sunday is worked; empty on any other day."""
        if day.isoweekday() < 6 or not self.is_working(day):
            return ""
        vietnamese = tongue(language) == "vi"
        free = made_up_days().get(day)
        if free and not self.is_working(free):
            return f"làm bù cho {full_day(free)}" if vietnamese else f"worked in place of {full_day(free, 'en')}"
        return "cơ quan làm việc" if vietnamese else "the office works"

    def shift(self, day: date, how: Shift = "next") -> date:
        """`day` itself where it is worked or `how` is `none`, else the nearest working day that way."""
        if how == "none":
            return day
        return self.next_working(day) if how == "next" else self.previous_working(day)

    def next_working(self, day: date) -> date:
        """`day` itself where it is worked."""
        at, table = _at(day), self._table
        return day if table.works[at] else self._nth(table.before[at])

    def previous_working(self, day: date) -> date:
        """`day` itself where it is worked."""
        at, table = _at(day), self._table
        return day if table.works[at] else self._nth(table.before[at] - 1)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, or before it for a negative `n`; `day` itself is never counted."""
        if n == 0:
            return day
        at, table = _at(day), self._table
        return self._nth(table.before[at] + n + (table.works[at] - 1 if n > 0 else 0))

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie from `start` on and before `end`; negative where `end` is the earlier."""
        before = self._table.before
        return before[_at(end)] - before[_at(start)]

    @cached_property
    def _table(self) -> _Table:
        return _table(frozenset(self.closed), self.opened)

    def _nth(self, k: int) -> date:
        days = self._table.days
        if not 0 <= k < len(days):
            raise ValueError(f"Working days are counted from {FIRST_YEAR} to {LAST_YEAR}; this count runs outside.")
        return date.fromordinal(days[k])


@lru_cache(maxsize=64)
def _table(closed: frozenset[date], opened: frozenset[date]) -> _Table:
    works = bytearray((_WEEK * (_LENGTH // 7 + 1))[:_LENGTH])
    for days, value in ((off_days("vi"), 0), (made_up_days(), 1), (closed, 0), (opened, 1)):
        for day in days:
            works[_at(day)] = value
    numbers = array("i", compress(range(_BASE, _BASE + _LENGTH), works))
    return _Table(bytes(works), array("i", accumulate(works, initial=0)), numbers)


def _at(day: date) -> int:
    at = day.toordinal() - _BASE
    if 0 <= at < _LENGTH:
        return at
    raise outside(day)


VIETNAM: Final = Calendar()
