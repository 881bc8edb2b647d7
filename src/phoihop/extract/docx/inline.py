"""The characters inside a paragraph: runs, fields, breaks; text boxes are set aside, tracked changes noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from phoihop.extract.docx.package import MC, M, W
from phoihop.extract.model import Change, Remark
from phoihop.extract.refusal import remark

_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "instrText", "delText", "delInstrText", "rubyPr", "rt", "sdtPr")
) | {f"{MC}Fallback"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_SIGN = {f"{W}{name}": sign for name, sign in _SIGNS.items()}
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_ADDED = frozenset({f"{W}ins", f"{W}moveTo"})
_MOST = 2_000  # characters of one change that are shown
_LEGACY = (".vn", "vni-")


class Inline:
    """Remembers what it left out, so that the reader can be told."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}
        self.changes: list[Change] = []

    def read(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        before = len(self.changes)
        self._walk(paragraph, pieces, boxes)
        self.changes[before:] = _joined(self.changes[before:])
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
            elif (tag in _SKIPPED and not _only_choice(child)) or (tag == f"{W}r" and self._hidden(child)):
                self._note_skipped(child)
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

    def note_deleted(self, element: etree._Element, by: etree._Element) -> None:
        """A whole row, say; `by` bears who and when."""
        words = " ".join(str(words) for words in element.itertext(f"{W}t", f"{W}delText"))
        self.changes.append(_change("deleted", words, by))

    def _note_skipped(self, element: etree._Element) -> None:
        if element.tag in _DELETED:
            words = "".join(str(words) for words in element.itertext(f"{W}t", f"{W}delText"))
            self.changes.append(_change("deleted", words, element))

    def _note_passed(self, child: etree._Element) -> None:
        if child.tag in _ADDED:
            words = "".join(str(words) for words in child.itertext(f"{W}t"))
            self.changes.append(_change("added", words, child))

    def warnings(self) -> Iterator[Remark]:
        kinds = [change.kind for change in self.changes]
        added, deleted, comments = kinds.count("added"), kinds.count("deleted"), kinds.count("comment")
        if comments:
            yield remark("comments", count=comments)
        for code in sorted(self._found):
            yield remark(code, font=self._found[code])
        if added or deleted:
            yield remark("tracked", count=added + deleted, added=added, deleted=deleted)


def comments_of(root: etree._Element) -> Iterator[Change]:
    for comment in root.iter(f"{W}comment"):
        lines = ["".join(str(words) for words in line.itertext(f"{W}t")) for line in comment.iter(f"{W}p")]
        yield _change("comment", "\n".join(lines), comment)


def _change(kind: str, words: str, element: etree._Element) -> Change:
    return Change(kind, words[:_MOST], element.get(f"{W}author", "")[:100], element.get(f"{W}date", "")[:10])


def _joined(changes: list[Change]) -> list[Change]:
    """Runs of one hand that stand together are one change; what changes no words, such as a mark's look, is none."""
    out: list[Change] = []
    for change in changes:
        if out and replace(change, words="") == replace(out[-1], words=""):
            out[-1] = replace(change, words=(out[-1].words + change.words)[:_MOST])
        elif change.words.strip():
            out.append(change)
    return out


def _only_choice(element: etree._Element) -> bool:
    """A fallback that no choice stands before is what is shown."""
    parent = element.getparent()
    return element.tag == f"{MC}Fallback" and parent is not None and parent.find(f"{MC}Choice") is None


def _symbol(symbol: etree._Element) -> str:
    """A letter of a symbol typeface; those have no meaning of their own, except the few that are marks of a list."""
    code = symbol.get(f"{W}char", "")
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= char <= "\uf8ff" else char if char.isprintable() else ""
