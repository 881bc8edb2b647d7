"""The issuing body: the last name of the letterhead above the number; for a committee, with the committee's name."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, is_caps
from phoihop.reading.lexicon import tags
from phoihop.reading.normalise import Source
from phoihop.reading.parts import Part
from phoihop.reading.tokens import lowered, tokenise

_NATION = re.compile(
    r"^CỘNG$|^H(?:ÒA|OÀ)\s+XÃ\s+HỘI.*$|\s*(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT|Độc\s+lập\s*[-–—]|ĐỘC\s+LẬP\s*[-–—]).*$"
)
_PARTY_SEAT = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ)\s+(?:ỦY|UỶ)|ĐẢNG\s+(?:ỦY|UỶ)|(?:TỈNH|THÀNH|HUYỆN)\s+ĐOÀN")
_OF_SEAT = re.compile(r"^(?:BAN|VĂN PHÒNG|(?:ỦY|UỶ) BAN KIỂM TRA|ĐẢNG (?:ỦY|UỶ)|TRƯỜNG CHÍNH TRỊ)")
_TERRITORY = re.compile(r"^(?:TỈNH|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s")
_TERRITORY_IN = re.compile(
    r"(?:^|\s)(?P<own>(?:TỈNH|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+(?!HỘI\b)[^\W\d].*)$"
)
_SERVES = re.compile(
    r"VĂN PHÒNG$|BAN (?:THƯỜNG TRỰC|CHẤP HÀNH)$|BAN (?:PHÁP CHẾ|KINH TẾ|VĂN HÓA|VĂN HOÁ|DÂN TỘC|ĐÔ THỊ)"
)
_COUNCIL_OF = re.compile(r"(?:ỦY|UỶ) BAN|UBND|HỘI ĐỒNG|HĐND|MẶT TRẬN|ĐOÀN ĐẠI BIỂU")
_COUNCIL = re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN$|HỘI ĐỒNG NHÂN DÂN$|MẶT TRẬN TỔ QUỐC(?: VIỆT NAM)?$|^UBND$|^HĐND$")
_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG)\s+(?:ỦY|UỶ)")
_STANDING = re.compile(r"T/?[ML]\.?\s+BAN\s+THƯỜNG\s+VỤ")
_TOP = re.compile(r"T/?[ML]\.?\s+(BAN\s+BÍ\s+THƯ|BỘ\s+CHÍNH\s+TRỊ)")
_SMALL = {"và", "của", "-", "các"}
_TWICE = {"ban", "hội", "liên"}
_NO_BODY = re.compile(
    r"^(?:\*|SỐ|NGHỊ QUYẾT|QUYẾT ĐỊNH|DỰ THẢO|KHẨN|HỎA TỐC|THƯỢNG KHẨN|HOẢ TỐC|KÍNH|CÔNG VĂN|CHỈ THỊ|ĐẾN|TRƯỜNG .* ĐẾN)"
)


def find_issuer(text: str, cells: list[Cell], out: Header) -> None:
    if out.issuing_body or out.register:
        return
    bodies = _bodies(_above(cells, out))
    if not bodies:
        return
    name, start, end = bodies[-1]
    words, rule = as_written(text, name), "issuer.letterhead"
    if len(bodies) > 1 and _OF_SEAT.match(name) and _PARTY_SEAT.search(bodies[-2][0]) and not _PARTY_SEAT.search(name):
        words = f"{words} {as_written(text, bodies[-2][0])}"
    elif len(bodies) > 1 and (of := _of_parent(name, bodies[-2][0])):
        words = f"{words} {as_written(text, of)}"
    if _COMMITTEE.match(name) and out.signed_for and _STANDING.search(out.signed_for.value):
        words, rule = f"{as_written(text, 'BAN THƯỜNG VỤ')} {words}", "issuer.standing_committee"
    if name == "BAN CHẤP HÀNH TRUNG ƯƠNG" and out.signed_for and (top := _TOP.search(out.signed_for.value)):
        words, rule = as_written(text, top[1]), "issuer.standing_committee"
    out.issuing_body = Part(words, start, end, rule, 0.93)


def _of_parent(name: str, parent: str) -> str:
    """What a body's name takes from the line above: its territory, or the whole of the body it serves."""
    if _TERRITORY_IN.search(name):
        return ""
    if _SERVES.match(name) and (_COUNCIL_OF.match(parent) or parent.startswith("ĐẢNG BỘ")):
        return parent
    if parent == "BAN CHẤP HÀNH TRUNG ƯƠNG" and name.startswith("BAN "):
        return "" if "TRUNG ƯƠNG" in name else "TRUNG ƯƠNG"
    found = _TERRITORY_IN.search(parent)
    return found["own"] if found and re.match(r"SỞ |PHÒNG |CHI CỤC |THANH TRA", name) else ""


def _above(cells: list[Cell], out: Header) -> list[tuple[str, int, int]]:
    """Lines in capitals above the number, without the name of the State or the Party."""
    marks = (out.number, out.date_raw, out.doc_type)
    stop = next((p.start for p in marks if p), None)
    if stop is None:
        return []
    found = []
    for cell in cells[:30]:
        if cell.end > stop:
            break
        words = _NATION.sub("", cell.text).strip()
        if words and is_caps(words) and not _NO_BODY.match(words) and len(words) < 120:
            found.append((" ".join(words.split()), cell.start, cell.start + len(words)))
    return found


def _bodies(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Lines joined to names: a line that begins no body of its own goes on with the one above."""
    out: list[tuple[str, int, int]] = []
    for words, start, end in found:
        if out and ((_TERRITORY.match(words) and _COUNCIL.search(out[-1][0])) or not _begins_body(words)):
            out[-1] = (f"{out[-1][0]} {words}", out[-1][1], end)
        elif _begins_body(words) or not out:
            out.append((words, start, end))
    return [x for x in out if _begins_body(x[0])]


def _begins_body(words: str) -> bool:
    t = tokenise(Source("", lowered(words)))
    return bool(t.words) and t.has(0, tags.BODY | tags.SINGLE | tags.CHIEF) and not t.has(0, tags.NOUN)


def as_written(text: str, caps: str) -> str:
    """The name in the letters the text itself uses further on; else with the capitals such names have."""
    shape = re.compile(r"\s+".join(re.escape(w) for w in caps.split()), re.IGNORECASE)
    for found in shape.finditer(text):
        if not found[0].isupper():
            return " ".join(found[0].split())
    return _cased(caps)


def _cased(caps: str) -> str:
    """Each phrase of the lexicon with one capital («Ban Thường vụ» with two), every other word with its own."""
    t = tokenise(Source("", caps))
    out, k = [], 0
    while k < len(t.words):
        width = t.widths[k] if t.tags[k] & (tags.BODY | tags.SINGLE | tags.PLACE) else 1
        words = t.words[k : k + width]
        small = words[0] in _SMALL or (t.has(k, tags.PLACE) and k > 0)
        out += words if small else [words[0].capitalize(), *words[1:]]
        if not small and words[0] in _TWICE and width > 1:
            out[1 - width] = out[1 - width].capitalize()
        k += width
    return " ".join(out)
