"""Lists that people bring as a file: rows by column heading, every cell with its address."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_stubs_ext import StrPromise
from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from phoihop.extract import Refusal, Value, read_rows
from phoihop.files.secrecy import refuse_secret_file
from phoihop.kit.fold import fold, settle
from phoihop.kit.refused import Refused

HEADING_WITHIN = 10  # a list may have a title above its headings
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` is what the template says; a file may also use one of `also`, compared without marks."""

    name: str
    heading: StrPromise
    also: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something at a cell, such as B7."""

    cell: str
    words: str


@dataclass(slots=True)
class Row:
    """One line of the list as words; `cells` are the addresses of its columns in the file."""

    line: int
    values: dict[str, str]
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, column: str, words: str) -> None:
        self.problems.append(Problem(self.cells.get(column) or f"A{self.line}", words))


def read_list(data: bytes, name: str, columns: Sequence[Column], *, most: int = MOST) -> list[Row]:
    """The first sheet's rows below its headings; a file that is no such list is refused with a sentence."""
    refuse_secret_file(data, name)
    try:
        sheets = read_rows(data, name)
    except Refusal as refusal:
        raise Refused(refusal.en if (get_language() or "vi").startswith("en") else refusal.vi) from refusal
    rows = sheets[0].rows if sheets else ()
    at, places = _headings(rows, columns)
    missing = [str(column.heading) for column in columns if column.needed and column.name not in places]
    if missing:
        raise Refused(
            _(
                "The headings are not all there: %(missing)s is missing. Start from the template and keep its first line."
            )
            % {"missing": ", ".join(f"«{word}»" for word in missing)}
        )
    out = [_row(line, row, places) for line, row in enumerate(rows[at + 1 :], at + 2)]
    out = [row for row in out if any(row.values.values())]
    if not out:
        raise Refused(_("There is no line below the headings. Fill in at least one and send the file again."))
    if len(out) > most:
        raise Refused(
            _("The list has more than %(most)d lines. Divide it and send the parts one after another.") % {"most": most}
        )
    return out


def _headings(rows: Sequence[Sequence[Value]], columns: Sequence[Column]) -> tuple[int, dict[str, int]]:
    """The line with most known headings, and where each column stands."""
    known = {
        fold(words): column.name for column in columns for words in (column.name, str(column.heading), *column.also)
    }
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(rows[:HEADING_WITHIN]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            if (name := known.get(fold(str(cell or "")).rstrip(" *:"))) and name not in places:
                places[name] = place
        if len(places) > len(best[1]):
            best = at, places
    return best


def _row(line: int, row: Sequence[Value], places: Mapping[str, int]) -> Row:
    values = {name: _words(row[place]) if place < len(row) else "" for name, place in places.items()}
    return Row(line, values, {name: f"{xl_col_to_name(place)}{line}" for name, place in places.items()})


def _words(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return settle(" ".join(str(cell).split()))


def fingerprint_of(unit_id: int, rows: Sequence[Row]) -> str:
    """The same rows brought to the same unit have the same, whatever kind of file they came in."""
    said = json.dumps([unit_id, [sorted(row.values.items()) for row in rows]], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def packed(rows: Sequence[Row]) -> list[list[object]]:
    return [[row.line, row.values, row.cells] for row in rows]


def unpacked(given: Sequence[Sequence[object]]) -> list[Row]:
    return [Row(int(str(line)), dict(values), dict(cells)) for line, values, cells in given]  # type: ignore[call-overload]


def _beside(sheet: Worksheet, at: int, offered: Sequence[str]) -> str:
    """Choices in a column of their own, as a range: in a list a comma would part «Hội, đoàn thể» in two."""
    for line, words in enumerate(offered):
        sheet.write_string(line, at, words)
    name = sheet.get_name().replace("'", "''")
    return f"='{name}'!{xl_range_abs(0, at, len(offered) - 1, at)}"


def template_of(
    title: str, columns: Sequence[Column], notes: Sequence[tuple[str, str]], choices: Mapping[str, list[str]]
) -> bytes:
    """An empty list with its headings, a page of notes, and choices offered where a column has some."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        words = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(title[:31])
        for at, column in enumerate(columns):
            sheet.write_string(0, at, f"{column.heading} *" if column.needed else str(column.heading), bold)
            sheet.set_column(at, at, 34 if column.needed else 20, words)
        sheet.freeze_panes(1, 0)
        help_sheet = book.add_worksheet(_("How to fill in"))
        help_sheet.set_column(0, 0, 24)
        lists = book.add_worksheet(_("Choices"))
        lists.hide()
        for at, column in enumerate(columns):
            if offered := choices.get(column.name):
                source = _beside(lists, at, offered)
                sheet.data_validation(1, at, MOST, at, {"validate": "list", "source": source, "error_type": "warning"})
        help_sheet.set_column(1, 1, 90)
        for line, (head, text) in enumerate(notes):
            help_sheet.write_string(line, 0, head, bold)
            help_sheet.write_string(line, 1, text, wrap)
    return out.getvalue()
