"""The naive organisation: a plain dict of units for every day, written from the rules by hand, asking no code of the
house. What a decision does is done to each day from its own on; taking one back is living everything again without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

WHOLE = 1_000_000
LOCAL = ("commune", "ward", "special_zone")
STEERING = "steering"


class ForbiddenError(Exception):
    """What the rules do not allow: the product must refuse it, too."""


@dataclass(frozen=True, slots=True)
class Step:
    kind: str
    unit: str
    data: dict[str, Any] = field(default_factory=dict)

    def targets(self) -> list[tuple[str, int]]:
        into = self.data.get("into") or []
        return [(into, WHOLE)] if isinstance(into, str) else [(key, share) for key, share in into]


@dataclass(eq=False, slots=True)
class Name:
    """The same object on every day of one stretch."""

    name: str
    kind: str

    @property
    def level(self) -> str:
        return "local" if self.kind in LOCAL else self.kind


@dataclass(eq=False, slots=True)
class Place:
    parent: str | None


@dataclass(slots=True)
class Day:
    """All that was so on one day: units by key, places by hierarchy and unit, codes, groups."""

    names: dict[str, Name] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)

    def copy(self) -> Day:
        members = {group: set(units) for group, units in self.members.items()}
        return Day(dict(self.names), dict(self.places), dict(self.codes), members)

    def parent(self, unit: str, hierarchy: str = STEERING) -> str | None:
        place = self.places.get((hierarchy, unit))
        return place.parent if place else None

    def above(self, unit: str, hierarchy: str = STEERING) -> list[str]:
        """The unit and all above it; a circle is walked once."""
        found: list[str] = []
        at: str | None = unit
        while at is not None and at not in found:
            found.append(at)
            at = self.parent(at, hierarchy)
        return found

    def under(self, unit: str, hierarchy: str = STEERING) -> set[str]:
        return {one for one in self.names if (hierarchy, one) in self.places and unit in self.above(one, hierarchy)}

    def drop(self, unit: str) -> None:
        self.names.pop(unit, None)
        for at in [at for at in self.places if at[1] == unit]:
            del self.places[at]
        for code in [code for code, owner in self.codes.items() if owner == unit]:
            del self.codes[code]
        for units in self.members.values():
            units.discard(unit)

    def troubles(self) -> list[str]:
        """Who stands under nobody that is there, or below itself."""
        found = [f"{unit} stands nowhere" for unit in self.names if (STEERING, unit) not in self.places]
        for (hierarchy, unit), place in self.places.items():
            if unit not in self.names:
                found.append(f"{unit} is placed and is not there")
            elif place.parent is not None and place.parent not in self.names:
                found.append(f"{unit} stands under {place.parent}, which is not there")
            elif place.parent is not None and unit in self.above(place.parent, hierarchy):
                found.append(f"{unit} stands below itself")
        return found


@dataclass(frozen=True, slots=True)
class Came:
    """`share` of `source` went to `target` at the start of day `on`; who ceded lives on."""

    source: str
    target: str
    share: int
    on: int
    ceded: bool


Held = tuple[int, str, str]  # user, unit, kind of role


@dataclass(slots=True)
class World:
    """Days by their number; the last stands for all that follow. Roles have days of their own, to the end of `roles`."""

    days: list[Day] = field(default_factory=lambda: [Day()])
    roles: list[set[Held]] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)

    @property
    def today(self) -> int:
        return len(self.days) - 1

    def day(self, at: int) -> Day:
        return self.days[max(0, min(at, self.today))]

    def copy(self) -> World:
        return World([day.copy() for day in self.days], [set(held) for held in self.roles], list(self.came))

    def dawn(self) -> None:
        self.days.append(self.days[-1].copy())

    def lives(self, unit: str, at: int) -> bool:
        return unit in self.day(at).names

    def ever(self, unit: str) -> bool:
        return any(unit in day.names for day in self.days)

    def last_day(self, unit: str, before: int) -> int | None:
        return next((at for at in range(min(before, self.today), -1, -1) if unit in self.days[at].names), None)

    def heirs(self, unit: str, on: int) -> list[str]:
        return [one.target for one in self.came if (one.source, one.on) == (unit, on) and not one.ceded]

    def left(self, unit: str, before: int) -> tuple[int, list[Came]]:
        """When it went on after its last day before that one, and into whom; one that came and went on the same day later
        was never there, but says who follows it.
        """
        last = self.last_day(unit, before)
        links = [one for one in self.came if one.source == unit and not one.ceded and one.on > (last or 0)]
        on = min((one.on for one in links), default=0)
        return on, [one for one in links if one.on == on]

    def sources(self, unit: str, on: int) -> list[Came]:
        return [one for one in self.came if (one.target, one.on) == (unit, on)]

    def grant(self, user: int, unit: str, kind: str, span: tuple[int, int | None]) -> None:
        """Days held already only in part are refused."""
        days = range(span[0], len(self.roles) if span[1] is None else min(span[1], len(self.roles)))
        held = [at for at in days if (user, unit, kind) in self.roles[at]]
        if held and len(held) < len(days):
            raise ForbiddenError(f"{user} holds {kind} at {unit} in part")
        for at in days:
            self.roles[at].add((user, unit, kind))

    def revoke(self, held: Held, today: int, until: int | None) -> None:
        if held not in self.roles[today]:
            raise ForbiddenError(f"{held} is not held")
        for at in range(today, len(self.roles) if until is None else min(until, len(self.roles))):
            self.roles[at].discard(held)

    def set_members(self, group: str, units: set[str]) -> None:
        """From today on."""
        if missing := units - self.days[-1].names.keys():
            raise ForbiddenError(f"no members: {sorted(missing)}")
        self.days[-1].members[group] = set(units)


class Decision:
    """All steps of a decision, done to each day from its own on; `ForbiddenError` leaves the world spoilt: give a copy."""

    def __init__(self, world: World, on: int) -> None:
        self.world, self.on = world, on
        self.born: set[str] = set()
        self.ended: dict[str, list[tuple[str, int]]] = {}
        self.codes: list[tuple[str, tuple[str, str]]] = []
        self.follows: list[Came] = []

    @property
    def days(self) -> list[Day]:
        return self.world.days[self.on :]

    def step(self, step: Step) -> None:
        doers: dict[str, Callable[[Step], None]] = {
            "create": self._create, "rename": self._rename, "reclassify": self._rename, "move": self._move,
            "close": self._end, "merge": self._end, "split": self._end, "reopen": self._reopen,
        }  # fmt: skip
        doers[step.kind](step)

    def finish(self) -> None:
        self._give_codes()
        for one in self.follows:
            if one.target in self.ended:
                raise ForbiddenError(f"{one.target} ends itself")
        for day in self.days:
            if troubles := day.troubles():
                raise ForbiddenError(troubles[0])
        self._join_groups()
        self.world.came += [
            Came(one.source, one.target, one.share, self.on, one.source not in self.ended) for one in self.follows
        ]
        _follow_roles(self.world, self.on, self.ended)

    def _must_live(self, unit: str) -> None:
        if unit not in self.days[0].names:
            raise ForbiddenError(f"{unit} does not live on day {self.on}")

    def _create(self, step: Step) -> None:
        followed = any(step.unit in (one.source, one.target) for one in self.world.came)
        if step.unit in self.born or step.unit in self.ended or followed or self.world.ever(step.unit):
            raise ForbiddenError(f"{step.unit} is taken")
        for parent in [step.data.get("parent"), *(step.data.get("also_under") or {}).values()]:
            if parent:
                self._must_live(parent)
        self.born.add(step.unit)
        name = Name(step.data["name"], step.data["kind"])
        for day in self.days:
            day.names[step.unit] = name
        self._stand(step.unit, STEERING, step.data.get("parent"), self.days)
        for hierarchy, parent in (step.data.get("also_under") or {}).items():
            self._stand(step.unit, hierarchy, parent, self.days)
        for group in step.data.get("groups") or []:
            for day in self.days:
                day.members.setdefault(group, set()).add(step.unit)
        self.codes += [(step.unit, pair) for pair in (step.data.get("codes") or {}).items()]

    def _stand(self, unit: str, hierarchy: str, parent: str | None, days: list[Day]) -> None:
        if parent:
            self._must_live(parent)
        place = Place(parent or None)
        for day in days:
            if unit in day.names:
                day.places[hierarchy, unit] = place

    def _rename(self, step: Step) -> None:
        self._must_live(step.unit)
        old = self.days[0].names[step.unit]
        new = Name(step.data.get("name") or old.name, step.data.get("kind") or old.kind)
        for day in self.days:
            if day.names.get(step.unit) is not old:
                return
            day.names[step.unit] = new

    def _move(self, step: Step) -> None:
        self._must_live(step.unit)
        hierarchy, parent = step.data.get("hierarchy") or STEERING, step.data.get("parent")
        at = (hierarchy, step.unit)
        old, days = self.days[0].places.get(at), []
        for day in self.days:
            if day.places.get(at) is not old or step.unit not in day.names:
                break
            days.append(day)
        if parent and any(step.unit in day.above(parent, hierarchy) for day in days):
            raise ForbiddenError(f"{step.unit} would stand below itself")
        self._stand(step.unit, hierarchy, parent, days)

    def _end(self, step: Step) -> None:
        targets = step.targets()
        if step.kind != "close" and sum(share for _key, share in targets) != WHOLE:
            raise ForbiddenError("shares")
        if len({key for key, _share in targets}) < len(targets):
            raise ForbiddenError("the same twice")
        for key in [*(key for key, _share in targets), step.unit]:
            self._must_live(key)
        if [key for key, _share in targets] == [step.unit]:
            raise ForbiddenError("into itself")
        if step.unit not in dict(targets):
            self._nothing_later(step.unit)
        self.follows += [Came(step.unit, key, share, self.on, ceded=False) for key, share in targets]
        if step.unit in dict(targets):
            return
        for day in self.days:
            day.drop(step.unit)
        self.ended[step.unit] = targets

    def _nothing_later(self, unit: str) -> None:
        """Who went on elsewhere later, or came back later, cannot have ended before."""
        if any(one.source == unit and one.on > self.on and not one.ceded for one in self.world.came):
            raise ForbiddenError(f"{unit} ends later already")
        if any(one.target == unit and one.on > self.on and one.source != unit for one in self.world.came):
            raise ForbiddenError(f"others go into {unit} later")
        lives = [unit in day.names for day in self.days]
        if any(not before and after for before, after in pairwise(lives)):
            raise ForbiddenError(f"{unit} comes back later")

    def _reopen(self, step: Step) -> None:
        unit = step.unit
        if unit in self.ended or not self.world.ever(unit) or any(unit in day.names for day in self.days):
            raise ForbiddenError(f"{unit} is there, or never was")
        last = self.world.day(self.world.last_day(unit, self.on) or 0)
        old = last.names[unit]
        parent = step.data["parent"] if "parent" in step.data else last.parent(unit)
        if parent:
            self._must_live(parent)
        name = Name(step.data.get("name") or old.name, step.data.get("kind") or old.kind)
        for day in self.days:
            day.names[unit] = name
        self._stand(unit, STEERING, parent, self.days)

    def _give_codes(self) -> None:
        for unit, code in self.codes:
            if any(code in day.codes for day in self.days):
                raise ForbiddenError(f"{code} is taken")
            for day in self.days:
                if unit in day.names:
                    day.codes[code] = unit

    def _join_groups(self) -> None:
        """Heirs of the same level are where those before them were on their last day."""
        before = self.world.days[self.on - 1] if self.on else Day()
        for source, targets in self.ended.items():
            for group in [group for group, units in before.members.items() if source in units]:
                for target, _share in targets:
                    self._join(before.names[source], target, group)

    def _join(self, source: Name, target: str, group: str) -> None:
        if self.days[0].names[target].level != source.level or target in self.days[0].members.get(group, ()):
            return
        for day in self.days:
            if target not in day.names or target in day.members.get(group, ()):
                return
            day.members.setdefault(group, set()).add(target)


ANSWERING = {"officer", "head", "clerk", "leader"}


def _follow_roles(world: World, on: int, ended: dict[str, list[tuple[str, int]]]) -> None:
    """By the table of docs/decisions/0006-rights-after-a-restructuring.md, day by day."""
    going = {held for day in world.roles[on:] for held in day if held[1] in ended}
    there = {(unit, kind) for _user, unit, kind in world.roles[on]} if on < len(world.roles) else set()
    goes: dict[Held, set[Held]] = {held: set() for held in going}
    for user, source, kind in going:
        if ended[source]:
            heir = max(ended[source], key=lambda one: one[1])[0]
            if into := _kind_at(kind, source, heir, there, going, ended):
                goes[user, source, kind].add((user, heir, into))
    served = {unit for unit, kind in there if kind in ANSWERING}
    served |= {unit for new in goes.values() for _user, unit, kind in new if kind in ANSWERING}
    for user, source, kind in going:
        if kind in ANSWERING:
            goes[user, source, kind] |= {(user, part, "officer") for part, _n in ended[source] if part not in served}
    for day in world.roles[on:]:
        for held in [held for held in day if held[1] in ended]:
            day.discard(held)
            day.update(goes[held])


def _kind_at(
    kind: str,
    source: str,
    heir: str,
    there: set[tuple[str, str]],
    going: set[Held],
    ended: dict[str, list[tuple[str, int]]],
) -> str:
    """What a role is at the heir; empty where it ends."""
    filled = (heir, kind) in there
    if kind == "administrator":
        return "" if filled else kind
    if kind in {"officer", "auditor", "reader"}:
        return kind
    claims = {
        unit
        for _user, unit, other in going
        if other == kind and ended[unit] and max(ended[unit], key=lambda one: one[1])[0] == heir
    }
    return "officer" if filled or claims != {source} else kind
