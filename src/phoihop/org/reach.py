"""The closure of the tree over time, derived from placements and made anew for what a change touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from phoihop.org.models import Placement, Reach

Key = TypeVar("Key", int, str)
Stay = tuple[int | None, date, date]  # parent, starts, ends


def rebuild_reach(unit_ids: Iterable[int]) -> None:
    """Write the rows of these units, and of everything that ever stood below them, anew."""
    stays, children = _stays()
    touched = _with_descendants(set(unit_ids), children)
    for batch in batches(sorted(touched)):
        Reach.objects.filter(unit__in=batch).delete()
    Reach.objects.bulk_create(_rows(stays, touched), batch_size=2000)


def true_reach() -> Iterator[Reach]:
    """What the closure must hold for the placements there are, made anew and not saved."""
    stays, _children = _stays()
    return _rows(stays, {unit for placed in stays.values() for unit in placed})


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
            for ancestor, depth, starts, ends in _climb(unit, placed):
                until = None if ends == date.max else ends
                yield Reach(
                    hierarchy=hierarchy, ancestor_id=ancestor, unit_id=unit, depth=depth, starts=starts, ends=until
                )


def _climb(unit: int, placed: dict[int, list[Stay]]) -> Iterator[tuple[int, int, date, date]]:
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
