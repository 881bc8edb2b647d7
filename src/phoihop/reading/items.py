"""The body cut into its smallest items: numbered, lettered, dashed, or sentences that begin another piece of work."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from phoihop.reading.normalise import Line

_MARK = re.compile(
    r"^(?:(?P<roman>[IVX]{1,5})[.)\-]\s+|(?P<num>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=[^\d/%])|(?P<num2>\d{1,2}(?:\.\d{1,2})*)[.)]\s*|(?P<let>[a-zđ])[).]\s+|(?P<dash>[-–+•*])\s*)"
)
_ARTICLE = re.compile(r"^Điều\s+(\d+)\.?\s*")
VERBS = (
    "rà soát|bổ sung|xây dựng|tổ chức|triển khai|tiếp tục|thực hiện|tham mưu|chủ động|thường xuyên|phối hợp|tăng cường|đẩy mạnh|"
    "nâng cao|chỉ đạo|hướng dẫn|kiểm tra|đôn đốc|báo cáo|gửi|kịp thời|quán triệt|tuyên truyền|phổ biến|cử|bố trí|lập|ban hành|"
    "hoàn thành|hoàn thiện|theo dõi|nắm|tổng hợp|đánh giá|sơ kết|tổng kết|nghiên cứu|đề xuất|bảo đảm|đảm bảo|rút kinh nghiệm|"
    "khẩn trương|quan tâm|lãnh đạo|phân công|giao|cung cấp|cập nhật|duy trì|củng cố|kiện toàn|xem xét|chuẩn bị|đăng ký|mở|tập trung|"
    "định kỳ|yêu cầu|đề nghị|bồi dưỡng|giám sát|xử lý|giải quyết|phát động|công khai|niêm yết|vận động|hỗ trợ|thành lập|ký kết|tham gia"
)
_VERB = re.compile(rf"^(?:{VERBS})\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?<=[^\d\s][.!?])\s+(?=[A-ZĐĂÂÊÔƠƯÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ])"
)
_LINK = re.compile(
    r"^(?:Đồng thời|Trên cơ sở đó|Ngoài ra|Bên cạnh đó|Theo đó|Từ đó|Qua đó|Mặt khác),?\s+", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"^(?:khi|đồng thời|trong đó|nhằm|để|qua đó|từ đó|nhất là|gắn|góp phần|bảo đảm|đảm bảo|định hướng|kết hợp|coi|không|và|nếu|trường hợp|trên cơ sở)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(r"^(?:căn cứ|theo|thực hiện)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the body; `heading` tells that it only opens what follows (ends in a colon, or is short)."""

    start: int
    end: int
    path: str
    level: int
    heading: bool
    rule: str


def items_of(lines: list[Line], start: int, end: int) -> list[Item]:
    """Each line of the body as an item under its mark; running lines without a mark are paragraphs."""
    out: list[Item] = []
    path: list[tuple[int, str]] = []
    paragraph = 0
    for line in lines:
        if line.start < start or line.end > end:
            continue
        level, mark, at = _mark(line)
        if level is None:
            paragraph += 1
            out.append(Item(line.start, line.end, str(paragraph), 9, line.text.endswith(":"), "item.paragraph"))
            continue
        path = [(lv, m) for lv, m in path if lv < level]
        path.append((level, mark))
        heading = (
            line.text.endswith(":")
            or level <= 1
            or (level == 2 and len(line.text) < 60 and not line.text.endswith((".", ";")))
        )
        out.append(Item(line.start + at, line.end, ".".join(m for _lv, m in path), level, heading, "item.marked"))
    return out


def _mark(line: Line) -> tuple[int | None, str, int]:
    if found := _ARTICLE.match(line.text):
        return 1, f"Đ{found[1]}", found.end()
    found = _MARK.match(line.text)
    if found is None:
        return None, "", 0
    if found["roman"]:
        return 0, found["roman"], found.end()
    if number := found["num"] or found["num2"]:
        return 2 + number.count("."), number, found.end()
    if found["let"]:
        return 5, found["let"], found.end()
    return 6, found["dash"], found.end()


def pieces_of(text: str, item: Item) -> list[Item]:
    """An item split where a sentence or semicolon clearly begins another piece of work."""
    out: list[Item] = []
    for start, end in _sentences(text, item.start, item.end):
        out += _at_semicolons(text, replace(item, start=start, end=end))
    return out


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(m.end() for m in _SENTENCE.finditer(text, start, end)), end]
    spans = []
    for low, high in pairwise(cuts):
        link = _LINK.match(text[low:high])
        spans.append((low + (link.end() if link else 0), low + len(text[low:high].rstrip())))
    return spans


def _at_semicolons(text: str, item: Item) -> list[Item]:
    cuts = [item.start]
    depth = 0
    for at in range(item.start, item.end):
        depth += (text[at] == "(") - (text[at] == ")")
        if text[at] == ";" and depth <= 0 and _begins_work(text, cuts[-1], at, item.end):
            cuts.append(at + 1)
    out = []
    for low, high in zip(cuts, [*cuts[1:], item.end], strict=True):
        words = text[low:high]
        start = low + len(words) - len(words.lstrip())
        stop = high - (len(words) - len(words.rstrip(" ;\n"))) if high != item.end or len(cuts) == 1 else high
        out.append(
            replace(item, start=start, end=max(start + 1, stop), rule=item.rule if len(cuts) == 1 else "item.semicolon")
        )
    return out


def _begins_work(text: str, start: int, at: int, end: int) -> bool:
    """After the semicolon stands a verb of work, before it a piece of work and no mere basis."""
    after = text[at + 1 : end].lstrip()
    before = text[start:at].strip()
    if _SUBORDINATE.match(after) or not _VERB.match(after):
        return False
    return not (_BASIS.match(before) and not _has_order(before))


def _has_order(words: str) -> bool:
    return re.search(rf",\s*(?:{VERBS})\b", words, re.IGNORECASE) is not None


def begins_with_work(words: str) -> bool:
    return _VERB.match(words) is not None
