"""The letter's own number: behind «Số» in the letterhead, alone in a register's row, or in the title of a page."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.header.named import named_in, take_named
from phoihop.reading.numbers import Found, canonical, numbers_in
from phoihop.reading.parts import Part

_TYPES = r"nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|thông báo|hướng dẫn|kết luận|công điện|chương trình|tờ trình|báo cáo|quy định|quy chế|nghị định|thông tư|luật"
_SO = re.compile(
    rf"^(?:-\s*)?(?:(?P<type>{_TYPES})\s+|(?:văn\s+bản|cv|vb)\s+)?s[ốôổo](?:\s*/?\s*(?:ký\s+)?hiệu|\s+(?:cv|vb|văn\s+bản|công\s+văn))?\s*[:.]?\s*(?=[\dlIO/]|\.|…)",
    re.IGNORECASE,
)
_ONLY_SO = re.compile(r"s[ốô]\s*:?$", re.IGNORECASE)
_SLIPPED = re.compile(r"(?=[\dOolI]*[OolI])[\dOolI]{1,5}(?=\s{0,2}[-–/])")  # a scan's digits
_DIGITS = str.maketrans("OolI", "0011")
_PLAIN = re.compile(r"(\d{1,5})\s*$")
_DATED = re.compile(r"^[^\W\d][^,\n]{1,40},\s*ngày\s", re.IGNORECASE)
_HEAD_CELLS = 40
_FULL = 45  # characters of a line that a sentence fills


def find_number(text: str, cells: list[Cell], out: Header) -> None:
    for rule in (_letterhead, _alone, _register, _titled, _plain, _row_of_type):
        if found := rule(text, cells, out):
            out.number_raw = Part(text[found.start : found.end], found.start, found.end, found.rule, found.confidence)
            out.number = found
            return


def _letterhead(text: str, cells: list[Cell], out: Header) -> Part | None:
    for n, cell in enumerate(cells[:_HEAD_CELLS]):
        if n and _ONLY_SO.match(cells[n - 1].text) and (number := _whole(text, cell)):
            return Part(number.number, number.start, number.end, "number.letterhead", 0.9)
        head = _SO.match(cell.text)
        if head is None or (head["type"] and cell.line > 25) or _within_sentence(cell, head):
            continue
        if head["type"] and n and _runs_on(cells[n - 1], cell):
            continue
        at = cell.start + head.end()
        number = next(numbers_in(text, at, cell.end), None) or _mended(cell, head.end())
        if number and number.start == at and not (head["type"] and cell.end - number.end > 3):
            if head["type"]:
                out.doc_type = part(
                    cell, head.start("type"), head.end("type"), "type.number_line", value=head["type"].lower()
                )
            return Part(number.number, number.start, number.end, "number.letterhead", 0.98)
    return None


def _whole(text: str, cell: Cell) -> Found | None:
    number = next(numbers_in(text, cell.start, cell.end), None)
    return number if number and (number.start, number.end) == (cell.start, cell.end) else None


def _within_sentence(cell: Cell, head: re.Match[str]) -> bool:
    """A wrapped line that happens to begin with «số 18-NQ/TW …» goes on with a sentence."""
    return head[0][0] == "s" and ":" not in head[0] and len(cell.text) > 40


def _alone(text: str, cells: list[Cell], _out: Header) -> Part | None:
    """A line that is nothing but a number, over the line of the place and day."""
    for n, cell in enumerate(cells[:14]):
        if n and any(_DATED.search(c.text) for c in cells[n + 1 : n + 4]) and (number := _whole(text, cell)):
            return Part(number.number, number.start, number.end, "number.letterhead", 0.9)
    return None


def _row_of_type(_text: str, cells: list[Cell], out: Header) -> Part | None:
    """A few lines «4263 / Công văn / V/v … / 2021-12-13»: the row of an export whose symbol got lost."""
    if not 3 <= len(cells) <= 6 or cells[-1].end > 600:
        return None
    kind = next((c for c in cells if re.fullmatch(_TYPES, c.text, re.IGNORECASE)), None)
    plain = next((c for c in cells if _PLAIN.fullmatch(c.text)), None)
    if kind is None or plain is None:
        return None
    out.register = True
    out.doc_type = part(kind, 0, len(kind.text), "type.register", value=kind.text.lower())
    return part(plain, 0, len(plain.text.rstrip()), "number.register", 0.8)


def _runs_on(above: Cell, cell: Cell) -> bool:
    """«… theo quy định tại / Nghị định số 20/2021/NĐ-CP;»: the line goes on with the sentence above."""
    return (
        cell.line == above.line + 1
        and len(above.text) > _FULL
        and above.text.rstrip()[-1] not in ".;:"
        and not above.text.isupper()
    )


def _mended(cell: Cell, at: int) -> Found | None:
    """«Số: l2/SYT-VP»: letters a scan took for digits."""
    slip = _SLIPPED.match(cell.text, at)
    if slip is None:
        return None
    words = cell.text[:at] + slip[0].translate(_DIGITS) + cell.text[slip.end() :]
    number = next(numbers_in(words, at, len(words)), None)
    return Found(number.number, cell.start + number.start, cell.start + number.end) if number else None


def find_behind_number(cells: list[Cell], out: Header) -> None:
    """«Số: 12/SYT-VP, ngày 5/3/2030, V/v …»: what the line of the number goes on to say."""
    if out.number is None or out.number.rule != "number.letterhead":
        return
    cell = next(c for c in cells if c.start <= out.number.start < c.end)
    named = named_in(cell.text)
    if named and named.number and named.about and not named.loose:
        take_named(cell, named, out, "number_line")
    elif named and named.day and len(cell.text) - named.day.end() < 4:
        named.about = None
        take_named(cell, named, out, "number_line")


def _register(text: str, cells: list[Cell], out: Header) -> Part | None:
    """A line that is nothing but a number."""
    for cell in cells[:3]:
        if number := _whole(text, cell):
            out.register = True
            return Part(number.number, number.start, number.end, "number.register", 0.95)
    return None


def _titled(text: str, cells: list[Cell], out: Header) -> Part | None:
    """«Công văn số 673/… về việc …» as the title of a page."""
    for n, cell in enumerate(cells[:3]):
        named = named_in(cell.text) if not n or not _runs_on(cells[n - 1], cell) else None
        if named and named.number:
            take_named(cell, named, out, "page_title")
            out.body_at = cell.end
            return out.number
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
