"""The closure of the tree over time, derived from placements and made anew for what a change touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from phoihop.org.models import Hierarchy, Placement, Reach, Succession

Key = TypeVar("Key", int, str)
Stay = tuple[int | None, date, date]  # parent, starts, ends
_changed = [0]
WHOLE = 1_000_000


def changes() -> int:
    """How often this process changed the closure: whoever keeps what they found in it asks anew where this grew."""
    return _changed[0]


def rebuild_reach(unit_ids: Iterable[int]) -> None:
    """Write the rows of these units, and of everything that ever stood below them, anew."""
    _changed[0] += 1
    stays, children = _stays()
    touched = _with_descendants(set(unit_ids), children)
    for batch in batches(sorted(touched)):
        Reach.objects.filter(unit__in=batch).exclude(hierarchy=Hierarchy.LINEAGE).delete()
    Reach.objects.bulk_create(_rows(stays, touched), batch_size=2000)
    _rebuild_lineage(touched)


def _rebuild_lineage(changed: set[int]) -> None:
    """Of these units, of what they ever stood below, and of those that followed any of them: each reaches whom it
    followed, and what ever stood below one whose whole place it took.
    """
    rows = _followed()
    after: dict[int, set[int]] = defaultdict(set)
    for source, target, _on, _whole in rows:
        after[source].add(target)
    if not rows and not Reach.objects.filter(hierarchy=Hierarchy.LINEAGE).exists():
        return
    touched = _with_descendants(changed | _above(changed), after)
    for batch in batches(sorted(touched)):
        Reach.objects.filter(ancestor__in=batch, hierarchy=Hierarchy.LINEAGE).delete()
    Reach.objects.bulk_create(_lineage(rows, touched), batch_size=2000)


def _above(units: set[int]) -> set[int]:
    found: set[int] = set()
    for batch in batches(sorted(units)):
        rows = Reach.objects.filter(unit__in=batch, hierarchy=Hierarchy.STEERING)
        found |= set(rows.values_list("ancestor_id", flat=True))
    return found


def true_lineage() -> Iterator[Reach]:
    rows = _followed()
    return _lineage(rows, {target for _source, target, _on, _whole in rows})


def _followed() -> list[tuple[int, int, date, bool]]:
    """Source, heir, day, and whether it took all of it."""
    rows = Succession.objects.filter(ceded=False).values_list("source_id", "target_id", "on", "share")
    return [(source, target, on, share == WHOLE) for source, target, on, share in rows]


def _lineage(rows: list[tuple[int, int, date, bool]], heirs: set[int]) -> Iterator[Reach]:
    before: dict[int, list[tuple[int, date]]] = defaultdict(list)
    alone: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for source, target, on, whole in rows:
        before[target].append((source, on))
        if whole:
            alone[target].append((source, on))
    generations = {heir: _generations(heir, before) for heir in sorted(heirs)}
    sources = {source for found in generations.values() for source in found}
    below: dict[int, list[int]] = defaultdict(list)
    stood = set[int]()  # a unit made and ended on one day never was
    for batch in batches(sorted(sources)):
        rows_below = Reach.objects.filter(ancestor__in=batch, hierarchy=Hierarchy.STEERING)
        for ancestor, unit, depth in rows_below.values_list("ancestor_id", "unit_id", "depth"):
            if depth:
                below[ancestor].append(unit)
            else:
                stood.add(unit)
    for heir, followed in generations.items():
        found = {source: told for source, told in followed.items() if source in stood}
        found = _stood_below(_generations(heir, alone), below) | found
        for unit, (since, depth) in found.items():
            if unit != heir:
                yield Reach(
                    hierarchy=Hierarchy.LINEAGE, ancestor_id=heir, unit_id=unit, depth=depth, starts=since, ends=None
                )


def _stood_below(followed: dict[int, tuple[date, int]], below: dict[int, list[int]]) -> dict[int, tuple[date, int]]:
    """What ever stood below those followed, by the nearest of them."""
    nearest: dict[int, tuple[int, date]] = {}
    for ancestor, (since, depth) in followed.items():
        for unit in below[ancestor]:
            nearest[unit] = min(nearest.get(unit, (depth + 1, since)), (depth + 1, since))
    return {unit: (since, depth) for unit, (depth, since) in nearest.items()}


def _generations(heir: int, before: dict[int, list[tuple[int, date]]]) -> dict[int, tuple[date, int]]:
    """Whom the heir followed, through as many decisions as there were: since when, and how far back."""
    found: dict[int, tuple[date, int]] = {}
    level, depth = {heir: date.min}, 0
    while level:
        depth += 1
        beyond: dict[int, date] = {}
        for unit, since in level.items():
            for source, on in before[unit]:
                if source not in found and source != heir:
                    day = max(on, since)
                    beyond[source] = min(
                        beyond.get(source, day), day
                    )  # by the way that was soonest, whatever the order
        found |= {source: (since, depth) for source, since in beyond.items()}
        level = beyond
    return found


def true_reach() -> Iterator[Reach]:
    """What the closure must hold for the placements and successions there are, made anew and not saved."""
    stays, _children = _stays()
    yield from _rows(stays, {unit for placed in stays.values() for unit in placed})
    yield from true_lineage()


def _stays() -> tuple[dict[str, dict[int, list[Stay]]], dict[int, set[int]]]:
    """By hierarchy and unit where it stood and when; and who ever stood below whom."""
    stays: dict[str, dict[int, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    children: dict[int, set[int]] = defaultdict(set)
    rows = Placement.objects.standing().values_list("hierarchy", "unit_id", "parent_id", "starts", "ends")
    for hierarchy, unit, parent, starts, ends in rows:
        stays[hierarchy][unit].append((parent, starts, ends or date.max))
        if parent:
            children[parent].add(unit)
    return stays, children


def _rows(stays: dict[str, dict[int, list[Stay]]], units: set[int]) -> Iterator[Reach]:
    for hierarchy, placed in stays.items():
        for unit in units & placed.keys():
            for ancestor, depth, starts, ends in climb(unit, placed):
                until = None if ends == date.max else ends
                yield Reach(
                    hierarchy=hierarchy, ancestor_id=ancestor, unit_id=unit, depth=depth, starts=starts, ends=until
                )


def climb(unit: int, placed: dict[int, list[Stay]]) -> Iterator[tuple[int, int, date, date]]:
    """Each (ancestor, depth, starts, ends) of a unit, itself first, joined where a stay goes on unchanged."""
    spans: dict[tuple[int, int], list[tuple[date, date]]] = defaultdict(list)
    stack = [(unit, 0, starts, ends, parent) for parent, starts, ends in placed[unit]]
    while stack:
        at, depth, starts, ends, parent = stack.pop()
        spans[at, depth].append((starts, ends))
        for above, from_day, until in placed.get(parent, []) if parent else []:
            low, high = max(starts, from_day), min(ends, until)
            if low < high and depth < 50:
                stack.append((parent or 0, depth + 1, low, high, above))
    for (ancestor, depth), pieces in spans.items():
        for low, high in _joined(pieces):
            yield ancestor, depth, low, high


def _joined(pieces: list[tuple[date, date]]) -> list[tuple[date, date]]:
    out: list[tuple[date, date]] = []
    for low, high in sorted(pieces):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _with_descendants(units: set[int], children: dict[int, set[int]]) -> set[int]:
    found, todo = set(units), list(units)
    while todo:
        for child in children[todo.pop()] - found:
            found.add(child)
            todo.append(child)
    return found


def batches(keys: list[Key], size: int = 500) -> Iterator[list[Key]]:
    """As many as one question may name."""
    for at in range(0, len(keys), size):
        yield keys[at : at + size]
