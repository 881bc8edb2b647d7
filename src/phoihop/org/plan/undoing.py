"""A plan in effect taken back: what it began is no longer held to be so, what it ended is held to be so again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from phoihop.kit.actor import Actor
from phoihop.org.models import Restructuring, Succession
from phoihop.org.plan.plan import TABLES
from phoihop.org.plan.reading import MODELS
from phoihop.org.plan.writing import Memo
from phoihop.org.reach import batches

_KNOWING = {"id", "recorded", "superseded"}  # when we knew, not what was so


def take_back(actor: Actor, made: Restructuring, memo: Memo) -> set[int]:
    """Ids of the units concerned. Nothing is deleted but the successions: what was known meanwhile stays known, as
    `superseded` rows.
    """
    touched: set[int] = set()
    for table in TABLES:
        model = MODELS[table]
        standing, _changed = _begun(table, memo)
        for batch in batches(standing):
            rows = model.objects.filter(pk__in=batch)
            touched |= set(rows.values_list("unit_id", flat=True))
            rows.update(superseded=actor.at)
        again = []
        for batch in batches(list(ids_in(memo["ended"][table]))):
            again += [_again(row, actor) for row in model.objects.filter(pk__in=batch)]
        touched |= {row.unit_id for row in again}
        model.objects.bulk_create(again, batch_size=1000)
    followed = Succession.objects.filter(restructuring=made)
    touched |= set(followed.values_list("target_id", flat=True))
    followed.delete()
    return touched


def later_rows(memo: Memo) -> dict[str, int]:
    """Of each table how many facts that the plan began are no longer so: something else stands on it."""
    return {table: changed for table in TABLES if (changed := _begun(table, memo)[1])}


def begun_still(table: str, memo: Memo) -> list[int]:
    """Rows that taking it back would take out of force."""
    return _begun(table, memo)[0]


def _begun(table: str, memo: Memo) -> tuple[list[int], int]:
    """Rows in which the facts that the plan began stand now, and how many of them stand nowhere any more. A later
    decision that was itself taken back has written them anew, under other keys.
    """
    model = MODELS[table]
    standing: list[int] = []
    lost: list[Any] = []
    for batch in batches(list(ids_in(memo["begun"][table]))):
        for row in model.objects.filter(pk__in=batch):
            if row.superseded is None:
                standing.append(row.pk)
            else:
                lost.append(row)
    found: dict[tuple[Any, ...], int] = {}
    wanted: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for row in lost:
        wanted[row.unit_id].add(_fact(row))
    for units in batches(sorted(wanted)):
        rows = model.objects.standing().filter(unit__in=units)
        found |= {_fact(row): row.pk for row in rows if _fact(row) in wanted[row.unit_id]}
    standing += found.values()
    return standing, len(lost) - len(found)


def _fact(row: Any) -> tuple[Any, ...]:
    fields = row._meta.concrete_fields  # noqa: SLF001 - documented Meta API
    return tuple(getattr(row, field.attname) for field in fields if field.attname not in _KNOWING)


def _again(row: Any, actor: Actor) -> Any:
    """The same fact, known anew from now."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # noqa: SLF001 - Meta
    return type(row)(**values | {"id": None, "recorded": actor.at, "superseded": None})


def ids_in(said: str) -> Iterator[int]:
    """The ids that `audit.hashing.spans` wrote."""
    for part in said.split(",") if said else ():
        first, _dash, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)
