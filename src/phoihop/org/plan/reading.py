"""The rows that a decision's steps speak of, read in a few questions however many steps there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import F, Q

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
from phoihop.org.plan.plan import CODES, MEMBERS, PLACEMENTS, VERSIONS, Link, Shelf, Shelves, Span
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
        shelves.stays[hierarchy] = _stays(hierarchy, day)
    shelves.taken = _taken(steps, day)
    shelves.left = _linked(keys, "source", "target")
    shelves.came = _linked(keys, "target", "source")
    shelves.names_of = partial(_names, day=day)
    shelves.unborn -= shelves.left.keys() | shelves.came.keys()  # who follows it, or whom it followed, is on record
    for owner in {owner for owners in shelves.taken.values() for owner in owners} - keys:
        for span in _spans(CODES, {owner}):
            shelves.tables[CODES].add(span)
    return shelves


def _names(keys: Collection[str], *, day: date) -> dict[str, str]:
    """As they are called on the day, or were before it; who came later, as it began."""
    found: dict[str, str] = {}
    for batch in batches(sorted(keys)):
        rows = UnitVersion.objects.standing().filter(unit__key__in=batch).order_by("starts")
        for key, name, starts in rows.values_list("unit__key", "name", "starts"):
            if starts <= day or key not in found:
                found[key] = name
    return found


def _last_parents(keys: set[str]) -> set[str]:
    rows = Placement.objects.standing().filter(unit__key__in=keys).exclude(parent=None)
    return set(rows.values_list("parent__key", flat=True))


def _known(keys: set[str]) -> set[str]:
    return {key for batch in batches(sorted(keys)) for key in _keys(batch)}


def _keys(batch: list[str]) -> Iterator[str]:
    yield from Unit.objects.filter(key__in=batch).values_list("key", flat=True)


def _children(keys: set[str], day: date) -> Iterator[str]:
    """Who stands under them on the day or later."""
    for batch in batches(sorted(keys)):
        rows = Placement.objects.standing().filter(_reaching(day), parent__key__in=batch)
        yield from rows.values_list("unit__key", flat=True)


def _reaching(day: date) -> Q:
    return Q(ends=None) | Q(ends__gt=day)


def _stays(hierarchy: str, day: date) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    rows = Placement.objects.standing().filter(_reaching(day), hierarchy=hierarchy).exclude(parent=None)
    for unit, parent, starts, ends in rows.values_list("unit__key", "parent__key", "starts", "ends"):
        found[unit].append(Span(unit, {"hierarchy": hierarchy, "parent": parent}, starts, ends))
    return dict(found)


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


def _taken(steps: Sequence[Step], day: date) -> dict[tuple[str, str], set[str]]:
    wanted = {pair for step in steps for pair in (step.data.get("codes") or {}).items()}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for batch in batches(sorted({code for _scheme, code in wanted})):
        rows = UnitCode.objects.standing().filter(_reaching(day), code__in=batch)
        for scheme, code, unit in rows.values_list("scheme", "code", "unit__key"):
            if (scheme, code) in wanted:
                found[scheme, code].add(unit)
    return dict(found)


def _linked(keys: set[str], own: str, other: str) -> dict[str, list[Link]]:
    """Of these units, who went into whom, a part given away apart."""
    out: dict[str, list[Link]] = defaultdict(list)
    for batch in batches(sorted(keys)):
        rows = Succession.objects.filter(**{f"{own}__key__in": batch}).exclude(source=F("target"))
        rows = rows.filter(ceded=False) if own == "source" else rows
        for key, *link in rows.values_list(f"{own}__key", "on", f"{other}__key", "restructuring__title"):
            out[key].append(Link(*link))
    return out
