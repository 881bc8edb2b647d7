"""What the product says of a day against what the naive model says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from phoihop.duties import rules
from phoihop.duties.models import Obligation
from phoihop.duties.queries import visible_obligations
from phoihop.duties.queries.board import Board, Carried, board_of, carried_to, month_of
from phoihop.duties.queries.expected import Expected, counts_of, expected_on
from phoihop.kit.clock import ZONE
from phoihop.ops.bench.history.duties import Counts, by_rule, place
from phoihop.ops.bench.history.naive import Day, World
from phoihop.ops.bench.history.walk import RULES, START, Life, day_of
from phoihop.ops.bench.reform_oracle import Naive
from phoihop.org.models import GroupMember, Unit, UnitCode
from phoihop.org.queries import actor_for, living_units, parents_on, posts_of, subtree

READING = {"clerk", "leader", "officer", "head", "auditor", "reader"}
ANSWERING = {"clerk", "leader", "officer", "head"}


def differences(life: Life) -> Iterator[str]:
    """On random days of the past and today."""
    today = life.today
    for at in {today, life.rng.randint(0, today), life.rng.randint(0, today)}:
        yield from _tree(life, at)
        yield from _groups(life, at)
        yield from _posts(life, at)
    yield from _seen(life)
    yield from _owed(life)
    yield from _boards(life)


def _told(what: str, at: int, mine: object, theirs: object) -> Iterator[str]:
    if mine == theirs:
        return
    if isinstance(mine, set) and isinstance(theirs, set):
        yield f"{what} on day {at}: only the model {_some(mine - theirs)}, only the product {_some(theirs - mine)}"
    else:
        yield f"{what} on day {at}: the model {str(mine)[:200]}, the product {str(theirs)[:200]}"


def _some(found: set[object]) -> str:
    return f"{len(found)} {sorted(map(str, found))[:3]}"


def _tree(life: Life, at: int) -> Iterator[str]:
    day, on = life.state.world.day(at), day_of(at)
    keys = dict(Unit.objects.values_list("pk", "key"))
    named = {(row.unit.key, row.name, row.kind) for row in living_units(on)}
    yield from _told("names", at, {(key, one.name, one.kind) for key, one in day.names.items()}, named)
    for hierarchy in ("steering", "party"):
        found = {(keys[unit], keys.get(above or 0)) for unit, above in parents_on(on, hierarchy).items()}
        mine = {(unit, place.parent) for (name, unit), place in day.places.items() if name == hierarchy}
        yield from _told(f"places ({hierarchy})", at, mine, found)
    codes = {(row.scheme, row.code, keys[row.unit_id]) for row in UnitCode.objects.on(on)}
    yield from _told("codes", at, {(*code, owner) for code, owner in day.codes.items()}, codes)
    pks = {key: pk for pk, key in keys.items()}
    for unit in life.rng.sample(sorted(day.names), min(3, len(day.names))):
        under = {keys[pk] for pk in subtree(pks[unit], on=on).values_list("unit", flat=True)}
        yield from _told(f"subtree of {unit}", at, day.under(unit), under)


def _groups(life: Life, at: int) -> Iterator[str]:
    on, world = day_of(at), life.state.world
    rows = GroupMember.objects.on(on).values_list("group__key", "unit__key")
    held: dict[str, list[str]] = {}
    for group, unit in rows:
        held.setdefault(group, []).append(unit)
    named = sorted(world.day(at).members.get(life.group.name, set()))
    yield from _told("members", at, named, sorted(held.get(life.group.key, [])))
    for key, rule in RULES.items():
        yield from _told(f"members of {key}", at, sorted(by_rule(world, rule, at)), sorted(held.get(key, [])))


def _posts(life: Life, at: int) -> Iterator[str]:
    world, on = life.state.world, day_of(at)
    for user in life.rng.sample(life.people, 6):
        found = {(post.key, role) for post in posts_of(user.pk, on=on) for role in post.roles}
        held = {(unit, kind) for who, unit, kind in world.roles[at] if who == user.pk and world.lives(unit, at)}
        yield from _told(f"posts of {user.name}", at, held, found)


def _oracle(world: World) -> Naive:
    """Only the days on which something changed."""
    made = Naive()
    before: Day | None = None
    for at, day in enumerate(world.days):
        tree = {unit: day.parent(unit) for unit in day.names}
        if before is None or tree != {unit: before.parent(unit) for unit in before.names}:
            made.trees[day_of(at)] = tree
        before = day
    made.came = [(one.source, one.target, day_of(one.on)) for one in world.came if not one.ceded]
    return made


def _seen(life: Life) -> Iterator[str]:
    """Who reads which obligation today, and who may answer it."""
    world, today = life.state.world, life.today
    held = sorted(one for one in world.roles[today] if one[2] in READING and world.lives(one[1], today))
    rows = list(Obligation.objects.select_related("unit", "asker").order_by("pk"))
    if not held or not rows:
        return
    oracle = _oracle(world)
    for user, unit, _kind in life.rng.sample(held, min(3, len(held))):
        actor = actor_for(user, unit, on=life.on, at=life.at())
        if actor is None:
            continue  # told by `_posts`
        seen = set(visible_obligations(actor).values_list("pk", flat=True))
        roles = {kind for who, where, kind in world.roles[today] if (who, where) == (user, unit)}
        asked = oracle.line(unit, life.on)
        for row in life.rng.sample(rows, min(12, len(rows))):
            opened = row.opened_at.astimezone(ZONE).date()
            reads = oracle.reads(unit, life.on, row.unit.key, opened) or row.unit.key == unit or row.asker.key in asked
            if reads != (row.pk in seen):
                yield f"{unit} reads obligation of {row.unit.key} opened {opened}: the model {reads}"
            may = row.unit.key == unit and bool(roles & ANSWERING)
            if may != rules.may_respond(actor, row):
                yield f"{unit} answers for {row.unit.key}: the model {may}"


def _owed(life: Life) -> Iterator[str]:
    """Every debt that counts today, by duty, unit and period."""
    rows = list(Obligation.objects.filter(duty__in=life.rows).select_related("unit"))
    found = {(row.duty_id, row.unit.key, row.period) for row in rows if row.closed_at is None}
    yield from _told("owed", life.today, life.state.owed_now(), found)
    came = {(row.duty_id, row.unit.key, row.period) for row in rows if row.settled_at}
    yield from _told("answered", life.today, set(life.state.settled), came)
    counts = counts_of(expected_on(rows, life.on))
    mine = life.state.owed_now()
    yield from _told("expected", life.today, (len(mine), len(life.state.settled)), (counts.owed, counts.settled))


def _months(life: Life) -> list[int]:
    return list(range(month_of(START) - 2, month_of(life.on) + 8))


def _boards(life: Life) -> Iterator[str]:
    """Units × months as it was, in the tree of today and in that of an older day."""
    rows, mine = Obligation.objects.filter(duty__in=life.rows), life.state.counts()
    months = _months(life)
    yield from _totals(board_of(rows, months, on=life.on), mine)
    for at in (life.today, life.rng.randint(0, life.today)):
        tree = carried_to(rows, months, day_of(at))
        yield from _totals(board_of(rows, months, on=life.on, carried=tree), mine)
        yield from _rows(life.state.world, list(mine), at, tree)


def _rows(world: World, units: list[str], at: int, tree: Carried) -> Iterator[str]:
    """Whose row each unit's counts stand in: of who has all of it that day, else its own."""
    keys = dict(Unit.objects.values_list("pk", "key"))
    pks = {key: pk for pk, key in keys.items()}
    for unit in units:
        ends = place(world, unit, at)
        mine = next(iter(ends)) if len(ends) == 1 else unit
        theirs = keys[tree.into.get(pks[unit], pks[unit])]
        if mine != theirs:
            yield f"{unit} in the tree of day {at}: the model {sorted(ends)}, the product {theirs}"


def _totals(board: Board, mine: Mapping[str, Counts]) -> Iterator[str]:
    """Whatever the tree, as much was owed and came."""
    owed = sum(cell.owed for cell in board.cells.values())
    settled = sum(cell.settled for cell in board.cells.values())
    yield from _told(
        "board", 0, (sum(one.owed for one in mine.values()), sum(one.settled for one in mine.values())), (owed, settled)
    )


def out_of_range(life: Life) -> Iterator[str]:
    """Rates outside 0–100 %, and counts of which one is no part of the other: any day, any unit, any tree."""
    rows = list(Obligation.objects.filter(duty__in=life.rows).select_related("unit"))
    for at in {life.today, life.rng.randint(0, life.today), life.today + 30}:
        found = expected_on(rows, day_of(at))
        by_unit: dict[int, list[Expected]] = {}
        for one in found:
            by_unit.setdefault(one.row.unit_id, []).append(one)
        for some in [found, *by_unit.values()]:
            counts = counts_of(some)
            yield from _bad(f"day {at}", counts.settled, counts.owed, counts.completeness)
            yield from _bad(f"day {at}", counts.timely, counts.fallen, counts.timeliness)
    every = Obligation.objects.filter(duty__in=life.rows)
    for tree in (None, life.on, day_of(life.rng.randint(0, life.today))):
        months = _months(life)
        carried = carried_to(every, months, tree) if tree else None
        yield from _bad_cells(board_of(every, months, on=life.on, carried=carried), str(tree))


def _bad_cells(board: Board, tree: str) -> Iterator[str]:
    for row in board.rows:
        yield from _bad(f"a row, tree of {tree}", 0, 1, row.share)
    for cell in board.cells.values():
        for part, whole in ((cell.settled, cell.owed), (cell.missing, cell.fallen), (cell.fallen, cell.owed)):
            yield from _bad(f"a cell, tree of {tree}", part, whole, None)


def _bad(what: str, part: int, whole: int, rate: Fraction | None) -> Iterator[str]:
    if not 0 <= part <= whole or (rate is not None and not 0 <= rate <= 1):
        yield f"{what}: {part} of {whole}, {rate}"
