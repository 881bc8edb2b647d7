"""Reads the rule sets beside this file, once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


class UnknownRules(LookupError):  # noqa: N818 - names what was asked for
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There are no layout rules named «{name}». There are: {', '.join(names())}.")


@dataclass(frozen=True, slots=True)
class Zone:
    """How one place of the page is set: sizes in points, and style."""

    least: float
    most: float
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    boxed: bool = False
    rule: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    name: str
    title: str
    family: str
    starts: date
    checked_by_clerk: str
    paper: dict[str, Any]
    typeface: dict[str, Any]
    page_number: dict[str, Any]
    number: dict[str, Any]
    date: dict[str, Any]
    words: dict[str, Any]
    body: dict[str, Any]
    zones: dict[str, Zone]
    notes: str = ""

    def margin(self, side: str) -> float:
        """The one we set, in millimetres."""
        return float(self.paper[side][2])

    @property
    def text_width(self) -> float:
        return float(self.paper["width"]) - self.margin("left") - self.margin("right")


@cache
def _all() -> dict[str, RuleSet]:
    found = [_load(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]
    return {rules.name: rules for rules in found}


def _load(path: Path) -> RuleSet:
    told = tomllib.loads(path.read_text("utf-8"))
    zones = {}
    for key, zone in told.pop("zones").items():
        least, most, size = zone.pop("sizes")
        zones[key] = Zone(least, most, size, **zone)
    return RuleSet(zones=zones, **told)


def names() -> list[str]:
    return sorted(_all(), key=lambda name: (_all()[name].family != "party", _all()[name].starts))


def rules_named(name: str) -> RuleSet:
    try:
        return _all()[name]
    except KeyError:
        raise UnknownRules(name) from None
