"""A second letter in the same file: a whole letterhead of its own behind a signature. Each is one line of the register."""

from __future__ import annotations

import re

from phoihop.reading.normalise import Line
from phoihop.reading.parts import Part

_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>\d{1,5}\s*[-–/]\s*[A-ZĐ\d][\w./&–-]*)", re.IGNORECASE)
_MOTTO = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_DATED = re.compile(r",?\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?:T[/.]?M|K[/.]?T|T[/.]?L|T[/.]?UQ)[./:]?\s+\S|(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|TRƯỞNG PHÒNG|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG)(?!\w)|Nơi\s+nhận"
)
_COPY = re.compile(r"SAO (?:Y|LỤC)|TRÍCH SAO|BẢN SAO")
SENTENCES = {
    "vi": "Tệp này chứa văn bản thứ hai ({number}) từ dòng {line}: phần đó chưa được đọc, hãy tách ra và vào sổ riêng.",
    "en": "This file holds a second letter ({number}) from line {line} on: nothing of it was read. Split it off and register it separately.",
}
_HEAD = 6  # lines around the number in which a letterhead stands
_ABOVE = 4


def second_in(lines: list[Line]) -> Part | None:
    """Its number, and where its letterhead begins."""
    first = None
    for n, line in enumerate(lines):
        found = _NUMBER.search(line.text)
        if not found:
            continue
        around = [one.text for one in lines[max(0, n - _HEAD) : n + _HEAD]]
        if not any(map(_MOTTO.search, around)) or not any(map(_DATED.search, around)):
            continue
        if first is None:
            first = found["number"], n
        elif found["number"] != first[0] and _is_signed(lines[first[1] + 1 : n]) and not any(map(_COPY.search, around)):
            start = _top(lines, n)
            return Part("".join(found["number"].split()), lines[start].start, line.end, "second.letterhead", 0.9)
    return None


def _is_signed(between: list[Line]) -> bool:
    return any(_SIGNS.match(line.text.strip()) for line in between)


def _top(lines: list[Line], n: int) -> int:
    """The first line of the head: above its number in capitals, without a blank line between."""
    top = n
    while top and n - top < _ABOVE and not lines[top].after_blank:
        above = lines[top - 1].text.strip()
        if _SIGNS.match(above) or not (above.isupper() or _MOTTO.search(above) or above.startswith("Độc lập")):
            break
        top -= 1
    return top


def told_of_second(text: str, second: Part, language: str) -> str:
    return SENTENCES[language].format(number=second.value, line=text.count("\n", 0, second.start) + 1)
