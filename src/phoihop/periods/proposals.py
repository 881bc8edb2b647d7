"""What the desk shows before anyone decides, and how late something is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from phoihop.periods.cadence import Cadence
from phoihop.periods.due import DueRule
from phoihop.periods.period import Period
from phoihop.periods.words import day_month, tongue, weekday, weekday_short
from phoihop.periods.working import VIETNAM, Calendar

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FirstDate:
    """`unmoved` is where the rule alone would put it; `reason` says why it moved (`30/6 là T7`), else its weekday."""

    period: Period
    due: date
    unmoved: date
    reason: str

    @property
    def moved_from(self) -> date | None:
        return self.unmoved if self.due != self.unmoved else None


def first_dates(
    cadence: Cadence,
    rule: DueRule,
    after: date,
    calendar: Calendar = VIETNAM,
    n: int = 3,
    language: str = "vi",
) -> list[FirstDate]:
    """The first `n` due days on `after` or later, of periods that end on `after` or later: what ended before the
    duty was given is not asked for. A rule with a day of its own gives that day only.
    """
    periods = islice(cadence.periods_from(after), 1 if rule.fixed else None)
    dates = (_first_date(period, rule, calendar, language) for period in periods)
    return list(islice((found for found in dates if found.due >= after), n))


def working_days_late(due: date, settled: date, calendar: Calendar = VIETNAM) -> int:
    """0 exactly where it was on time; a day off counts as the working day that follows it, so late is never 0."""
    if settled <= due:
        return 0
    return max(1, calendar.working_days_between(due + _DAY, calendar.next_working(settled) + _DAY))


def _first_date(period: Period, rule: DueRule, calendar: Calendar, language: str) -> FirstDate:
    unmoved, due = rule.unmoved(period, calendar), rule.due(period, calendar)
    return FirstDate(period, due, unmoved, _reason(due, unmoved, calendar, language))


def _reason(due: date, unmoved: date, calendar: Calendar, language: str) -> str:
    if due == unmoved:
        return weekday(due.isoweekday(), language)
    word = "là" if tongue(language) == "vi" else "is"
    name = calendar.name(unmoved, language).partition(", ")[0] or weekday_short(unmoved.isoweekday(), language)
    return f"{day_month(unmoved, language)} {word} {name}"
