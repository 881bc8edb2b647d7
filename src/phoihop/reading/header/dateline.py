"""Place and date: in the letterhead, in a register's row, or in the closing sentence of a resolution."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.parts import Part
from phoihop.reading.times import make_date

_BLANK = r"[.…_\s]*"
_DAY = re.compile(
    rf"ngày\s*(?P<d>\d{{1,2}}|{_BLANK})\s*tháng\s*(?P<m>\d{{1,2}}|{_BLANK})\s*năm\s*(?P<y>(?:19|20)\d{{2}})"
    r"|ngày\s*(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>(?:19|20)\d{2})",
    re.IGNORECASE,
)
_ROW = re.compile(r"(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})$")
_PLACE = re.compile(r"((?:TP|Tp|TX)\.?\s?)?([^\W\d_][\w.'’]*(?:[ -]+[^\W\d_][\w.'’]*){0,5})\s*,\s*$")
_PASSED = re.compile(r"thông\s+qua\s+(?:vào\s+)?(?=ngày)")
_LONGEST = 160  # characters of a cell; a longer one is a sentence
_SMALL = {"phố", "xã", "tỉnh", "huyện", "thành", "thị", "trấn"}


def find_date(text: str, cells: list[Cell], out: Header) -> None:
    heads = cells[:45]
    if not any(_take(cell, out) for cell in heads):
        _register(cells, out) if out.register or len(cells) <= 8 else None
    if out.date_raw is None:
        _closing(text, out)
    if out.date_raw is None:
        any(_take(cell, out) for cell in cells[-14:])


def _take(cell: Cell, out: Header) -> bool:
    """«Hà Nội, ngày 25 tháng 4 năm 2026»: a date right behind a place, at the end of its cell."""
    if len(cell.text) > _LONGEST:
        return False
    for day in _DAY.finditer(cell.text):
        before = _PLACE.search(cell.text, 0, day.start())
        opens = day.start() == 0 and day[0][0] == "N"
        if not before and not (opens and len(cell.text) < 40 and day["d"] is not None):
            continue
        if len(cell.text) - day.end() > 4:
            continue
        if before and not _place(cell, before, out):
            continue
        _set(out, part(cell, day.start(), day.end(), "date.dateline"), day)
        return True
    return False


def _place(cell: Cell, before: re.Match[str], out: Header) -> bool:
    """The run of capitalised words before the comma."""
    words = list(re.finditer(r"\S+", cell.text[before.start() : before.end(2)]))
    if before.start() and not cell.text[before.start() - 1].isspace():
        words.pop(0)  # the tail of something else, such as a number
    first, count = len(words), len(words)
    for k in range(len(words) - 1, -1, -1):
        if not (words[k][0][0].isupper() or words[k][0] in _SMALL or words[k][0] == "-"):
            break
        if any(c.isdigit() for c in words[k][0]):
            break
        first = k
    if first == count or not words[first][0][0].isupper():
        return False
    out.place = part(cell, before.start() + words[first].start(), before.end(2), "place.dateline")
    return True


def _set(out: Header, raw: Part, day: re.Match[str]) -> None:
    out.date_raw = raw
    values = [day["d"] or day["d2"], day["m"] or day["m2"], day["y"] or day["y2"]]
    if all(v and v.strip().isdigit() for v in values):
        out.date = make_date(*(int(v) for v in values))


def _register(cells: list[Cell], out: Header) -> None:
    for cell in cells[:4]:
        if found := _ROW.match(cell.text):
            out.date = make_date(int(found[1]), int(found[2]), int(found[3]))
            out.date_raw = part(cell, 0, len(cell.text), "date.register")
            return


def _closing(text: str, out: Header) -> None:
    """«… phiên họp thứ 14 thông qua ngày 11 tháng 8 năm 2022.»"""
    for lead in _PASSED.finditer(text.lower()[-4000:]):
        at = max(0, len(text) - 4000) + lead.end()
        if day := _DAY.match(text, at):
            _set(out, Part(" ".join(day[0].split()), day.start(), day.end(), "date.closing", 0.95), day)
