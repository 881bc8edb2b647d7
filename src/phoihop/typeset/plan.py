"""What both printers need to know of the page's head: columns, broken lines, lengths of rules."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.typeset import metrics
from phoihop.typeset.rules import RuleSet
from phoihop.typeset.words import Set

_WIDEST = 105.0  # millimetres the right side of the head takes at most
_PARTLY = 0.4  # of the text: a rule that is a third to a half as long
_BETWEEN = 4.0


@dataclass(frozen=True, slots=True)
class Lines:
    """One zone, broken, with the length of the rule beneath it in millimetres (0: none)."""

    zone: str
    lines: tuple[str, ...]
    rule: float = 0.0
    box: float = 0.0


@dataclass(frozen=True, slots=True)
class Head:
    """Two columns, two rows: bodies and title above, number and date below."""

    left: float
    right: float
    bodies: tuple[Lines, ...]
    titles: tuple[Lines, ...]
    numbers: tuple[Lines, ...]
    dates: tuple[Lines, ...]


def head_of(words: Set) -> Head:
    right = _right(words)
    left = words.rules.text_width - right
    issuer = [_lines(words.rules, "issuer", words.issuer, left - _BETWEEN)]
    star = [Lines("star", (words.star,))] if words.star else []
    return Head(
        left=left,
        right=right,
        bodies=(*_some(words, left - _BETWEEN, "superior"), *issuer, *star),
        titles=tuple(_some(words, right, "title", "motto")),
        numbers=tuple(_some(words, left - _BETWEEN, "number", "letter_abstract", "urgency", "draft")),
        dates=tuple(_some(words, right, "date")),
    )


def titles_of(words: Set) -> tuple[Lines, ...]:
    """The type and the abstract across the page."""
    return tuple(_some(words, words.rules.text_width - 20, "type", "abstract"))


def _right(words: Set) -> float:
    needs = [
        _width(words.rules, zone, getattr(words, zone)) for zone in ("title", "motto", "date") if getattr(words, zone)
    ]
    return min(max(needs) + 1, _WIDEST)


def _some(words: Set, room: float, *zones: str) -> list[Lines]:
    return [_lines(words.rules, zone, text, room) for zone in zones if (text := getattr(words, zone))]


def _lines(rules: RuleSet, zone: str, text: str, room: float) -> Lines:
    style = rules.zones[zone]
    lines = metrics.balance(text, room, style.size, bold=style.bold, italic=style.italic)
    long = max(_width(rules, zone, line) for line in lines)
    share = {"full": 1.0, "part": _PARTLY}.get(style.rule, 0.0)
    return Lines(zone, tuple(lines), min(long, room) * share, long + 6 if style.boxed else 0.0)


def _width(rules: RuleSet, zone: str, text: str) -> float:
    style = rules.zones[zone]
    return metrics.width(text, style.size, bold=style.bold, italic=style.italic)
