"""Letters that are written small and shown large: by the run, by its style, or by an old typeface of capitals."""

from __future__ import annotations

import re

from lxml import etree

from phoihop.extract.archive import Archive
from phoihop.extract.docx.package import W
from phoihop.extract.xml import parse_xml

_STYLES = "styles.xml"
_OFF = {"0", "false", "off"}
_OLD_CAPITALS = re.compile(r"\.Vn\w.*H", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z]+")


class Capitals:
    """Knows the styles of the file whose letters are shown large."""

    def __init__(self, archive: Archive) -> None:
        self._styles: dict[str, tuple[bool | None, str]] = {}
        self._default = ""
        for name in archive.names:
            if name.startswith("word/") and name.endswith(_STYLES):
                for style in parse_xml(archive.read(name), name).iter(f"{W}style"):
                    self._learn(style)

    def _learn(self, style: etree._Element) -> None:
        key = style.get(f"{W}styleId", "")
        self._styles[key] = (_large(style.find(f"{W}rPr")), _val(style, "basedOn"))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF:
            self._default = key

    def shown(self, letters: etree._Element, text: str) -> str:
        """An old typeface has its own codes for marked letters: only plain ones grow."""
        run = next(letters.iterancestors(f"{W}r"), None)
        if run is None:
            return text
        properties = run.find(f"{W}rPr")
        if _old_capitals(properties):
            return _PLAIN.sub(lambda found: found[0].upper(), text)
        return text.upper() if self._is_large(run, properties) else text

    def _is_large(self, run: etree._Element, properties: etree._Element | None) -> bool:
        paragraph = next(run.iterancestors(f"{W}p"), None)
        own = None if paragraph is None else paragraph.find(f"{W}pPr")
        said = (
            _large(properties),
            self._by_style(_val(properties, "rStyle")),
            self._by_style(_val(own, "pStyle") or self._default),
        )
        return next((large for large in said if large is not None), False)

    def _by_style(self, key: str) -> bool | None:
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            large, key = self._styles[key]
            if large is not None:
                return large
        return None


def _large(properties: etree._Element | None) -> bool | None:
    said = None
    for name in ("caps", "smallCaps"):
        found = None if properties is None else properties.find(f"{W}{name}")
        if found is not None:
            said = bool(said) or found.get(f"{W}val", "1") not in _OFF
    return said


def _old_capitals(properties: etree._Element | None) -> bool:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return fonts is not None and any(_OLD_CAPITALS.fullmatch(str(font)) for font in fonts.attrib.values())


def _val(parent: etree._Element | None, name: str) -> str:
    found = None if parent is None else parent.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val") or "")
