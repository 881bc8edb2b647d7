"""Tables of a portal's copy: each cell in lines of its own, and a line «|» between two cells."""

from __future__ import annotations

import re
from itertools import takewhile

from phoihop.reading.normalise import Line
from phoihop.reading.tables import Tables, columned_row, kind_of
from phoihop.reading.tokens import Tokens

_INDEX = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])\.?$")
_FIRST = re.compile(r"(?:stt|tt|số tt)$", re.IGNORECASE)
_LEADS = re.compile(r"chủ\s+trì|đầu\s+mối|thường\s+trực|chịu\s+trách\s+nhiệm|phụ\s+trách")
_BAR = "|"
_LEAST = 3  # columns
_HEAD = 60  # lines of a heading row
_WIDEST = 14  # lines of a cell

Cell = tuple[int, int, int]  # start, end, number of its first line


def barred_tables(t: Tokens, lines: list[Line], tables: Tables) -> None:
    """Adds the rows of such tables, and takes their lines out of the body."""
    n = 0
    while n < len(lines):
        if lines[n].text == _BAR and n + 1 < len(lines) and _FIRST.match(lines[n + 1].text):
            n = _table(t, lines, n, tables)
        n += 1


def _table(t: Tokens, lines: list[Line], n: int, tables: Tables) -> int:
    head = _columns(_by_index(lines, _cells(lines, n, n + _HEAD)[0])[:1])
    kinds = [kind_of(t.text[s:e]) for s, e, _line in head]
    if len(kinds) < _LEAST or "work" not in kinds or not {"lead", "time"} & set(kinds):
        return n
    cells, last = _cells(lines, n, len(lines))
    rows = _by_index(lines, cells)
    if len(rows) < 2:
        return last
    roles = ["lead" if _LEADS.search(t.low, s, e) else "do" for s, e, _line in head]
    for row in rows[1:]:
        found = columned_row(t, [(s, e) for s, e, _line in row], kinds, roles)
        if found:
            tables.rows.append(found)
    tables.lines.update(range(n, last + 1))
    return last


def _columns(rows: list[list[Cell]]) -> list[Cell]:
    """The heading's cells up to the bar that ends its row."""
    return list(takewhile(lambda cell: cell[1] > cell[0], rows[0])) if rows else []


def _cells(lines: list[Line], n: int, stop: int) -> tuple[list[Cell], int]:
    """From bar to bar, empty cells too, up to the last bar that has another one near."""
    cells: list[Cell] = []
    bar = n
    for k in range(n + 1, min(stop, len(lines))):
        if lines[k].text != _BAR:
            if k - bar > _WIDEST:
                break
            continue
        at = lines[bar].end
        cells.append((lines[bar + 1].start, lines[k - 1].end, bar + 1) if k > bar + 1 else (at, at, bar))
        bar = k
    return cells, bar


def _by_index(lines: list[Line], cells: list[Cell]) -> list[list[Cell]]:
    """A row begins with its number; the heading with «TT»."""
    rows: list[list[Cell]] = []
    for start, end, line in cells:
        text = lines[line].text if end > start and lines[line].start == start and lines[line].end == end else ""
        if _INDEX.match(text) or (not rows and _FIRST.match(text)):
            rows.append([])
        if rows:
            rows[-1].append((start, end, line))
    return rows
