"""The door: a file in, what its annex says out; what is no annex is an empty answer, what cannot be opened a `Refusal`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from phoihop.extract import Extract, Refusal, Sheet, Value, extract, kind_of, read_rows
from phoihop.reading.annex.clauses import ARROW, read_line
from phoihop.reading.annex.grids import read_grid
from phoihop.reading.annex.model import Annex, Doubt, Place
from phoihop.reading.annex.shares import settle_shares
from phoihop.reading.annex.words import same

_BEGINS = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–•+*]|[a-zđ]\)|[IVX]+[.)]|Điều \d)")
_ENDS = re.compile(r"[.;:]\s*$")
_BREAKS_OFF = re.compile(r"(?:[,(]|\b(?:và|xã|phường|thị trấn)|→|->|=>)\s*$", re.IGNORECASE)
_LONGEST = 20_000  # letters of a cell or paragraph that are read
_SHEETS = frozenset({"xlsx", "ods", "csv"})


def read_annex(data: bytes, name: str) -> Annex:
    """Of a workbook, CSV, a Word file, a PDF or plain text."""
    kind = kind_of(data, name).name if data else ""
    if kind in _SHEETS or (kind == "txt" and name.lower().endswith(".csv")):
        return annex_of_sheets(read_rows(data, name))
    return annex_of_text(extract(data, name))


def annex_of_sheets(sheets: Sequence[Sheet]) -> Annex:
    annex = Annex()
    for sheet in sheets:
        rows = [[_words(cell) for cell in row] for row in sheet.rows]
        label = f"{sheet.name}!" if len(sheets) > 1 else ""
        if _unseen(annex, sheet, rows, label):
            continue

        def at(line: int, column: int, label: str = label) -> Place:
            return Place(cell=f"{label}{column_name(column)}{line + 1}")

        if not read_grid(annex, rows, at):
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell:
                        read_line(annex, cell[:_LONGEST], at(line, column))
    return _settled(annex)


def _unseen(annex: Annex, sheet: Sheet, rows: list[list[str]], label: str) -> bool:
    """What is hidden in the workbook decides nothing, and is told; whether the whole sheet is."""
    if sheet.hidden:
        if any(map(any, rows)):
            annex.doubts.append(Doubt("hidden", sheet.name, Place(cell=f"{label}A1")))
        return True
    told = [line for line in sorted(sheet.hidden_rows) if line < len(rows) and any(rows[line])]
    for line in told:
        rows[line] = [""] * len(rows[line])
    annex.doubts += [Doubt("hidden", str(line + 1), Place(cell=f"{label}A{line + 1}")) for line in told]
    return False


def annex_of_text(found: Extract) -> Annex:
    """Paragraphs and tables in the order they stand in."""
    annex = Annex()
    starts = [table.start for table in found.tables]
    paragraphs = _paragraphs(found)
    spans = [(table.start, table.end) for table in found.tables]
    pieces = [(start, 0, line, text) for start, line, text in paragraphs if not _inside(start, spans, starts)]
    pieces += [(table.start, number, 0, "") for number, table in enumerate(found.tables, 1)]
    for _start, number, line, text in sorted(pieces, key=lambda piece: (piece[0], piece[1])):
        if number:
            _table(annex, found.tables[number - 1].rows, number)
        else:
            read_line(annex, text[:_LONGEST], Place(line=line))
    if found.kind == "pdf" and annex.changes:  # its tables lie there as lines: what they say may be missing
        annex.doubts.append(Doubt("tables", "", Place(line=1)))
    return _settled(annex)


def _table(annex: Annex, rows: Sequence[Sequence[str]], number: int) -> None:
    def at(line: int, _column: int) -> Place:
        return Place(table=number, row=line + 1)

    if not read_grid(annex, rows, at):
        for line, row in enumerate(rows):
            for cell in row:
                read_line(annex, cell[:_LONGEST], at(line, 0))


def _inside(start: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    at = bisect_right(starts, start) - 1
    return at >= 0 and start <= spans[at][1]


def _paragraphs(found: Extract) -> list[tuple[int, int, str]]:
    """Where each begins, its number and words; lines that a page broke are joined again."""
    out: list[tuple[int, int, str]] = []
    start = 0
    for line, text in enumerate(found.text.split("\n"), 1):
        joins = found.kind != "docx" and out and text.strip() and out[-1][2].strip()
        if joins and not _BEGINS.match(text) and not _ENDS.search(out[-1][2]) and not _both_whole(out[-1][2], text):
            out[-1] = (*out[-1][:2], f"{out[-1][2]} {text.strip()}")
        else:
            out.append((start, line, text))
        start += len(text) + 1
    return out


def _both_whole(line: str, following: str) -> bool:
    """Each has its own arrow, and the first does not break off in the middle of a list."""
    return bool(ARROW.search(line) and ARROW.search(following) and not _BREAKS_OFF.search(line))


def _words(cell: Value) -> str:
    if cell is None or isinstance(cell, bool):
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def column_name(column: int) -> str:
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def _settled(annex: Annex) -> Annex:
    settle_shares(annex)
    for change in annex.changes:
        for unit in [change.target, *(flow.source for flow in change.flows)]:
            if not unit.kind:
                annex.doubts.append(Doubt("kind", unit.name, unit.place))
    _formed_twice(annex)
    return annex


def _formed_twice(annex: Annex) -> None:
    seen: set[tuple[str, str, str]] = set()
    for change in annex.changes:
        key = change.target.kind, same(change.target.name), same(change.target.under)
        if change.how in {"form", "rename", "retype"} and key in seen:
            annex.doubts.append(Doubt("formed_twice", change.target.words, change.place))
        seen.add(key)


__all__ = ["Refusal", "annex_of_sheets", "annex_of_text", "column_name", "read_annex"]
