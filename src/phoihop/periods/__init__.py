"""Periods, cadence, windows, due rules and the Vietnamese calendar; a library of its own, without Django."""

from phoihop.periods.cadence import Cadence
from phoihop.periods.calendar import Calendar
from phoihop.periods.due import DueRule, FirstDate, first_dates, last_day_on_time, working_days_late
from phoihop.periods.period import Period

__all__ = [
    "Cadence",
    "Calendar",
    "DueRule",
    "FirstDate",
    "Period",
    "first_dates",
    "last_day_on_time",
    "working_days_late",
]
