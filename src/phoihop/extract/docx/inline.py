"""The characters inside a paragraph: runs, fields, breaks; text boxes are set aside."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from phoihop.extract.docx.package import MC, M, W
from phoihop.extract.model import Remark
from phoihop.extract.refusal import remark

_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "instrText", "delText", "delInstrText", "rubyPr", "rt", "sdtPr")
) | {f"{MC}Fallback"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_SIGN = {f"{W}{name}": sign for name, sign in _SIGNS.items()}
_LEGACY = (".vn", "vni-")


class Inline:
    """Remembers what it left out, so that the reader can be told."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def read(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        self._walk(paragraph, pieces, boxes)
        return "".join(pieces), boxes

    def _walk(self, element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
        for child in element:
            tag = child.tag
            if tag in {f"{W}t", f"{M}t"}:
                pieces.append(child.text or "")
            elif tag in _SIGN:
                pieces.append(_SIGN[tag])
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{W}sym":
                pieces.append(_symbol(child))
            elif tag in _SKIPPED or (tag == f"{W}r" and self._hidden(child)):
                self._note_skipped(tag)
            else:
                self._note_passed(child)
                self._walk(child, pieces, boxes)

    def _hidden(self, run: etree._Element) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        fonts = properties.find(f"{W}rFonts")
        name = "" if fonts is None else fonts.get(f"{W}ascii", "")
        if name.lower().startswith(_LEGACY):
            self._found["legacy_font"] = name
        vanish = properties.find(f"{W}vanish")
        hidden = vanish is not None and vanish.get(f"{W}val", "1") not in {"0", "false", "off"}
        if hidden and "".join(map(str, run.itertext())).strip():
            self._found["hidden"] = ""
        return hidden

    def _note_skipped(self, tag: str) -> None:
        if tag in {f"{W}del", f"{W}moveFrom"}:
            self._found["tracked"] = ""

    def _note_passed(self, child: etree._Element) -> None:
        if child.tag in {f"{W}ins", f"{W}moveTo"}:
            self._found["tracked"] = ""
        elif child.tag == f"{W}commentReference":
            self._found["comments"] = ""

    def warnings(self) -> Iterator[Remark]:
        for code in sorted(self._found):
            yield remark(code, font=self._found[code])


def _symbol(symbol: etree._Element) -> str:
    """A letter of a symbol typeface; those have no meaning of their own, except the few that are marks of a list."""
    code = symbol.get(f"{W}char", "")
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= char <= "\uf8ff" else char if char.isprintable() else ""
