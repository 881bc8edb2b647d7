"""Figures in the tree of another day: pure arithmetic, conserved to the digit.

Where whole units merged it is exact. Where one was divided, a field that allows it is apportioned by the shares the
decision declared, by largest remainder; else the figure stays one, held in common by those it may belong to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from phoihop.org.kinship import Kinship, Way, apportion
from phoihop.reports.values import NIL, NOT_APPLICABLE, NOT_REPORTED, NOTHING, NUMBER, Total, Value

Before = Callable[[int, date], int | None]  # what a unit's own figure was before a day
Chain = Callable[[int], Sequence[int]]  # from the top of the tree down to a unit


class Mark(Enum):
    EXACT = "exact"
    APPORTIONED = "apportioned"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Given:
    """What `unit` said for a period that ended on `day`; `origin` is the answer."""

    origin: int
    unit: int
    day: date
    value: Value


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure or a part of it; several `units` hold it in common. The `parts` of an answer share its `origin`."""

    origin: int
    source: int
    units: tuple[int, ...]
    value: Value
    mark: Mark
    parts: int = 1


def never(_unit: int, _on: date) -> int | None:
    """Nothing is known of any unit before."""
    return None


def as_it_was(given: Iterable[Given]) -> list[Piece]:
    return [Piece(one.origin, one.unit, (one.unit,), one.value, Mark.EXACT) for one in given]


def recut(
    given: Iterable[Given], kinship: Kinship, to: date, *, may_apportion: bool, before: Before = never
) -> list[Piece]:
    """The same figures in the tree of the day `to`."""
    return [piece for one in given for piece in _pieces(one, kinship.way(one.unit, one.day, to), may_apportion, before)]


def _pieces(one: Given, way: Way, may_apportion: bool, before: Before) -> list[Piece]:  # noqa: FBT001 - of one recursion
    units = way.units
    if len(units) == 1:
        return [Piece(one.origin, one.unit, units, one.value, Mark.EXACT)]
    if one.value.kind != NUMBER or one.value.amount is None:  # none, or not known, of the whole is so of each part
        return [Piece(one.origin, one.unit, (unit,), one.value, Mark.APPORTIONED, len(units)) for unit in units]
    if not may_apportion:
        return [Piece(one.origin, one.unit, units, one.value, Mark.JOINT)]
    found: dict[tuple[int, ...], int] = defaultdict(int)
    for held, amount in _parted(way, one.value.amount, before):
        found[held] += amount
    marks = {held: Mark.APPORTIONED if len(held) == 1 else Mark.JOINT for held in found}
    return [
        Piece(one.origin, one.unit, held, Value(NUMBER, amount), marks[held], len(found))
        for held, amount in found.items()
    ]


def _parted(way: Way, amount: int, before: Before) -> list[tuple[tuple[int, ...], int]]:
    """Step by step along the way, so that each step conserves the whole."""
    if len(way.units) == 1:
        return [(way.units, amount)]
    weights = _weights(way, before)
    if weights is None:
        return [(way.units, amount)]
    parts = apportion(amount, weights)
    return [held for (part, _share), n in zip(way.parts, parts, strict=True) for held in _parted(part, n, before)]


def _weights(way: Way, before: Before) -> list[int] | None:
    """Declared shares forward; backward how much each source had last, times the share of it that came."""
    if way.forward or way.on is None:
        return [share for _part, share in way.parts]
    sizes = [before(part.unit, way.on) for part, _share in way.parts]
    if any(size is None or size < 0 for size in sizes) or not any(sizes):
        return None
    return [(size or 0) * share for size, (_part, share) in zip(sizes, way.parts, strict=True)]


@dataclass(slots=True)
class Heap:
    """A sum with its kinds kept, each answer counted once however many parts of it lie here."""

    amount: int | None = None
    origins: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    missing: dict[int, int] = field(default_factory=dict)  # by origin: how many parts of its number lie elsewhere
    joint: bool = False

    def add(self, piece: Piece) -> None:
        if piece.value.kind == NUMBER and piece.value.amount is not None:
            self.amount = (self.amount or 0) + piece.value.amount
            self.missing[piece.origin] = self.missing.get(piece.origin, piece.parts) - 1
        self.origins[piece.value.kind].add(piece.origin)
        self.joint = self.joint or piece.mark is Mark.JOINT

    @property
    def everyone(self) -> set[int]:
        """All answers of which something lies here."""
        return set().union(*self.origins.values())

    @property
    def total(self) -> Total:
        count = {kind: len(found) for kind, found in self.origins.items()}
        return Total(
            self.amount,
            count.get(NUMBER, 0),
            count.get(NIL, 0),
            count.get(NOT_APPLICABLE, 0),
            count.get(NOT_REPORTED, 0),
        )

    @property
    def mark(self) -> Mark:
        """What must be said of the sum. Where all parts of a number lie here, their estimates cancel."""
        if any(self.missing.values()):
            return Mark.APPORTIONED
        return Mark.JOINT if self.joint else Mark.EXACT


def common(units: Sequence[int], chain: Chain) -> tuple[int, ...]:
    """From the top down to the lowest unit that is above all of these, or is the only one."""
    shared = tuple(chain(units[0]))
    for unit in units[1:]:
        other = chain(unit)
        at = next(
            (n for n, (a, b) in enumerate(zip(shared, other, strict=False)) if a != b), min(len(shared), len(other))
        )
        shared = shared[:at]
    return shared


def sums_at(pieces: Iterable[Piece], chain: Chain) -> dict[int, Heap]:
    """For each unit of the tree, everything at it or below it; what several hold in common from above them all on."""
    found: dict[int, Heap] = defaultdict(Heap)
    for piece in pieces:
        for unit in common(piece.units, chain):
            found[unit].add(piece)
    return dict(found)


def whole(pieces: Iterable[Piece]) -> Heap:
    heap = Heap()
    for piece in pieces:
        heap.add(piece)
    return heap


def least_exact(heaps: Iterable[Heap]) -> Mark:
    """What must be said of a figure that is made of these sums."""
    marks = {heap.mark for heap in heaps}
    return next((mark for mark in (Mark.APPORTIONED, Mark.JOINT) if mark in marks), Mark.EXACT)


def rate(parts: Mapping[str, Total], numerator: str, denominator: str, scale: int, per: int = 100) -> Total:
    """Recomputed from the sums of its parts, rounded half up once; nothing where the whole is nothing."""
    above, below = parts.get(numerator, NOTHING), parts.get(denominator, NOTHING)
    if not below.amount or below.amount < 0 or (above.amount is None and not above.none):
        return Total(None, na=below.numbers if below.amount == 0 else 0)
    size = (above.amount or 0) * per * 10**scale
    return Total(int((2 * size + below.amount) // (2 * below.amount)), numbers=min(above.answered, below.answered))


def both(given: Mapping[str, Sequence[Given]], numerator: str, denominator: str) -> dict[str, list[Given]]:
    """Of the parts of a rate only the answers that counted both: else it may leave 0–100 %."""
    counted = [
        {one.origin for one in given.get(code, ()) if one.value.kind in {NUMBER, NIL}}
        for code in (numerator, denominator)
    ]
    kept = counted[0] & counted[1]
    return {code: [one for one in given.get(code, ()) if one.origin in kept] for code in (numerator, denominator)}


def over_time(kind: str, totals: Sequence[Total]) -> Total | None:
    """Of one unit over periods in their order: what flows is added up, heads are those of the last day they were counted."""
    if kind == "sum":
        return sum(totals, NOTHING)
    if kind == "heads":
        counted = [total for total in totals if total.amount is not None or total.none]
        return counted[-1] if counted else None
    return None
