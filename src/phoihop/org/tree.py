"""The tree of a day as pages and files show it, and everything about one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.as_known import tree_of
from phoihop.org.models import Hierarchy, Placement, Role, Succession, Unit, UnitCode, UnitKind, UnitVersion
from phoihop.org.queries import (
    administered_units,
    in_force,
    living_units,
    parents_on,
    past_reach,
    subtree,
    versions_on,
)
from phoihop.org.reading import ways_of


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit of the tree; `depth` counts from the unit asked for, `below` what stands directly under it."""

    version: UnitVersion
    depth: int
    below: int
    parent: UnitVersion | None
    codes: dict[str, str]

    @property
    def key(self) -> str:
        return str(self.version.unit.key)


def known_units(actor: Actor) -> QuerySet[Unit]:
    """What is or was in the subtree, whose place the unit took, and bodies outside for who administers all: their
    pages open.
    """
    if (held := tree_of(actor)) is not None:
        return Unit.objects.filter(pk__in=held.known_units(actor.unit, actor.on))
    before = ways_of(actor).before
    return Unit.objects.filter(
        Q(pk__in=past_reach(actor)) | Q(pk__in=before) | Q(pk__in=administered_units(actor).values("pk"))
    )


def tree_on(
    actor: Actor, day: date, *, words: str = "", known: datetime | None = None, tree: str = Hierarchy.STEERING
) -> list[Branch]:
    """The actor's subtree as it stood on that day, each unit before what stands under it; or those so named. `known`:
    as it was known at that moment, before later decisions corrected it. `tree`: of these units, how those that have a
    place in another tree stand in it.
    """
    if known:
        rows, parents = _as_known(actor, day, known)
    else:
        reached = subtree(actor.unit, on=day)
        apart = administered_units(actor).values("pk")
        outside = living_units(day).filter(kind=UnitKind.OUTSIDE, unit__in=apart)
        rows = {row.unit_id: row for row in living_units(day).filter(unit__in=reached)}
        rows |= {row.unit_id: row for row in outside}
        parents = parents_on(day)
    if tree != Hierarchy.STEERING:
        rows, parents = _beside(rows, day, known, tree)
    children: dict[int | None, list[UnitVersion]] = defaultdict(list)
    for row in rows.values():
        above = parents.get(row.unit_id)
        children[above if above in rows else None].append(row)
    codes = _codes_on(day, known)
    wanted = fold(words)
    return [
        Branch(row, depth, len(children[row.unit_id]), rows.get(parents.get(row.unit_id) or 0), codes[row.unit_id])
        for row, depth in _walk(children)
        if not wanted or wanted in row.folded or wanted in fold(" ".join(codes[row.unit_id].values()))
    ]


def _beside(
    rows: dict[int, UnitVersion], day: date, known: datetime | None, tree: str
) -> tuple[dict[int, UnitVersion], dict[int, int | None]]:
    placed = Placement.objects.on(day, known=known).filter(hierarchy=tree)
    parents: dict[int, int | None] = dict(placed.values_list("unit_id", "parent_id"))
    there = parents.keys() | parents.values()
    return {unit: row for unit, row in rows.items() if unit in there}, parents


def _as_known(actor: Actor, day: date, known: datetime) -> tuple[dict[int, UnitVersion], dict[int, int | None]]:
    """Names and places of that day as they were held to be then; of units that the actor may know."""
    placed = Placement.objects.on(day, known=known).filter(hierarchy=Hierarchy.STEERING)
    parents: dict[int, int | None] = dict(placed.values_list("unit_id", "parent_id"))

    def reached(unit: int) -> bool:
        seen: set[int] = set()
        at: int | None = unit
        while at and at not in seen:
            if at == actor.unit:
                return True
            seen.add(at)
            at = parents.get(at)
        return False

    mine = UnitVersion.objects.on(day, known=known).filter(unit__in=known_units(actor)).select_related("unit")
    rows = {row.unit_id: row for row in mine.order_by("sort_key") if row.kind == "outside" or reached(row.unit_id)}
    return rows, parents


def _codes_on(day: date, known: datetime | None = None) -> dict[int, dict[str, str]]:
    out: dict[int, dict[str, str]] = defaultdict(dict)
    for code in UnitCode.objects.on(day, known=known).exclude(scheme="alias").order_by("scheme"):
        out[code.unit_id][code.scheme] = code.code
    return out


def _walk(children: dict[int | None, list[UnitVersion]]) -> Iterator[tuple[UnitVersion, int]]:
    """Offices first, then in dictionary order, bodies outside last."""
    tops = sorted(children[None], key=lambda row: row.kind == UnitKind.OUTSIDE)
    stack = [(row, 0) for row in reversed(tops)]
    while stack:
        row, depth = stack.pop()
        yield row, depth
        stack += [(child, depth + 1) for child in reversed(children[row.unit_id])]


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of a unit's life: what it was called or where it stood."""

    words: str
    more: str
    starts: date
    ends: date | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit before or after this one, with its share of it."""

    key: str
    name: str
    share: int
    on: date
    decision: str
    known: bool

    @property
    def part(self) -> float:
        return self.share / 1_000_000


@dataclass(frozen=True, slots=True)
class Life:
    """All that is held of one unit, of every day; what is past stays."""

    names: list[Line]
    places: list[Line]
    codes: list[Line]
    aliases: list[Line]
    before: list[Kin]
    after: list[Kin]


def life_of(actor: Actor, unit: Unit) -> Life:
    known = set(known_units(actor).values_list("pk", flat=True))
    names = [
        Line(row.name, f"{row.short_name} · {row.get_kind_display()}", row.starts, row.ends)
        for row in UnitVersion.objects.standing().filter(unit=unit).order_by("-starts")
    ]
    codes = list(UnitCode.objects.standing().filter(unit=unit).order_by("scheme", "-starts"))
    return Life(
        names,
        _places(unit, known),
        [Line(row.code, row.scheme, row.starts, row.ends) for row in codes if row.scheme != "alias"],
        [Line(row.code, "", row.starts, row.ends) for row in codes if row.scheme == "alias"],
        [_kin(row, row.source, known) for row in _successions(target=unit)],
        [_kin(row, row.target, known) for row in _successions(source=unit)],
    )


def _successions(**which: Unit) -> QuerySet[Succession]:
    rows = Succession.objects.filter(**which).select_related("source", "target", "restructuring")
    return rows.order_by("on", "-share", "pk")


def _kin(row: Succession, unit: Unit, known: set[int]) -> Kin:
    """Called as it was called when the change took effect."""
    version = versions_on(row.on, [unit.pk]).get(unit.pk)
    name = version.name if version else unit.key
    return Kin(unit.key, name, row.share, row.on, row.restructuring.decision, unit.pk in known)


def _places(unit: Unit, known: set[int]) -> list[Line]:
    rows = Placement.objects.standing().filter(unit=unit).select_related("parent").order_by("hierarchy", "-starts")
    out = []
    for row in rows:
        version = versions_on(row.ends or row.starts, [row.parent_id]).get(row.parent_id) if row.parent_id else None
        name = version.name if version else ""
        key = row.parent.key if row.parent and row.parent_id in known else ""
        out.append(Line(name, row.get_hierarchy_display(), row.starts, row.ends, key))
    return out


def roles_at(unit: Unit, *, on: date) -> tuple[list[Role], list[Role]]:
    """Roles of that day, and those that are over."""
    rows = Role.objects.standing().filter(unit=unit).select_related("user").order_by("kind", "user__name", "pk")
    now = list(rows.filter(in_force(on)))
    return now, list(rows.filter(ends__lte=on).order_by("-ends"))
