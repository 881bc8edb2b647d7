"""Walks the document in reading order and writes down what stands in it."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from phoihop.extract.docx.inline import Inline, comments_of
from phoihop.extract.docx.numbering import Numbering
from phoihop.extract.docx.package import Package, W, open_docx
from phoihop.extract.docx.styles import Styles
from phoihop.extract.model import Extract, Limits, Page, Part, Remark, Table
from phoihop.extract.refusal import Refusal, remark

_MOST_COLUMNS = 100
_HEADING = 40  # characters of a cell that heads a column
_WIDE = 3  # columns; a letterhead is a table of two
_COVERED: list[str] = []  # by the cell above
_GOES_ON = ["″"]  # the same in a wide table, where a line says so
_INSIDE = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


class Reader:
    def __init__(self, package: Package, limits: Limits) -> None:
        self.package, self.limits = package, limits
        self.styles = Styles(self._first("styles"))
        self.numbering = Numbering(self._first("numbering"))
        self.inline = Inline()
        self.lines: list[str] = []
        self.length = 0
        self.held = ""  # of a paragraph whose end is deleted
        self.parts: list[Part] = []
        self.tables: list[Table] = []

    def read(self) -> None:
        body = self.package.root(self.package.main).find(f"{W}body")
        if body is None:
            raise Refusal("broken", place=self.package.main)
        self._part("body", [body])
        for kind in ("header", "footer"):
            self._pages_edges(kind)
        for kind in ("footnotes", "endnotes"):
            self._notes(kind)
        root = self._first("comments")
        if root is not None:
            self.inline.changes += comments_of(root)

    def _first(self, kind: str) -> etree._Element | None:
        names = self.package.related(kind)
        return self.package.root(names[0]) if names else None

    def _part(self, name: str, containers: list[etree._Element]) -> None:
        start = self.length
        for container in containers:
            self._blocks(container)
        if self.length > start:
            self.parts.append(Part(name, start, self.length - 1))

    def _pages_edges(self, kind: str) -> None:
        """Headers and footers, each wording once."""
        seen: set[str] = set()
        for name in self.package.related(kind):
            root = self.package.root(name)
            words = "".join(map(str, root.itertext())).strip()
            if words and words not in seen:
                seen.add(words)
                self._part(kind, [root])

    def _notes(self, kind: str) -> None:
        root = self._first(kind)
        if root is not None:
            self._part(kind, [note for note in root if note.get(f"{W}type") in {None, "normal"}])

    def _write(self, line: str) -> None:
        self.lines.append(line)
        self.length += len(line) + 1
        if self.length > self.limits.chars:
            raise Refusal("too_long", pages=self.limits.pages, chars=self.limits.chars)

    def _blocks(self, container: etree._Element) -> None:
        for element in container:
            if element.tag == f"{W}p":
                for line in self._paragraph(element):
                    self._write(line)
            elif element.tag == f"{W}tbl":
                self._end_lines()
                self._table(element)
            elif element.tag in _INSIDE:
                self._blocks(element)
        self._end_lines()

    def _end_lines(self) -> None:
        for line in self._rest():
            self._write(line)

    def _rest(self) -> list[str]:
        """Of a paragraph whose deleted end had nothing to join."""
        rest, self.held = self.held, ""
        return [rest] if rest.strip() else []

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        """Its own text after its label, then what stands in its text boxes; where its end is deleted, the next one goes on."""
        text, boxes = self.inline.read(paragraph)
        if _deleted(paragraph.find(f"{W}pPr/{W}rPr")) is not None:
            self.held += text
            lines = []
        else:
            listed = self.styles.list_of(paragraph, self.numbering)
            label = self.numbering.label(*listed) if listed else ""
            text, self.held = self.held + text, ""
            lines = [label + text] if text or not label else [label.rstrip()]
        for box in boxes:
            lines += [line for line in self._lines(box) if line.strip()]
        return lines

    def _lines(self, container: etree._Element) -> list[str]:
        lines: list[str] = []
        for element in container:
            if element.tag == f"{W}p":
                lines += self._paragraph(element)
            elif element.tag == f"{W}tbl":
                lines += [line for row in self._grid(element) for line in _row_lines(row)]
            elif element.tag in _INSIDE:
                lines += self._lines(element)
        return lines + self._rest()

    def _table(self, table: etree._Element) -> None:
        start = self.length
        grid = self._grid(table)
        of_columns = _of_columns(grid)
        for row in grid:
            for line in _row_lines(row, of_columns=of_columns):
                self._write(line)
        width = max((len(row) for row in grid), default=0)
        rows = tuple(tuple(_words(cell) for cell in [*row, *[[]] * (width - len(row))]) for row in grid)
        self.tables.append(Table(start, max(start, self.length - 1), rows))

    def _grid(self, table: etree._Element) -> list[list[list[str]]]:
        """Rows of cells of lines, a merged cell's further places empty or, in a wide table, a mark that it goes on;
        a row deleted under tracking is gone.
        """
        grid: list[list[list[str]]] = []
        for row in _inside(table, f"{W}tr"):
            mark = _deleted(row.find(f"{W}trPr"))
            if mark is None:
                grid.append(self._row(row))
            else:
                self.inline.note_deleted(row, mark)
        if max(map(len, grid), default=0) >= _WIDE:
            for above, cells in pairwise(grid):
                cells[:] = [_GOES_ON if x is _COVERED and any(above[n : n + 1]) else x for n, x in enumerate(cells)]
        return grid

    def _row(self, row: etree._Element) -> list[list[str]]:
        cells: list[list[str]] = [[] for _ in range(_span(row.find(f"{W}trPr"), "gridBefore", 0))]
        for cell in _inside(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            lines = _trim(self._lines(cell))
            cells.append(_COVERED if _merges(properties, "vMerge") else [] if _merges(properties, "hMerge") else lines)
            cells += [[] for _ in range(_span(properties, "gridSpan", 1) - 1)]
        return cells[:_MOST_COLUMNS]

    def warnings(self) -> list[Remark]:
        found = list(self.inline.warnings())
        found += [remark("numbering", style=style) for style in sorted(self.numbering.unknown)]
        if any("/embeddings/" in name or "/charts/" in name for name in self.package.archive.names):
            found.append(remark("embedded"))
        return found


def _inside(element: etree._Element, tag: str) -> list[etree._Element]:
    """Children of that tag, through content controls."""
    found = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _INSIDE:
            found += _inside(child, tag)
    return found


def _deleted(properties: etree._Element | None) -> etree._Element | None:
    """The mark of a deletion that nobody accepted yet."""
    return None if properties is None else properties.find(f"{W}del")


def _span(properties: etree._Element | None, name: str, otherwise: int) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    word = "" if found is None else found.get(f"{W}val", "")
    return min(int(word), _MOST_COLUMNS) if word.isdecimal() and len(word) < 4 else otherwise


def _merges(properties: etree._Element | None, way: str) -> bool:
    """It is covered by the cell above (`vMerge`) or before it (`hMerge`)."""
    merge = None if properties is None else properties.find(f"{W}{way}")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _words(cell: list[str]) -> str:
    return "" if cell is _GOES_ON else "\n".join(cell)


def _trim(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def _of_columns(grid: list[list[list[str]]]) -> bool:
    """Under a heading row of three short cells or more, unlike a letterhead."""
    heads = [cell for cell in grid[0] if cell] if grid else []
    return len(grid) > 1 and len(heads) >= _WIDE and all(len(cell) == 1 and len(cell[0]) < _HEADING for cell in heads)


def _row_lines(row: list[list[str]], *, of_columns: bool = False) -> list[str]:
    """One line for a row of short cells, a tab between them; in a table of columns a cell's further paragraphs stand in
    lines before the next tab; else every paragraph on its own.
    """
    if of_columns and any(len(cell) > 1 or "\t" in "".join(cell) for cell in row):
        cells = ["\n".join(line.replace("\t", "; ") for line in cell if line.strip()) for cell in row]
        return "\t".join(cells).rstrip("\t").split("\n")
    if all(len(cell) < 2 and "\n" not in "".join(cell) for cell in row):
        return ["\t".join(cell[0] if cell else "" for cell in row).rstrip("\t")]
    return [line for cell in row for line in cell]


def read_docx(data: bytes, limits: Limits) -> Extract:
    reader = Reader(open_docx(data, limits), limits)
    try:
        reader.read()
    except RecursionError:
        raise Refusal("broken") from None
    text = "\n".join(reader.lines)
    return Extract(
        text=text,
        kind="docx",
        media_type="",
        pages=(Page(0, len(text)),),
        parts=tuple(reader.parts),
        tables=tuple(reader.tables),
        warnings=tuple(reader.warnings()),
        changes=tuple(reader.inline.changes),
    )
