"""One figure of a report over its periods: unit by unit in the tree that was chosen, and what it makes together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from phoihop.duties.models import Obligation
from phoihop.duties.queries import visible_obligations
from phoihop.kit.actor import Actor
from phoihop.org.cut import Cut
from phoihop.org.lineage import kinship_of
from phoihop.org.models import Unit
from phoihop.org.queries import parents_then, versions_on
from phoihop.reports.models import Field, Figure, Rollup
from phoihop.reports.queries.rollup import names_of
from phoihop.reports.queries.sums import rate_base
from phoihop.reports.queries.viewed import Trees, last_before
from phoihop.reports.recut import Given, Heap, Piece, as_it_was, both, least_exact, never, over_time, rate, recut
from phoihop.reports.values import NOTHING, NUMBER, Total, Value

MOST = 12  # periods


@dataclass(frozen=True, slots=True)
class Column:
    period: str
    day: date


@dataclass(frozen=True, slots=True)
class Point:
    """One unit in one period: `mark` says what must be said of it."""

    total: Total
    mark: str


@dataclass(slots=True)
class Line:
    """A unit, or several that hold in common; `together` is over time, where that has a meaning. `outside`: some of
    them stand elsewhere, so that it is in no sum.
    """

    units: tuple[int, ...]
    points: list[Point | None]
    name: str = ""
    key: str = ""
    sort: str = ""
    together: Point | None = None
    outside: bool = False


@dataclass(slots=True)
class Series:
    columns: list[Column]
    lines: list[Line] = field(default_factory=list)
    whole: list[Point] = field(default_factory=list)
    together: Point | None = None


def periods_asked(actor: Actor, duty: int, *, on: date) -> list[Column]:
    """The newest that have begun, oldest first."""
    rows = visible_obligations(actor).filter(duty_id=duty, closed_at=None).order_by()
    found: dict[str, date] = {}
    for period, first, last in rows.values_list("period", "first", "last").distinct():
        if first is None or first <= on:
            found[period] = min(last or on, on)
    ordered = sorted(found.items(), key=lambda one: (one[1], one[0]))[-MOST:]
    return [Column(period, day) for period, day in ordered]


def series_of(actor: Actor, asked: Field, duty: int, cut: Cut, *, under: Unit | None = None) -> Series:
    """`under`: only what lies at or below that unit."""
    columns = periods_asked(actor, duty, on=actor.on)
    rows = visible_obligations(actor).filter(
        duty_id=duty, closed_at=None, period__in=[column.period for column in columns], answer__isnull=False
    )
    maker = _Maker(asked, columns, cut, list(rows.order_by("pk")))
    return maker.series(under)


class _Maker:
    def __init__(self, asked: Field, columns: list[Column], cut: Cut, rows: list[Obligation]) -> None:
        self.field, self.columns, self.cut = asked, columns, cut
        self.at = {column.period: n for n, column in enumerate(columns)}
        self.rows = {row.pk: row for row in rows}
        self.day = {column.period: column.day for column in columns}
        self.given = self._given([asked.code, asked.rate_of, asked.rate_in])
        self.chains = self._chains()
        self.outside: set[tuple[int, ...]] = set()

    def _given(self, codes: Sequence[str]) -> dict[str, list[Given]]:
        answers = {row.answer_id: row for row in self.rows.values()}
        said = Figure.objects.filter(response__obligation__in=list(self.rows), field__code__in=[c for c in codes if c])
        found: dict[str, list[Given]] = defaultdict(list)
        for response, code, kind, amount in said.values_list("response_id", "field__code", "kind", "value"):
            if row := answers.get(response):
                found[code].append(Given(row.pk, row.unit_id, self.day[row.period], Value(kind, amount)))
        return found

    def _chains(self) -> Callable[[int, date], tuple[int, ...]]:
        if self.cut.day is None:
            units = {row.unit_id for row in self.rows.values()}
            own = {day: parents_then(day, units) for day in set(self.day.values())}
            return lambda unit, day: _chain(unit, own[day])
        self.kin = kinship_of({row.unit_id for row in self.rows.values()})
        return Trees(self.kin, self.cut.day).chain

    def _cut(self, given: Sequence[Given], *, may_apportion: bool) -> list[Piece]:
        if self.cut.day is None:
            return as_it_was(given)
        older = self.cut.day < max(self.day.values(), default=self.cut.day)
        own = [(one.unit, one.day, one.value.amount) for one in given if one.value.kind == NUMBER]
        before = last_before(own) if older and may_apportion else never
        return recut(given, self.kin, self.cut.day, may_apportion=may_apportion, before=before)

    def series(self, under: Unit | None) -> Series:
        codes = [self.field.rate_of, self.field.rate_in] if self.field.rollup == Rollup.RATE else [self.field.code]
        given = both(self.given, *codes) if len(codes) == 2 else self.given
        may = self._may_apportion(codes)
        heaps = {code: self._heaps(self._cut(given.get(code, ()), may_apportion=may[code]), under) for code in codes}
        whole = {code: self._whole(self._cut(given.get(code, ()), may_apportion=may[code]), under) for code in codes}
        units = dict.fromkeys(unit for found in heaps.values() for unit, _at in found)
        made = Series(self.columns, [self._line(held, heaps) for held in units])
        made.whole = [
            self._point({code: found.get(n, Heap()) for code, found in whole.items()}) for n in range(len(self.columns))
        ]
        made.together = self._together(
            {code: [found.get(n, Heap()) for n in range(len(self.columns))] for code, found in whole.items()}
        )
        self._name(made)
        return made

    def _may_apportion(self, codes: Sequence[str]) -> dict[str, bool]:
        if len(codes) == 1:
            return {self.field.code: self.field.may_apportion}
        parts = Field.objects.filter(version=self.field.version_id, code__in=codes)
        held = dict(parts.values_list("code", "may_apportion"))
        return {code: all(held.get(other, False) for other in codes) for code in codes}

    def _under(self, piece: Piece, under: Unit | None) -> set[bool]:
        """Whether its units lie at or below that one: all of them, some or none."""
        if under is None:
            return {True}
        day = self.day[self.rows[piece.origin].period]
        return {under.pk in self.chains(unit, day) for unit in piece.units}

    def _heaps(self, pieces: Sequence[Piece], under: Unit | None) -> dict[tuple[tuple[int, ...], int], Heap]:
        found: dict[tuple[tuple[int, ...], int], Heap] = defaultdict(Heap)
        for piece in pieces:
            lies = self._under(piece, under)
            if len(lies) > 1:
                self.outside.add(piece.units)
            if True in lies:
                found[piece.units, self.at[self.rows[piece.origin].period]].add(piece)
        return found

    def _whole(self, pieces: Sequence[Piece], under: Unit | None) -> dict[int, Heap]:
        found: dict[int, Heap] = defaultdict(Heap)
        for piece in pieces:
            if self._under(piece, under) == {True}:
                found[self.at[self.rows[piece.origin].period]].add(piece)
        return found

    def _line(self, units: tuple[int, ...], heaps: Mapping[str, Mapping[tuple[tuple[int, ...], int], Heap]]) -> Line:
        points: list[Point | None] = []
        sums: dict[str, list[Heap]] = {code: [] for code in heaps}
        for n in range(len(self.columns)):
            held = {code: found[units, n] for code, found in heaps.items() if (units, n) in found}
            points.append(self._point(held) if held else None)
            for code, rows in sums.items():
                rows.append(held.get(code, Heap()))
        return Line(units, points, together=self._together(sums), outside=units in self.outside)

    def _point(self, held: Mapping[str, Heap]) -> Point:
        mark = least_exact(held.values())
        if self.field.rollup == Rollup.RATE:
            return Point(self._rate({code: heap.total for code, heap in held.items()}), mark.value)
        return Point(held[self.field.code].total if held else NOTHING, mark.value)

    def _rate(self, sums: Mapping[str, Total]) -> Total:
        return rate(sums, self.field.rate_of, self.field.rate_in, self.field.scale, per=rate_base(self.field))

    def _together(self, heaps: Mapping[str, Sequence[Heap]]) -> Point | None:
        sums = {code: [heap.total for heap in rows] for code, rows in heaps.items()}
        if self.field.rollup == Rollup.RATE:
            total = self._rate({code: sum(rows, NOTHING) for code, rows in sums.items()})
            return Point(total, least_exact(heap for rows in heaps.values() for heap in rows).value)
        held = over_time(self.field.rollup, sums[self.field.code])
        if held is None:
            return None
        of = heaps[self.field.code]
        if self.field.rollup == Rollup.HEADS:  # the one that stands for all
            of = [heap for heap in of if heap.total.amount is not None or heap.total.none][-1:]
        return Point(held, least_exact(of).value)

    def _name(self, made: Series) -> None:
        wanted = {unit for line in made.lines for unit in line.units}
        last = max(self.day.values(), default=self.cut.today)
        names = versions_on(last, wanted) | (versions_on(self.cut.day, wanted) if self.cut.day else {})
        keys = Unit.objects.in_bulk(wanted)
        for line in made.lines:
            line.name = names_of(line.units, names, keys)
            line.sort = names[line.units[0]].sort_key if line.units[0] in names else ""
            line.key = keys[line.units[0]].key if len(line.units) == 1 else ""
        made.lines.sort(key=lambda line: (len(line.units) > 1, line.sort, line.units))


def _chain(unit: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    chain, at = [unit], parents.get(unit)
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return tuple(reversed(chain))
