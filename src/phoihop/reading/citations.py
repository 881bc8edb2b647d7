"""Other documents named by a number, once each, in the order of first mention."""

from __future__ import annotations

import re
from datetime import date

from phoihop.reading.dates import DAY, make_date
from phoihop.reading.normalise import collapse
from phoihop.reading.numbers import NAMES, UPPER, Found, numbers_in, type_of
from phoihop.reading.parts import CitationPart

_TYPE = re.compile(rf"({'|'.join(NAMES)})(?:\s+liên tịch)?(?:\s+số)?:?\s*$", re.IGNORECASE)
_BODY = re.compile(
    rf"\s*,?\s*(?:ngày[^,;.()]{{4,30}}?,?\s*)?của\s+((?:liên\s+)?[{UPPER}][^,;.()\n]*?)"
    r"(?=\s+(?:về|khóa|khoá|quy định|ban hành|thực hiện|hướng dẫn|tại|và\s+(?:Nghị quyết|Kế hoạch))|[,;.()\n]|$)"
)
_TERM = re.compile(r"\s+(?:khóa|khoá)\s+[IVX]+(?![A-Za-z])")
_FIXED = [("/QH", "Quốc hội"), ("UBTVQH", "Ủy ban Thường vụ Quốc hội"), ("/NĐ-CP", "Chính phủ"), ("/NQ-CP", "Chính phủ"),
          ("TTg", "Thủ tướng Chính phủ")]  # fmt: skip
_RELATIONS = [
    ("replaces", re.compile(r"(?:thay thế|bãi bỏ)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)),
    ("amends", re.compile(r"sửa đổi[^.;]{0,40}$", re.IGNORECASE)),
    ("reviews", re.compile(r"(?:sơ kết|tổng kết)[^.;]{0,60}$", re.IGNORECASE)),
    ("continues", re.compile(r"tiếp tục\s+(?:thực hiện|triển khai(?:\s+thực hiện)?)\s+$", re.IGNORECASE)),
    ("basis", re.compile(r"căn cứ\s+(?:vào\s+)?$", re.IGNORECASE)),
    ("implements", re.compile(r"(?:thực hiện|triển khai|cụ thể hóa)[^.;]{0,40}$", re.IGNORECASE)),
]


def citations_in(text: str, own: str | None) -> list[CitationPart]:
    """Every numbered document but the letter itself."""
    out: dict[str, CitationPart] = {}
    for found in numbers_in(text):
        if found.number == own or _is_form(text, found):
            continue
        part = _citation(text, found)
        earlier = out.get(found.number)
        if earlier is None:
            out[found.number] = part
        elif earlier.date is None and part.date:
            out[found.number] = _dated(earlier, part.date)
    return list(out.values())


def _dated(part: CitationPart, day: date) -> CitationPart:
    return CitationPart(
        part.number, part.doc_type, part.issuer, day, part.start, part.end, part.relation, part.rule + "+later_date"
    )


def _is_form(text: str, found: Found) -> bool:
    """«Mẫu số 01/BC-KG» names a form, not a document."""
    return (
        re.search(r"(?:mẫu|biểu)\s+(?:số\s+)?$", text[max(0, found.start - 12) : found.start], re.IGNORECASE)
        is not None
    )


def _citation(text: str, found: Found) -> CitationPart:
    head = text[max(0, found.start - 40) : found.start]
    named = _TYPE.search(head)
    start = found.start - (len(head) - named.start()) if named else found.start
    day, end = _date_after(text, found.end)
    issuer = _issuer_after(text, found.end)
    kind = collapse(named[1]).lower() if named else type_of(found.number)
    if issuer is None:
        issuer = next((name for mark, name in _FIXED if mark in found.number), None)
    rule = "citation.named" if named else "citation.bare"
    return CitationPart(found.number, kind, issuer, day, start, end, _relation(text, start), rule)


def _date_after(text: str, at: int) -> tuple[date | None, int]:
    blank = re.match(r"\s*[,(]?\s*", text[at:])
    place = at + (blank.end() if blank else 0)
    found = DAY.match(text, place)
    if found is None or "ngày" not in found[0].lower():
        return None, at
    n = [int(g) for g in found.groups() if g]
    return make_date(n[0], n[1], n[2]), found.end()


def _issuer_after(text: str, at: int) -> str | None:
    found = _BODY.match(text, at)
    if found is None:
        return None
    term = _TERM.match(text, found.end(1))
    return collapse(found[1] + (term[0] if term else ""))


def _relation(text: str, start: int) -> str:
    before = text[max(0, start - 70) : start]
    return next((name for name, shape in _RELATIONS if shape.search(before)), "mentions")
