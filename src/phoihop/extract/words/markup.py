"""What a part of an Office file says, paragraph by paragraph, cell by cell, and in the attributes that are words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from phoihop.extract.words.capitals import Capitals

_PARAGRAPHS = frozenset({"p", "h", "si", "is", "text"})  # of texts and drawings, of OpenDocument, of cells, of comments
_LETTERS = frozenset({"t", "delText"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " ", "noBreakHyphen": "-"}
_SAID = frozenset({"string", "descr", "title", "alt"})  # of word art, of pictures
_SHOWN = frozenset({("lvlText", "val"), ("sheet", "name"), ("table", "name")})  # labels of lists, tabs of a workbook
_EDGES = frozenset(f"{which}{edge}" for which in ("odd", "even", "first") for edge in ("Header", "Footer"))
_EDGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|\d+|[A-Za-z])')
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:"


def lines_of(root: etree._Element, capitals: Capitals) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = _name(element.tag)
        yield from _attributes(element, name)
        if name in _PARAGRAPHS:
            yield "".join(_letters(element, capitals))
        elif name in _EDGES:
            yield _EDGE_CODE.sub("\n", element.text or "")
        elif len(element) == 0 and (element.text or "").strip() and not _in_paragraph(element):
            yield element.text or ""  # a cell's value, a property


def _in_paragraph(element: etree._Element) -> bool:
    return any(_name(above.tag) in _PARAGRAPHS for above in element.iterancestors())


def _attributes(element: etree._Element, name: str) -> Iterator[str]:
    for key, value in element.attrib.items():
        if _name(key) in _SAID or (name, _name(key)) in _SHOWN:
            yield str(value)


def _letters(paragraph: etree._Element, capitals: Capitals) -> Iterator[str]:
    """Its own; a paragraph within it (a text box) is one for itself."""
    if (paragraph.text or "").strip() or _is_open_document(paragraph):
        yield paragraph.text or ""
    for child in paragraph.iterchildren(etree.Element):
        name = _name(child.tag)
        if name in _SIGNS:
            yield _SIGNS[name]
        elif name in _LETTERS:
            yield capitals.shown(child, child.text or "")
        elif name not in _PARAGRAPHS:
            yield from _letters(child, capitals)
        if _is_open_document(paragraph):
            yield child.tail or ""


def _is_open_document(element: etree._Element) -> bool:
    return str(element.tag).startswith("{" + _OPEN_DOCUMENT)


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]
