"""Document numbers: any dash, any blank, both orders; canonical without blanks and with the usual capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UPPER = "A-ZĂÂĐÊÔƠƯ"
_DASH = r"[-–—‑]"
_SYMBOL = rf"[{UPPER}][{UPPER}a-zđi]*\d{{0,2}}"
NUMBER = re.compile(
    rf"(?<![\w/])(\d{{1,5}}[a-zA-Z]?)\s?({_DASH}|/)\s?"
    rf"((?:\d{{4}}\s?/\s?)?{_SYMBOL}(?:\s?(?:{_DASH}|/)\s?{_SYMBOL})*)(?![\w])"
)
TYPES = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "QĐI": "quy định", "QYĐ": "quy định", "CT": "chỉ thị", "KL": "kết luận",
    "QC": "quy chế", "TB": "thông báo", "HD": "hướng dẫn", "KH": "kế hoạch", "CTR": "chương trình", "TTR": "tờ trình",
    "CV": "công văn", "BC": "báo cáo", "TT": "thông tư", "NĐ": "nghị định", "GM": "giấy mời", "CĐ": "công điện",
    "QCPH": "quy chế", "TTLT": "thông tư", "VBHN": "văn bản hợp nhất",
}  # fmt: skip
NAMES = sorted(
    {*TYPES.values(), "luật", "bộ luật", "pháp lệnh", "chương trình hành động", "thông tri"}, key=len, reverse=True
)


@dataclass(frozen=True, slots=True)
class Found:
    number: str
    start: int
    end: int


def canonical(raw: str) -> str:
    """«581- CV/BTGTU» → 581-CV/BTGTU; dashes of any length become «-»."""
    text = re.sub(r"\s+", "", raw)
    return re.sub(_DASH, "-", text)


def numbers_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    for found in NUMBER.finditer(text, start, len(text) if end is None else end):
        raw = re.sub(r"\s?[-–/]\s?$", "", found[0])
        symbol = canonical(found[3])
        if re.fullmatch(r"[A-ZĐ]?[a-zđ]+", symbol):  # 12-tháng, 6/lớp: no symbol
            continue
        yield Found(canonical(raw), found.start(), found.start() + len(raw))


def type_of(number: str) -> str | None:
    """The type that the number's own symbol says, else that of an office's letter."""
    body = re.sub(r"^\d+[a-zA-Z]?[-/](?:\d{4}/)?", "", number)
    words = re.split(r"[-/]", body)
    for word in words[:1]:
        if known := TYPES.get(word.upper()):
            return known
    return "công văn" if "/" in number and re.match(r"^\d+/", number) and words and words[0].isupper() else None
