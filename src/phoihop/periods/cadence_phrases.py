"""How often, in the words of a letter. A phrase is read whole or not at all: None means that a person must say."""

from __future__ import annotations

import re
from typing import Final

from phoihop.periods.cadence import Cadence
from phoihop.periods.due_phrases import read_due
from phoihop.periods.plain import plain

_UNITS: Final = {
    "ngày": "daily", "tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "3 tháng": "quarterly",
    "ba tháng": "quarterly", "6 tháng": "semiannual", "sáu tháng": "semiannual", "nửa năm": "semiannual",
    "9 tháng": "nine_months", "chín tháng": "nine_months", "năm": "annual", "12 tháng": "annual",
    "năm học": "school_year",
    "daily": "daily", "weekly": "weekly", "monthly": "monthly", "quarterly": "quarterly",
    "half-yearly": "semiannual", "every six months": "semiannual", "nine months": "nine_months",
    "yearly": "annual", "by school year": "school_year",
}  # fmt: skip
_UNIT = "|".join(sorted((re.escape(unit) for unit in _UNITS), key=len, reverse=True))
_ONE = re.compile(
    rf"(?:định kỳ )?(?:(?:hằng|mỗi|theo|từng) )?(?P<unit>{_UNIT})(?: ?/ ?(?:1 |một )?lần| (?:một|1) lần)?"
    r"|(?:định kỳ )?(?:một|1) lần(?: ?/ ?| mỗi | trong | một | 1 )(?P<rate>tuần|tháng|quý|năm học|năm)"
)
_OPENING = re.compile(r"(?:báo cáo )?(?:định kỳ )?\(?")
_OR = re.compile(r"\b(?:hoặc|hay|or)\b")
_AND = re.compile(r"\b(?:và|and)\b")
_BETWEEN = re.compile(r"\s*[,;]?\s*\b(?:hoặc|hay|or|và|and)\b\s*|\s*[,;]\s*")


def read_cadence(phrase: str) -> list[Cadence] | None:
    """The cadences a phrase leaves open, in its order: `6 tháng hoặc hằng quý` gives two, `hằng quý` one, and so does
    a due day that tells it (`ngày 25 hằng tháng`).
    """
    text = plain(phrase)
    if (due := read_due(text)) and due.cadence:
        return [due.cadence]
    found = _read(text)
    return found if found and (len(found) == 1 or _OR.search(text)) and not _AND.search(text) else None


def read_cadences(phrase: str) -> list[Cadence] | None:
    """The cadences a phrase asks for all together: `tháng, quý, 6 tháng và năm` gives four."""
    text = plain(phrase)
    return None if _OR.search(text) else _read(text)


def _read(text: str) -> list[Cadence] | None:
    found = [_one(part) for part in _BETWEEN.split(_OPENING.sub("", text, count=1))]
    known = [cadence for cadence in found if cadence]
    return known if len(known) == len(found) == len(set(known)) else None


def _one(text: str) -> Cadence | None:
    if found := _ONE.fullmatch(text):
        return Cadence(_UNITS[found["unit"] or found["rate"]])
    try:
        return Cadence.parse(text)
    except ValueError:
        return None
