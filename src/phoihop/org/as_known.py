"""The tree and the roles as they were known at a moment: what the closure, which holds what is known now, cannot say.

Asked about few units at a time, so it climbs from these in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from phoihop.kit.actor import Actor
from phoihop.org.following import Holding
from phoihop.org.models import (
    Hierarchy,
    Placement,
    Restructuring,
    Role,
    RoleEarlier,
    RoleKind,
    Substitution,
    Succession,
    Unit,
    UnitKind,
    UnitVersion,
)
from phoihop.org.plan.steps import WHOLE, Kind, targets_of
from phoihop.org.queries import PostHeld, known_at, versions_known
from phoihop.org.reach import climb

KEPT = "as_known"  # of an actor who is judged so


@dataclass(frozen=True, slots=True)
class Above:
    """One stretch of days in which `ancestor` had the unit in its subtree; itself at depth 0."""

    ancestor: int
    depth: int
    starts: date
    ends: date  # `date.max` is open

    def holds(self, day: date) -> bool:
        return self.starts <= day < self.ends


@dataclass(frozen=True, slots=True)
class Followed:
    source: int
    target: int
    on: date
    whole: bool


@dataclass(frozen=True, slots=True)
class Held(Holding):
    """A role as it was known."""

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or self.ends > day)


def tree_of(actor: Actor) -> KnownTree | None:
    """The tree by which the actor is judged, where it is not the one that is known now."""
    found: KnownTree | None = actor.found.get(KEPT)
    return found


def moment_of(actor: Actor) -> datetime | None:
    """By which moment the actor's rights are judged; None for now."""
    tree = tree_of(actor)
    return tree.moment if tree else None


class KnownTree:
    """`moment` None: now. `units` are those that are asked about; of others nothing is found."""

    def __init__(self, moment: datetime | None, units: Iterable[int]) -> None:
        self.moment, self.units = moment, set(units)

    @cached_property
    def _stays(self) -> dict[int, list[tuple[int | None, date, date]]]:
        out: dict[int, list[tuple[int | None, date, date]]] = defaultdict(list)
        rows = Placement.objects.filter(known_at(self.moment), hierarchy=Hierarchy.STEERING)
        for unit, parent, starts, ends in rows.values_list("unit_id", "parent_id", "starts", "ends"):
            out[unit].append((parent, starts, ends or date.max))
        return out

    @cached_property
    def above(self) -> dict[int, list[Above]]:
        """Of each unit asked about, whoever ever stood above it."""
        return {unit: [Above(*one) for one in climb(unit, self._stays)] for unit in self.units if unit in self._stays}

    def parents(self, day: date) -> dict[int, int | None]:
        return {
            unit: parent
            for unit, stays in self._stays.items()
            for parent, starts, ends in stays
            if starts <= day < ends
        }

    @cached_property
    def followed(self) -> list[Followed]:
        """Who had taken whose place, by the decisions that were in effect at the moment."""
        rows = Succession.objects.filter(ceded=False).order_by("source_id", "-share", "pk")
        if self.moment is None:
            return _followed(rows)
        since = Coalesce("restructuring__applied_at", "restructuring__made_at")
        found = _followed(rows.alias(since=since).filter(since__lte=self.moment))
        return [*found, *_taken_back_since(self.moment)]

    def line(self, unit: int, on: date) -> tuple[set[int], set[int]]:
        """The unit with all whose whole place it took, and those of which it took a part."""
        whole, part, waiting = {unit}, set[int](), [(unit, True)]
        came: dict[int, list[Followed]] = defaultdict(list)
        for one in self.followed:
            if one.on <= on:
                came[one.target].append(one)
        while waiting:
            at, alone = waiting.pop()
            for one in came[at]:
                kept = whole if alone and one.whole else part
                if one.source not in kept:
                    kept.add(one.source)
                    waiting.append((one.source, kept is whole))
        return whole, part - whole

    def left(self, line: Collection[int], on: date) -> set[date]:
        """Days on which units left the reach of any of the line and lived on."""
        out = set()
        for spans in self.above.values():
            until = max((one.ends for one in spans if not one.depth), default=date.min)
            for one in spans:
                still = any(o.ancestor == one.ancestor and o.starts <= one.ends < o.ends for o in spans)
                if one.ancestor in line and one.ends <= on and until > one.ends and not still:
                    out.add(one.ends)
        return out

    def reached(self, line: Collection[int], on: date) -> set[int]:
        """In the subtree of any of the line on some day until then."""
        return {u for u, spans in self.above.items() if any(o.ancestor in line and o.starts <= on for o in spans)}

    def reached_now(self, line: Collection[int], on: date) -> set[int]:
        """In their subtree on the day, or until they ended."""
        out = set()
        for unit, spans in self.above.items():
            until = max((one.ends for one in spans if not one.depth), default=date.min)
            mine = [one for one in spans if one.ancestor in line and one.starts <= on]
            if any(one.holds(on) or (one.ends <= on and until <= one.ends) for one in mine):
                out.add(unit)
        return out

    def left_on(self, line: Collection[int], day: date) -> set[int]:
        return {u for u, spans in self.above.items() if any(o.ancestor in line and o.ends == day for o in spans)}

    def known_units(self, unit: int, on: date) -> set[int]:
        """Whose pages open to who acts at the unit: see `tree.known_units`."""
        whole, part = self.line(unit, date.max)
        return self.reached(whole, date.max) | self.line(unit, on)[0] | part | self._outside(unit, on)

    def _outside(self, unit: int, on: date) -> set[int]:
        parents = self.parents(on)
        if parents.get(unit, unit) is not None:
            return set()
        kinds = {UnitKind.OUTSIDE}
        rows = UnitVersion.objects.on(on, known=self.moment).filter(unit__in=self.units, kind__in=kinds)
        return {one for one in rows.values_list("unit_id", flat=True) if parents.get(one, one) is None}

    def names(self, units: Iterable[int], day: date) -> dict[int, UnitVersion]:
        return versions_known(units, day, self.moment)

    def posts(self, units: Collection[int], day: date) -> list[tuple[int, PostHeld]]:
        """Who held what at these units on that day, own and lent; and who had a unit that had ended by then."""
        rows = UnitVersion.objects.on(day, known=self.moment).filter(unit__in=units).select_related("unit")
        keys = {row.unit_id: (row.unit.key, row.name, row.kind) for row in rows}
        roles = roles_known(units, self.moment)
        now = {one.role: one for one in roles if one.unit in keys and one.holds(day)}
        held: dict[tuple[int, int], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for one in now.values():
            held[one.user, one.unit][one.kind].add(0)
        for lent in _lent_known(now, day, self.moment):
            role = now[lent.role_id]
            held[lent.substitute_id, role.unit][lent.part or role.kind].add(role.user)
        out = []
        for (user, unit), kinds in sorted(held.items()):
            lenders = tuple(sorted({one for holders in kinds.values() if 0 not in holders for one in holders}))
            out.append((user, PostHeld(unit, *keys[unit], frozenset(kinds), lenders)))
        return [*out, *self._past_posts(set(units) - keys.keys(), roles, day)]

    def _past_posts(self, units: set[int], roles: list[Held], day: date) -> Iterator[tuple[int, PostHeld]]:
        last = {pk: row for pk, row in self.names(units, day).items() if row.ends and row.ends <= day}
        keys = dict(Unit.objects.filter(pk__in=last).values_list("pk", "key"))
        kept: dict[tuple[int, int], set[str]] = defaultdict(set)
        for one in roles:
            ends = last[one.unit].ends if one.unit in last else None
            if ends and one.ends == ends and one.starts < ends and one.kind != RoleKind.ADMINISTRATOR:
                kept[one.user, one.unit].add(one.kind if one.kind == RoleKind.AUDITOR else RoleKind.READER)
        for (user, unit), kinds in sorted(kept.items()):
            row = last[unit]
            yield user, PostHeld(unit, keys[unit], row.name, row.kind, frozenset(map(str, kinds)), (), row.ends)


def _followed(rows: QuerySet[Succession]) -> list[Followed]:
    said = rows.values_list("source_id", "target_id", "on", "share")
    return [Followed(source, target, on, share == WHOLE) for source, target, on, share in said]


def _taken_back_since(moment: datetime) -> list[Followed]:
    """By decisions that were in effect then and have been taken back: their steps still say so."""
    made = Restructuring.objects.filter(applied_at__lte=moment, undone_at__gt=moment)
    steps = [
        (one, step)
        for one in made.prefetch_related("steps")
        for step in one.steps.all()
        if step.kind in {Kind.MERGE, Kind.SPLIT} and step.unit_key not in dict(targets_of(step))
    ]
    named = {key for _one, step in steps for key in (step.unit_key, *dict(targets_of(step)))}
    ids = dict(Unit.objects.filter(key__in=named).values_list("key", "pk"))
    return [
        Followed(ids[step.unit_key], ids[heir], one.effective, share == WHOLE)
        for one, step in steps
        for heir, share in targets_of(step)
    ]


def roles_known(units: Collection[int], moment: datetime | None) -> list[Held]:
    """Roles at these units as they were known at the moment: an end that was entered later is none yet."""
    rows = Role.objects.filter(unit__in=units)
    if moment is None:
        return [Held(*row) for row in rows.filter(superseded=None).values_list(*_HELD)]
    told: dict[int, RoleEarlier] = {}
    for earlier in RoleEarlier.objects.filter(role__unit__in=units, until__gt=moment).order_by("-until", "-pk"):
        told[earlier.role_id] = earlier
    out = []
    for row in rows.filter(recorded__lte=moment).order_by("pk"):
        state = told.get(row.pk, row)
        if state.superseded is None or state.superseded > moment:
            out.append(Held(row.pk, row.user_id, row.unit_id, row.kind, row.starts, state.ends))
    return out


_HELD = ("pk", "user_id", "unit_id", "kind", "starts", "ends")


def _lent_known(roles: Collection[int], day: date, moment: datetime | None) -> list[Substitution]:
    rows = Substitution.objects.filter(role__in=roles, starts__lte=day, ends__gt=day)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=day))
    return list(rows.filter(made_at__lte=moment) if moment else rows)


def reads_known(tree: KnownTree, actor: Actor, unit: str) -> Iterator[tuple[Q, date | None]]:
    """The units whose rows the actor reads, and before which day they must have begun (None: whenever)."""
    whole, part = tree.line(actor.unit, actor.on)
    if actor.past:
        yield Q(**{f"{unit}__in": tree.reached(whole, actor.on) | part}), actor.on + timedelta(days=1)
        return
    left = tree.left(whole, actor.on)
    now = tree.reached_now(whole, actor.on) if left else tree.reached(whole, actor.on)
    yield Q(**{f"{unit}__in": now | part}), None
    for day in sorted(left):
        yield Q(**{f"{unit}__in": tree.left_on(whole, day)}), day
