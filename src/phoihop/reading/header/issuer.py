"""The issuing body: the last name of the letterhead above the number; for a committee, with the committee's name."""

from __future__ import annotations

import re

from phoihop.reading.header.columns import bare
from phoihop.reading.header.model import Cell, Header, is_caps, strip_marks
from phoihop.reading.header.named import TYPES
from phoihop.reading.lexicon import tags
from phoihop.reading.names import name_at
from phoihop.reading.normalise import Source
from phoihop.reading.numbers import TYPE_OF
from phoihop.reading.parts import Part
from phoihop.reading.tokens import lowered, tokenise

_NATION = re.compile(  # read without its marks, which scans lose
    r"^cong$|^chu\s+nghia\s+viet\s+nam.*$|^viet nam$|^hoa\s+xa\s+hoi.*$|\s*(?:cong\s*hoa\s*xa\s*hoi|dang\s+cong\s+san\s+viet|doc\s+lap\s*[-–—]).*$"
)
_MARKED = re.compile(r"\s+(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|DỰ THẢO|MẬT)(?: HẸN GIỜ)?$")
_PARTY_SEAT = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ)\s+(?:ỦY|UỶ)|ĐẢNG\s+(?:ỦY|UỶ)|(?:TỈNH|THÀNH|HUYỆN)\s+ĐOÀN")
_COMMITTEE_OF_PARTY = re.compile(r"^ĐẢNG BỘ (?=XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN)")
_OF_SEAT = re.compile(
    r"^(?:BAN (?!CHẤP HÀNH (?:ĐOÀN|HỘI))|VĂN PHÒNG|(?:ỦY|UỶ) BAN KIỂM TRA|ĐẢNG (?:ỦY|UỶ)|TRƯỜNG CHÍNH TRỊ)"
)
_TERRITORY = re.compile(r"^(?:TỈNH|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s")
_TERRITORY_IN = re.compile(
    r"(?:^|\s)(?P<own>(?:TỈNH|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+(?!HỘI\b)[^\W_].*|TP\.?\s?[^\W\d].*)$"
)
_SERVES = re.compile(
    r"VĂN PHÒNG$|THƯỜNG TRỰC$|BAN (?:THƯỜNG TRỰC|CHẤP HÀNH)$|BAN (?:PHÁP CHẾ|KINH TẾ|VĂN HÓA|VĂN HOÁ|DÂN TỘC|ĐÔ THỊ)"
)
_COUNCIL_OF = re.compile(r"(?:ỦY|UỶ) BAN|UBND|HỘI ĐỒNG|HĐND|MẶT TRẬN|ĐOÀN ĐẠI BIỂU")
_COUNCIL = re.compile(r"(?:ỦY|UỶ) BAN NHÂN DÂN$|HỘI ĐỒNG NHÂN DÂN$|MẶT TRẬN TỔ QUỐC(?: VIỆT NAM)?$|^UBND$|^HĐND$")
_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG)\s+(?:ỦY|UỶ)")
_STANDING = re.compile(r"T/?[ML]\.?\s+BAN\s+THƯỜNG\s+VỤ")
_TOP = re.compile(r"T/?[ML]\.?\s+(BAN\s+BÍ\s+THƯ|BỘ\s+CHÍNH\s+TRỊ)")
_HALF = re.compile(  # a head whose body stands on the next line
    r"(?:CHI BỘ|ĐẢNG (?:ỦY|UỶ|BỘ|ĐOÀN)|(?:BCH |BAN CHẤP HÀNH )?CÔNG ĐOÀN(?: CƠ SỞ)?|BAN (?:CHẤP HÀNH|THƯỜNG VỤ|THƯỜNG TRỰC|CÁN SỰ ĐẢNG)|VĂN PHÒNG|THƯỜNG TRỰC|ĐOÀN(?: TRƯỜNG)?|TRƯỜNG"
    r"|BAN ĐẠI DIỆN CHA MẸ HỌC SINH|HỘI ĐỒNG (?:TRƯỜNG|THI|COI THI|CHẤM THI|TUYỂN SINH)|LIÊN ĐỘI|CHI HỘI|CHI ĐOÀN|TỔ CÔNG ĐOÀN|BAN NỮ CÔNG)$"
)
_ENDS_HEAD = re.compile(rf"Kính (?:gửi|gởi|trình)|Căn cứ|(?:{TYPES.upper()})(?:\s|$)|Điều \d")
_OFFICE = re.compile(r"CÔNG ĐOÀN (?:NGÀNH|CÁC|VIÊN CHỨC)|SỞ |PHÒNG |CHI CỤC |THANH TRA")
_UNPLACED = re.compile(  # named by what it does, not by where
    r"TRẠM Y TẾ$|BAN (?!QUẢN LÝ DỰ ÁN)|TRUNG TÂM (?:Y TẾ|VĂN HÓA|VĂN HOÁ|CHÍNH TRỊ|KIỂM SOÁT|PHỤC VỤ|GIÁO DỤC|DỊCH VỤ|PHÁT TRIỂN|TRUYỀN THÔNG)[^\d]*$|CÔNG AN$|ĐÀI (?:PHÁT THANH|TRUYỀN)|HỘI ĐỒNG"
)
_FOR_PERMANENT = re.compile(r"T/?L\.?\s+THƯỜNG\s+TRỰC")
_PERMANENT = re.compile(r"T/?M\.?\s+THƯỜNG\s+TRỰC")
_WHOLE_COMMITTEE = re.compile(r"T/?[ML]\.?\s+BAN\s+CHẤP\s+HÀNH")
_COMMITTEE_OF = re.compile(r"^(Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+(?:ủy|uỷ)\s*", re.IGNORECASE)
_SEATS = {"tỉnh": "tỉnh ", "thành": "thành phố ", "huyện": "huyện ", "quận": "quận ", "thị": "thị xã ", "đảng": ""}
_YOUTH = re.compile(r"(?:BAN CHẤP HÀNH|BCH) (?:ĐOÀN )?(TỈNH|HUYỆN|THÀNH PHỐ|XÃ|PHƯỜNG)")
_YOUTH_AS = {
    "TỈNH": "Tỉnh đoàn",
    "HUYỆN": "Huyện đoàn",
    "THÀNH PHỐ": "Thành đoàn",
    "XÃ": "Đoàn xã",
    "PHƯỜNG": "Đoàn phường",
}
_HOUSE = re.compile(r"BỆNH VIỆN|TRƯỜNG|TRUNG TÂM|NHÀ ")
_ENDS_PLACE = re.compile(r"\s(TỈNH|HUYỆN|XÃ|PHƯỜNG|THÀNH PHỐ)$")
_ATTACHED = re.compile(
    r"\(\s*[Bb]an hành kèm theo\s+[^()]{6,120}?\s+của\s+(?:(?:Chủ tịch|Bộ trưởng|Giám đốc)\s+)?(?P<who>[^()]{4,90}?)\s*\)"
)
_Body = tuple[str, int, int]  # the name in capitals, where it begins and ends
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[ckmnpt])?|\W+"
)  # others are short forms
_TASKS = re.compile(r"VỤ (?:CỤ THỂ|TRIỂN KHAI|TRỌNG TÂM|CHỦ YẾU|ĐƯỢC|THỰC HIỆN|CHUNG|CÔNG TÁC|NĂM|THÁNG|QUÝ)")
_NAMED = 32  # letters of «BAN THƯỜNG VỤ HỘI …» over the grounds of a decision
_SMALL = {"và", "của", "-", "các"}
_TWICE = {"ban", "hội", "liên"}
_NO_BODY = re.compile(
    r"[\W\d]*/\s?[A-ZĐ]|\W*(?:S[ỐốÔôOo]\s*[:/\d.]|S[Ốố]\b|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾT LUẬN|KẾ HOẠCH(?! VÀ)|THÔNG BÁO(?! CHÍ)|CÔNG ĐIỆN|TỜ TRÌNH|GIẤY MỜI|HƯỚNG DẪN|BÁO CÁO|BIÊN BẢN|BẢN |DỰ THẢO|KHẨN|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|MẬT\b|TỐI MẬT|KÍNH|CÔNG VĂN|CHỈ THỊ|ĐẾN\b"
    r"|TÀI LIỆU|LƯU HÀNH|HẸN GIỜ|VĂN BẢN|TRANG \d|V/V|PHỤ LỤC|TRƯỜNG .* ĐẾN)|\*"
)


def find_issuer(text: str, cells: list[Cell], out: Header) -> None:
    if out.issuing_body or out.register:
        return
    bodies = (
        _bodies(_above(cells, out), unknown=out.number is not None)
        or _bodies(_plain(cells, out))
        or _bodies(_below(cells, out))
    )
    if bodies:
        out.issuing_body = _of_letterhead(text, bodies, out)
    else:
        out.issuing_body = out.passed_by or _attached(text, out) or _of_meeting(text, out)


def _of_letterhead(text: str, bodies: list[_Body], out: Header) -> Part:
    if len(bodies) > 1 and _jointly(bodies[-2][0], bodies[-1][0], out):
        words = f"{as_written(text, bodies[-2][0])} - {as_written(text, bodies[-1][0])}"
        return Part(words, bodies[-2][1], bodies[-1][2], "issuer.joint", 0.85)
    name, start, end = bodies[-1]
    parent = bodies[-2][0] if len(bodies) > 1 else ""
    name = _once(_placed(name, parent, text))
    words, rule = as_written(text, name), "issuer.letterhead"
    seat = _COMMITTEE_OF_PARTY.sub("ĐẢNG ỦY ", parent)
    if parent != seat and _OF_SEAT.match(name) and f"{name} {seat[:7]}".lower() in lowered(" ".join(text.split())):
        words = f"{words} {as_written(text, seat)}"
    elif parent and _OF_SEAT.match(name) and _PARTY_SEAT.search(parent) and not _PARTY_SEAT.search(name):
        words = f"{words} {as_written(text, parent)}"
    elif parent and (of := _of_parent(name, parent)):
        words = f"{words} {as_written(text, of)}"
    if by_signature := _by_signature(text, name, words, parent, out):
        words, rule = by_signature, "issuer.standing_committee"
    return Part(words, start, end, rule, 0.93)


def _jointly(first: str, second: str, out: Header) -> bool:
    """Two bodies of one rank over a number that names both: «…/KHLN-SYT-SGDĐT»."""
    if out.number is None:
        return False
    symbols = re.split(r"[-/]", out.number.value)[1:]
    several = len(symbols) > 2 and (symbols[0].upper() in TYPE_OF or symbols[0].endswith(("LN", "LT", "PH")))
    return several and first.split(maxsplit=1)[0] == second.split(maxsplit=1)[0] in {"SỞ", "BỘ", "PHÒNG", "HỘI", "BAN"}


def _by_signature(text: str, name: str, words: str, parent: str, out: Header) -> str:
    """Signed for a committee, it is the committee's."""
    signed = out.signed_for.value if out.signed_for else ""
    if _COMMITTEE.match(name) and _STANDING.search(signed) and not _of_another(signed, out):
        return f"{as_written(text, 'BAN THƯỜNG VỤ')} {words}"
    if _COMMITTEE.match(name) and (
        _PERMANENT.search(signed) or (_FOR_PERMANENT.search(signed) and _about_permanent(out))
    ):
        return f"Thường trực {words}"
    if _COMMITTEE.match(name) and _WHOLE_COMMITTEE.search(signed):
        return "Ban Chấp hành Đảng bộ " + _COMMITTEE_OF.sub(lambda seat: _SEATS[seat[1].lower()], words)
    if name.startswith("BAN CHẤP HÀNH TRUNG ƯƠNG") and (top := _TOP.search(signed)):
        return as_written(text, top[1])
    return _standing_of_union(text, name, words, parent) if _STANDING.search(signed) else ""


def _standing_of_union(text: str, name: str, words: str, parent: str) -> str:
    """Of the youth union, and of an association whose standing committee stands over the grounds of its decision."""
    if name.startswith("HỘI ") and f"BAN THƯỜNG VỤ {name}"[:_NAMED] in text.upper():
        return f"Ban Thường vụ {words}"
    if youth := _YOUTH.match(name) if "ĐOÀN" in parent else None:
        return f"Ban Thường vụ {_YOUTH_AS[youth[1]]} {as_written(text, name[youth.end() :].strip())}"
    return ""


def _of_another(signed: str, out: Header) -> bool:
    """Signed by order (T/L), it is the body's that the title names: «kết luận của đồng chí Bí thư Đảng ủy»."""
    told = out.subject.value.lower() if out.subject else ""
    return signed.lstrip()[:3].upper() in {"T/L", "TL."} and "của đồng chí bí thư" in told


def _about_permanent(out: Header) -> bool:
    """«Thông báo kết luận của Thường trực Thành ủy», signed by its order."""
    return out.subject is not None and "thường trực" in out.subject.value.lower()


def _placed(name: str, parent: str, text: str) -> str:
    """«… NHÂN DÂN TỈNH» under «ĐẢNG BỘ TỈNH AN LÃNG»; «ỦY BAN NHÂN DÂN» whose decision names it in full."""
    kind = _ENDS_PLACE.search(name) if not _HOUSE.search(name) else None
    if kind and (own := _TERRITORY_IN.search(parent)) and own["own"].startswith(kind[1] + " "):
        return name + own["own"][len(kind[1]) :]
    if _COUNCIL.fullmatch(name):
        full = re.search(
            rf"^(?:CHỦ TỊCH )?({re.escape(name)} (?:TỈNH|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|XÃ|PHƯỜNG|THỊ TRẤN) [^\n,.:|]{{2,40}}?)\s*$",
            text[:4000],
            re.MULTILINE,
        )
        if full:
            return " ".join(full[1].split())
    return name


def _once(name: str) -> str:
    """«… TỈNH TỈNH QUẢNG LĂNG», where two columns were glued."""
    return re.sub(r"\b(TỈNH|HUYỆN|XÃ|PHƯỜNG|THÀNH PHỐ)\s+(?=\1\s)", "", name)


def _attached(text: str, out: Header) -> Part | None:
    """«(Ban hành kèm theo Quyết định số … của X)» under the title of what is issued with it."""
    found = _ATTACHED.search(text, 0, 2000) if out.doc_type else None
    return Part(" ".join(found["who"].split()), *found.span("who"), "issuer.attached", 0.85) if found else None


def _of_meeting(text: str, out: Header) -> Part | None:
    """Minutes of a body's own meeting."""
    if out.doc_type is None or out.doc_type.value != "biên bản" or out.subject is None:
        return None
    found = re.search(r"\scủa\s+(?P<who>[A-ZĐ][^,.;]{4,90})$", text[out.subject.start : out.subject.end])
    at = out.subject.start
    return (
        Part(" ".join(found["who"].split()), at + found.start("who"), at + found.end("who"), "issuer.meeting", 0.7)
        if found
        else None
    )


def _of_parent(name: str, parent: str) -> str:
    """What a body's name takes from the line above: its territory, or the whole of the body it serves."""
    if _TERRITORY_IN.search(name):
        return ""
    if _SERVES.match(name) and (_COUNCIL_OF.match(parent) or parent.startswith("ĐẢNG BỘ")):
        return parent
    if parent == "BAN CHẤP HÀNH TRUNG ƯƠNG" and name.startswith(
        ("BAN ", "VĂN PHÒNG", "ỦY BAN KIỂM TRA", "UỶ BAN KIỂM TRA")
    ):
        return "" if "TRUNG ƯƠNG" in name else "TRUNG ƯƠNG"
    found = _TERRITORY_IN.search(parent)
    return (
        found["own"] if found and (_OFFICE.match(name) or (_COUNCIL_OF.match(parent) and _UNPLACED.match(name))) else ""
    )


def _above(cells: list[Cell], out: Header) -> list[_Body]:
    """Lines in capitals above the number, without the name of the State or the Party."""
    marks = (out.number, out.date_raw, out.doc_type)
    stop = next((p.start for p in marks if p), None)
    if stop is None:
        return []
    found = []
    for cell in cells[:30]:
        if cell.end > stop:
            break
        words = _own_words(cell)
        if words and is_caps(words) and not _NO_BODY.match(words) and len(words) < 120:
            found.append((" ".join(words.split()), cell.start, cell.start + len(words)))
    return found


def _own_words(cell: Cell) -> str:
    """Without the name of the State or the Party, marks of urgency and rules."""
    nation = _NATION.search(bare(cell.text))
    words = cell.text[: nation.start()] if nation else cell.text
    return _MARKED.sub("", words.strip(" \t-–—_*|=~."))


def _below(cells: list[Cell], out: Header) -> list[_Body]:
    """A head whose columns were copied right before left: names in capitals between the number and the addressees."""
    if out.number is None or out.number.rule != "number.letterhead":
        return []
    found: list[_Body] = []
    for cell in [c for c in cells[:30] if c.start > out.number.end]:
        words = _own_words(cell)
        if _ENDS_HEAD.match(cell.text) or len(found) > 3:
            break
        if words and is_caps(words) and not _NO_BODY.match(words) and len(words) < 120:
            found.append((" ".join(words.split()), cell.start, cell.start + len(words)))
    return found


def _plain(cells: list[Cell], out: Header) -> list[_Body]:
    """A letterhead copied in small letters: lines above the number that are nothing but a body's name."""
    if out.number is None or out.number.rule != "number.letterhead":
        return []
    above = [c for c in cells[:12] if c.end <= out.number.start]
    return [(" ".join(c.text.split()).upper(), c.start, c.end) for c in above if len(c.text) < 90 and _is_name(c.text)]


def _is_name(words: str) -> bool:
    t = tokenise(Source("", words))
    name = name_at(t, 0, len(t.words)) if t.words and words[0].isupper() else None
    return name is not None and name.end == len(t.words) and not name.det


def _bodies(found: list[_Body], *, unknown: bool = False) -> list[_Body]:
    """Lines joined to names: a line that begins no body of its own goes on with the one above; of names all unknown the last is one."""
    out: list[_Body] = []
    for words, start, end in found:
        if out and (
            _HALF.match(out[-1][0])
            or words.startswith("CHI NHÁNH ")
            or (_TERRITORY.match(words) and _COUNCIL.search(out[-1][0]))
            or not _begins_body(words)
        ):
            out[-1] = (f"{out[-1][0]} {words}", out[-1][1], end)
        else:
            out.append((words, start, end))
    return [x for x in out if _begins_body(x[0])] or (_unknown(found) if unknown else [])


def _unknown(found: list[_Body]) -> list[_Body]:
    """Of names all unknown the last line, with the one above where it is only a place."""
    if not found or len(found) > 3 or len(found[-1][0].split()) < 2:
        return []
    words, start, end = found[-1]
    if len(found) > 1 and (_TERRITORY.match(words) or len(words.split()) < 3):
        words, start = f"{found[-2][0]} {words}", found[-2][1]
    return [(words, start, end)]


def _begins_body(words: str) -> bool:
    if _TASKS.match(words):
        return False  # «… NHIỆM / VỤ CỤ THỂ»
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
    out, k, at = "", 0, 0
    while k < len(t.words):
        width = t.widths[k] if t.tags[k] & (tags.BODY | tags.SINGLE | tags.PLACE) else 1
        first = t.words[k]
        small = first in _SMALL or (t.has(k, tags.PLACE) and k > 0)
        for j in range(k, k + width):
            word = t.words[j]
            capital = not small and (j == k or (j == k + 1 and first in _TWICE))
            shown = (
                caps[t.starts[j] : t.ends[j]]
                if not word.isalpha() or not _SYLLABLE.fullmatch(strip_marks(word))  # a dash as it is printed, too
                else word.capitalize()
                if capital
                else word
            )
            out += caps[at : t.starts[j]] + shown
            at = t.ends[j]
        k += width
    return out + caps[at:]
