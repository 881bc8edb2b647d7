"""When and how often, as a value: alternatives of rhythms side by side, up to a horizon.

    >>> from phoihop.periods import Timing
    >>> open_ = Timing.read("6 tháng hoặc hằng quý, giai đoạn 2018 – 2020")
    >>> open_.is_open, open_.label("en")
    (True, 'every six months or quarterly, 2018–2020')
    >>> [str(day) for day in open_.choose(0).dates(date(2018, 1, 1), date(2018, 12, 31))]
    ['2018-07-02', '2018-12-31']

What a letter leaves open stays open: `dates` of an open timing is an error, `choose` settles it. A phrase is read whole or
not at all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from phoihop.periods.cadence import Cadence
from phoihop.periods.cadence_phrases import read_cadence
from phoihop.periods.due import DueRule
from phoihop.periods.due_phrases import read_due
from phoihop.periods.due_words import Origin
from phoihop.periods.plain import plain
from phoihop.periods.words import MONTHS, tongue
from phoihop.periods.working import VIETNAM, Calendar

_AT_END: Final = DueRule("end")
_ALWAYS: Final = {"thường xuyên": "thường xuyên", "all the time": "thường xuyên"}
_OPEN: Final = {"định kỳ", "theo định kỳ", "regularly (rhythm left open)"}
_EVENT = re.compile(
    r"đột xuất|(?:mỗi |ngay )?(?:khi|sau khi|sau mỗi|trước mỗi|nếu|trường hợp|mỗi lần|hễ) [^()]{2,120}|theo yêu cầu(?: [^()]{2,80})?"
)
_ON_EVENT = re.compile(r"on the event \[(?P<words>[^\]]+)\]")
_OR = re.compile(r",? (?:hoặc|hay|or) ")
_AND = re.compile(r",? (?:và|and) |, (?!rơi ngày nghỉ|or the working|even on|\d{1,2} (?:tuần|tháng) trước)")
_STEP = re.compile(
    r"(?P<often>.+?)(?<!hằng)(?<!mỗi)(?<!từng) \(?(?P<due>(?:trước|chậm nhất|muộn nhất|vào ngày|ngày|before|no later than) .+?)\)?"
)
_YEARLY = re.compile(r"(?:trước |chậm nhất |muộn nhất )?(?:ngày )?\d{1,2}/\d{1,2}")
_WORD = r"(?P<words>nhiệm kỳ|học kỳ|năm học|the term|the school term|the school year)"
_UNTIL: Final = {"nhiệm kỳ": "the term", "học kỳ": "the school term", "năm học": "the school year"}
_HORIZONS: Final = (
    re.compile(
        r"^(?P<rest>.+?),? (?:trong )?(?:giai đoạn |from )?(?P<first>(?:19|20)\d\d) ?[-–] ?(?P<last>(?:19|20)\d\d)$"
    ),
    re.compile(r"^(?P<rest>.+?),? (?:cho )?đến hết (?:năm )?(?P<last>(?:19|20)\d\d)$"),
    re.compile(rf"^(?P<rest>.+?),? (?:cho )?(?:đến hết|until the end of) {_WORD}$"),
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Between two days, both inside; `words` where the text names no day (`nhiệm kỳ`)."""

    first: date | None = None
    last: date | None = None
    words: str = ""

    def label(self, language: str = "vi") -> str:
        vietnamese = tongue(language) == "vi"
        if self.words:
            return f"đến hết {self.words}" if vietnamese else f"until the end of {_UNTIL[self.words]}"
        if self.first and self.last:
            years = f"{self.first.year}–{self.last.year}"
            return f"giai đoạn {years}" if vietnamese else years
        year = self.last.year if self.last else ""
        return f"đến hết {year}" if vietnamese else f"to the end of {year}"


@dataclass(frozen=True, slots=True)
class Beat:
    """One rhythm or occasion. A `cadence` with its due rule; a rule alone is once; `event` is what calls for it, in the
    letter's words; `always` is «thường xuyên»; none of these is «định kỳ», a rhythm that the text does not tell.
    """

    cadence: Cadence | None = None
    rule: DueRule | None = None
    origin: Origin = "period"
    event: str = ""
    always: bool = False

    def label(self, language: str = "vi") -> str:
        vietnamese = tongue(language) == "vi"
        due = f"({self.rule.label(language, self.origin)})" if self.rule else ""
        if self.always:
            return "thường xuyên" if vietnamese else "all the time"
        if self.event:
            said = self.event if vietnamese else f"on the event [{self.event}]"
            return f"{said} {due}".rstrip()
        if self.cadence:
            return _yearly(self.cadence, self.rule, language) or f"{self.cadence.label(language)} {due}".rstrip()
        return due or ("định kỳ" if vietnamese else "regularly (rhythm left open)")

    @property
    def is_open(self) -> bool:
        return self == Beat()

    def dates(self, first: date, through: date, calendar: Calendar = VIETNAM) -> Iterator[date]:
        """Due days in the range; what waits for an event or never ends has none."""
        rule = self.rule or _AT_END
        if self.cadence:
            reach = timedelta(days=_reach(rule))
            for period in self.cadence.periods_from(first - reach):
                if period.last > through + reach:
                    return
                if first <= (due := rule.due(period, calendar)) <= through:
                    yield due
        elif self.rule and self.rule.fixed:
            due = self.rule.due_from(self.rule.fixed, calendar)
            if first <= due <= through:
                yield due


def _yearly(cadence: Cadence, rule: DueRule | None, language: str) -> str:
    """«trước ngày 10/6 hằng năm», where the rule is such a day; else empty."""
    plain_day = rule and rule.base == "day" and -11 <= rule.later <= 0 and rule.shift == "next"
    if cadence != Cadence("annual") or rule is None or not plain_day:
        return ""
    month = 12 + rule.later
    if rule.number > monthrange(2024, month)[1]:
        return ""
    if tongue(language) == "vi":
        return f"{'trước' if rule.before else 'chậm nhất'} ngày {rule.number}/{month} hằng năm"
    return f"{'before' if rule.before else 'no later than'} {rule.number} {MONTHS[month - 1]} each year"


def _reach(rule: DueRule) -> int:
    """Days between the end of a period and its due day at most, Tết included."""
    widest = {"day": 31 * (abs(rule.later) + 1), "weekday": 7 * (abs(rule.later) + 1)}
    return widest.get(rule.base, abs(rule.number) * (2 if rule.working else 1)) + 45


@dataclass(frozen=True, slots=True)
class Timing:
    """`options` are alternatives; of one option all beats hold together."""

    options: tuple[tuple[Beat, ...], ...]
    horizon: Horizon | None = None

    @classmethod
    def read(cls, phrase: str) -> Timing | None:
        """In the words of a letter, or as `label` prints it in either language; None where a person must say."""
        text, horizon = _horizon_of(_kept(phrase))
        options = [_union(part) for part in _split(_OR, text)]
        known = [beats for beats in options if beats]
        return cls(tuple(known), horizon) if known and len(known) == len(options) == len(set(known)) else None

    @property
    def is_open(self) -> bool:
        return len(self.options) > 1 or any(beat.is_open for beat in self.options[0])

    def choose(self, at: int) -> Timing:
        return replace(self, options=(self.options[at],))

    def label(self, language: str = "vi") -> str:
        either, both = (" hoặc ", " và ") if tongue(language) == "vi" else (" or ", " and ")
        said = either.join(both.join(beat.label(language) for beat in beats) for beats in self.options)
        return f"{said}, {self.horizon.label(language)}" if self.horizon else said

    def dates(self, first: date, through: date, calendar: Calendar = VIETNAM) -> list[date]:
        """Every due day from `first` to `through`, both inside, each once, in order."""
        if self.is_open:
            raise ValueError("This timing is open. Choose one of its alternatives first.")
        if self.horizon:
            first, through = max(first, self.horizon.first or first), min(through, self.horizon.last or through)
        return sorted({day for beat in self.options[0] for day in beat.dates(first, through, calendar)})


def _kept(phrase: str) -> str:
    """As `plain`, but for the brackets around a due rule, whose closing one may be the last letter."""
    closes = phrase.rstrip().endswith(")")
    opens = phrase.lstrip().startswith("(")
    text = plain(phrase)
    return f"{'(' if opens else ''}{text}{')' if closes and text.count('(') + opens > text.count(')') else ''}"


def _horizon_of(text: str) -> tuple[str, Horizon | None]:
    text = text.replace(", to the end of ", ", đến hết ")
    for shape in _HORIZONS:
        if found := shape.match(text):
            told = found.groupdict()
            if words := told.get("words"):
                known = next((vi for vi, en in _UNTIL.items() if words in {vi, en}), "")
                return found["rest"], Horizon(words=known)
            first = date(int(told["first"]), 1, 1) if told.get("first") else None
            last = date(int(told["last"]), 12, 31)
            return (found["rest"], Horizon(first, last)) if first is None or first <= last else (text, None)
    return text, None


def _split(joint: re.Pattern[str], text: str) -> list[str]:
    """Outside brackets only."""
    shut = [found.span() for found in re.finditer(r"\([^()]*\)|\[[^\]]*\]", text)]
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
    whole = _beat(text)
    if whole and not whole.event:
        return (whole,)
    beats = [_beat(part) for part in _split(_AND, text)]
    known = tuple(beat for beat in beats if beat)
    if len(known) == len(beats) > 1 and len(set(known)) == len(known):
        return known
    return (whole,) if whole else ()


def _beat(text: str) -> Beat | None:
    if text in _ALWAYS:
        return Beat(always=True)
    if text in _OPEN:
        return Beat()
    if cadences := read_cadence(text):
        due = read_due(text)
        return Beat(cadences[0], due.rule if due and due.cadence else None) if len(cadences) == 1 else None
    return _with_due(text) or _occasion(text) or _alone(text)


def _with_due(text: str) -> Beat | None:
    """«hằng quý (chậm nhất ngày 25 của tháng cuối kỳ)», «6 tháng trước 10/6»: how often, and by when."""
    found = _STEP.fullmatch(text)
    often = found and _beat(found["often"])
    if not found or not often or often.rule or often.always or often.is_open:
        return None
    if often.cadence and _YEARLY.fullmatch(found["due"]):
        due = read_due(f"{found['due']} hằng năm")
        return Beat(due.cadence, due.rule) if due else None
    due = read_due(found["due"])
    if due is None or (due.rule.fixed and often.cadence):
        return None
    if due.cadence and due.cadence != often.cadence:
        return None
    return replace(often, rule=due.rule, origin=due.origin)


def _occasion(text: str) -> Beat | None:
    if found := _ON_EVENT.fullmatch(text):
        return Beat(event=found["words"])
    return Beat(event=text) if _EVENT.fullmatch(text) else None


def _alone(text: str) -> Beat | None:
    due = read_due(text.removeprefix("(").removesuffix(")"))
    return Beat(rule=due.rule, origin=due.origin) if due and due.cadence is None else None
