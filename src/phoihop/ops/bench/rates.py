"""How many answers of 60 figures an installation takes in a second, and how many plain SQL writes as durably."""

# ruff: noqa: S608 - our own tables and numbers

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.installation import Installation
from phoihop.ops.bench.standing import counted
from phoihop.ops.bench.writers import Taken, Task, begin, once_each, shared

CLIENTS = 16
_APART = 100_000_000  # ids of the bare rows begin here
_REVISIONS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    per_s: float
    p95_ms: float
    bare_per_s: float
    count: int


def rate_of(place: Installation, *, warm: int) -> Rate:
    """Sixteen at once, every obligation answered once; the first few don't count."""
    place.server.start()
    place.server.await_first()
    tasks = once_each(place.officers, random.Random(1))  # noqa: S311 - the same each time
    _all(place, tasks[:warm])
    before = time.perf_counter()
    taken = _all(place, tasks[warm:])
    took = time.perf_counter() - before
    place.server.kill()
    _must_stand(place, taken)
    seconds = sorted(taken.seconds)
    p95 = seconds[int(len(seconds) * 0.95)] * 1000
    return Rate(len(seconds) / took, p95, _bare(place, [pk for pk, _key in taken.keys]), len(seconds))


def _all(place: Installation, tasks: list[Task]) -> Taken:
    taken = Taken()
    for thread in begin(place.server.port, shared(tasks, CLIENTS), taken):
        thread.join()
    if taken.refused:
        raise CannotMeasureError(f"An answer was refused: {taken.refused[0]}")
    return taken


def _must_stand(place: Installation, taken: Taken) -> None:
    """What was acknowledged is in the database, whole, though the server was killed."""
    line = place.connect()
    lost, _doubled = counted(line, taken.keys)
    line.close()
    if lost:
        raise CannotMeasureError(f"{lost} answers are not in the database, or not whole.")


def _bare(place: Installation, obligations: list[int]) -> float:
    """The same rows of the same tables with their indexes, one connection, one commit a response, nothing else."""
    line = place.connect()
    mark = "%s" if place.cluster else "?"
    heaps = [_rows_of(line, mark, pk, _APART * at) for at, pk in enumerate(obligations, 1)]
    line.commit()
    before = time.perf_counter()
    for heap in heaps:
        cursor = line.cursor()
        for words, rows in heap:
            cursor.executemany(words, rows)
        line.commit()
    took = time.perf_counter() - before
    line.close()
    return len(heaps) / took


def _rows_of(line: Any, mark: str, obligation: int, apart: int) -> list[tuple[str, list[list[Any]]]]:
    """What one hand-in wrote, as statements that write it once more beside it."""
    where = f"SELECT id FROM duties_response WHERE obligation_id = {obligation}"
    records = f"SELECT id FROM audit_record WHERE subject_kind = 'duties.response' AND subject_id IN ({where})"
    changes: dict[str, Any] = {"id": apart, "key": None, "revision": _REVISIONS, "response_id": apart}
    heap = [
        _copied(line, mark, "duties_response", f"obligation_id = {obligation}", changes),
        _copied(line, mark, "reports_figure", f"response_id IN ({where})", changes),
        _copied(line, mark, "audit_record", f"id IN ({records})", changes | {"subject_id": apart}),
        _copied(line, mark, "audit_recordwords", f"record_id IN ({records})", changes | {"record_id": apart}),
    ]
    state = line.execute(f"SELECT state, settled_at, id FROM duties_obligation WHERE id = {obligation}").fetchone()
    heap.append((f"UPDATE duties_obligation SET state = {mark}, settled_at = {mark} WHERE id = {mark}", [list(state)]))
    return heap


def _copied(line: Any, mark: str, table: str, where: str, changes: dict[str, Any]) -> tuple[str, list[list[Any]]]:
    rows = line.execute(f"SELECT * FROM {table} WHERE {where}")
    names = [one[0] for one in rows.description]
    words = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"
    return words, [[_changed(name, cell, changes) for name, cell in zip(names, row, strict=True)] for row in rows]


def _changed(name: str, cell: Any, changes: dict[str, Any]) -> Any:
    if name == "key":
        return uuid4() if isinstance(cell, UUID) else uuid4().hex
    if isinstance(cell, dict | list):
        return json.dumps(cell)
    return cell + changes[name] if name in changes else cell
