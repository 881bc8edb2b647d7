"""When and how often, as a value: alternatives of rhythms side by side, up to a horizon.

    >>> from phoihop.periods import Timing
    >>> open_ = Timing.read("6 tháng hoặc hằng quý, giai đoạn 2018 – 2020")
    >>> open_.is_open, open_.label("en")
    (True, 'every six months or quarterly, 2018–2020')
    >>> [str(day) for day in open_.choose(0).dates(date(2018, 1, 1), date(2018, 12, 31))]
    ['2018-07-02', '2018-12-31']

What a letter leaves open stays open: `dates` of an open timing is an error, `choose` and `until` settle it. A phrase is
read whole or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from phoihop.periods.beat_phrases import read_beat
from phoihop.periods.beats import Beat, Pace
from phoihop.periods.horizons import Horizon, horizon_of
from phoihop.periods.plain import plain
from phoihop.periods.words import tongue
from phoihop.periods.working import VIETNAM, Calendar

__all__ = ["Beat", "Horizon", "Pace", "Timing"]
_OR = re.compile(r",? (?:hoặc|hay|or) ")
_AND = re.compile(
    r"[,;]? (?:và|and) |[,;] (?!rơi ngày nghỉ|or the working|even on|liên tục|\d{1,2} (?:tuần|tháng) trước (?:tuần|tháng) cuối)"
)
_ASIDE = re.compile(r",? \((?P<joint>hoặc|hay|và|or|and) (?P<more>[^()]+)\)")
_DAYS_OF_MONTH = re.compile(
    r"(?:định kỳ )?(?:vào )?(?P<before>trước )?(?:các )?ngày \d\d?(?:, (?:ngày )?\d\d?)* và (?:ngày )?\d\d? (?:hằng|mỗi) tháng"
)
_QUOTED = re.compile(r"«([^»]+)»?")  # the closing one may be cut off with other signs at the end
_LATER_DAY = re.compile(r"ngày \d|\d{1,2}/\d{1,2}(?!\d)")
_OF_ONE_YEAR = re.compile(
    r"(?:(?:báo cáo )?(?:quý (?:i{1,3}|iv|[1-4])|(?:6|sáu|9|chín) tháng(?: (?:đầu|cuối) năm)?|(?:cả )?năm|(?:lần|đợt) \w+),?:? )?"
    r"\(?(?P<due>(?:(?:trước|chậm nhất|muộn nhất|xong trước) )?(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2})(?:(?:/|,? năm )(?P<year>\d{4}))?\)?"
)


@dataclass(frozen=True, slots=True)
class Timing:
    """`options` are alternatives; of one option all beats hold together."""

    options: tuple[tuple[Beat, ...], ...]
    horizon: Horizon | None = None

    @classmethod
    def read(cls, phrase: str) -> Timing | None:
        """In the words of a letter, or as `label` prints it in either language; None where a person must say."""
        return _read(phrase)

    @property
    def is_open(self) -> bool:
        """Between alternatives, where a rhythm is not told, or up to an end that is no day."""
        unsettled = len(self.options) > 1 or any(beat.is_open for beat in self.options[0])
        return unsettled or bool(self.horizon and self.horizon.words)

    def choose(self, at: int) -> Timing:
        return replace(self, options=(self.options[at],))

    def until(self, last: date) -> Timing:
        """With the day on which «nhiệm kỳ» or another open end falls."""
        return replace(self, horizon=Horizon(self.horizon.first if self.horizon else None, last))

    def label(self, language: str = "vi") -> str:
        either, both = (" hoặc ", " và ") if tongue(language) == "vi" else (" or ", " and ")
        said = either.join(both.join(beat.label(language) for beat in beats) for beats in self.options)
        return f"{said}, {self.horizon.label(language)}" if self.horizon else said

    def dates(self, first: date, through: date, calendar: Calendar = VIETNAM) -> list[date]:
        """Every due day from `first` to `through`, both inside, each once, in order.

        A horizon ends the periods, not their due days: what is owed for December 2022 may fall due in January.
        """
        if self.is_open:
            raise ValueError("This timing is open. Choose one of its alternatives, or its last day, first.")
        beats = self.options[0]
        return sorted({day for beat in beats for day in beat.dates(first, through, calendar, self.horizon)})


@lru_cache(maxsize=1024)  # a reading, its JSON and the desk ask for the same phrase
def _read(phrase: str) -> Timing | None:
    kept = _DAYS_OF_MONTH.sub(_each_day, _ASIDE.sub(r" \g<joint> \g<more>", _kept(phrase)))
    text, horizon = horizon_of(kept)
    options = [_union(part) for part in _split(_OR, text)]
    known = [tuple(_as_printed(beat, phrase) for beat in beats) for beats in options if beats]
    return Timing(tuple(known), horizon) if known and len(known) == len(options) == len(set(known)) else None


def _each_day(found: re.Match[str]) -> str:
    """«ngày 15 và 30 hằng tháng»: both of them, every month."""
    days = re.findall(r"\d+", found[0])
    return " và ".join(f"{found['before'] or ''}ngày {day} hằng tháng" for day in days)


def _kept(phrase: str) -> str:
    """As `plain`, but for the brackets around a due rule, whose closing one may be the last letter."""
    closes = phrase.rstrip().endswith(")")
    opens = phrase.lstrip().startswith("(")
    text = plain(phrase)
    return f"{'(' if opens else ''}{text}{')' if closes and text.count('(') + opens > text.count(')') else ''}"


def _as_printed(beat: Beat, phrase: str) -> Beat:
    """Names in an event keep their capitals: «sau mỗi kỳ họp HĐND tỉnh»."""
    cased = plain(phrase, cased=True) if beat.event else ""
    low = cased.lower()
    if not cased or cased.isupper() or len(low) != len(cased):
        return beat
    at = low.find(beat.event)
    if at >= 0:
        return replace(beat, event=low[at] + cased[at + 1 : at + len(beat.event)])
    names = [name for name in _QUOTED.findall(cased) if beat.event.endswith(name.lower())]
    return replace(beat, event=beat.event.removesuffix(names[0].lower()) + names[0]) if names else beat


def _split(joint: re.Pattern[str], text: str) -> list[str]:
    """Outside brackets only."""
    shut = [found.span() for found in re.finditer(r"\([^()]*\)|«[^»]*»?", text)]
    parts, at = [], 0
    for found in joint.finditer(text):
        if not any(a <= found.start() < b for a, b in shut):
            parts.append(text[at : found.start()])
            at = found.end()
    return [*parts, text[at:]]


def _union(text: str) -> tuple[Beat, ...]:
    """Whole as one beat (a due phrase may hold a comma), else its parts; empty where one of them is not read. The words of
    an event end where a rhythm begins.
    """
    whole = read_beat(text)
    if whole and not whole.event:
        return (whole,)
    parts = _of_one_year(_split(_AND, text))
    beats = [_part(parts, n) for n in range(len(parts))]
    known = tuple(beat for beat in beats if beat)
    if len(known) == len(beats) > 1 and len(set(known)) == len(known):
        return known
    return (whole,) if whole else ()


def _part(parts: list[str], n: int) -> Beat | None:
    """«trước ngày 20 hằng tháng, ngày 20 tháng cuối quý»: «trước» holds for the days behind it."""
    text = parts[n]
    if n and _LATER_DAY.match(text) and parts[0].startswith("trước "):
        text = f"trước {text}"
    return read_beat(text, listed=len(parts) > 1)


def _of_one_year(parts: list[str]) -> list[str]:
    """«quý I trước 20/3, 6 tháng trước 20/6, cả năm trước 20/12/2026»: days of the year that the last one names."""
    found = [_OF_ONE_YEAR.fullmatch(part) for part in parts]
    days = [one for one in found if one]
    if len(days) < len(parts) or len(parts) < 2 or not days[-1]["year"]:
        return parts
    year = days[-1]["year"]
    return [f"{one['due'].replace(' tháng ', '/')}/{one['year'] or year}" for one in days]
