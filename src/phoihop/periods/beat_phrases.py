"""One rhythm or occasion read from words: whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from phoihop.periods.beats import UNITS, Beat, Pace
from phoihop.periods.cadence import Cadence
from phoihop.periods.cadence_phrases import read_cadence
from phoihop.periods.due import DueRule
from phoihop.periods.due_phrases import WEEKDAYS, DuePhrase, number_of, read_due
from phoihop.periods.events import event_in_english, is_event

_ALWAYS: Final = {"thường xuyên", "thường xuyên, liên tục", "thường xuyên liên tục", "liên tục", "all the time"}
_OPEN: Final = {"định kỳ", "theo định kỳ", "regularly (rhythm left open)"}
_STEP = re.compile(
    r"(?P<often>.+?),?(?<!hằng)(?<!mỗi)(?<!từng) \(?(?:vào )?"
    r"(?P<due>(?:trước|chậm nhất|muộn nhất|vào ngày|ngày|thứ|từ ngày|trong vòng|before|no later than|from day|in) .+?)\)?"
)
_YEARLY = re.compile(r"(?:(?:trước|chậm nhất|muộn nhất) )?(?:vào )?(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}")
_PART_OF_YEAR = re.compile(
    r"(?:báo cáo )?(?:quý (?:i{1,3}|iv|[1-4])|(?:cả )?năm|(?:9|chín) tháng(?: đầu năm)?|(?:6|sáu) tháng(?: (?:đầu|cuối) năm)?)"
)
_HOUR = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|before|no later than)(?: là| vào| lúc)? (?P<h>[01]?\d|2[0-4]) ?(?:giờ|h|g|:)(?: ?(?P<m>[0-5]\d))?"
    r"(?: ?(?:phút|'|’))?(?:,| của| vào)* ?"
)
_BEGINS = re.compile(r"(?:từ ngày|from day) (?P<day>\d\d?)(?:, | đến(?: hết)? (?=ngày ))")
_SPAN = re.compile(r"từ ngày (?P<day>\d\d?) (?:đến|-|–)(?: hết)? (?:ngày )?(?P<last>\d\d? .+)")
_BARE_DAY = re.compile(
    r"(?P<before>trước )?(?:chậm nhất |muộn nhất |vào )*ngày (?P<day>\d\d?)(?: của tháng| trong tháng)?"
)
_SOON = re.compile(
    r"(?:chậm nhất|muộn nhất|trong(?: vòng| thời hạn)?)(?: là| sau| trong)* (?P<n>\w+)(?: \(\w+\))? (?P<unit>ngày làm việc|ngày)"
)
_SOON_OF = re.compile(rf"{_SOON.pattern} (?P<event>(?:sau|ngay sau|trước) .+)")
_WEEKDAY = re.compile(rf"(?:ngày )?(?P<weekday>{'|'.join(WEEKDAYS)})")
_LAST_OF = re.compile(
    r"(?:vào )?(?P<due>ngày làm việc (?:cuối cùng|cuối|đầu tiên|đầu)) (?:(?:hằng|mỗi|của(?: mỗi)?) )(?P<of>tuần|tháng|quý|năm)"
)
_UNIT = "|".join(UNITS)
_PACE = re.compile(
    rf"(?:ít nhất |tối thiểu )?(?P<times>\w+) lần(?: ?/ ?| mỗi | trong | một | trong một )(?:(?P<number>\w+) )?(?P<unit>{_UNIT})"
    rf"|(?:mỗi |cứ |hằng |theo chu kỳ )?(?:(?P<number_2>\w+) )?(?P<unit_2>{_UNIT})(?: ?/ ?lần| (?P<times_2>\w+) lần)"
)
_PACE_EN = re.compile(rf"(?P<times>once|\d+ times) (?:a|every (?P<number>\d+)) (?P<unit>{'|'.join(UNITS.values())})s?")
_SAME: Final = {  # times and months that have a cadence of their own
    (2, 1, "năm"): "semiannual", (4, 1, "năm"): "quarterly", (12, 1, "năm"): "monthly", (1, 1, "năm"): "annual",
    (1, 1, "quý"): "quarterly", (1, 1, "tháng"): "monthly", (1, 1, "tuần"): "weekly", (1, 1, "ngày"): "daily",
    (1, 3, "tháng"): "quarterly", (1, 6, "tháng"): "semiannual", (1, 12, "tháng"): "annual", (1, 2, "quý"): "semiannual",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Due:
    """The day, what it counts from, and its hour; the rhythm where the same words tell it."""

    rule: DueRule | None
    hour: str = ""
    opens: int = 0
    phrase: DuePhrase | None = None


def read_beat(text: str, *, listed: bool = False) -> Beat | None:
    """`text` as `plain` leaves it; in a list «1 năm» is a rhythm, alone it is a length."""
    text = re.sub(r"(?<![\w/.])0(?=[1-9] (?:\(\w+\) )?(?:tháng|tuần|năm|quý|ngày|lần))", "", text)
    if listed:
        text = re.sub(r"^(?:1|một) (?=(?:tuần|tháng|quý|năm)\b(?!/| một| 1))", "", text)
    if text in _ALWAYS:
        return Beat(always=True)
    if text in _OPEN:
        return Beat()
    return (
        _plain(text)
        or _of_hour(text)
        or _of_event(text)
        or _of_last(text)
        or _with_due(text)
        or _paced(text)
        or _occasion(text)
        or _alone(text)
    )


def _plain(text: str) -> Beat | None:
    """A rhythm, or a day that tells its rhythm; a named hour is not dropped."""
    if not _HOUR.match(text) and (cadences := read_cadence(text)):
        due = read_due(text)
        return Beat(cadences[0], due.rule if due and due.cadence else None) if len(cadences) == 1 else None
    if found := _SPAN.fullmatch(text):
        due = read_due(f"ngày {found['last']}")
        if due and due.cadence and due.rule.base == "day" and int(found["day"]) <= due.rule.number:
            return Beat(due.cadence, due.rule, opens=int(found["day"]))
    return None


def _of_event(text: str) -> Beat | None:
    """«chậm nhất 05 ngày sau khi kết thúc mỗi bước»."""
    found = _SOON_OF.fullmatch(text)
    number = number_of(found["n"]) if found and is_event(found["event"]) else 0
    if not found or not number:
        return None
    rule = DueRule("end", number, working=found["unit"] == "ngày làm việc")
    return Beat(rule=rule, origin="event", event=found["event"])


def _of_hour(text: str) -> Beat | None:
    """«trước 16 giờ hằng ngày»."""
    found = _HOUR.match(text)
    often = read_beat(text[found.end() :]) if found and len(text) > found.end() else None
    if not found or not often or not often.cadence or often.rule or often.hour:
        return None
    return replace(often, hour=_hour(found))


def _hour(found: re.Match[str]) -> str:
    return f"{int(found['h']):02d}:{found['m'] or '00'}"


def _of_last(text: str) -> Beat | None:
    """«ngày làm việc cuối cùng hằng tháng»."""
    found = _LAST_OF.fullmatch(text)
    due = read_due(f"{found['due']} của {found['of']}") if found else None
    return Beat(due.cadence, due.rule) if due else None


def _with_due(text: str) -> Beat | None:
    """«hằng quý (chậm nhất ngày 25 của tháng cuối kỳ)», «6 tháng trước 10/6»: how often, and by when."""
    found = _STEP.fullmatch(text)
    if not found:
        return None
    if _YEARLY.fullmatch(found["due"]) and (_PART_OF_YEAR.fullmatch(found["often"]) or _is_rhythm(found["often"])):
        due = read_due(f"{found['due']} hằng năm")
        return Beat(due.cadence, due.rule) if due else None
    often = read_beat(found["often"])
    if not often or often.rule or often.hour or often.always or (often.is_open and not often.pace):
        return None
    told = _due(found["due"], often)
    return _joined(often, told) if told else None


def _is_rhythm(often: str) -> bool:
    return bool(read_cadence(often))


def _joined(often: Beat, due: _Due) -> Beat | None:
    phrase = due.phrase
    if phrase and phrase.cadence and phrase.cadence != often.cadence:
        return None
    if due.rule and due.rule.fixed and often.cadence:
        return None
    origin = phrase.origin if phrase else "event" if often.event and due.rule else often.origin
    return replace(often, rule=due.rule, origin=origin, hour=due.hour, opens=due.opens)


def _due(words: str, often: Beat | None = None) -> _Due | None:
    """The words of the day, of its hour and its first day; `often` gives a bare day its month."""
    hour = ""
    if found := _HOUR.match(words):
        hour, words = _hour(found), words[found.end() :]
        if not words:
            return _Due(None, hour)
    opens = 0
    if found := _BEGINS.match(words):
        opens, words = int(found["day"]), words[found.end() :]
    if often and (rule := _by_rhythm(words, often)):
        return _Due(rule, hour, opens)
    phrase = read_due(words)
    if phrase is None and (found := _WEEKDAY.fullmatch(words)):
        phrase = DuePhrase(DueRule("weekday", WEEKDAYS[found["weekday"]]))
    return _Due(phrase.rule, hour, opens, phrase) if phrase else None


def _by_rhythm(words: str, often: Beat) -> DueRule | None:
    """«hằng tháng (trước ngày 25)», «sau mỗi kỳ họp, chậm nhất 3 ngày»: what the rhythm or the event completes."""
    if often.cadence == Cadence("monthly") and (found := _BARE_DAY.fullmatch(words)) and 1 <= int(found["day"]) <= 31:
        return DueRule("day", int(found["day"]), before=bool(found["before"]))
    if often.event and (found := _SOON.fullmatch(words)) and (number := number_of(found["n"])):
        return DueRule("end", number, working=found["unit"] == "ngày làm việc")
    return None


def _paced(text: str) -> Beat | None:
    if found := _PACE_EN.fullmatch(text):
        unit = next(vi for vi, en in UNITS.items() if en == found["unit"])
        times = 1 if found["times"] == "once" else int(found["times"].split()[0])
        return Beat(pace=Pace(times, int(found["number"] or 1), unit))
    found = _PACE.fullmatch(text)
    if not found:
        return None
    times, number = (
        number_of(found["times"] or found["times_2"] or "1"),
        number_of(found["number"] or found["number_2"] or "1"),
    )
    if not times or not number:
        return None
    unit = found["unit"] or found["unit_2"]
    kind = _SAME.get((times, number, unit))
    return Beat(Cadence(kind)) if kind else Beat(pace=Pace(times, number, unit))


def _occasion(text: str) -> Beat | None:
    if is_event(text):
        return Beat(event=text)
    return Beat(event=event) if (event := event_in_english(text)) else None


def _alone(text: str) -> Beat | None:
    """A day by itself; of a period that is not named it stays open."""
    due = _due(text.removeprefix("(").removesuffix(")"))
    if due is None:
        return None
    phrase = due.phrase
    cadence, origin = (phrase.cadence, phrase.origin) if phrase else (None, "period")
    if cadence and not due.hour and not due.opens:
        return None
    return Beat(cadence, due.rule, origin, hour=due.hour, opens=due.opens)
