"""Type and subject: a title in capitals with the subject beneath, or «V/v …» under the number."""

from __future__ import annotations

import re

from phoihop.reading.blocks import mark_of
from phoihop.reading.header.model import Cell, Header, is_caps, part, strip_marks
from phoihop.reading.numbers import type_of
from phoihop.reading.parts import Part

_NAMES = [
    "hướng dẫn liên ngành", "hướng dẫn liên tịch", "kế hoạch liên tịch", "kế hoạch liên ngành", "kế hoạch phối hợp", "chương trình phối hợp", "chương trình hành động", "thông báo kết luận", "văn bản hợp nhất", "nghị quyết liên tịch", "nghị quyết",
    "quyết định", "quy định", "quy chế phối hợp", "quy chế", "chỉ thị", "kết luận", "thông báo", "hướng dẫn", "kế hoạch", "chương trình",
    "tờ trình", "công điện", "giấy mời", "báo cáo", "thông tư", "nghị định", "luật", "bộ luật", "thông tri", "đề án", "công văn", "biên bản",
]  # fmt: skip
_BARE = {strip_marks(name): name for name in _NAMES}
_AS = {"thông báo kết luận": "thông báo", "quy chế phối hợp": "quy chế", "hướng dẫn liên ngành": "hướng dẫn", "hướng dẫn liên tịch": "hướng dẫn",
       "kế hoạch liên tịch": "kế hoạch", "kế hoạch liên ngành": "kế hoạch", "kế hoạch phối hợp": "kế hoạch", "chương trình hành động": "chương trình",
       "nghị quyết liên tịch": "nghị quyết"}  # fmt: skip
_ABOUT = re.compile(r"^[\"“”'(]{0,2}(?:V\s?/\s?v|Về việc|Vv)\s*[:.]?\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:V\s?/\s?v|Về việc|Về)\s*[:.]?\s+", re.IGNORECASE)
_STOP = re.compile(
    r"(?:-\s*)?(?:Căn cứ|Kính (?:gửi|trình)|Theo (?:đề nghị|Kế hoạch|Quyết định|Công văn|Tờ trình)|Xét |Thực hiện (?:Công văn|Kế hoạch|Chỉ thị|Nghị quyết|Quyết định|Thông báo|Chương trình)"
    r"|Ngày \d|Thời gian|Chiều ngày|Sáng ngày|\(|Số\b|Nơi nhận|Phần |Điều \d)"
)
_WHO = re.compile(  # who decides, in a line of its own under the subject
    r"(?:CHỦ TỊCH|BỘ TRƯỞNG|(?:TỔNG )?GIÁM ĐỐC|THỦ TƯỚNG|HIỆU TRƯỞNG|TRƯỞNG BAN|CHÁNH|(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CHÍNH PHỦ$|QUỐC HỘI$|BAN (?:THƯỜNG VỤ|CHẤP HÀNH|BÍ THƯ))"
)
_TITLE_LINES = 40


def find_title(cells: list[Cell], out: Header) -> None:
    for n, cell in enumerate(cells[:_TITLE_LINES]):
        if (name := _name_of(cell)) and _stands_as_title(cells, n):
            out.doc_type = out.doc_type or part(cell, 0, len(cell.text), "type.title", value=_AS.get(name, name))
            _rest_or_below(cells, n, name, out)
            break
    if out.subject is None:
        _about(cells, out)


def type_by_symbol(out: Header) -> None:
    """Where no title names the type, the number's own symbol does."""
    if out.doc_type is None and out.number and (kind := type_of(out.number.value)):
        out.doc_type = Part(kind, out.number.start, out.number.end, "type.symbol", 0.9)


def _name_of(cell: Cell) -> str | None:
    """The type a line in capitals begins with, scan errors in the marks forgiven."""
    if not is_caps(cell.text) or len(cell.text) > 200 or cell.text.rstrip().endswith(":"):
        return None
    bare = strip_marks(cell.text)
    name = next((name for key, name in _BARE.items() if bare == key or bare.startswith(key + " ")), None)
    return None if name and bare[len(name) :].startswith(" so ") else name


def _stands_as_title(cells: list[Cell], n: int) -> bool:
    """Not a second line of a letterhead, such as «KẾ HOẠCH VÀ ĐẦU TƯ» under «SỞ»."""
    if re.match(r"CÔNG VĂN ĐẾN|VĂN BẢN ĐẾN", cells[n].text):
        return False  # a stamp of arrival
    return not (n and is_caps(cells[n - 1].text) and re.match(r"^(?:SỞ|BỘ|PHÒNG|VỤ|BAN)$", cells[n - 1].text))


def _rest_or_below(cells: list[Cell], n: int, name: str, out: Header) -> None:
    cell = cells[n]
    words = cell.text.split()
    rest = " ".join(words[len(name.split()) :])
    taken = [cell] if rest else []
    about = n + 1 < len(cells) and re.match(r"VỀ\s|V/V\s", cells[n + 1].text) is not None
    taken += _subject_lines(cells, n + 1, in_caps=bool(rest) or (about and is_caps(cells[n + 1].text)))
    if not taken:
        return
    first = taken[0]
    start = first.start + (first.text.index(words[len(name.split())]) if rest else 0)
    value = " ".join([rest, *(c.text for c in taken[1:])] if rest else [c.text for c in taken])
    value = re.sub(r"\s+", " ", _LEAD.sub("", value)).strip()
    if value:
        out.subject = Part(value, start, taken[-1].end, "subject.title", 0.9)
        out.body_at = max(out.body_at, taken[-1].end)


def _subject_lines(cells: list[Cell], at: int, *, in_caps: bool) -> list[Cell]:
    out: list[Cell] = []
    for cell in cells[at : at + 14]:
        if (
            not out
            and not in_caps
            and is_caps(cell.text)
            and cell.text.startswith(("CỦA ", "HỘI NGHỊ ", "BAN CHẤP HÀNH "))
        ):
            continue
        if (out or in_caps) and cell.after_blank and cell.column == 0:
            break
        if _STOP.match(cell.text) or (is_caps(cell.text) and not in_caps) or mark_of(cell.text)[1]:
            break
        if in_caps and (not is_caps(cell.text) or (out and _WHO.match(cell.text))):
            break
        if out and len(cell.text) > 120:
            break
        out.append(cell)
        if re.search(r"[.;:]$", cell.text):
            break
    return out


def _about(cells: list[Cell], out: Header) -> None:
    for n, cell in enumerate(cells[:_TITLE_LINES]):
        found = _ABOUT.match(cell.text)
        if not found or (out.number and cell.start < out.number.start) or len(cell.text) > 300:
            continue
        taken = [cell, *_about_lines(cells, n + 1, cell)]
        value = " ".join([cell.text[found.end() :], *(c.text for c in taken[1:])])
        out.subject = Part(" ".join(value.split()), cell.start + found.end(), taken[-1].end, "subject.about", 0.9)
        out.body_at = max(out.body_at, taken[-1].end)
        return


def _about_lines(cells: list[Cell], at: int, first: Cell) -> list[Cell]:
    """The lines below in the same column, until the layout changes."""
    out: list[Cell] = []
    for cell in cells[at : at + 8]:
        if cell.column != first.column:
            continue
        if (
            cell.after_blank
            or _STOP.match(cell.text)
            or is_caps(cell.text)
            or len(cell.text) > 90
            or mark_of(cell.text)[1]
        ):
            break
        if re.search(r",\s*ngày\s", cell.text) or "Độc lập" in cell.text:
            break
        out.append(cell)
    return out
