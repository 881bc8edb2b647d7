"""The rows of a list as a file: XLSX with typed cells, CSV as spreadsheets of this country open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter
from django.http import HttpResponse

from phoihop.kit import formats
from phoihop.kit.clock import ZONE

Cell = str | int | float | date | datetime | None
KINDS = ("xlsx", "csv")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_file(kind: str, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """An attachment «name.kind»; `kind` is one of KINDS."""
    data = _xlsx(heads, rows) if kind == "xlsx" else _csv(heads, rows)
    media = _XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(data, content_type=media, headers=headers)


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same list is the same file
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, heads, bold)
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, _local(cell), day)
            else:
                sheet.write(at, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return out.getvalue()


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _local(cell: date) -> date:
    return cell.astimezone(ZONE).replace(tzinfo=None) if isinstance(cell, datetime) else cell


def _plain(cell: Cell) -> str:
    """Words that a spreadsheet would take for a formula get an apostrophe before them."""
    if isinstance(cell, datetime):
        return formats.moment(cell)
    if isinstance(cell, date):
        return formats.day(cell)
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return "" if cell is None else str(cell)
