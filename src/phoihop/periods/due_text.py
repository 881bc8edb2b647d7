"""The stable text of a due rule, read and written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from phoihop.periods.spans import check_year

if TYPE_CHECKING:
    from phoihop.periods.due import DueRule

_HEAD = re.compile(
    r"day=(?P<day>\d\d?)(?:,month=(?P<months>[+-]\d\d?))?"
    r"|weekday=(?P<weekday>[1-7])(?:,week=(?P<weeks>[+-]\d\d?))?"
    r"|end(?:(?P<days>[+-]\d{1,4})(?P<unit>d|wd))?"
    r"|(?P<last>last_wd)"
    r"|on=(?P<on>\d{4}-\d\d-\d\d)",
    re.ASCII,
)
_TAIL = re.compile(r"(?P<before>;before)?(?:;shift=(?P<shift>none|next|previous))?", re.ASCII)
_SHAPES = "day=25, day=5,month=+1, weekday=5, end, end+5d, end+5wd, last_wd or on=2026-07-14"


def read_rule(text: str) -> dict[str, Any]:
    """The fields of a rule; `ValueError` with a sentence where the text is none."""
    head = _HEAD.match(text)
    tail = _TAIL.fullmatch(text, head.end()) if head else None
    if not head or not tail:
        raise ValueError(f"“{text}” is no due rule. Write {_SHAPES}, then ;before or ;shift=none if it applies.")
    return _head_fields(head) | {"before": bool(tail["before"]), "shift": tail["shift"] or "next"}


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is no day. Write one like 2026-07-14.") from None
    check_year(day)
    return day


def write_rule(rule: DueRule) -> str:
    shift = f";shift={rule.shift}" if rule.shift != "next" else ""
    return _head(rule) + (";before" if rule.before else "") + shift


def _head_fields(head: re.Match[str]) -> dict[str, Any]:
    if head["day"]:
        return {"base": "day", "number": int(head["day"]), "later": int(head["months"] or 0)}
    if head["weekday"]:
        return {"base": "weekday", "number": int(head["weekday"]), "later": int(head["weeks"] or 0)}
    if head["last"]:
        return {"base": "last_wd"}
    if head["on"]:
        return {"base": "on", "fixed": _day(head["on"])}
    return {"base": "end", "number": int(head["days"] or 0), "working": head["unit"] == "wd"}


def _head(rule: DueRule) -> str:
    if rule.base == "day":
        return f"day={rule.number}" + (f",month={rule.later:+d}" if rule.later else "")
    if rule.base == "weekday":
        return f"weekday={rule.number}" + (f",week={rule.later:+d}" if rule.later else "")
    if rule.fixed:
        return f"on={rule.fixed.isoformat()}"
    if rule.base == "last_wd":
        return rule.base
    return f"end{rule.number:+d}{'wd' if rule.working else 'd'}" if rule.number else "end"
