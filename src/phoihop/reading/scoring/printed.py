"""Where a value stands in a letter as printed, as annotations want it: values that the text says, phrases to the letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from phoihop.periods import read_cadence

DOC_TYPES = frozenset({
    "công văn", "kế hoạch", "chỉ thị", "thông báo", "chương trình", "chương trình phối hợp", "hướng dẫn", "quyết định",
    "quy chế", "nghị quyết", "công điện", "báo cáo", "tờ trình", "kết luận", "quy định", "thông tư", "nghị định", "luật",
    "bộ luật", "giấy mời", "văn bản hợp nhất",
})  # fmt: skip
RHYTHMS = ("weekly", "monthly", "quarterly", "semiannual", "annual", "on_event")  # any other is «other»
_PAIRS = (("uỷ", "ủy"), ("hoà", "hòa"), ("hoá", "hóa"))
_DAY = re.compile(
    r"(?:ngày\s+)?(?<!\d)(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:(?:\s*[/.-]\s*|\s+năm\s+)((?:19|20|21)\d\d))?(?!\d)",
    re.IGNORECASE,
)
_EVENT = re.compile(r"(?:ngay |mỗi |nhất là )?khi [^,.;:()\n]+|đột xuất", re.IGNORECASE)
_RHYTHM = re.compile(
    r"(?:định kỳ\s+)?(?:(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)|(?:6|sáu|06)\s+tháng(?:\s+một\s+lần)?)",
    re.IGNORECASE,
)


def plainly(value: str) -> str:
    """NFC, small letters, blanks collapsed, one place for the tone: what «the text says it» is asked in."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", value)).strip().lower()
    for old, new in _PAIRS:
        text = text.replace(old, new)
    return text


def says(text: str, value: str) -> bool:
    return plainly(value) in plainly(text)


def says_words(text: str, value: str) -> bool:
    """Every word of it somewhere: a letterhead's lines stand in two columns."""
    held = set(re.findall(r"\w+", plainly(text)))
    return all(word in held for word in re.findall(r"\w+", plainly(value)))


def exact(text: str, phrase: str | None) -> str | None:
    """The phrase with the blanks and the form of Unicode that it has in the text."""
    for form in ("NFC", "NFD"):
        words = unicodedata.normalize(form, phrase or "").split()
        if words and (found := re.search(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE)):
            return found[0]
    return phrase if phrase and phrase in text else None


def exact_number(text: str, number: str) -> str | None:
    """«12- CV/BTGTU» of «12-CV/BTGTU»: blanks anywhere, any dash."""
    parts = [r"[-–—]" if char == "-" else re.escape(char) for char in number]
    found = re.search(r"(?<!\w)" + r"\s*".join(parts) + r"(?!\w)", text, re.IGNORECASE) if parts else None
    return found[0] if found else None


def days_in(text: str, year: int | None = None) -> Iterator[tuple[date, str]]:
    """Each day with its printed form; one without a year is of this one."""
    for found in _DAY.finditer(text):
        of = int(found[3]) if found[3] else year
        try:
            yield date(of or 0, int(found[2]), int(found[1])), found[0]
        except ValueError:
            continue


def rhythm_in(words: str, cadence: str) -> str | None:
    """The phrase that says this rhythm."""
    if cadence == "on_event":
        found = _EVENT.search(words)
        return found[0] if found else None
    for one in _RHYTHM.finditer(words):
        if any(rhythm.kind == cadence for rhythm in read_cadence(one[0]) or []):
            return one[0]
    return None
