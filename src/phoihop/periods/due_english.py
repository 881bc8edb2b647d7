"""The English words of a due rule read back: what `DueRule.label("en")` prints, and nothing looser."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from phoihop.periods.cadence import Cadence
from phoihop.periods.words import MONTHS

if TYPE_CHECKING:
    from phoihop.periods.due_phrases import DuePhrase
    from phoihop.periods.due_words import Origin

_HEAD = re.compile(
    r"(?P<head>no later than|before) (?P<rest>.+?)(?P<shift>, or the working day before a day off|, even on a day off)?"
)
_SHIFTS: Final = {None: "next", ", or the working day before a day off": "previous", ", even on a day off": "none"}
_MONTH = "|".join(MONTHS).lower()
_FIXED = re.compile(rf"(?P<day>\d\d?) (?P<month>{_MONTH}) (?P<year>\d{{4}})")
_YEARLY = re.compile(rf"(?P<day>\d\d?) (?P<month>{_MONTH}) each year")
_DAY = re.compile(
    r"day (?P<day>\d\d?) of (?:the last month of the period|(?P<next>the month after the period)"
    r"|the month (?P<later>\d+) months after the period|the month (?P<earlier>\d+) months? before the last of the period)"
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)}) of (?:the last week of the period|(?P<next>the week after the period)"
    r"|the week (?P<later>\d+) weeks after the period|the week (?P<earlier>\d+) weeks? before the last of the period)"
)
_ORIGINS: Final[dict[str, Origin]] = {
    "the last day of the period": "period",
    "the day of receipt": "receipt",
    "the day it happened": "event",
    "the day of issue": "issue",
}
_COUNTED = re.compile(
    rf"(?:(?P<number>\d+) (?P<working>working )?days? (?P<way>before|after) )?(?P<origin>{'|'.join(_ORIGINS)})"
)


def read_english(text: str) -> DuePhrase | None:
    """`text` in lower case, as `plain` leaves it."""
    from phoihop.periods.due_phrases import DuePhrase  # they read each other

    head = _HEAD.fullmatch(text)
    if head is None:
        return None
    words = {"before": head["head"] == "before", "shift": _SHIFTS[head["shift"]]}
    try:
        made = _rule(head["rest"], words)
    except ValueError:
        return None
    return DuePhrase(*made) if made else None


def _rule(  # noqa: PLR0911 - one return a shape
    rest: str, words: dict[str, object]
) -> tuple[Any, ...] | None:
    from phoihop.periods.due import DueRule  # below it

    def rule(base: str, number: int = 0, later: int = 0, **more: object) -> DueRule:
        return DueRule(base, number, later, **words, **more)  # type: ignore[arg-type]  # judged by DueRule itself

    if rest == "the last working day of the period":
        return rule("last_wd"), "period"
    if found := _FIXED.fullmatch(rest):
        month = MONTHS.index(found["month"].capitalize()) + 1
        return rule("on", fixed=date(int(found["year"]), month, int(found["day"]))), "period"
    if found := _YEARLY.fullmatch(rest):
        return (
            rule("day", int(found["day"]), MONTHS.index(found["month"].capitalize()) - 11),
            "period",
            Cadence("annual"),
        )
    if found := _DAY.fullmatch(rest):
        return rule("day", int(found["day"]), _later(found)), "period"
    if found := _WEEKDAY.fullmatch(rest):
        return rule("weekday", _WEEKDAYS.index(found["weekday"]) + 1, _later(found)), "period"
    if found := _COUNTED.fullmatch(rest):
        sign = -1 if found["way"] == "before" else 1
        number = sign * int(found["number"] or 0)
        return rule("end", number, working=bool(found["working"])), _ORIGINS[found["origin"]]
    return None


def _later(found: re.Match[str]) -> int:
    if found["next"]:
        return 1
    return int(found["later"] or 0) - int(found["earlier"] or 0)
