"""From when and until when a rhythm goes on, in the words of a letter and as days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from phoihop.periods.period import Period
from phoihop.periods.period_phrases import read_period
from phoihop.periods.words import MONTHS, full_day, tongue

_UNTIL: Final = {"nhiệm kỳ": "the term", "học kỳ": "the school term", "năm học": "the school year"}
_YEARS = re.compile(
    r"(?P<rest>.+?),? (?:trong )?(?:giai đoạn |from )?(?P<first>(?:19|20)\d\d) ?[-–] ?(?P<last>(?:19|20)\d\d)"
)
_WORDS = re.compile(
    r"(?P<rest>.+?),? (?:cho )?(?:(?:đến|tới)(?: khi)? (?:hết|kết thúc)|until the end of) "
    rf"(?P<words>{'|'.join((*_UNTIL, *_UNTIL.values()))})"
)
_MONTH = "|".join(MONTHS).lower()
_POINT = (
    r"(?:(?:ngày )?\d\d? ?[/.-] ?\d\d? ?[/.-] ?\d{4}|ngày \d\d? tháng \d\d?,? năm \d{4}"
    r"|(?:tháng \d\d?|quý (?:i{1,3}|iv|[1-4])) ?(?:/|năm| ) ?\d{4}|(?:năm )?(?:19|20)\d\d"
    rf"|\d\d? (?:{_MONTH}) \d{{4}})"
)
_BETWEEN = re.compile(
    rf"(?P<rest>.+?)(?:,? (?:\()?(?:(?:bắt đầu |kể |tính )?từ|from) (?P<first>{_POINT})(?: trở đi)?)?"
    rf"(?:,? (?:\()?(?:cho )?(?:(?:đến|tới)(?: hết)?|to(?: the end of)?) (?P<last>{_POINT}))?\)?"
)
_DAY = re.compile(r"(?:ngày )?(\d\d?) ?(?:[/.-]|tháng) ?(\d\d?),? ?(?:[/.-]|năm) ?(\d{4})")
_ENGLISH = re.compile(rf"(\d\d?) ({_MONTH}) (\d{{4}})")
_YEAR = re.compile(r"(?:năm )?(\d{4})")


@dataclass(frozen=True, slots=True)
class Horizon:
    """Between two days, both inside; `words` where the text names no day (`nhiệm kỳ`): the end is open."""

    first: date | None = None
    last: date | None = None
    words: str = ""

    def label(self, language: str = "vi") -> str:
        vietnamese = tongue(language) == "vi"
        if self.words:
            return f"đến hết {self.words}" if vietnamese else f"until the end of {_UNTIL[self.words]}"
        if self.first and self.last and _is_years(self.first, self.last):
            years = f"{self.first.year}–{self.last.year}"
            return f"giai đoạn {years}" if vietnamese else years
        said = [_from(self.first, language)] if self.first else []
        return " ".join([*said, *([_to(self.last, language)] if self.last else [])])

    def holds(self, period: Period) -> bool:
        """Whether what that period owes is asked for, whatever day it falls due on."""
        return (self.first is None or self.first <= period.last) and (self.last is None or period.last <= self.last)

    def holds_day(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def horizon_of(text: str) -> tuple[str, Horizon | None]:
    """The phrase without its horizon, and the horizon; `text` as `plain` leaves it."""
    if found := _WORDS.fullmatch(text):
        known = next(vi for vi, en in _UNTIL.items() if found["words"] in {vi, en})
        return found["rest"], Horizon(words=known)
    if found := _YEARS.fullmatch(text):
        first, last = date(int(found["first"]), 1, 1), date(int(found["last"]), 12, 31)
        return (found["rest"], Horizon(first, last)) if first <= last else (text, None)
    if (found := _BETWEEN.fullmatch(text)) and (found["first"] or found["last"]):
        return _between(text, found)
    return text, None


def _between(text: str, found: re.Match[str]) -> tuple[str, Horizon | None]:
    first, last = _point(found["first"], end=False), _point(found["last"], end=True)
    known = bool(found["first"]) == bool(first) and bool(found["last"]) == bool(last)
    return (found["rest"], Horizon(first, last)) if known and (not first or not last or first <= last) else (text, None)


def _point(words: str | None, *, end: bool) -> date | None:
    """The last day of a period that ends it, the first of one that opens it."""
    if words is None:
        return None
    try:
        if found := _DAY.fullmatch(words):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ENGLISH.fullmatch(words):
            return date(int(found[3]), MONTHS.index(found[2].capitalize()) + 1, int(found[1]))
        if found := _YEAR.fullmatch(words):
            return date(int(found[1]), 12, 31) if end else date(int(found[1]), 1, 1)
    except ValueError:
        return None
    period = read_period(re.sub(r" ?/ ?", "/", words))
    return (period.last if end else period.first) if period else None


def _is_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _from(day: date, language: str) -> str:
    return f"{'từ ngày' if tongue(language) == 'vi' else 'from'} {full_day(day, language)}"


def _to(day: date, language: str) -> str:
    vietnamese = tongue(language) == "vi"
    if (day.month, day.day) == (12, 31):
        return f"đến hết {day.year}" if vietnamese else f"to the end of {day.year}"
    return f"đến hết ngày {full_day(day)}" if vietnamese else f"to {full_day(day, 'en')}"
