"""A line that names a document: «Công văn số 12/SYT-VP ngày 5/3/2030 của Sở Y tế về việc tiêm chủng», its parts in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.names import name_at
from phoihop.reading.normalise import Source
from phoihop.reading.numbers import Found, numbers_in
from phoihop.reading.parts import Part
from phoihop.reading.times import make_date
from phoihop.reading.tokens import tokenise

TYPES = (
    r"nghị quyết|quyết định|chỉ thị|kế hoạch(?: liên tịch| phối hợp)?|công văn|thông báo|hướng dẫn(?: liên ngành)?|kết luận|công điện|chương trình(?: phối hợp| hành động)?"
    r"|tờ trình|báo cáo|quy định|quy chế(?: phối hợp)?|nghị định|thông tư(?: liên tịch)?|luật|thông tri|giấy mời|đề án|văn bản"
)
_TYPE = re.compile(
    rf"(?P<type>{TYPES}|cv(?=\s*(?:số\s*:?\s*)?\d))(?:\s+(?:hỏa tốc|hoả tốc|khẩn))?(?=[\s:,]|$)", re.IGNORECASE
)
_SO = re.compile(r"[\s,:–-]*(?:số\s*:?\s*)?(?=\d)", re.IGNORECASE)
_BARE_DAY = re.compile(
    r"[\s,|–(\[-]+(?P<raw>(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d{2})(?P<m2>)(?P<y2>))[)\]]?(?=[\s,|–-]|$)"
)
_DAY = re.compile(
    r"[\s,(]*(?:ban hành |ký )?(?P<raw>ngày\s+(?P<d>\d{1,2})(?:\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})|\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>\d{4})))\)?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s*,?\s*của\s+(?:(?:Phó\s+)?(?:Chủ tịch|Bộ trưởng|Giám đốc)\s+)?(?P<who>(?!Chính phủ nước)[^,.;()]{2,90}?)(?=\s+(?:ngày\s+\d|số\s+\d)|\s+(?:về việc|về|v/v|hướng dẫn|quy định|ban hành|triển khai|tổ chức|phê duyệt)\s|\s*[,.;(–]|$)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"[\s–:,|-]*[\"“]?(?:về việc|v\s?/\s?v|về)\s*[:.]?\s+(?P<about>\S.*)$", re.IGNORECASE)
_REST = re.compile(r"(?:\s+|\s*[-–:,]\s+)(?P<about>[^\W\d].{10,})$")
_END = re.compile(r"\s*\((?:[^()]*(?:kb|mb|pdf|docx?|trang|tải)[^()]*)\)\s*$|\s*\.+\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Named:
    """Spans within the line."""

    kind: tuple[int, int]
    number: Found | None = None
    day: re.Match[str] | None = None
    who: tuple[int, int] | None = None
    about: tuple[int, int] | None = None
    loose: bool = False  # what it is about follows without «về»
    spans: list[int] = field(default_factory=list)


def named_in(text: str) -> Named | None:
    """The parts of such a line; none where it begins neither with a type nor with a number."""
    head = _TYPE.match(text)
    out = Named(head.span("type") if head else (0, 0))
    at = head.end() if head else _step(text, 0, out)
    if at == 0:
        return None
    while (step := _step(text, at, out)) > at:
        at = step
    end = len(text)
    while tail := _END.search(text, at, end):
        end = tail.start()
    if about := _ABOUT.match(text, at, end):
        out.about = about.span("about")
    elif rest := _REST.match(text, at, end):
        out.about, out.loose = rest.span("about"), True
    return out


def _step(text: str, at: int, out: Named) -> int:
    """The end of the part that begins at `at`, filled in."""
    so = _SO.match(text, at)
    if out.number is None and so:
        number = next(numbers_in(text, so.end(), len(text)), None)
        if number and number.start == so.end():
            out.number = number
            return number.end
    if out.day is None and at and (day := _DAY.match(text, at) or (_BARE_DAY.match(text, at) if out.number else None)):
        out.day = day
        return day.end()
    if out.who is None and at and (who := _BY.match(text, at)):
        out.who = who.start("who"), _end_of_name(text, *who.span("who"))
        return out.who[1]
    return at


def _end_of_name(text: str, start: int, end: int) -> int:
    """«của UBND tỉnh thành lập Ban …»: as far as the name reaches, where it is known as one."""
    t = tokenise(Source("", text[start:end]))
    name = name_at(t, 0, len(t.words))
    return start + t.ends[name.end - 1] if name else end


def take_named(cell: Cell, named: Named, out: Header, rule: str) -> None:
    """Fills in what the line gives and nothing else has."""
    kind = cell.text[slice(*named.kind)].lower()
    kind = "công văn" if kind == "cv" else kind
    if out.doc_type is None and kind not in {"", "văn bản"}:
        out.doc_type = part(cell, *named.kind, f"type.{rule}", value=kind)
    if out.number is None and named.number:
        start, end = cell.start + named.number.start, cell.start + named.number.end
        out.number = Part(named.number.number, start, end, f"number.{rule}", 0.9)
        out.number_raw = Part(cell.text[named.number.start : named.number.end], start, end, f"number.{rule}", 0.9)
    if out.issuing_body is None and named.who:
        out.issuing_body = part(cell, *named.who, f"issuer.{rule}", 0.85)
    if out.subject is None and named.about:
        out.subject = part(cell, *named.about, f"subject.{rule}", 0.9)
    if out.date_raw is None and named.day:
        day = named.day
        out.date_raw = part(cell, *day.span("raw"), f"date.{rule}")
        out.date = make_date(int(day["d"]), int(day["m"] or day["m2"]), int(day["y"] or day["y2"]))
