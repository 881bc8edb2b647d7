"""Lists and the board as files; rows are read and written as they come, whatever their number."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from phoihop.duties.models import Obligation
from phoihop.duties.queries.board import Board, Cell, first_of
from phoihop.duties.views.lines import letter_of, mark_of, period_words, settled_day
from phoihop.kit import formats
from phoihop.org.queries import versions_on

Value = str | int | date | None
CHUNK = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def obligations_file(rows: QuerySet[Obligation], kind: str, *, on: date, name: str) -> HttpResponseBase:
    rows = rows.select_related("duty", "duty__document").order_by("due", "id")
    return FILES[kind](f"{name}-{on.isoformat()}", _heads(), _obligation_rows(rows, on))


def _heads() -> list[str]:
    return [
        _("Unit"), _("Asked by"), _("Duty"), _("Letter"), _("Period"), _("Due"), _("First due"), _("State"),
        _("Handed in"), _("Working days late"), _("Reminders"), _("Why closed"),
    ]  # fmt: skip


def _obligation_rows(rows: QuerySet[Obligation], on: date) -> Iterator[list[Value]]:
    names = {pk: version.name for pk, version in versions_on(on).items()}
    for row in rows.iterator(chunk_size=CHUNK):
        yield [
            names.get(row.unit_id, ""),
            names.get(row.asker_id, ""),
            row.duty.title,
            letter_of(row.duty),
            period_words(row),
            row.due,
            row.due_first,
            mark_of(row, on).word,
            settled_day(row),
            row.late_days,
            row.nudged,
            row.closed_reason,
        ]


def board_file(board: Board, kind: str, *, on: date) -> HttpResponseBase:
    heads = [_("Unit"), _("On time"), *(f"{first_of(month):%m/%Y}" for month in board.months)]
    rows = ([row.version.name, _percent(row.share), *(cell_words(cell) for cell in row.cells)] for row in board.rows)
    return FILES[kind](f"bang-theo-doi-{on.isoformat()}", heads, rows)


def _percent(share: object) -> str:
    return "" if share is None else formats.percent(share, places=0)  # type: ignore[arg-type]  # a Fraction


def cell_words(cell: Cell | None) -> str:
    """What the cell shows, readable without colour."""
    if cell is None:
        return "–"
    return {
        "ok": _("on time"),
        "wait": _("handed in"),
        "fut": "·",
        "late": f"+{cell.days}",
        "part": f"{cell.settled}/{cell.owed}",
        "miss": f"✕ {cell.settled}/{cell.owed}",
    }[cell.state]


def _csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> HttpResponseBase:
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    lines = (writer.writerow([_plain(value) for value in row]) for row in _all(heads, rows))
    return StreamingHttpResponse(
        _marked(lines), content_type="text/csv; charset=utf-8", headers=_attachment(f"{name}.csv")
    )


class _Echo:
    """Gives each line back to whom wrote it."""

    def write(self, line: str) -> str:
        return line


def _all(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    yield heads
    yield from rows


def _marked(lines: Iterable[str]) -> Iterator[bytes]:
    """With the mark by which spreadsheets know UTF-8."""
    yield b"\xef\xbb\xbf"
    for line in lines:
        yield line.encode()


def _plain(value: Value) -> str:
    """Words that a spreadsheet would take for a formula get an apostrophe before them."""
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else str(value)


def _xlsx(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> HttpResponseBase:
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 2, 34)
    sheet.set_column(3, 30, 14)
    sheet.write_row(0, 0, heads, bold)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            else:
                sheet.write(at, column, value)
    book.close()
    file.seek(0)
    return FileResponse(file, content_type=XLSX, headers=_attachment(f"{name}.xlsx"))


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


FILES: dict[str, Callable[[str, Sequence[str], Iterable[Sequence[Value]]], HttpResponseBase]] = {
    "xlsx": _xlsx,
    "csv": _csv,
}
