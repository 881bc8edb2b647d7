"""Who is to do it: in the item, else in its heading, else in the sentence that leads in."""

from __future__ import annotations

import re

from phoihop.reading.items import VERBS
from phoihop.reading.normalise import collapse
from phoihop.reading.parts import ActorPart

_BODY = (
    r"(?:Ban|Sở|Bộ|Ủy ban|Uỷ ban|UBND|HĐND|MTTQ|Mặt trận|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Thường trực|Văn phòng|Hội|Liên (?:đoàn|hiệp)|Cục|"
    r"Chi cục|Phòng|Trường|Trung tâm|Công an|Bộ Chỉ huy|Tỉnh đoàn|Đoàn|Báo(?! cáo)|Đài|Viện|Thanh tra|Tòa án|Kho bạc|Ngân hàng|Bảo hiểm|"
    r"[Cc]ác (?:sở|ban|ngành|phòng|cơ quan|đơn vị|địa phương|huyện|xã|trường|cơ sở|bộ|đảng ủy|cấp|doanh nghiệp|tổ chức|đoàn thể|thành viên|hội))"
)
_STOP = rf"(?:{VERBS}|chủ trì|có trách nhiệm|chịu|để|căn cứ|góp ý|bố trí|phối hợp)"
_NAME = rf"{_BODY}(?:(?!\s+{_STOP}\b)[^.;:\n])*"
_LEADS = re.compile(
    rf"(?:^|(?:[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu)\s+)(?P<who>{_NAME}?)\s*:?\s*(?P<verb>(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối|thường trực))"
)
_WITH = re.compile(rf"phối hợp(?:\s+chặt chẽ)?\s+(?:với|cùng)\s+(?P<who>{_NAME})")
_ORDER = re.compile(rf"(?:^|[.;:]\s+)(?:[Gg]iao|[Đđ]ề nghị|[Yy]êu cầu)\s+(?P<who>{_NAME})")
_SUBJECT = re.compile(
    rf"^(?P<who>{_NAME}?)\s*(?::|(?=\s(?:có trách nhiệm|chịu trách nhiệm|tham mưu|triển khai|thực hiện|tổ chức|chỉ đạo|hướng dẫn|xây dựng|rà soát|tiếp tục|báo cáo|gửi|tăng cường|theo dõi|chủ động|khẩn trương|phối hợp)))"
)
_LEAD_IN = [
    re.compile(rf"để\s+(?P<who>{_NAME})\s+(?:triển khai|thực hiện|tổ chức)[^.:]*?(?:sau|sau đây)\s*:"),
    re.compile(rf"(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao|hướng dẫn)\s+(?P<who>{_NAME})\s+[^.:]*?(?:như sau|sau đây|sau)\s*:"),
]
_AND = re.compile(
    r"\s*(?:;|,\s+(?=(?:Ban|Sở|Bộ|Ủy ban|Uỷ ban|UBND|Hội|Văn phòng|Báo(?! cáo)|Đài|Tỉnh đoàn|Công an|[Cc]ác )\b)|\s+và\s+(?=(?:Ban|Sở|Bộ|Ủy ban|UBND|Hội|Văn phòng|Báo(?! cáo)|Đài|Tỉnh đoàn|[Cc]ác )))\s*"
)


def split_names(text: str, start: int, end: int, role: str, rule: str) -> list[ActorPart]:
    """A list of bodies that each have a name, one by one."""
    out: list[ActorPart] = []
    at = start
    for joint in [*_AND.finditer(text, start, end), None]:
        stop = joint.start() if joint else end
        words = text[at:stop].strip(" ,.;:-–")
        if words:
            place = text.index(words, at)
            out.append(ActorPart(collapse(words), role, place, place + len(words), rule))
        at = joint.end() if joint else end
    return out


def lead_in_of(text: str, start: int, end: int) -> tuple[list[ActorPart], int] | None:
    """Doers that a lead-in sentence names, and where it ends."""
    for shape in _LEAD_IN:
        if found := shape.search(text, start, end):
            names = split_names(text, found.start("who"), found.end("who"), "do", "doer.lead_in")
            return names, found.end()
    return None


def actors_in(text: str, start: int, end: int) -> list[ActorPart]:
    """Named inside the item itself; [] where it names nobody."""
    words = text[start:end]
    out: list[ActorPart] = []
    if found := _LEADS.search(words):
        out += split_names(text, start + found.start("who"), start + found.end("who"), "lead", "doer.leads")
    elif found := _ORDER.search(words) or _SUBJECT.match(words):
        out += split_names(text, start + found.start("who"), start + found.end("who"), "do", "doer.order")
    if out and (found := _WITH.search(words)):
        out += split_names(text, start + found.start("who"), start + found.end("who"), "coordinate", "doer.with")
    return out
