"""What a bench asks for and what it found: one line a figure, the bound beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Sense(Enum):
    """Which way is better."""

    AT_MOST = "≤"
    AT_LEAST = "≥"
    EXACTLY = "="


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the bench: `part` is the module of `parts` that measures it; `does` says what is measured."""

    name: str
    part: str
    unit: str
    goal: float
    does: str
    sense: Sense = Sense.AT_MOST


@dataclass(frozen=True, slots=True)
class Measured:
    """`limit` is the bare way of doing the same in the same run, where there is one; `said` is for people.

    No `value`: it could not be measured, and `said` tells why.
    """

    name: str
    value: float | None
    limit: float | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    row: Row
    measured: Measured

    @property
    def ratio(self) -> float | None:
        """How much more than the bare way it costs, whichever way is better."""
        value, limit = self.measured.value, self.measured.limit
        if limit is None or not limit or not value:
            return None
        return value / limit if self.row.sense is Sense.AT_MOST else limit / value

    @property
    def met(self) -> bool:
        """What was not measured is not met."""
        if self.measured.value is None:
            return False
        if self.row.sense is Sense.EXACTLY:
            return self.measured.value == self.row.goal
        if self.row.sense is Sense.AT_MOST:
            return self.measured.value <= self.row.goal
        return self.measured.value >= self.row.goal

    def as_json(self) -> dict[str, Any]:
        """`why` stands only where there is no value."""
        why = {"why": self.measured.said} if self.measured.value is None else {}
        return {
            "name": self.row.name,
            "value": rounded(self.measured.value),
            "unit": self.row.unit,
            "goal": rounded(self.row.goal),
            "limit": rounded(self.measured.limit),
            "ratio": rounded(self.ratio),
            "met": self.met,
            **why,
        }


def rounded(number: float | None) -> float | None:
    """Four digits that count; whole numbers stay whole."""
    if number is None:
        return None
    if float(number).is_integer():
        return int(number)
    return float(f"{number:.4g}")
