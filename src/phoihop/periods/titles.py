"""What a period is called, in Vietnamese and in English."""

from __future__ import annotations

from datetime import date
from typing import Final

from phoihop.periods.spans import read_code
from phoihop.periods.words import MONTHS, ROMAN, day_month, day_range, full_day, month_number, tongue

_LABELS: Final = {
    "daily": ("ngày {day}", "{day}"),
    "weekly": ("tuần {number}/{year}", "week {number} of {year}"),
    "monthly": ("tháng {month}/{year}", "{month} {year}"),
    "quarterly": ("quý {roman}/{year}", "quarter {roman} of {year}"),
    "semiannual": ("6 tháng {half} năm {year}", "{half} half of {year}"),
    "nine_months": ("9 tháng đầu năm {year}", "first nine months of {year}"),
    "annual": ("năm {year}", "year {year}"),
    "school_year": ("năm học {year}–{after}", "school year {year}–{after}"),
}
# For heads of columns: Vietnamese and English, each without the year and with it.
_SHORT: Final = {
    "daily": (("{short_day}", "{day}"), ("{short_day}", "{short_day} {year}")),
    "weekly": (("tuần {number}", "tuần {number}/{year}"), ("wk {number}", "wk {number} {year}")),
    "monthly": (("T{number}", "T{number} {year}"), ("{short_month}", "{short_month} {year}")),
    "quarterly": (("Quý {roman}", "Quý {roman} {year}"), ("Q{number}", "Q{number} {year}")),
    "semiannual": (("6T {half}", "6T {half} {year}"), ("H{number}", "H{number} {year}")),
    "nine_months": (("9T", "9T {year}"), ("9M", "9M {year}")),
    "annual": (("{year}", "{year}"), ("{year}", "{year}")),
    "school_year": (("NH {yy}–{after_yy}", "NH {yy}–{after_yy}"), ("SY {yy}–{after_yy}", "SY {yy}–{after_yy}")),
}


def label_of(code: str, first: date, last: date, language: str) -> str:
    """`quý II/2026`; a window that is not the calendar's adds its days: `quý II/2026 (15/3–14/6/2026)`."""
    found = read_code(code)
    if not found:
        return _loose_label(code, first, language)
    rhythm, _ = found
    kind, english = rhythm.family.kind, tongue(language) == "en"
    text = _LABELS[kind][english].format(**_parts(kind, code, language))
    return f"{text} ({day_range(first, last, language)})" if "." in code else text


def short_of(code: str, first: date, language: str, *, year: bool) -> str:
    """Short enough for the head of a column."""
    found = read_code(code)
    if not found:
        return _loose_short(code, first, language)
    kind, english = found[0].family.kind, tongue(language) == "en"
    return _SHORT[kind][english][year].format(**_parts(kind, code, language))


def _parts(kind: str, code: str, language: str) -> dict[str, str | int]:
    year, part = int(code[:4]), code[5:].partition(".")[0]
    parts: dict[str, str | int] = {
        "year": year,
        "after": year + 1,
        "yy": code[2:4],
        "after_yy": f"{(year + 1) % 100:02d}",
    }
    if kind == "daily":
        day = date.fromisoformat(code)
        return parts | {"day": full_day(day, language), "short_day": day_month(day, language)}
    digits = part.lstrip("WQH")
    if kind not in {"weekly", "monthly", "quarterly", "semiannual"}:
        return parts
    number = int(digits)
    parts["number"] = number
    if kind == "monthly":
        english = tongue(language) == "en"
        parts |= {
            "month": MONTHS[number - 1] if english else month_number(number),
            "short_month": MONTHS[number - 1][:3],
        }
    if kind == "quarterly":
        parts["roman"] = ROMAN[number - 1]
    if kind == "semiannual":
        parts["half"] = {"vi": ("đầu", "cuối"), "en": ("first", "second")}[tongue(language)][number - 1]
    return parts


def _loose_label(code: str, day: date, language: str) -> str:
    english = tongue(language) == "en"
    if code == "once":
        return "once" if english else "một lần"
    number = _number_of(code)
    nth = "" if number == 1 else f", no. {number}" if english else f", việc thứ {number}"
    return (f"event of {full_day(day, 'en')}" if english else f"phát sinh ngày {full_day(day)}") + nth


def _loose_short(code: str, first: date, language: str) -> str:
    if code == "once":
        return _loose_label(code, first, language)
    number = _number_of(code)
    return day_month(first, language) + ("" if number == 1 else f" ({number})")


def _number_of(code: str) -> int:
    """Which event: `e-2026-07-14-2` is the second."""
    return int(code[13:])
