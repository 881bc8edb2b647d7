"""Workbooks and CSV as rows of values, for what a unit fills in or a list it brings."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from phoihop.extract.api import DEFAULT, admit, why_not
from phoihop.extract.archive import Archive
from phoihop.extract.isolated import ask
from phoihop.extract.model import Kind, Limits, Sheet, Value
from phoihop.extract.refusal import Refusal
from phoihop.extract.texts import decode, settle_lines
from phoihop.extract.xml import decode_xml, refuse_dtd

_WHOLE = 2**53
_XML = (".xml", ".rels")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TOLD: dict[str, Callable[[Any], Value]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "duration": float,
}


def read_rows(data: bytes, name: str, *, limits: Limits = DEFAULT) -> list[Sheet]:
    """Every sheet with its rows; a whole number is an int, an empty cell None; else a `Refusal`."""
    kind = admit(data, name, limits)
    try:
        return _read(data, kind, limits)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - as at the other door: a hostile file gets a sentence
        raise Refusal("broken") from None


def _read(data: bytes, kind: Kind, limits: Limits) -> list[Sheet]:
    if kind.name in {"csv", "txt"}:
        return [_csv(data, limits)]
    if kind.name in {"xlsx", "ods"}:
        return _book(data, limits)
    raise why_not(data, kind, limits, "not_sheet")


def _book(data: bytes, limits: Limits) -> list[Sheet]:
    archive = Archive(data, limits)
    for name in archive.names:
        if name.lower().endswith(_XML):
            refuse_dtd(decode_xml(archive.read(name), name), name)
    answer = ask("sheets", data, limits.cells, limits)
    unseen = _hidden_rows(archive)
    return [
        Sheet(name, tuple(tuple(map(_value, row)) for row in rows), hidden, unseen.get(name, frozenset()))
        for name, rows, hidden in answer["sheets"]
    ]


def _hidden_rows(archive: Archive) -> dict[str, frozenset[int]]:
    """By sheet of an .xlsx; an .ods hides none that we look for."""
    if not {_WORKBOOK, _RELATIONS} <= set(archive.names):
        return {}
    files = dict(
        re.findall(r'<Relationship\b(?=[^>]*\bId="([^"]+)")(?=[^>]*\bTarget="([^"]+)")', _text(archive, _RELATIONS))
    )
    found: dict[str, frozenset[int]] = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", _text(archive, _WORKBOOK)):
        name, link = re.search(r'\bname="([^"]*)"', tag), re.search(r'\br:id="([^"]*)"', tag)
        path = files.get(link[1], "").lstrip("/") if link else ""
        path = path if path.startswith("xl/") else f"xl/{path}"
        if name and path in archive.names:
            rows = re.findall(r"<(?:\w+:)?row\b[^>]*>", _text(archive, path))
            numbers = [re.search(r'\br="(\d{1,7})"', row) for row in rows if re.search(r'\bhidden="(?:1|true)"', row)]
            found[html.unescape(name[1])] = frozenset(int(number[1]) - 1 for number in numbers if number)
    return found


def _text(archive: Archive, name: str) -> str:
    return decode_xml(archive.read(name), name)


def _value(cell: Any) -> Value:
    """Whole floats become ints: Excel knows no other number, and a commune code is no fraction."""
    if isinstance(cell, list):
        tag, told = cell
        return _TOLD[tag](told)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _WHOLE:
        return int(cell)
    return None if cell == "" else cell


def _csv(data: bytes, limits: Limits) -> Sheet:
    """Values stay the words they are written in: 00123 is a code."""
    text = settle_lines(decode(data)[0]).removeprefix("\ufeff")
    try:
        rows = [
            tuple(cell or None for cell in row) for row in csv.reader(io.StringIO(text), delimiter=delimiter_of(text))
        ]
    except csv.Error:
        raise Refusal("broken") from None
    if sum(map(len, rows)) > limits.cells:
        raise Refusal("too_many_cells", cells=limits.cells)
    return Sheet("", tuple(rows))


def delimiter_of(text: str) -> str:
    """The one that stands most often in the first line."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
