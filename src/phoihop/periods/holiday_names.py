"""Public holidays of Vietnam by day, with their names, and the Saturdays worked in exchange.

The days come from the `holidays` package. What it does not know yet stands in `SWAPS`, with the paper that ordered it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from phoihop.periods.words import day_in_words, tongue

# Free day → the day worked in its place.
SWAPS: Final = {
    date(2026, 1, 2): date(2026, 1, 10),  # Công văn 12729/VPCP-KGVX, 25/12/2025
}
_RENAMED: Final = {"29 of Lunar New Year": "Day before Lunar New Year's Eve"}
_SWAPPED = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")


@cache
def off_days(language: str = "vi") -> Mapping[date, str]:
    """Every day off that is not a plain weekend, from 1990 to 2100."""
    return MappingProxyType(_off_days(tongue(language)))


@cache
def made_up_days() -> Mapping[date, date]:
    """Worked day → the day off that it pays for."""
    return MappingProxyType({worked: free for free, worked in _swaps().items()})


def _off_days(language: str) -> dict[date, str]:
    names = dict(_public("vi" if language == "vi" else "en_US"))
    days = {day: _RENAMED.get(name, name) for day, name in names.items()}
    return days | {free: _swap_name(worked, language) for free, worked in _swaps().items()}


@cache
def _swaps() -> dict[date, date]:
    found = {day: _SWAPPED.search(name) for day, name in _public("vi").items()}
    known = {day: date(int(s[3]), int(s[2]), int(s[1])) for day, s in found.items() if s}
    return known | SWAPS


@cache
def _public(language: str) -> dict[date, str]:
    from holidays.countries.vietnam import Vietnam  # it reads every country: 0.2 s that only a question should cost

    years = range(1990, 2101)
    return dict(Vietnam(years=years, language=language).items())  # type: ignore[no-untyped-call]


def _swap_name(worked: date, language: str) -> str:
    words = day_in_words(worked, language)
    return f"ngày nghỉ hoán đổi, làm bù {words}" if language == "vi" else f"swapped day off, worked on {words}"
