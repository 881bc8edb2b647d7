"""The rows of a list as a file: XLSX with typed cells, CSV as spreadsheets of this country open it.

Rows are read and written as they come, whatever their number; nothing in them is ever taken for a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language

from phoihop.kit import formats
from phoihop.kit.clock import ZONE

Cell = str | int | float | Decimal | date | datetime | None
Rows = Iterable[Sequence[Cell]]
CHUNK = 2000  # rows a list reads at once
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST = 32_767  # characters that a cell of a workbook holds
_WIDTH = 18


def as_file(kind: str, name: str, heads: Sequence[str], rows: Rows) -> HttpResponseBase:
    """An attachment «name.kind»; `kind` is one of KINDS."""
    return _MAKERS[kind](f"{name}.{kind}", heads, rows)


def _xlsx(name: str, heads: Sequence[str], rows: Rows) -> HttpResponseBase:
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    write_workbook(file, heads, rows)
    file.seek(0)
    return FileResponse(file, content_type=_XLSX, headers=_attachment(name))


def write_workbook(file: IO[bytes], heads: Sequence[str], rows: Rows) -> None:
    """One sheet with a standing head; the same rows are the same bytes."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same list is the same file
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(heads) - 1), _WIDTH)
    sheet.write_row(0, 0, heads, bold)
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(at, column, cell.astimezone(ZONE).replace(tzinfo=None), moment)
            elif isinstance(cell, date):
                sheet.write_datetime(at, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(at, column, cell[:_LONGEST])
            else:
                sheet.write(at, column, cell)
    book.close()


def _csv(name: str, heads: Sequence[str], rows: Rows) -> HttpResponseBase:
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    lines = (writer.writerow([_plain(cell) for cell in row]) for row in _all(heads, rows))
    return StreamingHttpResponse(_marked(lines), content_type="text/csv; charset=utf-8", headers=_attachment(name))


class _Echo:
    """Gives each line back to whom wrote it."""

    def write(self, line: str) -> str:
        return line


def _all(heads: Sequence[str], rows: Rows) -> Iterator[Sequence[Cell]]:
    yield heads
    yield from rows


def _marked(lines: Iterable[str]) -> Iterator[bytes]:
    """With the mark by which spreadsheets know UTF-8."""
    yield b"\xef\xbb\xbf"
    for line in lines:
        yield line.encode()


def _plain(cell: Cell) -> str:
    """Words that a spreadsheet would take for a formula get an apostrophe before them."""
    if isinstance(cell, datetime):
        return formats.moment(cell)
    if isinstance(cell, date):
        return formats.day(cell)
    if isinstance(cell, str):
        return "'" + cell if cell.lstrip(" ").startswith(_FORMULA) else cell
    if isinstance(cell, float | Decimal):
        return str(cell) if (get_language() or "vi").startswith("en") else str(cell).replace(".", ",")
    return "" if cell is None else str(cell)


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


_MAKERS: dict[str, Callable[[str, Sequence[str], Rows], HttpResponseBase]] = {"xlsx": _xlsx, "csv": _csv}
KINDS = tuple(_MAKERS)
