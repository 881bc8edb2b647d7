"""A stretch of days that something is owed for, and its stable code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NoReturn

from phoihop.periods.spans import FIRST_YEAR, LAST_YEAR, Rhythm, check_year, read_code
from phoihop.periods.titles import label_of, short_of

_LONGEST = 24
_EVENT = re.compile(r"e-(\d{4}-\d\d-\d\d)-([1-9]\d{0,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """`first` and `last` are both inside; `code` alone says all of it and is what is stored."""

    kind: str
    first: date
    last: date
    code: str

    @classmethod
    def parse(cls, code: str) -> Period:
        """Raise `ValueError` with a sentence where `code` names no period."""
        return _parsed(code) if len(code) <= _LONGEST else _refuse(code[:_LONGEST] + "…")

    @classmethod
    def once(cls) -> Period:
        """The period of what is owed one time: it says nothing of when, so it holds every day there is."""
        return cls("once", date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), "once")

    @classmethod
    def event(cls, day: date, number: int = 1) -> Period:
        """One happening; `number` tells apart those of one day, and may run on from day to day."""
        check_year(day)
        if not 1 <= number <= 999_999:
            raise ValueError(f"Events are numbered from 1 to 999999, not {number}.")
        return cls("event", day, day, f"e-{day.isoformat()}-{number}")

    def __str__(self) -> str:
        return self.code

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def label(self, language: str = "vi") -> str:
        """In words for a sentence: `quý II/2026`; a window adds its days."""
        return label_of(self.code, self.first, self.last, language)

    def short(self, language: str = "vi", *, year: bool = True) -> str:
        """For the head of a column: `T7 2026`, or `T7` where the year is told elsewhere."""
        return short_of(self.code, self.first, language, year=year)


@lru_cache(maxsize=4096)
def period_of(rhythm: Rhythm, index: int) -> Period:
    """The member of that number; codes end with the year 2199."""
    first, last = rhythm.days_of(index)
    check_year(first)
    check_year(last)
    return Period(rhythm.family.kind, first, last, rhythm.code_of(index))


@lru_cache(maxsize=4096)
def _parsed(code: str) -> Period:
    if code == "once":
        return Period.once()
    if found := read_code(code):
        return period_of(*found)
    if event := _event(code):
        return event
    return _refuse(code)


def _refuse(code: str) -> NoReturn:
    kinds = "2026-07-14, 2026-W28, 2026-07, 2026-Q2, 2026-H1, 2026-9M, 2026, 2025-SY, once, e-2026-07-14-1"
    raise ValueError(f"“{code}” is no period. Write one like these: {kinds}; a window adds .w15 to a month or longer.")


def _event(code: str) -> Period | None:
    found = _EVENT.fullmatch(code)
    if not found:
        return None
    try:
        return Period.event(date.fromisoformat(found[1]), int(found[2]))
    except ValueError:
        return None
