"""What the columns of a table hold, told by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from phoihop.reading.annex.words import plain

WITHIN = 20  # lines above the headings at most
_LONGEST = 120  # letters of a heading
_DISTRICT = re.compile(r"\b(?:huyen|quan|thi xa|cap huyen)\b")
_COMMUNES = re.compile(r"\b(?:xa,|phuong|thi tran|cap xa)\b")
_NEW = re.compile(r"\bmoi\b|sau (?:khi )?(?:sap xep|sap nhap|hop nhat|nhap)|\bnhap vao\b|\bchuyen (?:ve|sang|vao)\b")
_FROM = re.compile(r"(?:hinh thanh|thanh lap|hop thanh) (?:tu|tren co so)|hop thanh")
_OLD = re.compile(
    r"\bcu\b|truoc|hien (?:trang|nay|co|tai)|sap nhap|hop nhat|sap xep|\bnhap\b|\bcac (?:dvhc|don vi|xa)|nguyen trang"
)
_UNIT = re.compile(r"\b(?:dvhc|don vi|xa|phuong|thi tran|ten|dac khu)\b")


_INDEX = re.compile(r"stt|tt|so tt|so thu tu|#|s tt|thu tu")
_ROLES = [
    ("share", re.compile(r"ty le|\bti le|phan tram|%")),
    ("people", re.compile(r"dan so|so dan|nhan khau")),
    ("area", re.compile(r"dien tich")),
    ("code", re.compile(r"^(?:ma\b|ma so)")),
    ("kind", re.compile(r"^(?:loai|cap)\b")),
    ("parts", re.compile(r"dia ban|\bthon\b|pham vi|phan chuyen")),
    ("plan", re.compile(r"phuong an|noi dung sap xep")),
    ("note", re.compile(r"ghi chu|dien giai|noi dung|ly do|mo ta")),
]


@dataclass(frozen=True, slots=True)
class Heads:
    """Columns by what they hold; `first` is the first line below the headings."""

    places: dict[str, int]
    first: int


def heads_of(rows: Sequence[Sequence[str]]) -> Heads | None:
    """The headings of one, two or three lines that tell most; None where nothing names units old or new."""
    best: tuple[int, Heads] | None = None
    for at in range(min(len(rows), WITHIN)):
        for deep in (1, 2, 3):
            places = _places(rows[at : at + deep]) if at + deep <= len(rows) else {}
            if not ({"new", "old"} <= places.keys() or "plan" in places):
                continue
            score = len(places) * 10 - deep
            if best is None or score > best[0]:
                best = score, Heads(places, at + deep)
    return best[1] if best else None


def _places(lines: Sequence[Sequence[str]]) -> dict[str, int]:
    out: dict[str, int] = {}
    for place, words in enumerate(_joined(lines)):
        role = _role(words)
        if role and role not in out:
            out[role] = place
    if "plan" in out and {"new", "old"} <= out.keys():
        out.setdefault("note", out.pop("plan"))
    return out


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """Each column's words from top to bottom; an upper heading reaches over empty places to its right."""
    width = max(map(len, lines), default=0)
    columns = [""] * width
    for level, line in enumerate(lines):
        over = ""
        for place in range(width):
            words = plain(line[place]) if place < len(line) else ""
            if len(words) > _LONGEST or re.fullmatch(r"[\d.,()]+", words):
                return []
            over = words or over
            reaches = any(place < len(lower) and lower[place] for lower in lines[level + 1 :])
            columns[place] = f"{columns[place]} | {words or (over if reaches else '')}".strip(" |")
    return columns


def _role(words: str) -> str:
    last = words.rpartition(" | ")[2]
    if _INDEX.fullmatch(words.partition(" | ")[0]):
        return "index"
    side = _side(words)
    for role, pattern in _ROLES:
        if pattern.search(last):
            return _sided(role, side)
    if _DISTRICT.search(last) and not _COMMUNES.search(last):
        return "district"
    return side if side and (_UNIT.search(words) or _FROM.search(words)) else ""


def _sided(role: str, side: str) -> str:
    """Figures of what comes out are another column; a code or kind without a side says nothing."""
    if role in {"people", "area"}:
        return f"new_{role}" if side == "new" else role
    if role in {"code", "kind"}:
        return f"{side}_{role}" if side else ""
    return role


def _side(words: str) -> str:
    """`new`, `old` or nothing; what stands lowest counts first."""
    for part in reversed(words.split(" | ")):
        if _FROM.search(part):
            return "old"
        if _NEW.search(part):
            return "new"
        if _OLD.search(part):
            return "old"
    return ""
