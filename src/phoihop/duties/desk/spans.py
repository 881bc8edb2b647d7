"""«năm 2027 (hoặc giai đoạn 2027 – 2030)»: the readings of a time that the letter leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from phoihop.duties import clock
from phoihop.periods import DueRule, FirstDate, Period
from phoihop.periods.words import weekday

_YEARS = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?:\s*(?:[-–—]|đến)\s*(?:năm\s+)?((?:19|20|21)\d\d))?(?!\d)")
_OTHER = re.compile(r"\b(?:học|quý|tháng)\b", re.IGNORECASE)  # school years, quarters, months: set by hand
_LAST = DueRule.parse("last_wd")


@dataclass(frozen=True, slots=True)
class Years:
    """One year where both are the same."""

    first: int
    last: int

    @property
    def label(self) -> str:
        if self.first == self.last:
            return _("For the year %(year)d") % {"year": self.first}
        return _("For the period %(first)d–%(last)d") % {"first": self.first, "last": self.last}

    @property
    def end(self) -> date:
        return date(self.last, 12, 31)

    def due(self, language: str) -> FirstDate:
        """The letter names no day: the last working day of the time itself is the last one true to its words."""
        period = Period(kind="once", first=date(self.first, 1, 1), last=self.end, code="once")
        day = _LAST.due(period, clock.calendar())
        return FirstDate(period, day, day, weekday(day.isoweekday(), language))


def readings_of(words: str) -> list[Years]:
    """Each once, in the order of the words; none where they do not name at least two, or name anything but years."""
    if _OTHER.search(words):
        return []
    found = [Years(int(first), int(last or first)) for first, last in _YEARS.findall(words)]
    readings = list(dict.fromkeys(years for years in found if years.first <= years.last))
    return readings if len(readings) > 1 else []
