"""What taking a decision back would leave with nothing under it, or twice: found before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from phoihop.org.models import Placement, Restructuring, Succession, UnitVersion
from phoihop.org.plan.plan import CODES, MEMBERS, PLACEMENTS, TABLES, VERSIONS
from phoihop.org.plan.reading import MODELS
from phoihop.org.plan.undoing import begun_still, ids_in
from phoihop.org.plan.writing import Memo
from phoihop.org.reach import batches

Days = tuple[date, date]
DEEPEST = 50
# What no two rows may say of the same day.
_SAME = {
    VERSIONS: ("unit_id",),
    PLACEMENTS: ("unit_id", "hierarchy"),
    CODES: ("scheme", "code"),
    MEMBERS: ("group_id", "unit_id"),
}


def left_in_the_air(made: Restructuring, memo: Memo) -> set[int]:
    """Ids of units of which something would be so twice, or would stand under, belong to or follow what is not there."""
    begun = {table: set(begun_still(table, memo)) for table in TABLES}
    changed = _changed(memo, begun)
    after = {table: list(_after(table, memo, begun[table], changed)) for table in TABLES}
    lives = {unit: list[Days]() for unit in changed}
    for row in after[VERSIONS]:
        lives[row.unit_id].append(_days(row))
    found = {unit for table, rows in after.items() for unit in _twice(table, rows)}
    hangs = [row for table in TABLES[1:] for row in after[table] if row.unit_id in lives]
    found |= {row.unit_id for row in hangs if not _covered(_days(row), lives[row.unit_id])}
    below = [*after[PLACEMENTS], *_children(lives.keys(), after[PLACEMENTS], begun[PLACEMENTS])]
    lived = lives | _lives_of({row.parent_id for row in below if row.parent_id} - lives.keys())
    found |= {row.unit_id for row in below if row.parent_id and not _covered(_days(row), lived[row.parent_id])}
    return found | _below_themselves(after[PLACEMENTS], memo, begun[PLACEMENTS]) | set(_unfollowed(made, lives))


def _days(row: Any) -> Days:
    return row.starts, row.ends or date.max


def _changed(memo: Memo, begun: Mapping[str, set[int]]) -> set[int]:
    """Units of which rows would begin or end."""
    found: set[int] = set()
    for table in TABLES:
        for batch in batches([*begun[table], *ids_in(memo["ended"][table])]):
            found |= set(MODELS[table].objects.filter(pk__in=batch).values_list("unit_id", flat=True))
    return found


def _after(table: str, memo: Memo, gone: set[int], changed: set[int]) -> Iterator[Any]:
    """Of every unit that it changed, what would be held to be so; of codes, whose they are besides."""
    model = MODELS[table]
    again = [row for batch in batches(list(ids_in(memo["ended"][table]))) for row in model.objects.filter(pk__in=batch)]
    yield from again
    standing = model.objects.standing()
    if table == MEMBERS:
        standing = standing.filter(group__rule={})  # others follow from the tree
    for batch in batches(sorted(changed)):
        yield from (row for row in standing.filter(unit__in=batch) if row.pk not in gone)
    if table == CODES:
        for codes in batches(sorted({row.code for row in again})):
            others = model.objects.standing().filter(code__in=codes)
            yield from (row for row in others if row.unit_id not in changed)


def _twice(table: str, rows: Iterable[Any]) -> Iterator[int]:
    held: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        held[tuple(getattr(row, name) for name in _SAME[table])].append(row)
    for same in held.values():
        same.sort(key=_days)
        yield from (row.unit_id for row, after in pairwise(same) if _days(row)[1] > after.starts)


def _covered(days: Days, lives: Iterable[Days]) -> bool:
    at = days[0]
    for low, high in sorted(lives):
        if low <= at < high:
            at = high
    return at >= days[1]


def _children(units: Iterable[int], known: Iterable[Placement], gone: set[int]) -> Iterator[Placement]:
    """Whoever stands under them by other decisions."""
    seen = {row.pk for row in known} | gone
    for batch in batches(sorted(units)):
        yield from (row for row in Placement.objects.standing().filter(parent__in=batch) if row.pk not in seen)


def _lives_of(units: Iterable[int]) -> dict[int, list[Days]]:
    found: dict[int, list[Days]] = defaultdict(list)
    for batch in batches(sorted(units)):
        for row in UnitVersion.objects.standing().filter(unit__in=batch):
            found[row.unit_id].append(_days(row))
    return found


def _below_themselves(after: Iterable[Placement], memo: Memo, gone: set[int]) -> set[int]:
    """Units that stood elsewhere would come back under what came under them meanwhile."""
    again = set(ids_in(memo["ended"][PLACEMENTS]))
    moved = [row for row in after if row.pk in again and row.parent_id]
    if not moved:
        return set()
    stays: dict[tuple[str, int], list[Placement]] = defaultdict(list)
    standing = Placement.objects.standing().exclude(parent=None)
    for row in {row.pk: row for row in (*standing, *after) if row.pk not in gone}.values():
        stays[row.hierarchy, row.unit_id].append(row)
    return {row.unit_id for row in moved if _climbs(row.parent_id, row, _days(row), stays)}


def _climbs(
    at: int | None, sought: Placement, days: Days, stays: Mapping[tuple[str, int], list[Placement]], depth: int = 0
) -> bool:
    if at is None or at == sought.unit_id or depth > DEEPEST:
        return at is not None
    for row in stays.get((sought.hierarchy, at), ()):
        low, high = max(days[0], row.starts), min(days[1], row.ends or date.max)
        if low < high and _climbs(row.parent_id, sought, (low, high), stays, depth + 1):
            return True
    return False


def _unfollowed(made: Restructuring, lives: Mapping[int, list[Days]]) -> Iterator[int]:
    """Units of which other decisions say that others went into them, or they into others, and that would not be there
    then, or would live on.
    """
    now = _lives_of(lives)
    for batch in batches(sorted(lives)):
        later = Succession.objects.filter(
            restructuring__applied_at__gte=made.applied_at
        )  # nothing earlier builds on it
        rows = later.exclude(restructuring=made)
        for unit, on in rows.filter(target__in=batch).values_list("target_id", "on"):
            if _there(on, now[unit]) and not _there(on, lives[unit]):
                yield unit
        for unit, on, ceded in rows.filter(source__in=batch).values_list("source_id", "on", "ceded"):
            before, after = ([_there(day, held[unit]) for day in (on - timedelta(days=1), on)] for held in (now, lives))
            if after not in (before, [True, ceded]):  # what it says: there until then, and on only where it gave a part
                yield unit


def _there(day: date, lives: Iterable[Days]) -> bool:
    return any(low <= day < high for low, high in lives)
