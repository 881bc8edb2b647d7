"""Due rules: from a period, or from a day, to the last day that is on time."""

from __future__ import annotations

import calendar as months
import re
from dataclasses import dataclass
from datetime import date, timedelta

from phoihop.periods.cadence import Cadence
from phoihop.periods.calendar import Calendar
from phoihop.periods.period import Period, months_on

DAY = timedelta(days=1)
SHIFTS = ("next", "previous", "none")
_RULE = re.compile(
    r"(?:day=(?P<day>\d\d?)(?:,month=(?P<month>[+-]\d{1,2}))?"
    r"|on=(?P<on>\d{4}-\d\d-\d\d)"
    r"|(?P<anchor>end)(?:(?P<count>[+-]\d{1,3})(?P<unit>wd|d))?"
    r"|(?P<last>last_wd))(?:;shift=(?P<shift>next|previous|none))?"
)
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class DueRule:
    """Written `day=25` (of the period's last month), `day=5,month=+1`, `end`, `end+5d`, `end+5wd`, `last_wd`,
    `on=2026-07-14`; `;shift=previous` or `;shift=none` behind it says where a day off goes (else to the next day).
    """

    form: str  # day, on, end, last_wd
    number: int = 0  # day of the month, or days after the end
    month: int = 0  # months after the period's last
    working: bool = False  # `number` counts working days
    on: date | None = None
    shift: str = "next"

    @classmethod
    def parse(cls, text: str) -> DueRule:
        found = _RULE.fullmatch(text.replace(" ", ""))
        if not found:
            raise ValueError(f"«{text}» is no due rule. Write it like day=25, end+5wd or on=2026-07-14.")
        shift = found["shift"] or "next"
        if found["day"]:
            if not 1 <= int(found["day"]) <= 31:
                raise ValueError(f"«{text}»: a month has no day {found['day']}.")
            return cls("day", int(found["day"]), int(found["month"] or 0), shift=shift)
        if found["on"]:
            return cls("on", on=date.fromisoformat(found["on"]), shift=shift)
        if found["last"]:
            return cls("last_wd", shift=shift)
        return cls("end", int(found["count"] or 0), working=found["unit"] == "wd", shift=shift)

    def __str__(self) -> str:
        body = {
            "day": f"day={self.number}" + (f",month={self.month:+d}" if self.month else ""),
            "on": f"on={self.on}",
            "last_wd": "last_wd",
            "end": "end" + (f"{self.number:+d}{'wd' if self.working else 'd'}" if self.number else ""),
        }[self.form]
        return body + ("" if self.shift == "next" else f";shift={self.shift}")

    def named(self, period: Period, calendar: Calendar) -> date:
        """The day the rule names, before any shift."""
        if self.form == "on" and self.on:
            return self.on
        if self.form == "day":
            year, month = months_on(period.last.year, period.last.month, self.month)
            return date(year, month, min(self.number, months.monthrange(year, month)[1]))
        if self.form == "last_wd":
            return calendar.previous_working(period.last)
        return self.due_from(period.last, calendar, shifted=False)

    def due(self, period: Period, calendar: Calendar) -> date:
        return calendar.shift(self.named(period, calendar), self.shift)

    def due_from(self, day: date, calendar: Calendar, *, shifted: bool = True) -> date:
        """«kể từ ngày nhận»: counted from that day."""
        counted = calendar.add_working_days(day, self.number) if self.working else day + self.number * DAY
        return calendar.shift(counted, self.shift) if shifted else counted

    def label(self, language: str = "vi") -> str:  # noqa: PLR0911 - one line a form
        vi = language == "vi"
        if self.form == "day":
            if self.month == 0:
                return f"ngày {self.number} tháng cuối kỳ" if vi else f"day {self.number} of the period's last month"
            if self.month == 1:
                return f"ngày {self.number} tháng sau kỳ" if vi else f"day {self.number} of the month after"
            return f"ngày {self.number}, {self.month:+d} tháng" if vi else f"day {self.number}, {self.month:+d} months"
        if self.form == "on" and self.on:
            return f"ngày {self.on:%d/%m/%Y}" if vi else f"{self.on:%d/%m/%Y}"
        if self.form == "last_wd":
            return "ngày làm việc cuối cùng của kỳ" if vi else "last working day of the period"
        if not self.number:
            return "ngày cuối kỳ" if vi else "last day of the period"
        unit_vi, unit_en = ("ngày làm việc", "working days") if self.working else ("ngày", "days")
        when_vi, when_en = ("sau kỳ", "after the period") if self.number > 0 else ("trước khi hết kỳ", "before its end")
        count = abs(self.number)
        return f"{count} {unit_vi} {when_vi}" if vi else f"{count} {unit_en} {when_en}"

    def explain(self, period: Period, calendar: Calendar, language: str = "vi") -> list[str]:
        """The steps from the rule to the day, for «Vì sao màu đỏ?»."""
        vi = language == "vi"
        named, due = self.named(period, calendar), self.due(period, calendar)
        first = f"Hạn «{self.label(language)}» là {show(named, language)}." if vi else (
            f"The due day «{self.label(language)}» is {show(named, language)}."
        )  # fmt: skip
        if named == due:
            return [first, "Không rơi ngày nghỉ nên không dời." if vi else "It is a working day, so it was not moved."]
        why = calendar.name(named, language) or (_WEEKDAYS if vi else _WEEKDAYS_EN)[named.weekday()]
        moved = f"Ngày đó nghỉ ({why}), dời sang {show(due, language)}." if vi else (
            f"That day is off ({why}), so it moved to {show(due, language)}."
        )  # fmt: skip
        return [first, moved]


def show(day: date, language: str = "vi") -> str:
    names = _WEEKDAYS if language == "vi" else _WEEKDAYS_EN
    return f"{names[day.weekday()]} {day:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class FirstDate:
    """What an open choice would mean: when it falls due, and from where it moved (None: it did not)."""

    period: Period
    due: date
    moved_from: date | None
    reason: str


def first_dates(
    cadence: Cadence, rule: DueRule, after: date, calendar: Calendar, n: int = 3, language: str = "vi"
) -> list[FirstDate]:
    """The first `n` due days after that day."""
    out: list[FirstDate] = []
    period = cadence.previous(cadence.period_of(after))
    while len(out) < n:
        named, due = rule.named(period, calendar), rule.due(period, calendar)
        if due > after:
            names = _WEEKDAYS if language == "vi" else _WEEKDAYS_EN
            reason = "" if named == due else calendar.name(named, language) or names[named.weekday()]
            out.append(FirstDate(period, due, named if named != due else None, reason))
        if rule.form == "on" and out:
            break
        period = cadence.next(period)
    return out


def last_day_on_time(day: date, calendar: Calendar, *, before: bool) -> date:
    """«trước ngày 25/11» excludes the day itself: the last day on time is the working day before it. «đến ngày»,
    «chậm nhất» include it, and a day off goes to the next working day, as rules of this room do.
    """
    return calendar.previous_working(day - DAY) if before else calendar.next_working(day)


def working_days_late(due: date, settled: date, calendar: Calendar) -> int:
    """Working days after the due day up to and with the day of settling."""
    return max(1, calendar.working_days_between(due + DAY, settled + DAY)) if settled > due else 0
