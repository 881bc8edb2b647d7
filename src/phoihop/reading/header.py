"""Number, type, issuer, date, place, subject, signer, urgency, addressees: from the letterhead, the foot or the news."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from phoihop.reading.dates import make_date
from phoihop.reading.normalise import Line, collapse
from phoihop.reading.numbers import NAMES, UPPER, numbers_in, type_of
from phoihop.reading.parts import Part

_NUMBER_LINE = re.compile(r"(?<!\w)Số\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?P<place>[^\n,;:0-9]{2,40}),\s*(?P<date>ngày\s*(?P<d>\d{1,2}|[.…\s]*)\s*tháng\s*(?P<m>\d{1,2}|[.…\s]*)\s*năm\s*(?P<y>\d{4}))"
)
_RELAYED = re.compile(
    rf"(?P<issuer>(?:[{UPPER}]\w+)(?:\s+\w+){{0,9}}?)\s+(?:vừa\s+|đã\s+)?(?:ban hành|có)\s+"
    rf"(?P<type>{'|'.join(NAMES)})\s+số\s+",
    re.IGNORECASE,
)
_TITLE = re.compile(rf"^({'|'.join(n.upper() for n in NAMES)})(?:\s|$)")
_SIGNED_FOR = re.compile(r"^(T/M|TM\.?|K/T|KT\.?|T/L|TL\.?|TUQ\.?|Q\.)\s+[A-ZĐ].*$")
_POST = re.compile(
    r"^((?:PHÓ\s+|QUYỀN\s+)?(?:CHỦ TỊCH|TRƯỞNG BAN|BÍ THƯ|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG|"
    r"VỤ TRƯỞNG|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|THỦ TƯỚNG|TRƯỞNG ĐOÀN)(?:\s+[A-ZĐ ]+)?)$"
)
_URGENCY = [
    ("hoa_toc_hen_gio", "HỎA TỐC HẸN GIỜ"),
    ("hoa_toc", "HỎA TỐC"),
    ("hoa_toc", "HOẢ TỐC"),
    ("thuong_khan", "THƯỢNG KHẨN"),
    ("khan", "KHẨN"),
]
_SUBJECT = re.compile(r"^(?:V/v|Về việc|Vv)\s*:?\s*(.+)$", re.IGNORECASE)
_BODIES = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|UBND|BAN |SỞ |BỘ |TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|ĐẢNG ỦY|VĂN PHÒNG|HỘI |LIÊN |CỤC |CHI CỤC|PHÒNG |TRƯỜNG |TỔNG |VIỆN )"
)


@dataclass(slots=True)
class Header:
    number: Part | None = None
    number_raw: Part | None = None
    doc_type: Part | None = None
    issuing_body: Part | None = None
    date: date | None = None
    date_raw: Part | None = None
    place: Part | None = None
    subject: Part | None = None
    signer_position: Part | None = None
    signed_for: Part | None = None
    urgency: Part | None = None
    to: list[Part] = field(default_factory=list)
    copies: list[Part] = field(default_factory=list)
    relayed_at: int | None = None  # where a news item names the document it passes on


def header_of(text: str, lines: list[Line]) -> Header:
    """The letterhead where there is one, else what a relaying text says of the document."""
    found = Header()
    _number_line(text, lines, found)
    if found.number is None:
        _relayed(text, found)
    _dateline(lines, found)
    _title(lines, found)
    _issuer(lines, found)
    _signature(lines, found)
    _urgency(lines, found)
    _addressees(text, lines, found)
    if found.doc_type is None and found.number and (kind := type_of(found.number.value)):
        found.doc_type = Part(kind, found.number.start, found.number.end, "type.symbol", 0.9)
    return found


def _number_line(text: str, lines: list[Line], found: Header) -> None:
    for line in lines[:14]:
        head = _NUMBER_LINE.search(line.text)
        if (
            head is None
            or head.start() > 60
            or re.search(rf"(?:{'|'.join(NAMES)})\s*$", line.text[: head.start()], re.IGNORECASE)
        ):
            continue
        at = line.start + head.end()
        for number in numbers_in(text, at, line.end):
            if number.start == at:
                found.number = Part(number.number, number.start, number.end, "number.letterhead")
                found.number_raw = found.number
                return


def _relayed(text: str, found: Header) -> None:
    for head in _RELAYED.finditer(text):
        number = next(iter(numbers_in(text, head.end(), head.end() + 40)), None)
        if number is None or number.start != head.end():
            continue
        found.number = Part(number.number, number.start, number.end, "number.relayed", 0.9)
        found.number_raw = found.number
        found.doc_type = Part(collapse(head["type"]).lower(), head.start("type"), head.end("type"), "type.relayed")
        start = _body_start(text, head.start("issuer"), head.end("issuer"))
        if start is not None:
            body = collapse(text[start : head.end("issuer")])
            found.issuing_body = Part(body, start, head.end("issuer"), "issuer.relayed", 0.9)
        found.relayed_at = head.start()
        return


def _body_start(text: str, start: int, end: int) -> int | None:
    """Where the name of the issuing body begins: its last capitalised word that opens a name of a body."""
    words = text[start:end]
    opening = re.compile(
        r"(?:^|[\s,])(?=(?:Ban|Sở|Bộ|Ủy ban|Uỷ ban|UBND|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Văn phòng|Hội|Cục|Thủ tướng)\s)"
    )
    places = [m.end() for m in opening.finditer(words)]
    return start + places[0] if places else (start if words[:1].isupper() else None)


def _dateline(lines: list[Line], found: Header) -> None:
    for line in lines[:16]:
        if hit := _DATELINE.search(line.text):
            numbers = [hit[k].strip() for k in ("d", "m", "y")]
            if all(n.isdigit() for n in numbers):
                found.date = make_date(int(numbers[0]), int(numbers[1]), int(numbers[2]))
            place = hit["place"]
            words = place.strip(" *|")
            words = re.split(r"\s{2,}", words)[-1]
            at = line.start + hit.start("place") + place.rindex(words)
            found.place = Part(collapse(words), at, at + len(words), "place.dateline")
            start = line.start + hit.start("date")
            found.date_raw = Part(collapse(hit["date"]), start, line.start + hit.end("date"), "date.dateline")
            return


def _title(lines: list[Line], found: Header) -> None:
    """A type printed in capitals, and the subject beneath it; else «V/v …»."""
    for at, line in enumerate(lines[:24]):
        if found.doc_type is None and (hit := _TITLE.match(line.text)) and line.text == line.text.upper():
            found.doc_type = Part(hit[1].lower(), line.start, line.start + hit.end(1), "type.title")
            _subject_below(lines, at + 1, found)
            return
        if found.subject is None and (hit := _SUBJECT.match(line.text)):
            start = line.start + hit.start(1)
            found.subject = Part(collapse(hit[1]), start, line.end, "subject.about")


def _subject_below(lines: list[Line], at: int, found: Header) -> None:
    taken: list[Line] = []
    for line in lines[at : at + 4]:
        if re.match(r"^[-_*–—]+$", line.text) or re.match(
            r"^(?:Căn cứ|Kính gửi|Thực hiện|Xét|I\.|1\.|Điều)", line.text
        ):
            break
        if taken and (line.text == line.text.upper() or re.match(r"^[A-ZĐ].*[.;:]$", line.text)):
            break
        taken.append(line)
    if taken:
        words = re.sub(r"^(?:V/v|Về việc|Về)\s+", "", collapse(" ".join(x.text for x in taken)), flags=re.IGNORECASE)
        found.subject = Part(words, taken[0].start, taken[-1].end, "subject.title", 0.85)


def _issuer(lines: list[Line], found: Header) -> None:
    """The last line of a body's name in capitals above the number."""
    if found.issuing_body or found.number is None or found.number.rule != "number.letterhead":
        return
    above = [x for x in lines[:10] if x.start < found.number.start and _BODIES.match(x.text.upper())]
    above = [
        x for x in above if x.text == x.text.upper() and "CỘNG HÒA" not in x.text and "ĐẢNG CỘNG SẢN" not in x.text
    ]
    if above:
        line = above[-1]
        found.issuing_body = Part(line.text, line.start, line.end, "issuer.letterhead", 0.8)


def _signature(lines: list[Line], found: Header) -> None:
    for line in lines[-16:]:
        if hit := _SIGNED_FOR.match(line.text):
            found.signed_for = Part(collapse(hit[0]), line.start, line.end, "signed_for.line")
        if hit := _POST.match(line.text):
            found.signer_position = Part(collapse(hit[1]), line.start, line.end, "signer.line")


def _urgency(lines: list[Line], found: Header) -> None:
    for line in lines[:12]:
        for value, word in _URGENCY:
            if line.text.strip(" []()*") == word:
                found.urgency = Part(value, line.start, line.end, "urgency.line")
                return


def _addressees(text: str, lines: list[Line], found: Header) -> None:
    for at, line in enumerate(lines):
        if re.match(r"^Kính (?:gửi|trình)\s*:?", line.text):
            found.to = _names(lines, at, re.compile(r"^Kính (?:gửi|trình)\s*:?\s*"))
        elif re.match(r"^Nơi nhận\s*:?", line.text):
            found.copies = _names(lines, at, re.compile(r"^Nơi nhận\s*:?\s*"))
    if not found.to and found.relayed_at is not None and (hit := _ASKED.search(text, found.relayed_at)):
        found.to = _split_names(text, hit.start(1), hit.end(1))


_ASKED = re.compile(
    r"(?:đề nghị|yêu cầu|gửi)\s+(.{5,200}?)\s+(?:tiếp tục|tăng cường|tập trung|chỉ đạo|quan tâm|thực hiện|triển khai|tổ chức)"
)


def _names(lines: list[Line], at: int, head: re.Pattern[str]) -> list[Part]:
    out: list[Part] = []
    for line in lines[at : at + 14]:
        body = head.sub("", line.text) if line is lines[at] else line.text
        if not body:
            continue
        if line is not lines[at] and not body.startswith(("-", "–", "+", "•")):
            break
        offset = line.start + len(line.text) - len(body)
        out += _split_list(body, offset)
    return out


def _split_list(body: str, offset: int) -> list[Part]:
    out = []
    for piece in re.finditer(r"[^;]+", body):
        words = re.sub(r"\([^)]*\)", "", piece[0]).strip(" -–+•.,;")
        if words and not re.match(r"^Lưu\b", words):
            out.append(Part(collapse(words), offset + piece.start(), offset + piece.end(), "addressee"))
    return out


def _split_names(text: str, start: int, end: int) -> list[Part]:
    return _split_list(text[start:end], start)
