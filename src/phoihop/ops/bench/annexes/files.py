"""An annex as the file an office would send: a workbook, a Word file or CSV."""

from __future__ import annotations

import csv
import io

import docx
import xlsxwriter

from phoihop.ops.bench.annexes.said import Annex, Grid


def file_of(annex: Annex) -> bytes:
    makers = {"xlsx": _xlsx, "docx": _docx, "csv": _csv}
    return makers[annex.name.rpartition(".")[2]](annex)


def _grids(annex: Annex) -> list[Grid]:
    return [block for block in annex.blocks if isinstance(block, Grid)]


def _xlsx(annex: Annex) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for grid in _grids(annex):
            sheet = book.add_worksheet(grid.sheet)
            for line, row in enumerate(grid.rows):
                sheet.write_row(line, 0, row)
            for merge in grid.merges:
                top, left, _bottom, _right = _corners(merge)
                sheet.merge_range(merge, grid.rows[top][left])
    return out.getvalue()


def _docx(annex: Annex) -> bytes:
    document = docx.Document()
    for block in annex.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block.rows), len(block.rows[0]))
        for line, row in enumerate(block.rows):
            for place, words in enumerate(row):
                table.cell(line, place).text = str(words)
        for merge in block.merges:
            top, left, bottom, right = _corners(merge)
            words = str(block.rows[top][left])
            table.cell(top, left).merge(table.cell(bottom, right)).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _csv(annex: Annex) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=annex.delimiter).writerows(_grids(annex)[0].rows)
    return out.getvalue().encode()


def _corners(merge: str) -> tuple[int, int, int, int]:
    """«B3:D5» as top, left, bottom, right from 0."""
    first, _colon, last = merge.partition(":")
    (left, top), (right, bottom) = _place(first), _place(last)
    return top, left, bottom, right


def _place(words: str) -> tuple[int, int]:
    return ord(words[0]) - ord("A"), int(words[1:]) - 1
