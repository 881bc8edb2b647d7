"""What calls for something out of turn: in the letter's words, and the same in English."""

from __future__ import annotations

import re
from typing import Final

from phoihop.periods.event_words import CLAUSES, THINGS

_OPENS: Final = {
    "sau khi kết thúc mỗi": "at the end of each", "kết thúc mỗi": "on closing each", "ngay sau mỗi": "right after each",
    "ngay sau khi": "right after", "sau mỗi": "after each", "trước mỗi": "before each", "mỗi lần": "each time of",
    "mỗi khi": "each time when", "ngay khi": "as soon as", "sau khi": "after", "trường hợp": "in case",
    "hễ": "as often as", "khi": "when", "nếu": "if",
}  # fmt: skip
_KNOWN: Final = {
    "đột xuất": "out of turn",
    "khi có phát sinh": "when something arises",
    "khi phát sinh": "when anything arises",
    "khi có yêu cầu": "when there is a request",
    "khi được yêu cầu": "when asked",
    "theo yêu cầu": "on request",
    "khi cần": "when needed",
    "khi cần thiết": "when necessary",
    "đột xuất khi có yêu cầu": "out of turn when there is a request",
    "đột xuất khi được yêu cầu": "out of turn when asked",
    "đột xuất theo yêu cầu": "out of turn on request",
    "đột xuất khi có phát sinh": "out of turn when something arises",
    "đột xuất (nếu có)": "out of turn if any",
}
_HAPPENS: Final = {**THINGS, **CLAUSES}
_SAID: Final = {en.lower(): vi for vi, en in _HAPPENS.items()}
_ORDER: Final = "khi|sau khi|ngay khi|ngay sau khi|sau khi kết thúc mỗi|kết thúc mỗi|ngay sau mỗi|sau mỗi|trước mỗi|mỗi khi|mỗi lần|nếu|trường hợp|hễ"
_EVENT = re.compile(
    rf"(?:đột xuất )?(?:(?:{_ORDER}) [^()\[\]]{{2,120}}|theo yêu cầu(?: [^()\[\]]{{2,80}})?)|{'|'.join(map(re.escape, _KNOWN))}"
)
_TIMED = re.compile(r"(?:chậm|muộn) nhất|trước ngày \d|(?<!\w)(?:hằng|mỗi) (?:tuần|tháng|quý|năm)(?!\w)|giai đoạn \d")
_ENGLISH = re.compile(
    rf"(?P<turn>out of turn )?(?P<opens>{'|'.join(sorted(_OPENS.values(), key=len, reverse=True))}|on request) "
    rf"(?:«(?P<words>[^»]+)»?|(?P<thing>{'|'.join(map(re.escape, sorted(_HAPPENS.values(), key=len, reverse=True)))}))",
    re.IGNORECASE,
)
_OTHER = re.compile(r"on the event «(?P<words>[^»]+)»?")


def is_event(text: str) -> bool:
    """Words of an event hold no day and no rhythm: those are for whoever reads them."""
    return _EVENT.fullmatch(text) is not None and not _TIMED.search(text)


def english_of(event: str) -> str:
    """Its frame in English; what happens stays in the letter's words, «…», where none is known."""
    low = event.lower()
    if low in _KNOWN:
        return _KNOWN[low]
    turn = "out of turn " if low.startswith("đột xuất ") else ""
    rest = event[len("đột xuất ") :] if turn else event
    if rest.lower().startswith("theo yêu cầu "):
        return f"{turn}on request «{rest[len('theo yêu cầu ') :]}»"
    opens = next((word for word in _OPENS if rest.lower().startswith(word + " ")), "")
    if not opens:
        return f"on the event «{event}»"
    thing = rest[len(opens) + 1 :]
    return f"{turn}{_OPENS[opens]} {_HAPPENS.get(thing, f'«{thing}»')}"


def event_in_english(text: str) -> str:
    """The event whose English this is; empty where it is none."""
    if known := next((vi for vi, en in _KNOWN.items() if en == text), ""):
        return known
    if found := _OTHER.fullmatch(text):
        return found["words"]
    if not (found := _ENGLISH.fullmatch(text)):
        return ""
    opens = next((vi for vi, en in _OPENS.items() if en == found["opens"].lower()), "theo yêu cầu")
    thing = found["words"] or _SAID[found["thing"].lower()]
    return f"{'đột xuất ' if found['turn'] else ''}{opens} {thing}"
