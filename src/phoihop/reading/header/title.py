"""Type and subject: a title in capitals with the subject beneath, or «V/v …» under the number."""

from __future__ import annotations

import re

from phoihop.reading.blocks import mark_of
from phoihop.reading.header.model import Cell, Header, is_caps, part, strip_marks
from phoihop.reading.lexicon import tags
from phoihop.reading.normalise import Source
from phoihop.reading.numbers import type_of
from phoihop.reading.parts import Part
from phoihop.reading.tokens import lowered, tokenise

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
    r"(?:-\s*)?(?:Căn cứ|Kính (?:gửi|gởi|trình)|Theo (?:đề nghị|Kế hoạch|Quyết định|Công văn|Tờ trình)|Xét |Thực hiện (?:Công văn|Kế hoạch|Chỉ thị|Nghị quyết|Quyết định|Thông báo|Chương trình)"
    r"|Hôm nay|Ngày \d|Thời gian|Chiều ngày|Sáng ngày|\(|Số\b|Nơi nhận|Phần |Điều \d)"
)
_WHO = re.compile(  # who decides, in a line of its own under the subject
    r"(?:CHỦ TỊCH|BỘ TRƯỞNG|(?:TỔNG )?GIÁM ĐỐC|THỦ TƯỚNG|HIỆU TRƯỞNG|TRƯỞNG BAN|CHÁNH|(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CHÍNH PHỦ$|QUỐC HỘI$|BAN (?:THƯỜNG VỤ|CHẤP HÀNH|BÍ THƯ))"
)
_TO_FILL = re.compile(r"^S[ốô]\s*:?[\s._…]*(?P<symbol>/\s?[A-ZĐ]{2,}(?:-[A-ZĐ&]{1,8})+)", re.MULTILINE)
_HEAD = 1500  # characters
_QUALIFIERS = {"CHUYÊN ĐỀ", "HỌP", "LIÊN TỊCH", "LIÊN NGÀNH", "HỘI NGHỊ", "LÀM VIỆC", "DỰ HỌP", "CÁ BIỆT"}
_TITLE_LINES = 40
_SENTENCE = 8  # words of a line that a sentence fills
_SAYS = 30  # characters of a line in capitals that says what a paper is about
_DECIDES = {"quyết định", "nghị quyết", "nghị định", "thông tư", "luật", "bộ luật"}
_NO_ABOUT = re.compile(r",\s*ngày\s|Độc lập|^Ngày\s|^\W+$|ĐẢNG CỘNG SẢN|CỘNG H(?:ÒA|OÀ)")
_SPEAKS = re.compile(
    r"[\u2500-\u257f]|(?:kính|trân trọng)\s+(?:mời|đề nghị|thông báo|báo cáo)|\b(?:đề nghị|yêu cầu|thông báo|hướng dẫn|xây dựng kế hoạch|ban hành kế hoạch)\b.*:$|như sau\s*:?$"
)


def find_title(cells: list[Cell], out: Header) -> None:
    for n, cell in enumerate(cells[:_TITLE_LINES]):
        if (name := _name_of(cell)) and _stands_as_title(cells, n):
            out.doc_type = out.doc_type or part(cell, 0, len(cell.text), "type.title", value=_AS.get(name, name))
            _rest_or_below(cells, n, name, out)
            if out.subject or name != "văn bản hợp nhất":
                break
    if out.subject is None:
        _about(cells, out)
    if out.subject is None:
        _below_number(cells, out)


def type_by_symbol(out: Header) -> None:
    """Where no title names the type, the number's own symbol does."""
    if out.doc_type is None and out.number and (kind := type_of(out.number.value)):
        out.doc_type = Part(kind, out.number.start, out.number.end, "type.symbol", 0.9)


def type_of_blank(text: str, out: Header) -> None:
    """«Số:      /UBND-KT»: a number to be filled in has a symbol already."""
    blank = _TO_FILL.search(text, 0, _HEAD) if out.doc_type is None and out.number is None else None
    if blank and (kind := type_of(f"1{blank['symbol']}")):
        out.doc_type = Part(kind, *blank.span("symbol"), "type.symbol", 0.85)


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
    if rest in _QUALIFIERS:
        rest = ""  # «NGHỊ QUYẾT CHUYÊN ĐỀ», «GIẤY MỜI HỌP»
    if re.match(r"(?:SỐ\s*:?\s*)?\d+\s?[-/]", rest):  # the title bears the number
        rest = ""
        below = _behind_head(cells, n + 1)
        taken = _subject_lines(cells, below, in_caps=is_caps(cells[below].text)) if below else []
    else:
        taken = [cell] if rest else []
        taken += _subject_lines(cells, n + 1, in_caps=bool(rest) or _goes_on_in_caps(cells, n + 1, name))
    if not taken:
        return
    first = taken[0]
    start = first.start + (first.text.index(words[len(name.split())]) if rest else 0)
    value = " ".join([rest, *(c.text for c in taken[1:])] if rest else [c.text for c in taken])
    value = re.sub(r"\s+", " ", _LEAD.sub("", value)).strip()
    if value:
        out.subject = Part(value, start, taken[-1].end, "subject.title", 0.9)
        out.body_at = max(out.body_at, taken[-1].end)


def _goes_on_in_caps(cells: list[Cell], n: int, name: str) -> bool:
    """The line under the title says in capitals what it is about; under a decision it may say who decides."""
    if n >= len(cells) or not is_caps(cells[n].text):
        return False
    if cells[n].after_blank and (name in _DECIDES or len(cells[n].text) < _SAYS):
        return False
    if re.match(r"VỀ\s|V/V\s", cells[n].text):
        return True
    if (
        (name in _DECIDES and _names_body(cells[n].text))
        or _WHO.match(cells[n].text)
        or _STOP.match(cells[n].text.capitalize())
        or mark_of(cells[n].text)[1]
    ):
        return False
    enough = 1 if name in _DECIDES else 4
    return len(cells[n].text.split()) >= enough and not re.match(
        r"CỦA |HỘI NGHỊ |MỤC |PHẦN |CĂN CỨ|KÍNH ", cells[n].text
    )


def _names_body(caps: str) -> bool:
    t = tokenise(Source("", lowered(caps)))
    return bool(t.words) and t.has(0, tags.BODY | tags.SINGLE | tags.CHIEF)


def _behind_head(cells: list[Cell], n: int) -> int:
    """The first line behind the letterhead's last, its date."""
    return next(
        (
            k + 1
            for k in range(n, min(n + 12, len(cells) - 1))
            if re.search(r"(?:,\s*|^)ngày\s.*năm\s", cells[k].text, re.IGNORECASE)
        ),
        0,
    )


def _below_number(cells: list[Cell], out: Header) -> None:
    """A letter's subject without «V/v», between its number and what the other column or «Kính gửi» begins with."""
    if out.number is None or out.doc_type is not None:
        return
    n = next(k for k, c in enumerate(cells) if c.start <= out.number.start < c.end)
    if out.number.end - cells[n].start < len(cells[n].text) - 3:
        return
    below = [c for c in cells[n + 1 : n + 8] if c.column == cells[n].column]
    taken = []
    for cell in below:
        if _STOP.match(cell.text) or _NO_ABOUT.search(cell.text) or is_caps(cell.text) or len(cell.text) > 110:
            break
        taken.append(cell)
    if (
        taken
        and any(re.match(r"Kính (?:gửi|gởi|trình)", c.text, re.IGNORECASE) for c in cells[n + 1 : n + 14])
        and not taken[0].text.endswith((".", ":"))
    ):
        value = _LEAD.sub("", " ".join(" ".join(c.text for c in taken).split()))
        out.subject = Part(value, taken[0].start, taken[-1].end, "subject.below_number", 0.75)
        out.body_at = max(out.body_at, taken[-1].end)


def _begins_body(text: str) -> bool:
    """«Sở Y tế trân trọng kính mời …», a stamp drawn in a box."""
    return _SPEAKS.search(text) is not None


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
        if (out and len(cell.text) > 120) or _begins_body(cell.text):
            break
        out.append(cell)
        if re.search(r"[.;:]$", cell.text):
            break
    return out


def _about(cells: list[Cell], out: Header) -> None:
    for n, cell in enumerate(cells[:_TITLE_LINES]):
        found = _ABOUT.match(cell.text)
        if not found or (out.number and _far_above(cells, n, out.number)) or len(cell.text) > 300:
            continue
        if out.number is None and n and cell.text[0].islower() and _runs_on(cells[n - 1], cell):
            continue
        taken = [cell, *_about_lines(cells, n + 1, cell)]
        value = " ".join([cell.text[found.end() :], *(c.text for c in taken[1:])])
        out.subject = Part(" ".join(value.split()), cell.start + found.end(), taken[-1].end, "subject.about", 0.9)
        out.body_at = max(out.body_at, taken[-1].end)
        return


def _far_above(cells: list[Cell], n: int, number: Part) -> bool:
    """Over the number and not next to it."""
    return cells[n].start < number.start and (n == 0 or cells[min(n + 4, len(cells) - 1)].start < number.start)


def _runs_on(above: Cell, cell: Cell) -> bool:
    """«… thực hiện Nghị quyết của Chính phủ / về việc …»: a line inside a sentence of the body."""
    return cell.line == above.line + 1 and above.column == cell.column and len(above.text.split()) > _SENTENCE


def _about_lines(cells: list[Cell], at: int, first: Cell) -> list[Cell]:
    """The lines below in the same column, until the layout changes."""
    out: list[Cell] = []
    for cell in cells[at : at + 8]:
        if cell.line == first.line and cell.text[0].islower():
            out.append(cell)  # a head copied into one line, with the other column's date in between
        if cell.column != first.column:
            continue
        if (
            cell.after_blank
            or _STOP.match(cell.text)
            or (is_caps(cell.text) and not is_caps(first.text))
            or (is_caps(first.text) and (cell.text.endswith(":") or not is_caps(cell.text)))
            or len(cell.text) > 90
            or mark_of(cell.text)[1]
            or _begins_body(cell.text)
        ):
            break
        if _NO_ABOUT.search(cell.text):
            break
        out.append(cell)
    return out
