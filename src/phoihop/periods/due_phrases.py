"""When due, in the words of a letter. A phrase is read whole or not at all: None means that a person must say."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from phoihop.periods.cadence import Cadence
from phoihop.periods.due import DueRule
from phoihop.periods.due_english import read_english
from phoihop.periods.due_words import Origin
from phoihop.periods.period import Period
from phoihop.periods.period_phrases import read_period
from phoihop.periods.plain import plain
from phoihop.periods.working import Shift


@dataclass(frozen=True, slots=True)
class DuePhrase:
    """`origin` is what the rule counts from; `cadence` is there where the same words tell it (`hằng tháng`)."""

    rule: DueRule
    origin: Origin = "period"
    cadence: Cadence | None = None


_Make = Callable[[re.Match[str], int | None], "DuePhrase | None"]
_HOUR = r"\d\d? ?(?:giờ|h|g|:)(?: ?\d\d)?(?: phút|'|’)?,? (?:của )?"
_LEAD = re.compile(
    r"(?:(?:hoàn thành|xong|gửi|nộp|báo cáo) )?(?:(?:thời )?hạn(?: cuối| chót| cùng)?(?: gửi| nộp)?(?: là)?:? )?"
    r"(?:(?:chậm nhất|muộn nhất)(?: là| vào| trong)*,? |trong (?:(?:vòng|thời hạn|thời gian) )?|không quá |là |vào )?(?:sau (?=\d))?"
    rf"(?:đến |tới )?(?:hết )?(?:trước (?:{_HOUR})|(?P<before>trước )|(?:{_HOUR}))?"
)
_PERIOD = r"(?P<of>kỳ báo cáo|kỳ|tuần|tháng|quý|năm học|năm)"
_CADENCE_OF: Final = {
    "tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm học": "school_year", "năm": "annual",
}  # fmt: skip
_MOVES: Final[dict[str, Shift]] = {
    ", rơi ngày nghỉ thì tính ngày làm việc trước đó": "previous",
    ", rơi ngày nghỉ cũng không dời": "none",
}
_HALF_YEARS: Final = {(5, 11): -1, (6, 12): 0, (7, 1): 1}
_NUMBERS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_QUARTERS: Final = ("i", "ii", "iii", "iv", "1", "2", "3", "4")
WEEKDAYS: Final = {
    "thứ hai": 1, "thứ ba": 2, "thứ tư": 3, "thứ năm": 4, "thứ sáu": 5, "thứ bảy": 6, "chủ nhật": 7,
    "thứ 2": 1, "thứ 3": 2, "thứ 4": 3, "thứ 5": 4, "thứ 6": 5, "thứ 7": 6,
}  # fmt: skip


@lru_cache(maxsize=1024)  # the readers of rhythms ask for the same words several times
def read_due(phrase: str, *, year: int | None = None) -> DuePhrase | None:
    """A due day in words; one without its year (`trước ngày 25/11`) is read only where `year` is told."""
    text = plain(phrase)
    words, shift = _shift_of(text)
    lead = _LEAD.match(words)
    before, rest = (bool(lead["before"]), words[lead.end() :]) if lead else (False, words)
    for shape, make in _SHAPES:
        if (found := shape.fullmatch(rest)) and not (before and make is _part_of_year):
            return _finished(found, make, before, year, shift)
    if period := read_period(rest, year=year):
        return _by_period(period, before=before)
    return read_english(text) or _by_code(phrase)


def _shift_of(text: str) -> tuple[str, Shift]:
    """What a rule says behind its day of a day off: «…, rơi ngày nghỉ cũng không dời»."""
    for words, shift in _MOVES.items():
        if text.endswith(words):
            return text.removesuffix(words), shift
    return text, "next"


def _finished(
    found: re.Match[str],
    make: _Make,
    before: bool,  # noqa: FBT001
    year: int | None,
    shift: Shift,
) -> DuePhrase | None:
    try:
        phrase = make(found, year)
        return replace(phrase, rule=replace(phrase.rule, before=before, shift=shift)) if phrase else None
    except ValueError:
        return None


def _by_period(period: Period, *, before: bool) -> DuePhrase | None:
    """`trong quý II/2026`: its last day, and never a day after it; `trước quý II/2026`: before its first."""
    if period.kind in {"once", "event"}:
        return None
    if before:
        return DuePhrase(DueRule("on", fixed=period.first, before=True))
    return DuePhrase(DueRule("on", fixed=period.last, shift="previous"))


def _by_code(text: str) -> DuePhrase | None:
    try:
        return DuePhrase(DueRule.parse(text.strip()))
    except ValueError:
        return None


def _fixed(found: re.Match[str], year: int | None) -> DuePhrase | None:
    told = int(found["year"]) if found["year"] else year
    if told is None:
        return None
    day = date(told, int(found["month"]), int(found["day"]))
    word = found["weekday"] or found["weekday_behind"]
    if word and WEEKDAYS[word] != day.isoweekday():
        return None
    return DuePhrase(DueRule("on", fixed=day))


def _yearly(found: re.Match[str], _: int | None) -> DuePhrase:
    day, month = int(found["day"]), int(found["month"])
    date(2024, month, day)  # a leap year: refuses what is in no year
    return DuePhrase(DueRule("day", day, month - 12), cadence=Cadence("annual"))


def _part_of_year(found: re.Match[str], _: int | None) -> DuePhrase:
    """«quý IV hằng năm», «tháng 9 hằng năm»: its last day, every year."""
    month = int(found["month"] or 3 * (_QUARTERS.index(found["quarter"]) % 4 + 1))
    return DuePhrase(DueRule("day", monthrange(2024, month)[1], month - 12), cadence=Cadence("annual"))


def _weekday_of(found: re.Match[str], _: int | None) -> DuePhrase:
    """«thứ Sáu tuần cuối tháng»: of the week that holds the last day."""
    return DuePhrase(DueRule("weekday", WEEKDAYS[found["weekday"]]), cadence=_cadence(found))


def _last_month(found: re.Match[str], _: int | None) -> DuePhrase:
    return DuePhrase(DueRule("day", int(found["day"])), cadence=_cadence(found))


def _next_month(found: re.Match[str], _: int | None) -> DuePhrase:
    return DuePhrase(DueRule("day", int(found["day"]), int(found["later"] or 1)), cadence=_cadence(found))


def _earlier_month(found: re.Match[str], _: int | None) -> DuePhrase:
    return DuePhrase(DueRule("day", int(found["day"]), -int(found["earlier"])))


def _far_weekday(found: re.Match[str], _: int | None) -> DuePhrase:
    later = int(found["later"]) if found["later"] else -int(found["earlier"])
    return DuePhrase(DueRule("weekday", WEEKDAYS[found["weekday"]], later))


def _end(found: re.Match[str], _: int | None) -> DuePhrase:
    return DuePhrase(DueRule("end"), cadence=_cadence(found))


def _last_working(found: re.Match[str], _: int | None) -> DuePhrase:
    return DuePhrase(DueRule("last_wd"), cadence=_cadence(found))


def _first_working(found: re.Match[str], _: int | None) -> DuePhrase:
    """The first day, moved on where nobody works then."""
    rules = {
        "tuần": DueRule("weekday", 1),
        "tháng": DueRule("day", 1),
        "quý": DueRule("day", 1, -2),
        "năm": DueRule("day", 1, -11),
    }
    return DuePhrase(rules[found["of"]], cadence=_cadence(found))


def _weekday(found: re.Match[str], _: int | None) -> DuePhrase:
    weekly = Cadence("weekly") if found["weekly"] else None
    return DuePhrase(DueRule("weekday", WEEKDAYS[found["weekday"]], 1 if found["later"] else 0), cadence=weekly)


def _twice(found: re.Match[str], _: int | None) -> DuePhrase | None:
    """`15/6 và 15/12`: the same day of two months half a year apart, the first of them at the end of a half-year."""
    later = _HALF_YEARS.get((int(found["month"]), int(found["month_2"])))
    if later is None or int(found["day"]) != int(found["day_2"]):
        return None
    return DuePhrase(DueRule("day", int(found["day"]), later), cadence=Cadence("semiannual"))


def _counted(found: re.Match[str], _: int | None) -> DuePhrase | None:
    word = found["number"]
    number = number_of(word)
    origin = _origin(found["origin"])
    if origin is None or number == 0 or (found["way"] == "trước" and origin != "period"):
        return None
    sign = -1 if found["way"] == "trước" else 1
    return DuePhrase(DueRule("end", sign * number, working=found["unit"] == "ngày làm việc"), origin)


def number_of(word: str) -> int:
    """In figures or in words; 0 where it is neither."""
    return int(word) if word.isascii() and word.isdigit() else _NUMBERS.get(word, 0)


def _origin(words: str) -> Origin | None:
    for origin, shape in _ORIGINS.items():
        if shape.fullmatch(words):
            return origin
    return None


def _cadence(found: re.Match[str]) -> Cadence | None:
    kind = _CADENCE_OF.get(found["of"] or "")
    return Cadence(kind) if kind else None


_PAPER = r"(?: (?:văn bản|công văn|kế hoạch|thông báo|yêu cầu|đề nghị))?(?: này)?"
_ORIGINS: Final[dict[Origin, re.Pattern[str]]] = {
    "receipt": re.compile(rf"(?:ngày |khi )?nhận(?: được| đủ)?(?: hồ sơ(?: hợp lệ| đầy đủ)?|{_PAPER})"),
    "event": re.compile(r"(?:ngày |khi )?(?:phát sinh|xảy ra)(?: (?:sự việc|vụ việc|vấn đề|sự kiện))?"),
    "issue": re.compile(rf"(?:ngày |khi )?(?:ký|ban hành){_PAPER}"),
    "period": re.compile(r"(?:ngày )?(?:cuối(?: cùng)?|kết thúc)(?: của)? (?:kỳ báo cáo|kỳ|tháng|quý|năm)"),
}
_DAY = r"(?:ngày )?(?P<day>\d\d?)"
_SHAPES: Final[tuple[tuple[re.Pattern[str], _Make], ...]] = (
    (
        re.compile(
            rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),? \(?)?{_DAY}(?:/|-|\.| tháng )(?P<month>\d\d?)"
            rf"(?:(?:/|-|\.| năm |/năm )(?P<year>\d{{4}}))?(?:,? \(?(?P<weekday_behind>{'|'.join(WEEKDAYS)}))?"
        ),
        _fixed,
    ),
    (
        re.compile(
            rf"{_DAY}(?:/| tháng )(?P<month>\d\d?) (?:và|,) (?:trước )?(?:ngày )?(?P<day_2>\d\d?)(?:/| tháng )(?P<month_2>\d\d?)"
            r" (?:hằng|mỗi) năm"
        ),
        _twice,
    ),
    (re.compile(rf"{_DAY}(?:/| tháng )(?P<month>\d\d?) (?:hằng|mỗi) năm"), _yearly),
    (
        re.compile(rf"(?:tháng (?P<month>0?[1-9]|1[0-2])|quý (?P<quarter>{'|'.join(_QUARTERS)})) (?:hằng|mỗi) năm"),
        _part_of_year,
    ),
    (
        re.compile(
            rf"(?:ngày )?(?P<weekday>{'|'.join(WEEKDAYS)})(?: của)? tuần cuối(?: cùng)?(?: của)?(?: mỗi)? (?P<of>tháng|quý|năm)"
        ),
        _weekday_of,
    ),
    (re.compile(rf"{_DAY}(?: của)? (?:tháng cuối(?: cùng)?(?: của)?(?: mỗi)? {_PERIOD}|tháng báo cáo)"), _last_month),
    (re.compile(rf"{_DAY}(?: của)? (?:hằng|mỗi) (?P<of>tháng)"), _last_month),
    (
        re.compile(
            rf"{_DAY}(?: của)? tháng (?:đầu(?: tiên)?(?: của)? )?"
            r"(?:(?:sau|tiếp theo|kế tiếp|liền kề|liền sau)(?: kỳ báo cáo| kỳ)?|(?P<of>quý|kỳ) (?:sau|tiếp theo|kế tiếp))(?P<later>)"
        ),
        _next_month,
    ),
    (re.compile(rf"{_DAY}(?: của)? tháng thứ (?P<later>\d\d?) sau (?P<of>kỳ báo cáo|kỳ)"), _next_month),
    (re.compile(rf"{_DAY}, (?P<earlier>\d\d?) tháng trước tháng cuối kỳ"), _earlier_month),
    (
        re.compile(
            rf"(?P<weekday>{'|'.join(WEEKDAYS)})(?: của tuần thứ (?P<later>\d\d?) sau kỳ|, (?P<earlier>\d\d?) tuần trước tuần cuối kỳ)"
        ),
        _far_weekday,
    ),
    (re.compile(rf"(?:ngày )?cuối(?: cùng)?(?: của)?(?: mỗi)? {_PERIOD}"), _end),
    (re.compile(rf"ngày làm việc cuối(?: cùng)?(?:(?: của)?(?: mỗi)? {_PERIOD})?"), _last_working),
    (re.compile(r"ngày làm việc đầu(?: tiên)?(?: của)?(?: mỗi)? (?P<of>tuần|tháng|quý|năm)"), _first_working),
    (
        re.compile(
            rf"(?:ngày )?(?P<weekday>{'|'.join(WEEKDAYS)})(?: của)? "
            r"(?:(?P<weekly>hằng tuần|mỗi tuần)|tuần cuối kỳ|(?P<later>tuần đầu sau kỳ))"
        ),
        _weekday,
    ),
    (
        re.compile(
            rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})(?: \(\w+\))? (?P<unit>ngày làm việc|ngày),? "
            r"(?P<way>kể từ|tính từ|từ|sau|trước) (?P<origin>.+)"
        ),
        _counted,
    ),
)
