"""Arithmetic of due days and lateness, on the Vietnamese calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from phoihop import periods
from phoihop.periods import Cadence, Calendar, DueRule, Period

HORIZON = timedelta(days=92)  # how far ahead obligations are opened


@cache
def calendar() -> Calendar:
    return Calendar()


def month_of(due: date | None) -> int | None:
    """Year × 12 + month − 1, what the board groups by."""
    return due.year * 12 + due.month - 1 if due else None


def periods_of(cadence: str, starts: date, through: date | None, horizon: date) -> list[Period]:
    """Periods to be opened by now: ending on or after `starts`, begun by `horizon`, ended by `through`."""
    rhythm = Cadence.parse(cadence)
    out = []
    period = rhythm.period_of(starts)
    while period.first <= horizon and (through is None or period.last <= through):
        out.append(period)
        period = rhythm.next(period)
    return out


def dated_periods(
    cadence: str, rule: str, bounds: tuple[date, date], through: date | None, horizon: date
) -> list[tuple[Period, date]]:
    """From the period of the first bound on, those that are not over on the second, neither by their last day nor by
    their due day: what was over before a duty was given is not asked for.
    """
    starts, after = bounds
    dated = [(period, due_of(rule, period)) for period in periods_of(cadence, starts, through, horizon)]
    return [(period, due) for period, due in dated if period.last >= after and due >= after]


def once_period(starts: date, through: date | None) -> Period:
    """What a duty owed one time counts from."""
    last = through or starts
    return Period(kind="once", first=min(starts, last), last=last, code="once")


def due_of(rule: str, period: Period) -> date:
    return DueRule.parse(rule or "end").due(period, calendar())


def working_days_late(due: date | None, settled: date) -> int:
    """As the room `periods` counts them; 0 where there is no day."""
    return 0 if due is None else periods.working_days_late(due, settled, calendar())
