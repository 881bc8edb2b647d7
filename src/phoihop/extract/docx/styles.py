"""Which list a paragraph belongs to, by itself or through its style."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from phoihop.extract.docx.numbering import LEVELS, Numbering
from phoihop.extract.docx.package import W


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    number: str | None
    level: int | None


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for style in [] if root is None else root.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            number, level = _num_pr(style.find(f"{W}pPr"))
            based = style.find(f"{W}basedOn")
            self._styles[key] = _Style("" if based is None else based.get(f"{W}val", ""), number, level)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = key

    def list_of(self, paragraph: etree._Element, numbering: Numbering) -> tuple[str, int] | None:
        """The list and the level the paragraph is counted at."""
        properties = paragraph.find(f"{W}pPr")
        number, level = _num_pr(properties)
        if number is None:
            style, number, styled = self._from_style(self._style_of(properties))
            if number is not None and level is None:
                level = numbering.level_of_style(number, style)
                level = styled if level is None else level
        if number is None or number == "0":
            return None
        return number, min(max(level or 0, 0), LEVELS - 1)

    def _style_of(self, properties: etree._Element | None) -> str:
        named = None if properties is None else properties.find(f"{W}pStyle")
        return self._default if named is None else named.get(f"{W}val", "")

    def _from_style(self, key: str) -> tuple[str, str | None, int | None]:
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            if style.number is not None:
                return key, style.number, style.level
            key = style.parent
        return "", None, None


def _num_pr(properties: etree._Element | None) -> tuple[str | None, int | None]:
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return None, None
    number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    at = "" if level is None else level.get(f"{W}val", "")
    return None if number is None else number.get(f"{W}val"), int(at) if at.isdecimal() and len(at) < 3 else None
