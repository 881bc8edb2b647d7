"""When something is due: a rule with a stable text, and the words that explain a day it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from phoihop.periods.due_text import read_rule, write_rule
from phoihop.periods.due_words import Origin, Steps, label
from phoihop.periods.period import Period
from phoihop.periods.spans import LAST_YEAR, month_day
from phoihop.periods.working import SHIFTS, VIETNAM, Calendar, Shift

_LIMITS: Final = {"day": (1, 31, -11, 24), "weekday": (1, 7, -52, 52)}
Base = Literal["day", "end", "weekday", "last_wd", "on"]


@dataclass(frozen=True, slots=True)
class DueRule:
    """`number` is what `base` counts: the day of the month (`day`), the day of the week (`weekday`, Monday is 1), or
    how many days after the period's end (`end`, in working days where `working`). `later` moves a `day` by months and
    a `weekday` by weeks from the period's last. `before` means the named day is already too late.
    """

    base: Base
    number: int = 0
    later: int = 0
    working: bool = False
    fixed: date | None = None
    before: bool = False
    shift: Shift = "next"

    def __post_init__(self) -> None:
        if sentence := _why_not(self):
            raise ValueError(sentence)

    @classmethod
    def parse(cls, text: str) -> DueRule:
        """Read what `str` wrote: `day=25`, `day=5,month=+1`, `end+5wd`, `on=2026-07-14;before`, `end;shift=none`."""
        return _parsed(text[:80])

    def __str__(self) -> str:
        return write_rule(self)

    def named(self, period: Period, calendar: Calendar = VIETNAM) -> date:
        """The day the words name, whether or not it is still on time and whether or not anybody works then."""
        if self.fixed:
            return self.fixed
        if period.kind == "event":
            return self._named_from(period.last, calendar)
        if period.code == "once" and period.last.year == LAST_YEAR:
            raise ValueError("What is owed once is due on a day of its own. Give the day, such as on=2026-07-14.")
        if self.base == "last_wd":
            last = calendar.previous_working(period.last)
            return last if last >= period.first else calendar.next_working(period.last)
        return self._counted(period.last, self.later, calendar)

    def unmoved(self, period: Period, calendar: Calendar = VIETNAM) -> date:
        """The last day on time if every day were worked."""
        return self.named(period, calendar) - timedelta(days=self.before)

    def due(self, period: Period, calendar: Calendar = VIETNAM) -> date:
        """The last day on time. An event counts from its own day, as `due_from` does."""
        return self._settle(self.named(period, calendar), calendar)

    def due_from(self, day: date, calendar: Calendar = VIETNAM) -> date:
        """The last day on time for what came on `day`, which itself is not counted; a rule that names a day of the
        month or week means the first such day that is not before `day`.
        """
        return self._settle(self._named_from(day, calendar), calendar)

    def label(self, language: str = "vi", origin: Origin = "period") -> str:
        """The rule in the words of a letter: `chậm nhất ngày 25 của tháng cuối kỳ`."""
        return label(self, language, origin)

    def explain(self, period: Period, calendar: Calendar = VIETNAM, language: str = "vi") -> list[str]:
        """Sentences that lead from the rule to the day, for whoever asks why it is late."""
        named = self.named(period, calendar)
        origin: Origin = "event" if period.kind == "event" else "period"
        return self._explain(period.last, named, calendar, language, origin)

    def explain_from(self, day: date, calendar: Calendar = VIETNAM, language: str = "vi") -> list[str]:
        """The same for `due_from`."""
        return self._explain(day, self._named_from(day, calendar), calendar, language, "receipt")

    def _explain(self, start: date, named: date, calendar: Calendar, language: str, origin: Origin) -> list[str]:
        due = self._settle(named, calendar)
        return Steps(self, start, named, due, calendar, language, origin).sentences()

    def _named_from(self, day: date, calendar: Calendar) -> date:
        if self.fixed:
            return self.fixed
        if self.base == "last_wd":
            last = calendar.previous_working(month_day(day.year, day.month, 31))
            return last if last >= day else calendar.previous_working(month_day(day.year, day.month + 1, 31))
        later = max(self.later, 0)
        named = self._counted(day, later, calendar)
        is_past = named < day and self.base in _LIMITS
        return self._counted(day, later + 1, calendar) if is_past else named

    def _counted(self, end: date, later: int, calendar: Calendar) -> date:
        if self.base == "day":
            return month_day(end.year, end.month + later, self.number)
        if self.base == "weekday":
            monday = end - timedelta(days=end.weekday())
            return monday + timedelta(days=self.number - 1, weeks=later)
        if self.working:
            return calendar.add_working_days(end, self.number)
        return end + timedelta(days=self.number)

    def _settle(self, named: date, calendar: Calendar) -> date:
        if self.before:
            return last_day_on_time(named, calendar, before=True)
        return calendar.shift(named, self.shift)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> DueRule:
    return DueRule(**read_rule(text))


def last_day_on_time(day: date, calendar: Calendar = VIETNAM, *, before: bool) -> date:
    """What to propose for “trước ngày 25/11” (`before`) and for “đến ngày 25/11” or “chậm nhất ngày 25/11”.

    “Đến” and “chậm nhất” include the day named; where nobody works then, the next working day is still on time, as
    Bộ luật Dân sự 2015, Điều 148 has it. “Trước” shuts the named day out, so the day before it is the last; where nobody
    works then, the working day before that one is: a move forward would land on the named day or after it, which the
    word forbids.
    """
    return calendar.previous_working(day - timedelta(days=1)) if before else calendar.next_working(day)


def _why_not(rule: DueRule) -> str:
    """The first sentence that speaks against the rule, empty where none does."""
    sentences = {
        f"A due day moves {', '.join(SHIFTS)}; “{rule.shift}” is none of these.": rule.shift not in SHIFTS,
        "A fixed day, and only that, is written on=2026-07-14.": (rule.base == "on") != (rule.fixed is not None),
        "“Before a day” always moves back to a working day; leave the shift out.": rule.before and rule.shift != "next",
        "Working days are counted from the period's end, such as end+5wd.": rule.working
        and (rule.base != "end" or not rule.number),
        f"The base {rule.base} takes no such number.": _is_idle_number(rule),
        "A due day lies at most ten years from the period's end.": rule.base == "end" and abs(rule.number) > 3660,
        "The day of a month is 1 to 31, the day of a week 1 to 7, and it is moved by a few months or weeks at most.": (
            _is_out_of_limits(rule)
        ),
    }
    return next((sentence for sentence, wrong in sentences.items() if wrong), "")


def _is_idle_number(rule: DueRule) -> bool:
    counted = rule.number and rule.base not in {"end", *_LIMITS}
    return bool(counted or (rule.later and rule.base not in _LIMITS))


def _is_out_of_limits(rule: DueRule) -> bool:
    if rule.base not in _LIMITS:
        return False
    low, high, least, most = _LIMITS[rule.base]
    return not (low <= rule.number <= high and least <= rule.later <= most)
