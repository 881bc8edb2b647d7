"""Due rules in the words of a letter, and the sentences that explain a due day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from phoihop.periods.words import counted, day_in_words, day_month, day_range, full_day, sentence, tongue, weekday
from phoihop.periods.working import Calendar

if TYPE_CHECKING:
    from phoihop.periods.due import DueRule

Origin = Literal["period", "receipt", "event", "issue"]
_DAY_OF: Final = {
    "period": ("ngày cuối kỳ", "the last day of the period"),
    "receipt": ("ngày nhận", "the day of receipt"),
    "event": ("ngày phát sinh", "the day it happened"),
    "issue": ("ngày ban hành", "the day of issue"),
}
_SHIFTS: Final = {
    "next": ("", ""),
    "previous": (", rơi ngày nghỉ thì tính ngày làm việc trước đó", ", or the working day before a day off"),
    "none": (", rơi ngày nghỉ cũng không dời", ", even on a day off"),
}


def label(rule: DueRule, language: str, origin: Origin) -> str:
    if tongue(language) == "vi":
        head = "trước" if rule.before else "chậm nhất"
        return f"{head} {_vietnamese(rule, origin)}{_SHIFTS[rule.shift][0]}"
    head = "before" if rule.before else "no later than"
    return f"{head} {_english(rule, origin)}{_SHIFTS[rule.shift][1]}"


def _vietnamese(rule: DueRule, origin: Origin) -> str:
    if rule.fixed:
        return f"ngày {full_day(rule.fixed)}"
    if rule.base == "day":
        return f"ngày {rule.number}{_month_vi(rule.later)}"
    if rule.base == "weekday":
        return f"{weekday(rule.number)}{_week_vi(rule.later)}"
    if rule.base == "last_wd":
        return "ngày làm việc cuối cùng của kỳ"
    if not rule.number:
        return _DAY_OF[origin][0]
    since = "trước" if rule.number < 0 else "sau" if origin == "period" else "kể từ"
    return f"{abs(rule.number)} {'ngày làm việc' if rule.working else 'ngày'} {since} {_DAY_OF[origin][0]}"


def _english(rule: DueRule, origin: Origin) -> str:
    if rule.fixed:
        return full_day(rule.fixed, "en")
    if rule.base == "day":
        return f"day {rule.number} of {_month_en(rule.later)}"
    if rule.base == "weekday":
        return f"{weekday(rule.number, 'en')} of {_week_en(rule.later)}"
    if rule.base == "last_wd":
        return "the last working day of the period"
    if not rule.number:
        return _DAY_OF[origin][1]
    unit = "working day" if rule.working else "day"
    since = "before" if rule.number < 0 else "after"
    return f"{counted(abs(rule.number), unit, unit + 's')} {since} {_DAY_OF[origin][1]}"


def _month_vi(later: int) -> str:
    if later == 0:
        return " của tháng cuối kỳ"
    if later == 1:
        return " của tháng đầu sau kỳ"
    return f" của tháng thứ {later} sau kỳ" if later > 0 else f", {-later} tháng trước tháng cuối kỳ"


def _month_en(later: int) -> str:
    if later == 0:
        return "the last month of the period"
    if later == 1:
        return "the month after the period"
    if later > 0:
        return f"the month {later} months after the period"
    return f"the month {counted(-later, 'month', 'months')} before the last of the period"


def _week_vi(later: int) -> str:
    if later == 0:
        return " của tuần cuối kỳ"
    if later == 1:
        return " của tuần đầu sau kỳ"
    return f" của tuần thứ {later} sau kỳ" if later > 0 else f", {-later} tuần trước tuần cuối kỳ"


def _week_en(later: int) -> str:
    if later == 0:
        return "the last week of the period"
    if later == 1:
        return "the week after the period"
    if later > 0:
        return f"the week {later} weeks after the period"
    return f"the week {counted(-later, 'week', 'weeks')} before the last of the period"


@dataclass(frozen=True, slots=True)
class Steps:
    """The way from a rule to a day: `start` is what it counts from, `named` the day its words name."""

    rule: DueRule
    start: date
    named: date
    due: date
    calendar: Calendar
    language: str
    origin: Origin

    def sentences(self) -> list[str]:
        steps = [self._named(), self._counted(), self._moved(), self._worked()]
        return [step for step in steps if step]

    @property
    def _last(self) -> date:
        return self.named - timedelta(days=1) if self.rule.before else self.named

    def _say(self, vietnamese: str, english: str) -> str:
        return vietnamese if tongue(self.language) == "vi" else english

    def _day(self, day: date) -> str:
        return day_in_words(day, self.language)

    def _named(self) -> str:
        words = f"«{label(self.rule, self.language, self.origin)}»"
        if self.rule.before:
            last = self._day(self._last)
            return self._say(
                f"Theo quy định {words}, ngày cuối còn đúng hạn là {last}.",
                f"By {words}, the last day on time is {last}.",
            )
        named = self._day(self.named)
        if self.named == self.due:
            return self._say(f"Hạn {named}, {words}.", f"Due {named}, {words}.")
        return self._say(f"Theo quy định {words}, hạn rơi vào {named}.", f"By {words}, it falls on {named}.")

    def _counted(self) -> str:
        if not self.rule.working:
            return ""
        start = full_day(self.start, self.language)
        forward = self.named > self.start
        vietnamese = f"Đếm từ sau ngày {start}" if forward else f"Đếm lùi từ trước ngày {start}"
        english = f"Counted from the day after {start}" if forward else f"Counted back from the day before {start}"
        if holidays := self._holidays(forward=forward):
            return self._say(
                f"{vietnamese}, bỏ ngày nghỉ cuối tuần và các ngày nghỉ: {holidays}.",
                f"{english}, without weekends and these days off: {holidays}.",
            )
        return self._say(f"{vietnamese}, bỏ ngày nghỉ cuối tuần.", f"{english}, without weekends.")

    def _holidays(self, *, forward: bool) -> str:
        """What the count left out besides plain weekends."""
        step = timedelta(days=1 if forward else -1)
        passed = [self.start + step * n for n in range(1, abs((self.named - self.start).days))]
        names = {day: self.calendar.name(day, self.language) for day in sorted(passed)}
        return ", ".join(f"{day_month(day, self.language)} ({name})" for day, name in names.items() if name)

    def _moved(self) -> str:
        reason = self.calendar.reason_off(self._last, self.language)
        if not reason:
            return self._say("Không rơi ngày nghỉ nên không dời.", "It is a working day, so it does not move.")
        if self._last == self.due:
            return self._say(
                f"Rơi ngày nghỉ ({reason}) nhưng quy tắc không dời.",
                f"A day off ({reason}), but the rule does not move it.",
            )
        due, forward = self._day(self.due), self.due > self._last
        away = self._say("sau", "next") if forward else self._say("trước", "previous")
        return (
            self._say(
                f"Rơi ngày nghỉ ({reason}) nên tính ngày làm việc {away} đó: {due}.",
                f"A day off ({reason}), so it moves to the {away} working day: {due}.",
            )
            + self._gap()
        )

    def _gap(self) -> str:
        """Where a whole row of days is free, as at Tết, it is said."""
        first, last = sorted((self._last, self.due))
        free = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        free = [day for day in free if day != self.due]
        if len(free) < 3:
            return ""
        days = day_range(free[0], free[-1], self.language)
        return self._say(f" Nghỉ liền {len(free)} ngày, {days}.", f" {len(free)} days off in a row, {days}.")

    def _worked(self) -> str:
        note = self.calendar.reason_on(self.due, self.language)
        return f"{sentence(self._day(self.due))}: {note}." if note else ""
