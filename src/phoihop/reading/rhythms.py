"""Rhythms as letters name them; where two are named, both are kept and none is chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE = [
    ("weekly", r"(?:hằng|hàng|mỗi)\s+tuần"),
    ("monthly", r"(?:hằng|hàng|mỗi)\s+tháng"),
    ("quarterly", r"(?:hằng|hàng|mỗi)\s+quý"),
    ("semiannual", r"(?:định kỳ\s+)?(?:(?:hằng|hàng|mỗi)\s+)?(?:6|06|sáu)\s+tháng(?!\s+(?:đầu|cuối))"),
    ("annual", r"(?:hằng|hàng|mỗi)\s+năm"),
]
_ANY = "|".join(f"(?P<{name}>{shape})" for name, shape in _ONE)
_RHYTHM = re.compile(_ANY, re.IGNORECASE)
_OR = re.compile(r"\s*(?:,|hoặc|và|hay)\s*(?:định kỳ\s+)?", re.IGNORECASE)
_EVENT = re.compile(
    r"(?:nhất là\s+)?khi\s+(?:có\s+)?(?:phát sinh|xuất hiện|xảy ra|có\s+(?:vấn đề|yêu cầu|tình huống|biến động|vụ việc))[^.;,]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    cadence: str
    phrase: str
    choices: tuple[str, ...]
    start: int
    end: int


def rhythm_in(text: str) -> Rhythm | None:
    """The first rhythm; joined by «hoặc» it stays open and `choices` names all."""
    found = _RHYTHM.search(text)
    if found is None:
        return None
    kinds = [found.lastgroup or ""]
    end = found.end()
    while (joint := _OR.match(text, end)) and (more := _RHYTHM.match(text, joint.end())):
        kinds.append(more.lastgroup or "")
        end = more.end()
    said = text[found.start() : end]
    open_choice = len(kinds) > 1 and re.search(r"hoặc|hay", said, re.IGNORECASE) is not None
    return Rhythm(kinds[0], said, tuple(kinds) if open_choice else (), found.start(), end)


def event_in(text: str) -> Rhythm | None:
    """«khi phát sinh …», «khi xuất hiện …»: each time something happens."""
    found = _EVENT.search(text)
    return Rhythm("on_event", found[0].rstrip(), (), found.start(), found.end()) if found else None
