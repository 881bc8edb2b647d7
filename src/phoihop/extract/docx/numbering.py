"""The label Word prints before a paragraph, which stands in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from phoihop.extract.docx.package import W

LEVELS = 9
_BULLETS = {"\uf02d": "-", "\uf0fc": "✓", "\uf0d8": "➢", "\uf0e0": "→", "\uf0a7": "▪", "\uf071": "❑", "\uf076": "❖"}
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _Number:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as Word does: by abstract list, restarted by a shallower level or by an override's first use."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstracts: dict[str, dict[int, Level]] = {}
        self._numbers: dict[str, _Number] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._overridden: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        if root is not None:
            self._load(root)

    def level_of_style(self, number: str, style: str) -> int | None:
        """A list may say which of its levels a style stands at."""
        return next((at for at, level in self._levels(number).items() if level.style == style), None)

    def label(self, number: str, at: int) -> str:
        """Counts one more paragraph, and says what is printed before it, blank included."""
        known = self._numbers.get(number)
        levels = self._levels(number)
        if known is None or at not in levels:
            return ""
        counts = self._counts.setdefault(known.abstract, [None] * LEVELS)
        self._count(number, at, counts, levels)
        level = levels[at]
        text = self._bullet(level) if level.form == "bullet" else self._print(level, counts, levels)
        return text + ("" if level.suffix == "nothing" or not text else " ")

    def _count(self, number: str, at: int, counts: list[int | None], levels: dict[int, Level]) -> None:
        starts = self._numbers[number].starts
        for above in range(at):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        so_far = counts[at]
        if at in starts and (number, at) not in self._overridden:
            self._overridden.add((number, at))
            counts[at] = starts[at]
        else:
            counts[at] = levels[at].start if so_far is None else so_far + 1
        for below in range(at + 1, LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or at < restart:
                counts[below] = None

    def _print(self, level: Level, counts: list[int | None], levels: dict[int, Level]) -> str:
        def figure(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = "decimal" if level.legal else levels[at].form if at in levels else "decimal"
            return self._figure(counts[at] or 0, form)

        return re.sub(r"%([1-9])", figure, level.text)

    def _figure(self, count: int, form: str) -> str:
        if form not in _FORMS:
            self.unknown.add(form)
        return _FORMS.get(form, str)(count)

    def _bullet(self, level: Level) -> str:
        return "".join(_BULLETS.get(char, "•") if "\ue000" <= char <= "\uf8ff" else char for char in level.text)

    def _levels(self, number: str) -> dict[int, Level]:
        known = self._numbers.get(number)
        return {} if known is None else self._abstracts.get(known.abstract, {}) | known.levels

    def _load(self, root: etree._Element) -> None:
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._abstracts[key] = dict(_level(one) for one in abstract.iterchildren(f"{W}lvl"))
            if name := _val(abstract, "styleLink"):
                by_style[name] = key
            if name := _val(abstract, "numStyleLink"):
                linked[key] = name
        for key, name in linked.items():
            self._abstracts[key] = self._abstracts[key] or self._abstracts.get(by_style.get(name, ""), {})
        for number in root.iterchildren(f"{W}num"):
            self._load_number(number, {key: by_style[name] for key, name in linked.items() if name in by_style})

    def _load_number(self, number: etree._Element, same: dict[str, str]) -> None:
        abstract = _val(number, "abstractNumId")
        known = _Number(same.get(abstract, abstract))
        for override in number.iterchildren(f"{W}lvlOverride"):
            at = _whole(override.get(f"{W}ilvl"), 0)
            if (start := _val(override, "startOverride")) != "":
                known.starts[at] = _whole(start, 1)
            for one in override.iterchildren(f"{W}lvl"):
                known.levels[at] = _level(one)[1]
        self._numbers[number.get(f"{W}numId", "")] = known


def _level(one: etree._Element) -> tuple[int, Level]:
    restart = _val(one, "lvlRestart")
    level = Level(
        start=_whole(_val(one, "start"), 0),
        form=_val(one, "numFmt") or "decimal",
        text=_val(one, "lvlText"),
        suffix=_val(one, "suff") or "tab",
        restart=_whole(restart, 0) if restart else None,
        legal=one.find(f"{W}isLgl") is not None and _val(one, "isLgl") not in {"0", "false"},
        style=_val(one, "pStyle"),
    )
    return min(max(_whole(one.get(f"{W}ilvl"), 0), 0), LEVELS - 1), level


def _val(parent: etree._Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val") or "")


def _whole(word: str | None, otherwise: int) -> int:
    """A count that a hostile file cannot make slow to print."""
    return int(word) if word and re.fullmatch(r"-?\d{1,6}", word) else otherwise


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (count // value)
        count %= value
    return letters


def _letter(count: int) -> str:
    """A … z, aa, bb …, as Word goes on."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 40) if count > 0 else str(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "none": lambda _: "",
}
