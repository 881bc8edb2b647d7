"""Vietnamese working days, with the days that the State swaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import holidays

FIRST_YEAR, LAST_YEAR = 1990, 2100
DAY = timedelta(days=1)


class Calendar:
    """Weekends are Saturday and Sunday; `closed` and `opened` are an office's own exceptions."""

    def __init__(self, closed: Iterable[date] = (), opened: Iterable[date] = ()) -> None:
        self._closed, self._opened = frozenset(closed), frozenset(opened)
        self._years: dict[int, list[date]] = {}

    def is_working(self, day: date) -> bool:
        if day in self._closed:
            return False
        if day in self._opened:
            return True
        return _law().is_working_day(day)

    def name(self, day: date, language: str = "vi") -> str:
        """What day off it is; empty for a plain weekend or a working day."""
        found: str = _law(language).get(day) or ""
        return found

    def shift(self, day: date, how: str) -> date:
        """`next`, `previous` or `none`: where a due day on a day off goes."""
        if how == "next":
            return self.next_working(day)
        return self.previous_working(day) if how == "previous" else day

    def next_working(self, day: date) -> date:
        while not self.is_working(day):
            day += DAY
        return day

    def previous_working(self, day: date) -> date:
        while not self.is_working(day):
            day -= DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it where negative)."""
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie in [start, end)."""
        if end <= start:
            return 0
        total = 0
        for year in range(start.year, end.year + 1):
            days = self._working(year)
            total += bisect_left(days, end) - bisect_left(days, start)
        return total

    def _working(self, year: int) -> list[date]:
        if year not in self._years:
            first = date(year, 1, 1)
            days = (first + timedelta(days=n) for n in range(366))
            self._years[year] = [d for d in days if d.year == year and self.is_working(d)]
        return self._years[year]


@cache
def _law(language: str = "vi") -> holidays.HolidayBase:
    return holidays.country_holidays("VN", language="vi" if language == "vi" else "en_US")
