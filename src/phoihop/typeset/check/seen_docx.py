"""A .docx as the checker sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from phoihop.extract.docx import Package, open_docx
from phoihop.extract.docx.package import R, W
from phoihop.extract.model import Limits
from phoihop.typeset.check.looks import Look, Looks
from phoihop.typeset.check.seen import Line, Numbering, Seen

_MM = 25.4 / 1440
_INSIDE = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins"))
_MARGINS = ("top", "bottom", "left", "right")
_MANY = 3_000  # characters that no single page of this size holds


def see_docx(data: bytes, limits: Limits) -> Seen:
    package = open_docx(data, limits)
    root = package.root(package.main)
    body = root.find(f"{W}body")
    seen = Seen("docx")
    if body is None:
        return seen
    looks = Looks(package)
    seen.lines = list(_lines(body, looks))
    for section in root.iter(f"{W}sectPr"):
        _see_section(seen, section)
    seen.many_pages = sum(len(line.text) for line in seen.lines) > _MANY
    seen.numbering = _numbering(package, root)
    return seen


def _see_section(seen: Seen, section: etree._Element) -> None:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is not None:
        seen.papers.append((_length(size, "w"), _length(size, "h")))
    if margins is not None and not (size is not None and size.get(f"{W}orient") == "landscape"):
        seen.margins.append({side: abs(_length(margins, side)) for side in _MARGINS})


def _length(element: etree._Element, name: str) -> float:
    word = element.get(f"{W}{name}", "0")
    try:
        return float(word) * _MM
    except ValueError:
        return 0.0


def _lines(container: etree._Element, looks: Looks, side: str = "", *, in_table: bool = False) -> Iterator[Line]:
    for element in container:
        if element.tag == f"{W}p":
            yield from _of_paragraph(element, looks, side, in_table=in_table)
        elif element.tag == f"{W}tbl":
            yield from _of_table(element, looks)
        elif element.tag in _INSIDE:
            yield from _lines(element, looks, side, in_table=in_table)


def _of_table(table: etree._Element, looks: Looks) -> Iterator[Line]:
    """A table of two columns without borders is a layout; its columns are sides of the page."""
    framed = _framed(table)
    for row in table.iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tc"))
        for at, cell in enumerate(cells):
            side = "" if framed or len(cells) < 2 else "left" if at == 0 else "right"
            yield from _lines(cell, looks, side, in_table=framed)


def _framed(table: etree._Element) -> bool:
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is not None:
        return any(edge.get(f"{W}val") not in {None, "none", "nil"} for edge in borders)
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val", "") not in {"", "TableNormal"}


def _of_paragraph(paragraph: etree._Element, looks: Looks, side: str, *, in_table: bool) -> Iterator[Line]:
    """One for each printed line the writer broke by hand."""
    base = looks.of_paragraph(paragraph)
    pieces: list[tuple[str, Look]] = []
    for run in paragraph.iter(f"{W}r"):
        look = looks.of_run(run, base)
        for child in run:
            if child.tag == f"{W}t":
                text = child.text or ""
                pieces.append((text.upper() if look.caps else text, look))
            elif child.tag in {f"{W}br", f"{W}cr"}:
                yield from _line(pieces, side, in_table=in_table)
                pieces = []
            elif child.tag == f"{W}tab":
                pieces.append(("\t", look))
    yield from _line(pieces, side, in_table=in_table)


def _line(pieces: list[tuple[str, Look]], side: str, *, in_table: bool) -> Iterator[Line]:
    """Looks as most of its characters do."""
    text = "".join(text for text, _ in pieces).strip()
    if not text:
        return
    weight: Counter[Look] = Counter()
    for piece, look in pieces:
        weight[look] += len(piece.strip())
    look = weight.most_common(1)[0][0]
    yield Line(text, look.size, look.font, look.bold, look.italic, side, in_table)


def _numbering(package: Package, root: etree._Element) -> Numbering | None:
    """From the header and footer parts that hold a PAGE field."""
    held = {
        (kind, name): part
        for kind in ("header", "footer")
        for name in package.related(kind)
        if (part := _page_field(package, name)) is not None
    }
    if not held:
        return None
    section = root.find(f"{W}body/{W}sectPr")
    titled = section is not None and section.find(f"{W}titlePg") is not None
    first = any(name in _first_parts(package, root) for _, name in held)
    top = any(kind == "header" for kind, _ in held)
    return Numbering(first=first or not titled, later=True, top=top, centred=all(held.values()))


def _page_field(package: Package, name: str) -> bool | None:
    """Whether the part's page number stands in the middle; None where it has none."""
    root = package.root(name)
    fields = [
        element
        for element in root.iter(f"{W}instrText", f"{W}fldSimple")
        if "PAGE" in (element.text or element.get(f"{W}instr") or "")
    ]
    if not fields:
        return None
    paragraph = next(fields[0].iterancestors(f"{W}p"), None)
    return paragraph is not None and _alignment(package, paragraph) in {"center", "frame"}


def _alignment(package: Package, paragraph: etree._Element) -> str:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return ""
    if (frame := properties.find(f"{W}framePr")) is not None:
        return "frame" if frame.get(f"{W}xAlign") == "center" else ""
    own = properties.find(f"{W}jc")
    style = properties.find(f"{W}pStyle")
    if own is None and style is not None and package.related("styles"):
        styles = package.root(package.related("styles")[0])
        key = style.get(f"{W}val")
        own = next(
            (
                found
                for one in styles.iterchildren(f"{W}style")
                if one.get(f"{W}styleId") == key
                if (found := one.find(f"{W}pPr/{W}jc")) is not None
            ),
            None,
        )
    return "" if own is None else own.get(f"{W}val", "")


def _first_parts(package: Package, root: etree._Element) -> set[str]:
    """Parts shown on a first page of their own."""
    targets = package.targets()
    references = root.iter(f"{W}headerReference", f"{W}footerReference")
    return {
        targets[key]
        for one in references
        if one.get(f"{W}type") == "first" and (key := one.get(f"{R}id", "")) in targets
    }
