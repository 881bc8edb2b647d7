"""One rhythm or occasion of a timing, as a value with words in two languages."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from phoihop.periods.cadence import Cadence
from phoihop.periods.due import DueRule
from phoihop.periods.due_words import Origin
from phoihop.periods.events import english_of
from phoihop.periods.horizons import Horizon
from phoihop.periods.words import MONTHS, tongue
from phoihop.periods.working import Calendar

_AT_END: Final = DueRule("end")
UNITS: Final = {"giờ": "hour", "ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}


@dataclass(frozen=True, slots=True)
class Pace:
    """So many times in so many units, where no cadence says it: `2 lần/tháng`, `2 tuần một lần`. Its days are open."""

    times: int
    number: int
    unit: str

    def label(self, language: str = "vi") -> str:
        unit = UNITS[self.unit]
        if tongue(language) == "vi":
            span = self.unit if self.number == 1 else f"{self.number} {self.unit}"
            return f"{span} một lần" if self.times == 1 else f"{self.times} lần/{span}"
        often = "once" if self.times == 1 else f"{self.times} times"
        return f"{often} a {unit}" if self.number == 1 else f"{often} every {self.number} {unit}s"


@dataclass(frozen=True, slots=True)
class Beat:
    """A `cadence` or a `pace` with its due rule; a rule alone is once; `event` is what calls for it, in the letter's
    words; `always` is «thường xuyên»; none of these is «định kỳ», a rhythm that the text does not tell. `hour` is the
    last of the due day; `opens` the day of the month before which nothing may be handed in («từ ngày 20 đến ngày 25»).
    """

    cadence: Cadence | None = None
    rule: DueRule | None = None
    origin: Origin = "period"
    event: str = ""
    always: bool = False
    pace: Pace | None = None
    hour: str = ""
    opens: int = 0

    def label(self, language: str = "vi") -> str:
        vietnamese = tongue(language) == "vi"
        due = self._due(language)
        if self.always:
            return "thường xuyên" if vietnamese else "all the time"
        if self.event:
            return f"{self.event if vietnamese else english_of(self.event)} {due}".rstrip()
        if self.pace:
            return f"{self.pace.label(language)} {due}".rstrip()
        if self.cadence:
            return _yearly(self, language) or f"{self.cadence.label(language)} {due}".rstrip()
        return due or ("định kỳ" if vietnamese else "regularly (rhythm left open)")

    def _due(self, language: str) -> str:
        vietnamese = tongue(language) == "vi"
        said = []
        if self.hour:
            hour, minute = self.hour.split(":")
            said.append(f"trước {int(hour)} giờ {minute}" if vietnamese else f"before {self.hour}")
        if self.opens:
            said.append(f"{'từ ngày' if vietnamese else 'from day'} {self.opens}")
        if self.rule:
            said.append(self.rule.label(language, self.origin))
        return f"({', '.join(said)})" if said else ""

    @property
    def is_open(self) -> bool:
        """Where no days follow from it that the text means: no rhythm at all, or a day of a period nobody names."""
        if self.event or self.always or self.cadence:
            return False
        return self.rule is None or (self.origin == "period" and self.rule.fixed is None)

    def dates(self, first: date, through: date, calendar: Calendar, horizon: Horizon | None = None) -> Iterator[date]:
        """Due days in the range; what waits for an event or never ends has none."""
        rule, within = self.rule or _AT_END, horizon or Horizon()
        if self.cadence:
            reach = timedelta(days=_reach(rule))
            for period in self.cadence.periods_from(first - reach):
                if period.last > through + reach:
                    return
                if within.holds(period) and first <= (due := rule.due(period, calendar)) <= through:
                    yield due
        elif rule.fixed and within.holds_day(rule.fixed):
            due = rule.due_from(rule.fixed, calendar)
            if first <= due <= through:
                yield due


def _yearly(beat: Beat, language: str) -> str:
    """«trước ngày 10/6 hằng năm», where the rule is such a day; else empty."""
    rule = beat.rule
    plain_day = rule and rule.base == "day" and -11 <= rule.later <= 0 and rule.shift == "next"
    if beat.cadence != Cadence("annual") or rule is None or not plain_day or beat.hour or beat.opens:
        return ""
    month = 12 + rule.later
    if rule.number > monthrange(2024, month)[1]:
        return ""
    if tongue(language) == "vi":
        return f"{'trước' if rule.before else 'chậm nhất'} ngày {rule.number}/{month} hằng năm"
    return f"{'before' if rule.before else 'no later than'} {rule.number} {MONTHS[month - 1]} each year"


def _reach(rule: DueRule) -> int:
    """Days between the end of a period and its due day at most, Tết included."""
    widest = {"day": 31 * (abs(rule.later) + 1), "weekday": 7 * (abs(rule.later) + 1)}
    return widest.get(rule.base, abs(rule.number) * (2 if rule.working else 1)) + 45
