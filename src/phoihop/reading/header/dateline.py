"""Place and date: in the letterhead, in a register's row, or in the closing sentence of a resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from phoihop.reading.header.columns import NUMBER_TO_FILL
from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.parts import Part
from phoihop.reading.times import make_date

_BLANK = r"[.…_\s]*"
_SLIP = r"[\dOolI]\s?[\dOolI]|[\dOolI]"  # a scan's digits
_MONTHS = ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_YEAR = r"(?:19|2[0O])[\dOolI]{2}"
_CENTURIES = ("20", "19", "2O", "2o")  # one of them is in every year
_DAY = re.compile(
    rf"(?:ng[àa]y\s*(?P<d>{_SLIP}|{_BLANK})|(?<=,\s)(?P<d3>\d{{1,2}}))\s*th[áa]ng\s*(?P<m>{_SLIP}|{'|'.join(reversed(_MONTHS))}|{_BLANK})\s*,?\s*n[ăa]m\s*(?P<y>{_YEAR})"
    rf"|ng[àa]y\s*(?P<d2>{_SLIP})\s?[/.-]\s?(?P<m2>{_SLIP})\s?[/.-]\s?(?P<y2>{_YEAR})",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("OolI", "0011")
_OPEN_DATE = re.compile(
    r"(?:,|^)\s*ng[àa]y\b\s*[\d.…]*\s*(?:th[áa]ng\s*[\d.…]*\s*)?$", re.IGNORECASE
)  # the rest stands on the next line
_REST = re.compile(r"\W{0,4}$|\d?\s*\(.*\)\W*$|\d\W{0,3}$|\s+V/v\s.*$", re.IGNORECASE)
_ROW = re.compile(
    r"(?:(?:ngày\s+)?(?:ban hành|ký|văn bản|vb)\s*(?:ngày)?\s*:?\s*|ngày\s*:?\s+)?(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})$",
    re.IGNORECASE,
)
_ISO = re.compile(r"((?:19|20)\d{2})-(\d{2})-(\d{2})(?:[T ][\d:.]+)?$")
_PLACE = re.compile(
    r"((?:TP|Tp|TX|P|TT)\.?\s?)?([^\W\d_][\w.'’]*(?:[ –-]+(?:[^\W\d_][\w.'’]*|\d{1,2}(?=\s*,))){0,5})\s*(?:[,;.]\s*|\s)$"
)
_HOUR = re.compile(r"(?:vào\s+)?(?:hồi|lúc)\s+\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2}\s*)?(?:phút)?\s*,?\s*$", re.IGNORECASE)
_PASSED = re.compile(r"thông\s+qua\s+(?:vào\s+)?(?=ngày)")
_PASSED_BY = re.compile(
    r"(?P<type>Nghị quyết|Luật|Bộ luật|Pháp lệnh) này (?:đã )?được (?P<who>[^\n,.;]{5,90}?)(?=,? nước Cộng|,?\s[Kk]hó?a\s|,?\s[Kk]hoá\s|,? nhiệm kỳ|,?\s[Kk]ỳ\s|,? tại|,? thông qua|,? phiên)"
)
_MINUTES = re.compile(r"^\s*BIÊN BẢN(?=\s|$)", re.MULTILINE)
_TODAY = re.compile(r"Hôm nay|(?:Vào )?[Hh]ồi\s+\d|Lúc\s+\d|Thời gian")
_BARE_DAY = re.compile(r"(?<=,\s)(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>20\d{2})$")
_HEAD = 16  # cells of a letterhead
_LONGEST = 160  # characters of a cell; a longer one is a sentence
_WEEKDAY = re.compile(r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|\d)|chủ\s+nhật|hôm\s+nay)\W*$", re.IGNORECASE)
_FEW_WORDS = 4
_NO_PLACE = {"trước", "sau", "từ", "đến", "vào", "trong", "hết", "xong", "hạn", "kể từ", "chậm nhất", "muộn nhất", "sáng", "chiều", "tối", "đêm"}  # fmt: skip
_SMALL = {"phố", "xã", "tỉnh", "huyện", "thành", "thị", "trấn"}


def find_date(text: str, cells: list[Cell], out: Header) -> None:
    if out.date_raw is not None:
        return
    if not any(_take(cell, out) for cell in _joined(text, cells[:45])):
        _register(cells, out) if out.register or len(cells) <= 8 else None
    if out.date_raw is None and out.number is not None:
        any(_bare(cell, out) for cell in cells[:_HEAD])
    if _undated(text, out):
        _closing(text, out)
    if out.date_raw is None:
        any(_take(cell, out) for cell in cells[-14:])
    if out.date_raw is None:
        _meeting(text, out)


def _undated(text: str, out: Header) -> bool:
    """No day at all, or a resolution's with a blank for it («ngày    tháng 7 năm 2030»)."""
    return out.date_raw is None or (out.date is None and bool(_PASSED_BY.search(text, max(0, len(text) - 4000))))


def _joined(text: str, cells: list[Cell]) -> Iterator[Cell]:
    """Each cell; a date that breaks off goes on over the next lines."""
    for n, cell in enumerate(cells):
        yield cell
        if _OPEN_DATE.search(cell.text) and len(cell.text) < _LONGEST:
            for more in cells[n + 1 : n + 6]:
                yield replace(cell, text=text[cell.start : more.end], end=more.end)


def _take(cell: Cell, out: Header) -> bool:
    """«Hà Nội, ngày 25 tháng 4 năm 2026»: a date right behind a place, at the end of its cell."""
    if len(cell.text) > _LONGEST or not any(century in cell.text for century in _CENTURIES):
        return False
    number = NUMBER_TO_FILL.match(cell.text)
    first = number.end() if number else 0
    for day in _DAY.finditer(cell.text, first):
        hour = _HOUR.search(cell.text, first, day.start())
        before = _PLACE.search(cell.text, first, hour.start() if hour else day.start())
        opens = day.start() == 0 and day[0][0] == "N"
        if (
            before
            and not before[0].rstrip().endswith((",", ";", "."))
            and not _only_place(cell.text[first : hour.start() if hour else day.start()])
        ):
            before = None
        if not before and not (opens and len(cell.text) < 40 and day["d"] is not None):
            continue
        if not _REST.match(cell.text, day.end()):
            continue
        if before and not _place(cell, before, out):
            continue
        _set(out, part(cell, day.start(), day.end(), "date.dateline"), day)
        return True
    return False


def _bare(cell: Cell, out: Header) -> bool:
    """«An Lãng, 5/3/2030» in the letterhead: a line that is nothing but a place and a day."""
    day = _BARE_DAY.search(cell.text)
    before = _PLACE.fullmatch(cell.text, 0, day.start()) if day else None
    if day is None or before is None or not _only_place(before[0].strip(" ,")) or not _place(cell, before, out):
        return False
    _set(out, part(cell, day.start(), len(cell.text), "date.dateline"), day)
    return True


def _only_place(words: str) -> bool:
    """«An Lãng ngày …» without a comma: nothing but names before the day."""
    return all(word[0].isupper() or word in {"-", "–"} for word in words.split()) and words.strip() != ""


def _place(cell: Cell, before: re.Match[str], out: Header) -> bool:
    """The run of capitalised words before the comma."""
    words = list(re.finditer(r"\S+", cell.text[before.start() : before.end(2)]))
    if _WEEKDAY.search(before[0]) or " ".join(word[0] for word in words).lower() in _NO_PLACE:
        return False  # the page's own day, or that of a sentence
    if before.start() and not (cell.text[before.start() - 1].isspace() or cell.text[before.start() - 1] in '(*"“'):
        words.pop(0)  # the tail of something else, such as a number
    first, count = len(words), len(words)
    for k in range(len(words) - 1, -1, -1):
        word = words[k][0]
        if not (word[0].isupper() or word in _SMALL or word in {"-", "–"} or (word.isdigit() and k == count - 1 > 0)):
            break
        if any(c.isdigit() for c in word) and not word.isdigit():
            break
        first = k
    while first < count and words[first][0] in {"-", "–"}:
        first += 1
    if first == count and before.start() == 0 and count <= _FEW_WORDS and words[0][0][0].isupper():
        first = 0  # «Thái nguyên, ngày …»
    if first == count or not any(w[0][0].isupper() for w in words[first:]):
        return False
    if not words[first][0][0].isupper() and before.start() + words[first].start() > 0:
        first += 1
    out.place = part(cell, before.start() + words[first].start(), before.end(2), "place.dateline")
    return True


def _set(out: Header, raw: Part, day: re.Match[str]) -> None:
    out.date_raw = raw
    said = day.groupdict().get
    values = [said("d") or said("d3") or said("d2"), said("m") or said("m2"), said("y") or said("y2")]
    figures = [_figure(words or "") for words in values]
    if all(figures):
        out.date = make_date(*figures)


def _figure(words: str) -> int:
    """A number in digits, a scan's slips mended, or a month in words; 0 where there is none."""
    if words.lower() in _MONTHS:
        return _MONTHS.index(words.lower()) + 1
    digits = re.sub(r"\s", "", words).translate(_DIGITS)
    return int(digits) if digits.isdigit() else 0


def _register(cells: list[Cell], out: Header) -> None:
    for cell in cells[:6]:
        found, iso = _ROW.match(cell.text), _ISO.match(cell.text)
        if found or iso:
            day, month, year = (
                (found[1], found[2], found[3]) if found else (iso[3], iso[2], iso[1]) if iso else ("", "", "")
            )
            out.date = make_date(int(day), int(month), int(year))
            out.date_raw = part(cell, 0, len(cell.text), "date.register")
            return


def _meeting(text: str, out: Header) -> None:
    """Minutes say of the day they were taken on: «Hôm nay, hồi 8 giờ, ngày 6 tháng 10 năm 2025, …»."""
    title = _MINUTES.search(text, 0, 1200)
    opening = _TODAY.search(text, title.end(), title.end() + 600) if title else None
    if opening and (day := _DAY.search(text, opening.start(), opening.end() + 120)):
        _set(out, Part(" ".join(day[0].split()), day.start(), day.end(), "date.meeting", 0.9), day)


def _closing(text: str, out: Header) -> None:
    """«Nghị quyết này được Quốc hội … phiên họp thứ 14 thông qua ngày 11 tháng 8 năm 2022.»"""
    start = max(0, len(text) - 4000)
    for lead in _PASSED.finditer(text.lower()[-4000:]):
        day = _DAY.match(text, start + lead.end())
        if day is None:
            continue
        _set(out, Part(" ".join(day[0].split()), day.start(), day.end(), "date.closing", 0.95), day)
        by = next(_PASSED_BY.finditer(text, max(start, day.start() - 300), day.start()), None)
        if by:
            out.doc_type = out.doc_type or Part(by["type"].lower(), *by.span("type"), "type.closing", 0.9)
            out.passed_by = Part(" ".join(by["who"].split()), *by.span("who"), "issuer.closing", 0.9)
