"""The letter's own number: behind «Số» in the letterhead, alone in a register's row, or in the title of a page."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.numbers import canonical, numbers_in
from phoihop.reading.parts import Part

_TYPES = r"nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|thông báo|hướng dẫn|kết luận|công điện|chương trình|tờ trình|báo cáo|quy định|quy chế|nghị định|thông tư|luật"
_SO = re.compile(rf"^(?:(?P<type>{_TYPES})\s+)?số\s*[:.]?\s*", re.IGNORECASE)
_PLAIN = re.compile(r"(\d{1,5})\s*$")
_TITLED = re.compile(rf"^(?P<type>{_TYPES})\s+(?:số\s*:?\s*)?(?=\d)", re.IGNORECASE)
_HEAD_CELLS = 40


def find_number(text: str, cells: list[Cell], out: Header) -> None:
    for rule in (_letterhead, _register, _titled, _plain):
        if found := rule(text, cells, out):
            out.number_raw = Part(text[found.start : found.end], found.start, found.end, found.rule, found.confidence)
            out.number = found
            return


def _letterhead(text: str, cells: list[Cell], out: Header) -> Part | None:
    for cell in cells[:_HEAD_CELLS]:
        head = _SO.match(cell.text)
        if head is None or (head["type"] and cell.line > 25):
            continue
        at = cell.start + head.end()
        number = next(numbers_in(text, at, cell.end), None)
        if number and number.start == at and not (head["type"] and cell.end - number.end > 3):
            if head["type"]:
                out.doc_type = part(
                    cell, head.start("type"), head.end("type"), "type.number_line", value=head["type"].lower()
                )
            return Part(number.number, number.start, number.end, "number.letterhead", 0.98)
    return None


def _register(text: str, cells: list[Cell], out: Header) -> Part | None:
    """A line that is nothing but a number."""
    for cell in cells[:3]:
        number = next(numbers_in(text, cell.start, cell.end), None)
        if number and number.start == cell.start and number.end == cell.end:
            out.register = True
            return Part(number.number, number.start, number.end, "number.register", 0.95)
    return None


def _titled(text: str, cells: list[Cell], out: Header) -> Part | None:
    """«Công văn số 673/… về việc …» as the title of a page."""
    for cell in cells[:3]:
        head = _TITLED.match(cell.text)
        number = next(numbers_in(text, cell.start + head.end(), cell.end), None) if head else None
        if head and number and number.start == cell.start + head.end():
            out.doc_type = part(cell, 0, head.end("type"), "type.page_title", value=head["type"].lower())
            out.register = True
            return Part(number.number, number.start, number.end, "number.page_title", 0.9)
    return None


def _plain(_text: str, cells: list[Cell], _out: Header) -> Part | None:
    """«Số: 86»: a number printed without a symbol; a stamp of arrival has one too and is left alone."""
    for n, cell in enumerate(cells[:16]):
        head = _SO.match(cell.text)
        if head is None or head["type"] or (n and "ĐẾN" in cells[n - 1].text):
            continue
        if found := _PLAIN.match(cell.text, head.end()):
            return part(cell, found.start(1), found.end(1), "number.plain", 0.7, canonical(found[1]))
    return None
