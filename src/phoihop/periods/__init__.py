"""Periods, cadence, windows, due rules and the Vietnamese working-day calendar: a library that needs no other room.

    >>> from datetime import date
    >>> from phoihop.periods import Cadence, DueRule
    >>> june = Cadence.parse("monthly").period_of(date(2026, 6, 10))
    >>> DueRule.parse("day=25").due(june)
    datetime.date(2026, 6, 25)

How codes and rules are written is told in `docs/periods.md`.
"""

from phoihop.periods.cadence import CADENCES, Cadence
from phoihop.periods.cadence_phrases import read_cadence, read_cadences
from phoihop.periods.due import DueRule, last_day_on_time
from phoihop.periods.due_phrases import DuePhrase, read_due
from phoihop.periods.period import Period
from phoihop.periods.period_phrases import read_period, read_window
from phoihop.periods.proposals import FirstDate, first_dates, working_days_late
from phoihop.periods.timing import Beat, Horizon, Pace, Timing
from phoihop.periods.words import day_in_words, day_month, day_range, full_day
from phoihop.periods.working import SHIFTS, VIETNAM, Calendar, Shift

__all__ = [
    "CADENCES",
    "SHIFTS",
    "VIETNAM",
    "Beat",
    "Cadence",
    "Calendar",
    "DuePhrase",
    "DueRule",
    "FirstDate",
    "Horizon",
    "Pace",
    "Period",
    "Shift",
    "Timing",
    "day_in_words",
    "day_month",
    "day_range",
    "first_dates",
    "full_day",
    "last_day_on_time",
    "read_cadence",
    "read_cadences",
    "read_due",
    "read_period",
    "read_window",
    "working_days_late",
]
