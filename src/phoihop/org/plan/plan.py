"""Rows in time, held by unit, and what becomes of them; no database here."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

VERSIONS, PLACEMENTS, CODES, MEMBERS = "version", "placement", "code", "member"
TABLES = (VERSIONS, PLACEMENTS, CODES, MEMBERS)


@dataclass(slots=True)
class Span:
    """A row that holds from `starts` until before `ends`; without `pk` it is not written yet."""

    unit: str
    values: dict[str, Any]
    starts: date
    ends: date | None
    pk: int | None = None
    gone: bool = False  # superseded by the plan

    def holds_on(self, day: date) -> bool:
        return not self.gone and self.starts <= day and (self.ends is None or self.ends > day)

    def reaches(self, day: date) -> bool:
        """In force on the day or later."""
        return not self.gone and (self.ends is None or self.ends > day)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a step cannot be done; `step` counts from 1, 0 is the decision as a whole."""

    step: int
    words: str


@dataclass(frozen=True, slots=True)
class Follows:
    """`share` in millionths of `source` goes to `target`; a unit that lives on may be among its own targets."""

    source: str
    target: str
    share: int


@dataclass(frozen=True, slots=True)
class Link:
    """On which day, from or to whom, and by which decision."""

    on: date
    other: str
    title: str


class Shelf:
    """One table's rows by unit."""

    def __init__(self, spans: list[Span]) -> None:
        self._by_unit: dict[str, list[Span]] = defaultdict(list)
        for span in spans:
            self._by_unit[span.unit].append(span)

    def of(self, unit: str) -> list[Span]:
        return [span for span in self._by_unit.get(unit, ()) if not span.gone]

    def on(self, unit: str, day: date, **values: Any) -> Span | None:
        """The row of that day with these values."""
        for span in self._by_unit.get(unit, ()):
            if span.holds_on(day) and all(span.values.get(name) == value for name, value in values.items()):
                return span
        return None

    def add(self, span: Span) -> None:
        self._by_unit[span.unit].append(span)

    def holds(self, unit: str) -> bool:
        """Whether its rows were read; of other units nothing is known here."""
        return unit in self._by_unit

    def units(self) -> list[str]:
        return list(self._by_unit)

    def cut(self, span: Span, day: date) -> None:
        """Ends it on the day; what began that day or later was never in force."""
        span.gone = True
        if span.starts < day:
            self.add(Span(span.unit, span.values, span.starts, day))

    def end(self, unit: str, day: date) -> None:
        for span in self.of(unit):
            if span.reaches(day):
                self.cut(span, day)

    def superseded(self) -> Iterator[Span]:
        """Written rows that the plan takes out of force."""
        return (span for spans in self._by_unit.values() for span in spans if span.gone and span.pk)

    def fresh(self) -> Iterator[Span]:
        return (span for spans in self._by_unit.values() for span in spans if not span.gone and not span.pk)


@dataclass(slots=True)
class Shelves:
    """The rows that the steps may touch, as they stand on the day and after it."""

    day: date
    tables: dict[str, Shelf]
    known: set[str]  # keys of all units that the steps name and that exist or once did
    unborn: set[str] = field(default_factory=set)  # of those, units that never were: an undone decision made them
    below: dict[str, set[str]] = field(default_factory=dict)  # who stands under whom on the day, in any hierarchy
    stays: dict[str, dict[str, list[Span]]] = field(default_factory=dict)  # by hierarchy of a move: all who stand in it
    taken: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # codes in force that day or later, and whose
    left: dict[str, list[Link]] = field(default_factory=dict)  # units that went into others
    came: dict[str, list[Link]] = field(default_factory=dict)  # units that others went into
    names_of: Callable[[Collection[str]], dict[str, str]] = lambda _keys: {}  # asked only where something hinders


@dataclass(slots=True)
class Plan:
    """Everything a decision changes in the tree, ready to be written, shown or compared."""

    day: date
    shelves: Shelves
    born: list[str] = field(default_factory=list)  # keys of new units, with heads that approve in `approving`
    approving: set[str] = field(default_factory=set)
    ended: dict[str, list[tuple[str, int]]] = field(default_factory=dict)  # key → (heir, share)
    follows: list[Follows] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    reopened: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.problems

    @property
    def mark(self) -> str:
        """The same for the same changes: whoever saw one preview can tell that nothing is different now."""
        rows = [
            (table, span.unit, sorted(map(str, span.values.items())), str(span.starts), str(span.ends), written)
            for table in TABLES
            for spans, written in (
                (self.shelves.tables[table].superseded(), True),
                (self.shelves.tables[table].fresh(), False),
            )
            for span in spans
        ]
        follows = sorted((one.source, one.target, one.share) for one in self.follows)
        return hashlib.sha256(repr([sorted(rows), follows]).encode()).hexdigest()[:32]
