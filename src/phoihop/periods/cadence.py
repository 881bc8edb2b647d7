"""How often something is owed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile
from typing import Final

from phoihop.periods.period import Period, period_of
from phoihop.periods.spans import FAMILIES, SCHOOL_MONTH, Rhythm, read_code, why_not
from phoihop.periods.words import MONTHS, tongue, weekday

CADENCES: Final = tuple(FAMILIES)
_LABELS: Final = {
    "daily": ("hằng ngày", "daily"),
    "weekly": ("hằng tuần", "weekly"),
    "monthly": ("hằng tháng", "monthly"),
    "quarterly": ("hằng quý", "quarterly"),
    "semiannual": ("6 tháng", "every six months"),
    "nine_months": ("9 tháng", "nine months"),
    "annual": ("hằng năm", "yearly"),
    "school_year": ("theo năm học", "by school year"),
}
_TEXT = re.compile(r"([a-z_]+)(?:\.m(\d\d?))?(?:\.w(\d\d?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cadence:
    """One of `CADENCES`. `window_day` is the day a period begins on, in the month (or the week) before the one that
    names it: 15 is the window of Nghị định 09/2019, None the calendar's. A school year begins on the first of
    `school_month`, September unless told.
    """

    kind: str
    window_day: int | None = None
    school_month: int = SCHOOL_MONTH

    def __post_init__(self) -> None:
        if self.kind not in FAMILIES:
            raise ValueError(f"“{self.kind[:40]}” is no cadence. Choose one of: {', '.join(CADENCES)}.")
        if sentence := why_not(self.kind, self.window_day, self.school_month):
            raise ValueError(sentence)

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """Read what `str` wrote: `quarterly`, `semiannual.w15`, `school_year.m08`."""
        found = _TEXT.fullmatch(text)
        if not found:
            raise ValueError(f"“{text[:40]}” is no cadence. Write one like quarterly or semiannual.w15.")
        window = int(found[3]) if found[3] else None
        return cls(found[1], window, int(found[2] or SCHOOL_MONTH))

    @classmethod
    def of(cls, period: Period) -> Cadence | None:
        """The cadence that a period's code belongs to; one-off and events belong to none."""
        found = read_code(period.code)
        if not found:
            return None
        rhythm, _ = found
        return cls(rhythm.family.kind, rhythm.window_day, rhythm.school_month)

    def __str__(self) -> str:
        month = f".m{self.school_month:02d}" if self.school_month != SCHOOL_MONTH else ""
        return self.kind + month + (f".w{self.window_day:02d}" if self.window_day else "")

    def label(self, language: str = "vi") -> str:
        """`hằng quý`; a window says the days it runs from and to."""
        vietnamese = tongue(language) == "vi"
        text = _LABELS[self.kind][0 if vietnamese else 1]
        if self.school_month != SCHOOL_MONTH:
            text += f" (từ tháng {self.school_month})" if vietnamese else f" (from {MONTHS[self.school_month - 1]})"
        if self.window_day is None:
            return text
        return f"{text}, {_window_label(self.kind, self.window_day, language)}"

    def period_of(self, day: date) -> Period:
        """The period that holds `day`. Nine months leave October to December out: there it is the one that follows."""
        rhythm = self._rhythm()
        return period_of(rhythm, rhythm.index_of(day))

    def next(self, period: Period) -> Period:
        return self._away(period, 1)

    def previous(self, period: Period) -> Period:
        return self._away(period, -1)

    def periods(self, first: date, through: date) -> list[Period]:
        """Those whose last day falls from `first` to `through`, both inside, in order of time."""
        return list(takewhile(lambda period: period.last <= through, self.periods_from(first)))

    def periods_from(self, day: date) -> Iterator[Period]:
        """The period that holds `day` and all that follow, without end."""
        rhythm = self._rhythm()
        return (period_of(rhythm, index) for index in count(rhythm.index_of(day)))

    def _away(self, period: Period, step: int) -> Period:
        found = read_code(period.code)
        rhythm = self._rhythm()
        if not found or found[0] != rhythm:
            raise ValueError(f"The period {period.code} does not belong to the cadence {self}.")
        return period_of(rhythm, found[1] + step)

    def _rhythm(self) -> Rhythm:
        return Rhythm(FAMILIES[self.kind], self.window_day, self.school_month)


def _window_label(kind: str, day: int, language: str) -> str:
    vietnamese = tongue(language) == "vi"
    if kind == "weekly":
        first, last = weekday(day, language), weekday(day - 1, language)
        return f"từ {first} tuần trước đến {last}" if vietnamese else f"from {first} of the week before to {last}"
    if vietnamese:
        return f"số liệu từ ngày {day} tháng trước kỳ đến ngày {day - 1} tháng cuối kỳ"
    return f"from day {day} of the month before to day {day - 1} of its last month"
