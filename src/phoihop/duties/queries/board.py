"""Units × months: what was owed, what came, how late; one GROUP BY whatever the size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.db.models import Case, Count, DateField, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from phoihop.duties import clock
from phoihop.duties.models import Obligation, State
from phoihop.org.lineage import kinship_of
from phoihop.org.models import UnitKind, UnitVersion
from phoihop.org.queries import member_when, versions_on

MONTHS = 12
TAKEN = (State.ACCEPTED, State.DISPATCHED)
# Kinds that stand under one heading, in their order.
HEAPS: tuple[tuple[str, ...], ...] = (
    (UnitKind.OFFICE,),
    (UnitKind.AGENCY, UnitKind.ASSOCIATION),
    (UnitKind.DISTRICT,),
    (UnitKind.WARD,),
    (UnitKind.COMMUNE, UnitKind.SPECIAL_ZONE),
    (UnitKind.OUTSIDE,),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one month. `owed` = `settled` + `missing` + ahead; `days` are the worst working days late.

    `fallen`: the day has passed, whether it came or not. Only that counts for or against a unit.
    """

    owed: int
    settled: int
    taken: int
    missing: int  # past due and not settled
    days: int
    fallen: int

    def __add__(self, other: Cell) -> Cell:
        return Cell(
            self.owed + other.owed,
            self.settled + other.settled,
            self.taken + other.taken,
            self.missing + other.missing,
            max(self.days, other.days),
            self.fallen + other.fallen,
        )

    @property
    def state(self) -> str:
        """miss, part: red; late, wait, ok: all came; fut: the rest is not due yet."""
        if self.missing:
            return "part" if self.settled else "miss"
        if self.settled < self.owed:
            return "fut"
        if self.days:
            return "late"
        return "ok" if self.taken == self.owed else "wait"

    @property
    def is_red(self) -> bool:
        return self.missing > 0

    @property
    def is_come(self) -> bool:
        """Whether the month counts for or against the unit."""
        return self.fallen > 0

    @property
    def is_on_time(self) -> bool:
        return not self.missing and not self.days


@dataclass(frozen=True, slots=True)
class Row:
    unit: int
    version: UnitVersion
    cells: list[Cell | None]
    share: Fraction | None  # months on time of those in which something has fallen due

    common: str = ""  # in the tree of another day: the units that a divided one went on into

    @property
    def name(self) -> str:
        return f"{self.version.short_name} → {self.common}" if self.common else self.version.short_name

    @property
    def is_late(self) -> bool:
        return any(cell and (cell.is_red or cell.days) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Heap:
    """Units of one kind, in dictionary order."""

    kinds: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Board:
    months: list[int]
    heaps: list[Heap]
    columns: list[Fraction | None]
    share: Fraction | None
    units: int  # rows shown
    of: int  # rows there are without the filter by lateness
    cells: Mapping[tuple[int, int], Cell] = field(repr=False)

    @property
    def rows(self) -> list[Row]:
        return [row for heap in self.heaps for row in heap.rows]


def in_group(rows: QuerySet[Obligation], group_id: int, *, on: date) -> QuerySet[Obligation]:
    """Owed by who belonged to the group when it was counted: at the end of its period, today at the latest."""
    today = Value(on, output_field=DateField())
    counted = Coalesce("last", "due", today)
    return rows.alias(
        counted=Case(When(Q(last__gt=on) | Q(last=None, due__gt=on), then=today), default=counted)
    ).filter(member_when(group_id, OuterRef("counted")))


def months_to(last: int, count: int = MONTHS) -> list[int]:
    return list(range(last - count + 1, last + 1))


def cells_of(rows: QuerySet[Obligation], months: list[int], *, on: date) -> dict[tuple[int, int], Cell]:
    """By (unit, month); what was withdrawn or ended is not owed."""
    found = (
        rows.filter(month__gte=months[0], month__lte=months[-1], closed_at=None)
        .order_by()
        .values_list("month", "unit_id")
        .annotate(
            owed=Count("pk"),
            settled=Count("settled_at"),
            taken=Count("pk", filter=Q(state__in=TAKEN)),
            missing=Count("pk", filter=Q(settled_at=None, due__lt=on)),
            days=Max("late_days"),
            fallen=Count("pk", filter=Q(due__lt=on)),
        )
    )
    return {(unit, month): Cell(*counts) for month, unit, *counts in found}


@dataclass(frozen=True, slots=True)
class Carried:
    """The board in the tree of `day`: which row each unit's cells stand in, and in common with whom where it was divided."""

    day: date
    into: Mapping[int, int]
    common: Mapping[int, str]


def carried_to(rows: QuerySet[Obligation], months: list[int], day: date) -> Carried:
    """A unit that went on as a whole stands in the row of who has it; a divided one keeps a row of its own."""
    held = rows.filter(month__gte=months[0], month__lte=months[-1], closed_at=None).order_by()
    units = set(held.values_list("unit_id", flat=True).distinct())
    kin = kinship_of(units)
    places = {unit: (unit,) if kin.lives(unit, day) else kin.way(unit, date.max, day).units for unit in units}
    parted = {unit: held for unit, held in places.items() if len(held) > 1}
    names = versions_on(day, {other for held in parted.values() for other in held})
    common = {
        unit: ", ".join(names[other].short_name for other in held if other in names) for unit, held in parted.items()
    }
    return Carried(day, {unit: held[0] for unit, held in places.items() if len(held) == 1}, common)


def sources_of(unit: int, carried: Carried | None) -> list[int]:
    """Units whose cells stand in that row."""
    if carried is None:
        return [unit]
    return [source for source, at in carried.into.items() if at == unit] + [unit] * (unit not in carried.into)


def merged(cells: Mapping[tuple[int, int], Cell], carried: Carried | None) -> dict[tuple[int, int], Cell]:
    """Counts add up, days late are the worst: owed stays at least what came."""
    if carried is None:
        return dict(cells)
    found: dict[tuple[int, int], Cell] = {}
    for (unit, month), cell in cells.items():
        at = (carried.into.get(unit, unit), month)
        found[at] = found[at] + cell if at in found else cell
    return found


def board_of(
    rows: QuerySet[Obligation],
    months: list[int],
    *,
    on: date,
    late_only: bool = False,
    carried: Carried | None = None,
) -> Board:
    cells = merged(cells_of(rows, months, on=on), carried)
    units = {unit for unit, _month in cells}
    versions = versions_on(on, units)
    common = carried.common if carried else {}
    if carried:
        versions |= versions_on(carried.day, units)
    made = [row for unit in units if (row := _row(unit, versions.get(unit), cells, months, common.get(unit, "")))]
    shown = [row for row in made if row.is_late] if late_only else made
    heaps = [Heap(kinds, _sorted(r for r in shown if r.version.kind in kinds)) for kinds in HEAPS]
    columns = [share_of(row.cells[at] for row in shown) for at in range(len(months))]
    whole = share_of(cell for row in shown for cell in row.cells)
    return Board(months, [h for h in heaps if h.rows], columns, whole, len(shown), len(made), cells)


def _row(
    unit: int, version: UnitVersion | None, cells: Mapping[tuple[int, int], Cell], months: list[int], common: str
) -> Row | None:
    if version is None:
        return None
    mine = [cells.get((unit, month)) for month in months]
    return Row(unit, version, mine, share_of(mine), common)


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.version.sort_key, row.unit))


def share_of(cells: Iterable[Cell | None]) -> Fraction | None:
    come = [cell.is_on_time for cell in cells if cell and cell.is_come]
    return Fraction(sum(come), len(come)) if come else None


def month_of(day: date) -> int:
    """The board's number of the month the day lies in."""
    return clock.month_of(day) or 0


def first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
