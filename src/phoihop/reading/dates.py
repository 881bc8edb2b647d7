"""Days as letters write them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

DAY = re.compile(
    r"(?:ngày\s+)?(?<![\d/.\-])(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})(?!\d)"
    r"|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s*(?:,\s*)?năm\s+(\d{4})",
    re.IGNORECASE,
)
_TIMES = [
    ("day", DAY),
    ("day_month", re.compile(r"ngày\s+(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?!\s*năm)", re.IGNORECASE)),
    ("month", re.compile(r"tháng\s+(\d{1,2})\s?(?:/|năm\s+)\s?(\d{4})", re.IGNORECASE)),
    ("quarter", re.compile(r"quý\s+(IV|I{1,3}|[1-4])\s?(?:/|năm\s+)\s?(\d{4})", re.IGNORECASE)),
    ("year", re.compile(r"năm\s+(\d{4})", re.IGNORECASE)),
]  # fmt: skip
_BEFORE = re.compile(
    r"(?P<word>chậm nhất(?:\s+(?:là|đến|trước|vào))?|muộn nhất(?:\s+là)?|trước|đến hết|hết|xong|hoàn thành (?:trong|vào|trước)|trong|đến)"
    r"\s+(?:hết\s+)?(?=(?:ngày|tháng|quý|năm|\d{1,2}[/.]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    day: date | None
    phrase: str
    before: bool
    start: int
    end: int


def make_date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_in(text: str) -> list[tuple[date, int, int]]:
    out = []
    for found in DAY.finditer(text):
        n = [int(g) for g in found.groups() if g]
        if made := make_date(n[0], n[1], n[2]):
            out.append((made, found.start(), found.end()))
    return out


def deadline_in(text: str, signed: date | None) -> Deadline | None:
    """The first day that a preposition makes a deadline; a period means its last day; a year alone needs «trong/hết»."""
    for head in _BEFORE.finditer(text):
        word = head["word"].lower()
        for kind, shape in _TIMES:
            if (found := shape.match(text, head.end())) is None:
                continue
            if kind == "year" and word in {"đến", "trước", "trong"}:
                break
            day = _day_of(kind, found, signed)
            if day is None and kind != "day_month":
                break
            return Deadline(day, text[head.start() : found.end()], "trước" in word, head.start(), found.end())
    return None


def _day_of(kind: str, found: re.Match[str], signed: date | None) -> date | None:
    groups = [g for g in found.groups() if g]
    if kind == "day":
        return make_date(int(groups[0]), int(groups[1]), int(groups[2]))
    if kind == "day_month":
        if signed is None:
            return None
        day = make_date(int(groups[0]), int(groups[1]), signed.year)
        return day if day and day > signed else None
    if kind == "month":
        return last_of(int(groups[1]), int(groups[0]))
    if kind == "quarter":
        quarter = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(groups[0].upper()) or int(groups[0])
        return last_of(int(groups[1]), quarter * 3)
    return date(int(groups[0]), 12, 31)


def last_of(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and 1 <= year <= 9999 else None
