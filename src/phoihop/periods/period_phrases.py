"""Periods and windows in the words of a letter. A phrase is read whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from phoihop.periods.period import Period
from phoihop.periods.plain import plain

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALF: Final = {"đầu": 1, "cuối": 2}
_YEAR: Final = r"(?:(?: ?/ ?| )(?:năm )?(?P<year>\d{4}))?"
_SHAPES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...]] = (
    (re.compile(rf"tháng (?P<n>\d\d?){_YEAR}"), lambda m, year: f"{year}-{int(m['n']):02d}"),
    (re.compile(rf"quý (?P<n>i{{1,3}}|iv|[1-4]){_YEAR}"), lambda m, year: f"{year}-Q{_ROMAN[m['n']]}"),
    (
        re.compile(rf"(?:6 tháng|sáu tháng|nửa) (?P<n>đầu|cuối)(?: năm)?{_YEAR}"),
        lambda m, year: f"{year}-H{_HALF[m['n']]}",
    ),
    (re.compile(rf"(?:9|chín) tháng(?: đầu)?(?: năm)?{_YEAR}"), lambda _, year: f"{year}-9M"),
    (re.compile(r"năm (?P<year>\d{4})"), lambda _, year: year),
    (re.compile(r"năm học (?P<year>\d{4}) ?[–-] ?(?P<n>\d{4})"), lambda m, year: _school_year(year, m["n"])),
    (re.compile(rf"tuần (?:thứ )?(?P<n>\d\d?){_YEAR}"), lambda m, year: f"{year}-W{int(m['n']):02d}"),
)
_WINDOW = re.compile(
    r"(?:số liệu )?(?:tính )?từ ngày (?P<first>\d\d?)(?: của)? tháng (?:trước(?: kỳ)?|12(?: của)? năm trước)(?: báo cáo| kỳ báo cáo)?"
    r" đến(?: hết)? ngày (?P<last>\d\d?)(?: của)? tháng (?:cuối(?: kỳ| quý)?|thuộc|này|12|\d)?(?: ?(?:của |thuộc )?kỳ báo cáo| báo cáo| năm báo cáo)?"
)


def read_period(phrase: str, *, year: int | None = None) -> Period | None:
    """`quý II năm 2026`, `6 tháng đầu năm 2026`, or a code; one without its year only where `year` is told."""
    text = plain(phrase)
    for shape, code_of in _SHAPES:
        found = shape.fullmatch(text)
        told = found and (found["year"] or year)
        if found and told:
            return _parse(code_of(found, str(told)))
    return _parse(phrase.strip())


def read_window(phrase: str) -> int | None:
    """The day a window begins on: 15 for `từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo`."""
    found = _WINDOW.fullmatch(plain(phrase))
    if not found:
        return None
    first, last = int(found["first"]), int(found["last"])
    return first if last == first - 1 and 2 <= first <= 28 else None


def _parse(code: str) -> Period | None:
    try:
        return Period.parse(code)
    except ValueError:
        return None


def _school_year(first: str, last: str) -> str:
    return f"{first}-SY" if int(last) == int(first) + 1 else ""
