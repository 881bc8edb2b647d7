"""How a run of a .docx looks in the end: its own properties over its styles' over the defaults."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from phoihop.extract.docx import Package
from phoihop.extract.docx.package import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Look:
    font: str = "Times New Roman"
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    caps: bool = False


class Looks:
    def __init__(self, package: Package) -> None:
        self._themes = _theme_fonts(package)
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._base = Look()
        self._cache: dict[str, Look] = {}
        for name in package.related("styles")[:1]:
            self._load(package.root(name))

    def _load(self, root: etree._Element) -> None:
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = self._over(Look(), defaults)
        for style in root.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            self._styles[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = key

    def of_paragraph(self, paragraph: etree._Element) -> Look:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        key = self._default if named is None else named.get(f"{W}val", "")
        if key not in self._cache:
            self._cache[key] = self._styled(self._base, key)
        return self._cache[key]

    def of_run(self, run: etree._Element, paragraph: Look) -> Look:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return paragraph
        style = properties.find(f"{W}rStyle")
        look = paragraph if style is None else self._styled(paragraph, style.get(f"{W}val", ""))
        return self._over(look, properties)

    def _styled(self, look: Look, key: str) -> Look:
        """The style's ancestors first; a circle of styles ends where it closes."""
        chain: list[etree._Element] = []
        while key in self._styles and self._styles[key] not in chain:
            chain.append(self._styles[key])
            based = chain[-1].find(f"{W}basedOn")
            key = "" if based is None else based.get(f"{W}val", "")
        for style in reversed(chain):
            look = self._over(look, style.find(f"{W}rPr"))
        return look

    def _over(self, look: Look, properties: etree._Element | None) -> Look:
        if properties is None:
            return look
        fonts, size = properties.find(f"{W}rFonts"), properties.find(f"{W}sz")
        word = "" if size is None else size.get(f"{W}val", "")
        return replace(
            look,
            font=look.font if fonts is None else self._font(fonts) or look.font,
            size=int(word) / 2 if word.isdecimal() and len(word) < 5 else look.size,
            bold=_switch(properties, "b", look.bold),
            italic=_switch(properties, "i", look.italic),
            caps=_switch(properties, "caps", look.caps),
        )

    def _font(self, fonts: etree._Element) -> str:
        theme = fonts.get(f"{W}asciiTheme", "")
        if theme:
            return self._themes.get("major" if theme.startswith("major") else "minor", "")
        return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _switch(properties: etree._Element, name: str, otherwise: bool) -> bool:  # noqa: FBT001 - the value so far
    found = properties.find(f"{W}{name}")
    return otherwise if found is None else found.get(f"{W}val", "1") not in _OFF


def _theme_fonts(package: Package) -> dict[str, str]:
    found = {}
    for name in package.related("theme")[:1]:
        root = package.root(name)
        for kind in ("major", "minor"):
            latin = root.find(f".//{_A}{kind}Font/{_A}latin")
            if latin is not None:
                found[kind] = latin.get("typeface", "")
    return found
