"""Presence of zones, the number's form, the date's form, the last mark: what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phoihop.typeset.check.finding import Finding, finding
from phoihop.typeset.check.seen import Line
from phoihop.typeset.check.zones import Places
from phoihop.typeset.rules import RuleSet

_DAY = re.compile(r"ngày\s*(\S*)\s*tháng\s*(\S*)\s*năm\s*(\S*)", re.IGNORECASE)
_OPEN = re.compile(r"[\s._…]*")


def read(places: Places, rules: RuleSet) -> Iterator[Finding]:
    yield from _presence(places, rules)
    yield from _number(places, rules)
    yield from _date(places)
    yield from _end(places, rules)


def _presence(places: Places, rules: RuleSet) -> Iterator[Finding]:
    wanted = ["title", "issuer", "number", "date", "body", "position", "name", "recipients"]
    if rules.words["motto"]:
        wanted.insert(1, "motto")
    if places.get("type"):
        wanted.append("abstract")
    elif places.get("letter_abstract") or places.get("to"):
        wanted += ["letter_abstract", "to"]
    else:
        wanted.append("type")
    for zone in wanted:
        if not places.get(zone):
            yield finding("missing", zone)


def _number(places: Places, rules: RuleSet) -> Iterator[Finding]:
    for line in places.get("number", []):
        text = re.sub(r"\s+", " ", line.text)
        if re.match(rules.number["pattern"], text):
            continue
        if re.match(r"^Số:?[\s._…]*[-/]", text):
            yield finding("number_open", "number", found=text)
        else:
            yield finding("number_form", "number", expected=rules.number["example"], found=text)


def _date(places: Places) -> Iterator[Finding]:
    """Zero before days 1 to 9 and months 1 and 2, and nowhere else; no numeral in words."""
    for line in places.get("date", []):
        told = _DAY.search(re.sub(r"\s+", " ", line.text))
        if told is None or _OPEN.fullmatch(told[1]) or _OPEN.fullmatch(told[2]):
            yield finding("date_open", "date", found=line.text)
            continue
        right = _right_day(told[1], told[2], told[3])
        if right is None or line.text[:1] == "," or not re.search(r"\S,\s*ngày", line.text):
            yield finding("date_form", "date", expected="Lam Giang, ngày 09 tháng 7 năm 2026", found=line.text)
        elif right != (told[1], told[2]):
            yield finding(
                "date_form", "date", expected=f"ngày {right[0]} tháng {right[1]} năm {told[3]}", found=told[0]
            )


def _right_day(day: str, month: str, year: str) -> tuple[str, str] | None:
    if not (day.isdecimal() and month.isdecimal() and re.fullmatch(r"\d{4}\.?", year)):
        return None
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return f"{int(day):02d}", f"{int(month):02d}" if int(month) < 3 else str(int(month))


def _end(places: Places, rules: RuleSet) -> Iterator[Finding]:
    last = _last(places["body"])
    if last is None:
        return
    found = next((mark for mark in ("./.", "/.", ".") if last.text.endswith(mark)), last.text[-1:])
    if found in rules.words["bad_ends"] or (rules.words["end"] == "./." and found in {".", "/."}):
        yield finding("end", "body", expected=rules.words["end"], found=found)


def _last(lines: list[Line]) -> Line | None:
    return next((line for line in reversed(lines) if len(line.text) > 3), None)
