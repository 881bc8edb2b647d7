"""The rows that a decision's steps speak of, read in a few questions however many steps there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from phoihop.org.models import (
    GroupMember,
    Hierarchy,
    Placement,
    RestructuringStep,
    Succession,
    Unit,
    UnitCode,
    UnitVersion,
)
from phoihop.org.plan.plan import CODES, MEMBERS, PLACEMENTS, VERSIONS, Shelf, Shelves, Span
from phoihop.org.plan.steps import Step, units_of
from phoihop.org.reach import batches

Kind = RestructuringStep.Kind
MODELS: dict[str, Any] = {VERSIONS: UnitVersion, PLACEMENTS: Placement, CODES: UnitCode, MEMBERS: GroupMember}
COLUMNS = {  # of the row → of the span
    VERSIONS: {"name": "name", "short_name": "short_name", "kind": "kind"},
    PLACEMENTS: {"hierarchy": "hierarchy", "parent__key": "parent"},
    CODES: {"scheme": "scheme", "code": "code"},
    MEMBERS: {"group__name": "group"},
}


def shelves_for(steps: Sequence[Step], day: date) -> Shelves:
    keys = units_of(steps) | {step.unit_key for step in steps}
    keys |= _last_parents({step.unit_key for step in steps if step.kind == Kind.REOPEN and "parent" not in step.data})
    known = _known(keys)
    children = set(_children(keys, day))
    spans = {table: list(_spans(table, keys)) for table in MODELS}
    spans[PLACEMENTS] += _spans(PLACEMENTS, children - keys)
    born = {span.unit for span in spans[VERSIONS]}
    shelves = Shelves(day, {table: Shelf(found) for table, found in spans.items()}, known, known - born)
    shelves.below = _below(spans[PLACEMENTS], day)
    for hierarchy in _moved_in(steps):
        rows = Placement.objects.on(day).filter(hierarchy=hierarchy)
        shelves.parents[hierarchy] = dict(rows.values_list("unit__key", "parent__key"))
    shelves.taken = _taken(steps, day)
    shelves.left = _left(keys)
    for owner in set(shelves.taken.values()) - keys:
        for span in _spans(CODES, {owner}):
            shelves.tables[CODES].add(span)
    return shelves


def _last_parents(keys: set[str]) -> set[str]:
    rows = Placement.objects.standing().filter(unit__key__in=keys).exclude(parent=None)
    return set(rows.values_list("parent__key", flat=True))


def _known(keys: set[str]) -> set[str]:
    return {key for batch in batches(sorted(keys)) for key in _keys(batch)}


def _keys(batch: list[str]) -> Iterator[str]:
    yield from Unit.objects.filter(key__in=batch).values_list("key", flat=True)


def _children(keys: set[str], day: date) -> Iterator[str]:
    for batch in batches(sorted(keys)):
        yield from Placement.objects.on(day).filter(parent__key__in=batch).values_list("unit__key", flat=True)


def _spans(table: str, keys: set[str]) -> Iterator[Span]:
    columns = COLUMNS[table]
    for batch in batches(sorted(keys)):
        rows = MODELS[table].objects.standing().filter(unit__key__in=batch)
        if table == MEMBERS:
            rows = rows.filter(group__rule={})  # others follow from the tree
        for pk, unit, starts, ends, *values in rows.values_list("pk", "unit__key", "starts", "ends", *columns):
            yield Span(unit, dict(zip(columns.values(), values, strict=True)), starts, ends, pk)


def _below(placements: list[Span], day: date) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for span in placements:
        if span.holds_on(day) and span.values["parent"]:
            out[span.values["parent"]].add(span.unit)
    return out


def _moved_in(steps: Sequence[Step]) -> set[str]:
    """Hierarchies in which a step moves a unit: there a circle could arise."""
    kinds = {Kind.MOVE, Kind.REOPEN}
    return {str(step.data.get("hierarchy") or Hierarchy.STEERING) for step in steps if step.kind in kinds}


def _taken(steps: Sequence[Step], day: date) -> dict[tuple[str, str], str]:
    wanted = {pair for step in steps for pair in (step.data.get("codes") or {}).items()}
    found: dict[tuple[str, str], str] = {}
    for batch in batches(sorted({code for _scheme, code in wanted})):
        rows = UnitCode.objects.standing().filter(Q(ends=None) | Q(ends__gt=day), code__in=batch)
        for scheme, code, unit in rows.values_list("scheme", "code", "unit__key"):
            if (scheme, code) in wanted:
                found[scheme, code] = unit
    return found


def _left(keys: set[str]) -> dict[str, list[tuple[date, str]]]:
    out: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for batch in batches(sorted(keys)):
        rows = Succession.objects.filter(source__key__in=batch, ceded=False)
        for key, day, title in rows.values_list("source__key", "on", "restructuring__title"):
            out[key].append((day, title))
    return out
