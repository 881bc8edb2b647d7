"""Who owes what, in the naive organisation: each unit followed through its days, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from phoihop.ops.bench.history.naive import World


@dataclass(frozen=True, slots=True)
class Slot:
    """A period by numbers of days; without days what is owed one time."""

    code: str
    first: int | None
    last: int | None
    due: int | None


@dataclass(slots=True)
class Duty:
    """`named`: the day from which a unit is named; `groups` by their key, `ruled` by their rule."""

    given: int
    starts: int
    named: dict[str, int] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """All units of these kinds, below a unit where one is named."""

    kinds: tuple[str, ...]
    under: str = ""


def by_rule(world: World, rule: Rule, at: int) -> set[str]:
    day = world.day(at)
    found = {unit for unit, name in day.names.items() if name.kind in rule.kinds}
    return {unit for unit in found if rule.under in day.above(unit)[1:]} if rule.under else found


def owing(world: World, duty: Duty, at: int) -> set[str]:
    """Named, or member of a named group, and there."""
    day = world.day(at)
    found = {unit for unit, since in duty.named.items() if since <= at}
    for group in duty.groups:
        found |= day.members.get(group, set())
    for rule in duty.rules:
        found |= by_rule(world, rule, at)
    return found & day.names.keys()


def wanted(world: World, duty: Duty, slot: Slot, settled: Iterable[str]) -> set[str]:
    """A period is asked of its last day; who ended within it leaves it to who took its place."""
    start = duty.given if slot.last is None else slot.last
    base = owing(world, duty, max(start, duty.starts) if slot.last is None else start)
    base = {unit for unit in base if _later(world, unit, duty.given)}
    if slot.first is not None and slot.last is not None:
        for at in range(max(slot.first, duty.given) + 1, min(slot.last, world.today) + 1):
            base |= {unit for unit in owing(world, duty, at - 1) if world.heirs(unit, at)}
    done = set(settled)
    found: set[str] = set()
    for unit in base:
        found |= {unit} if world.lives(unit, world.today) else _heirs(world, unit, unit in done)
    return found


def _later(world: World, unit: str, given: int) -> bool:
    return any(world.lives(unit, at) for at in range(given, max(given, world.today) + 1))


def _heirs(world: World, unit: str, done: bool, seen: tuple[str, ...] = ()) -> set[str]:  # noqa: FBT001 - of one recursion
    """Who stands in its place today."""
    found: set[str] = set()
    for heir in [] if done else [link.target for link in world.left(unit, world.today)[1]]:
        if heir not in seen:
            found |= {heir} if world.lives(heir, world.today) else _heirs(world, heir, done, (*seen, unit))
    return found


@dataclass(slots=True)
class Counts:
    """Of one unit: what it owed, and what of it came."""

    owed: int = 0
    settled: int = 0


def place(world: World, unit: str, to: int) -> set[str]:
    """Who has, in the tree of the day `to`, what the unit had on its last day; several where it was divided."""
    last = world.last_day(unit, world.today)
    if last is None or world.lives(unit, to):
        return {unit}
    if last >= to:
        return _back(world, unit, last, to)
    on, _links = world.left(unit, world.today)
    return _onward(world, unit, on, to) if 0 < on <= to else {unit}


def _onward(world: World, unit: str, on: int, to: int, seen: tuple[str, ...] = ()) -> set[str]:
    """On the day `on` it ended, or gave a part away."""
    links = [link for link in world.came if (link.source, link.on) == (unit, on)]
    if not links or unit in seen:
        return {unit}
    found: set[str] = set()
    for target in (link.target for link in links):
        if _goes_on(world, target, on, to) and target not in (*seen, unit):
            found |= _onward(world, target, on, to, (*seen, unit))
        else:
            found |= _stays(world, target, on, to)
    return found


def _stays(world: World, unit: str, since: int, to: int) -> set[str]:
    """Day after day, until it goes on to others and does not come back."""
    for at in range(since + 1, to + 1):
        if _goes_on(world, unit, at, to):
            return _onward(world, unit, at, to)
    return {unit}


def _goes_on(world: World, unit: str, at: int, to: int) -> bool:
    links = [link for link in world.came if (link.source, link.on) == (unit, at)]
    came_back = any(world.lives(unit, later) for later in range(at, to + 1))
    return bool(links) and (links[0].ceded or not came_back)


def _back(world: World, unit: str, last: int, to: int) -> set[str]:
    """Those of the day `to` out of which it came, day before day."""
    held = {unit}
    for at in range(last, to, -1):
        held = {before for one in held for before in _before(world, one, at, ())}
    return held


def _before(world: World, unit: str, at: int, seen: tuple[str, ...]) -> set[str]:
    links = [] if unit in seen else world.sources(unit, at)
    if not links:
        return {unit}
    found = {unit} if world.lives(unit, at - 1) or any(link.source == unit for link in links) else set()
    for link in links:
        if link.source != unit:
            found |= _before(world, link.source, at, (*seen, unit))
    return found
