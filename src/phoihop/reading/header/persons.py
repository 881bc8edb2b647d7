"""The body behind who speaks for it: «Phó Chủ tịch UBND tỉnh Lê Văn A» speaks for «UBND tỉnh»."""

from __future__ import annotations

from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name
from phoihop.reading.parts import Part
from phoihop.reading.tokens import Tokens

_OWN_OFFICE = {"thủ tướng", "thủ tướng chính phủ", "chủ tịch nước", "tổng bí thư"}  # who issue by themselves
_FAMILIES = {
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý", "đinh", "trịnh",
    "mai", "đoàn", "đào", "lương", "trương", "tạ", "vương", "tô", "thái", "cao", "hà", "châu", "quách", "lâm", "vi", "triệu", "giàng", "lò",
}  # fmt: skip
_POSTS = {
    "phó", "quyền", "chủ tịch", "giám đốc", "tổng giám đốc", "bộ trưởng", "thứ trưởng", "bí thư", "chủ nhiệm", "cục trưởng", "vụ trưởng",
    "viện trưởng", "hiệu trưởng", "trưởng", "trưởng ban", "trưởng phòng", "chánh", "chánh văn phòng", "tổng cục trưởng", "thủ trưởng", "lãnh đạo",
    "đồng chí", "ông", "bà",
}  # fmt: skip
_KEPT = {"trưởng ban", "trưởng phòng", "chánh văn phòng", "hiệu trưởng"}  # «Trưởng ban Tổ chức» leads «Ban Tổ chức»
_COUNCILS = {"ubnd", "ủy ban nhân dân"}  # whose chairman issues by himself
_MOST = 4  # words of a person's name


def body_of(t: Tokens, name: Name, rule: str, confidence: float) -> Part | None:
    """The name as the issuing body: without the post before it and the person's name behind it."""
    start, end = name.start, name.end
    start = next((k + 2 for k in range(start, end - 2) if t.words[k : k + 2] == ["thay", "mặt"]), start)
    if t.phrase(start) == "chủ tịch" and t.phrase(start + 2) in _COUNCILS and _without_person(t, start, end) == end:
        return Part(
            " ".join(t.text[t.starts[start] : t.ends[end - 1]].split()),
            t.starts[start],
            t.ends[end - 1],
            rule,
            confidence,
        )
    if t.has(start, tags.CHIEF) or t.phrase(start) in _OWN_OFFICE:
        end = _without_person(t, start, end)
    if t.phrase(start) not in _OWN_OFFICE:
        start = _behind_post(t, start, end)
    if start >= end:
        return None
    words = " ".join(t.text[t.starts[start] : t.ends[end - 1]].split())
    return Part(words, t.starts[start], t.ends[end - 1], rule, confidence)


def _behind_post(t: Tokens, start: int, end: int) -> int:
    """«Phó Chủ tịch Thường trực UBND tỉnh»: the word behind the post; a post alone names no body."""
    k = start
    while k < end:
        width = next((n for n in (3, 2, 1) if " ".join(t.words[k : k + n]) in _POSTS), 0)
        if not width:
            break
        k += width
        if k > start and t.phrase(k) == "thường trực" and k + 2 < end:
            k += 2
    return k


def _without_person(t: Tokens, start: int, end: int) -> int:
    for k in range(max(start + t.widths[start], end - _MOST), end - 1):
        if (
            t.words[k] in _FAMILIES
            and not t.has(k - 1, tags.PLACE)
            and all(t.words[j].isalpha() and t.capital(j) for j in range(k, end))
        ):
            return k
    return end
