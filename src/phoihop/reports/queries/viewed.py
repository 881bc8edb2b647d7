"""One report × period in the tree of another day: the same answers, carried to the units of that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from phoihop.duties.models import Obligation
from phoihop.org.cut import Cut
from phoihop.org.kinship import Kinship
from phoihop.org.lineage import kinship_of
from phoihop.org.models import Unit
from phoihop.org.queries import parents_on, versions_on
from phoihop.reports.models import Field, Figure, Rollup
from phoihop.reports.queries.rollup import Branch, Level, Report, Scope, name_level, names_of, rows_in, why_unknown
from phoihop.reports.queries.sums import rate_base
from phoihop.reports.recut import (
    Before,
    Given,
    Heap,
    Mark,
    Piece,
    both,
    common,
    least_exact,
    never,
    rate,
    recut,
    whole,
)
from phoihop.reports.values import NOT_REPORTED, NOTHING, NUMBER, Total, Value

Place = tuple[int, ...]  # the unit right under the one looked at, or several that hold in common
SAID_NOTHING = Value("")


class Trees:
    """Chains of units in the tree of `to`; who did not stand then hangs where its parent's part lies."""

    def __init__(self, kin: Kinship, to: date) -> None:
        self.kin, self.to = kin, to
        self.parents = parents_on(to)
        self._own: dict[date, Mapping[int, int | None]] = {to: self.parents}
        self._chains: dict[int, tuple[int, ...]] = {}

    def own(self, day: date) -> Mapping[int, int | None]:
        if day not in self._own:
            self._own[day] = parents_on(day)
        return self._own[day]

    def chain(self, unit: int, day: date) -> tuple[int, ...]:
        """From the top down to the unit; `day` is one on which it stood, where it does not on that of the tree."""
        if unit not in self._chains:
            self._chains[unit] = self._climb(unit, day)
        return self._chains[unit]

    def _climb(self, unit: int, day: date) -> tuple[int, ...]:
        if unit in self.parents:
            above = self.parents[unit]
            return (*(self.chain(above, day) if above else ()), unit)
        above = self.own(day).get(unit)
        if above is None:
            return (unit,)
        places = [one for one in self.kin.way(above, day, self.to).units if one in self.parents]
        if not places:  # nobody who followed stands any more
            return (unit,)
        return (*common(places, lambda one: self.chain(one, day)), unit)


@dataclass(frozen=True, slots=True)
class Held:
    """A piece with the answer that it comes from."""

    piece: Piece
    row: Obligation


@dataclass(frozen=True, slots=True)
class Summed:
    """A sum of what lies wholly here; beside it what is held in common with units that stand elsewhere."""

    total: Total
    mark: str = Mark.EXACT.value
    common: Total = NOTHING  # in no sum here
    shared: int = 0  # answers of which nothing else lies here


class Recut:
    """Asked once for a page; `here` is the unit looked at, None for everybody."""

    def __init__(self, report: Report, scope: Scope, cut: Cut) -> None:
        assert cut.day  # noqa: S101 - as it was is asked of the database
        self.report, self.to = report, cut.day
        rows = rows_in(report, Scope(None, scope.group))
        self.rows = list(rows.select_related("unit", "answer").order_by("unit"))
        units = {row.unit_id for row in self.rows}
        own = parents_on(report.day)
        self.kin = kinship_of(units | _above(units, own))
        self.trees = Trees(self.kin, self.to)
        self.by_pk = {row.pk: row for row in self.rows}
        self.here = scope.unit.pk if scope.unit else None
        self._figures: dict[str, dict[int, Value]] = {}

    def chain(self, unit: int) -> tuple[int, ...]:
        return self.trees.chain(unit, self.report.day)

    def places(self, unit: int) -> tuple[int, ...]:
        return self.kin.way(unit, self.report.day, self.to).units

    @cached_property
    def inside(self) -> list[Obligation]:
        """Those of whom anything lies at or under the unit looked at."""
        return [row for row in self.rows if any(self._is_inside(unit) for unit in self.places(row.unit_id))]

    def _is_inside(self, unit: int) -> bool:
        return self.here is None or self.here in self.chain(unit)

    def _values(self, codes: Iterable[str]) -> None:
        wanted = [code for code in codes if code not in self._figures]
        if not wanted:
            return
        answers = {row.answer_id: row.pk for row in self.rows if row.answer_id}
        said = Figure.objects.filter(response__in=list(answers), field__code__in=wanted)
        self._figures |= {code: {} for code in wanted}
        for response, code, kind, amount in said.values_list("response_id", "field__code", "kind", "value"):
            self._figures[code][answers[response]] = Value(kind, amount)

    def given(self, code: str) -> list[Given]:
        self._values([code])
        return [Given(pk, self.by_pk[pk].unit_id, self.report.day, value) for pk, value in self._figures[code].items()]

    def pieces(self, field: Field) -> list[Piece]:
        return self._cut(field, self.given(field.code), may=field.may_apportion)

    def _cut(self, field: Field, given: Sequence[Given], *, may: bool) -> list[Piece]:
        before = earlier_figures(self.report, field, self.to) if may else never
        return recut(given, self.kin, self.to, may_apportion=may, before=before)

    def _heaps(self, pieces: Iterable[Piece]) -> tuple[Heap, Heap]:
        """What lies wholly at or under the unit looked at, and what it holds in common with others."""
        inside, partly = Heap(), Heap()
        for piece in pieces:
            here = [self._is_inside(unit) for unit in piece.units]
            if all(here):
                inside.add(piece)
            elif any(here):
                partly.add(piece)
        return inside, partly

    def sums(self, fields: Sequence[Field]) -> dict[str, Summed]:
        """By code; rates out of the sums of their parts."""
        self._values([field.code for field in fields])
        by_code = {field.code: field for field in fields}
        return {f.code: self._rate(f, by_code) if f.rollup == Rollup.RATE else self._sum(f) for f in fields}

    def _sum(self, field: Field) -> Summed:
        inside, partly = self._heaps(self.pieces(field))
        shared = len(partly.everyone - inside.everyone)
        return Summed(inside.total, inside.mark.value, partly.total, shared)

    def _rate(self, field: Field, by_code: Mapping[str, Field]) -> Summed:
        """Both parts are apportioned, or neither: else the whole is not that of the part."""
        codes = [code for code in (field.rate_of, field.rate_in) if code in by_code]
        kept = both({code: self.given(code) for code in codes}, field.rate_of, field.rate_in)
        may = all(by_code[code].may_apportion for code in codes)
        heaps = {code: self._heaps(self._cut(by_code[code], kept[code], may=may)) for code in codes}
        inside = {code: heap for code, (heap, _partly) in heaps.items()}
        total = rate(
            {code: heap.total for code, heap in inside.items()},
            field.rate_of, field.rate_in, field.scale, per=rate_base(field),
        )  # fmt: skip
        shared = {one for heap, partly in heaps.values() for one in partly.everyone - heap.everyone}
        return Summed(total, least_exact(inside.values()).value, shared=len(shared))

    def level(self, field: Field | None = None) -> Level:
        """Branches in dictionary order; what several of them hold in common stands after them."""
        here = self._looked_at()
        heaps: dict[tuple[Place, int], list[Held]] = defaultdict(list)
        for held in self._held(field):
            place = self._place(held.piece, here)
            if place:
                own = held.row.pk if place == (here,) else 0
                heaps[place, own].append(held)
        branches = [self._branch(place, own, heap, field) for (place, own), heap in heaps.items()]
        above = list(self.chain(here)) if here else []
        top = self._fork(self.rows)
        level = name_level(self.to, branches, above, top=top, fallback=self.report.day)
        level.silent = [row for row in self.inside if row.answer_id is None]
        return level

    def _looked_at(self) -> int | None:
        return self.here if self.here is not None else self._fork(self.rows)

    def _fork(self, rows: Iterable[Obligation]) -> int | None:
        units = [unit for row in rows for unit in self.places(row.unit_id)]
        shared = common(units, self.chain) if units else ()
        return shared[-1] if shared else None

    def _held(self, field: Field | None) -> list[Held]:
        """Every answer or debt once: as its figure where it gave one, else as having said nothing."""
        pieces = self.pieces(field) if field else []
        spoken = {piece.origin for piece in pieces}
        silent = [
            Piece(row.pk, row.unit_id, places, SAID_NOTHING, Mark.EXACT if len(places) == 1 else Mark.JOINT)
            for row in self.rows
            if row.pk not in spoken and (places := self.places(row.unit_id))
        ]
        return [Held(piece, self.by_pk[piece.origin]) for piece in [*pieces, *silent]]

    def _place(self, piece: Piece, here: int | None) -> Place:
        """Empty where nothing of it lies here."""
        inside = [unit for unit in piece.units if here is None or here in self.chain(unit)]
        if not inside:
            return ()
        steps = tuple(dict.fromkeys(self._step(unit, here) for unit in piece.units))
        return steps if len(steps) > 1 or len(inside) < len(piece.units) else (steps[0],)

    def _step(self, unit: int, here: int | None) -> int:
        chain = self.chain(unit)
        if here is None or here not in chain:
            return chain[0] if here is None else unit
        at = chain.index(here) + 1
        return chain[at] if at < len(chain) else here

    def _branch(self, place: Place, own: int, heap: list[Held], field: Field | None) -> Branch:
        rows = {held.row.pk: held.row for held in heap}
        made = Branch(place[0], owed=len(rows), answered=sum(1 for row in rows.values() if row.answer_id))
        made.joint_of = place if len(place) > 1 else ()
        said = [held.piece for held in heap if held.piece.value.kind]
        summed = whole(said)
        made.total, made.mark = summed.total, summed.mark.value
        made.estimate = summed.mark is Mark.APPORTIONED
        if len(place) > 1:
            made.mark = Mark.JOINT.value
            made.outside = self.here is not None and not all(self._is_inside(unit) for unit in heap[0].piece.units)
        if len(rows) == 1 and (own or len(place) > 1 or heap[0].piece.units == place):
            made.alone = heap[0].row
            made.value = said[0].value if said else None
            if field and made.value and made.value.kind == NOT_REPORTED and made.alone.answer:
                made.why = why_unknown(made.alone.answer, field.code)
        if own or (made.alone and made.alone.unit_id != place[0]):
            made.source = heap[0].row.unit_id
        return made


def _above(units: Iterable[int], parents: Mapping[int, int | None]) -> set[int]:
    found: set[int] = set()
    for unit in units:
        at = parents.get(unit)
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return found


def earlier_figures(report: Report, field: Field, to: date) -> Before:
    """What each unit's own figure of the same report was last before a day; asked only when the tree is an older one."""
    if to >= report.day:
        return never
    rows = Figure.objects.filter(
        field__code=field.code, kind=NUMBER, response__obligation__duty=report.duty,
        response__in=Obligation.objects.filter(duty=report.duty, closed_at=None, last__lt=report.day).values("answer"),
    )  # fmt: skip
    return last_before(rows.values_list("response__obligation__unit_id", "response__obligation__last", "value"))


def last_before(rows: Iterable[tuple[int, date | None, int | None]]) -> Callable[[int, date], int | None]:
    held: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for unit, day, amount in rows:
        if day is not None and amount is not None:
            held[unit].append((day, amount))

    def before(unit: int, on: date) -> int | None:
        known = [one for one in held.get(unit, ()) if one[0] < on]
        return max(known)[1] if known else None

    return before


def now_with(report: Report, cut: Cut, units: Iterable[int]) -> dict[int, str]:
    """For each unit whose part lies elsewhere in that tree: the names of where."""
    asked = set(units)
    if cut.day is None or not asked:
        return {}
    kin = kinship_of(asked)
    places = {unit: kin.way(unit, report.day, cut.day).units for unit in asked}
    moved = {unit: held for unit, held in places.items() if held != (unit,)}
    names = versions_on(cut.day, {other for held in moved.values() for other in held})
    keys = Unit.objects.in_bulk({other for held in moved.values() for other in held} - names.keys())
    return {unit: names_of(held, names, keys) for unit, held in moved.items()}
