"""Days as offices write them, in Vietnamese and in English: no catalogue, so that the room stands alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_WEEKDAYS_SHORT = {
    "vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")


def tongue(language: str) -> str:
    """`en` for any English (`en`, `en-gb`), else `vi`."""
    return "en" if language.lower().startswith("en") else "vi"


def asked_language(words: Sequence[str]) -> str:
    """What a command line speaks: `--lang`, else PHOIHOP_LANG, else Vietnamese; asked before anything is parsed."""
    for at, word in enumerate(words):
        if word == "--lang" and at + 1 < len(words):
            return words[at + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return os.environ.get("PHOIHOP_LANG", "vi")


def month_number(month: int) -> str:
    """A zero before 1 and 2 only, so that nobody can make 11 or 12 of them."""
    return f"{month:02d}" if month < 3 else str(month)


def day_month(day: date, language: str = "vi") -> str:
    """`03/7`, `25/6`, `02/01`; in English `3 Jul`."""
    if tongue(language) == "en":
        return f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{day.day:02d}/{month_number(day.month)}"


def full_day(day: date, language: str = "vi") -> str:
    """`03/7/2026`; in English `3 July 2026`."""
    if tongue(language) == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day_month(day)}/{day.year}"


def weekday(number: int, language: str = "vi") -> str:
    """`number` counts from Monday, which is 1."""
    return _WEEKDAYS[tongue(language)][number - 1]


def weekday_short(number: int, language: str = "vi") -> str:
    return _WEEKDAYS_SHORT[tongue(language)][number - 1]


def day_in_words(day: date, language: str = "vi") -> str:
    """`thứ Năm 25/6/2026`; in English `Thursday 25 June 2026`."""
    return f"{weekday(day.isoweekday(), language)} {full_day(day, language)}"


def day_range(first: date, last: date, language: str = "vi") -> str:
    """`15/6–14/7/2026`; the first year is written only where it differs."""
    head = day_month(first, language) if first.year == last.year else full_day(first, language)
    return f"{head}–{full_day(last, language)}"


def counted(number: int, one: str, many: str) -> str:
    """For English, which tells one from many."""
    return f"{number} {one if number == 1 else many}"


def sentence(text: str) -> str:
    """The first letter made a capital, the rest kept."""
    return text[:1].upper() + text[1:]
