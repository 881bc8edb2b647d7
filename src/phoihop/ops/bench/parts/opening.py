"""Ten monthly duties of a year fall due for five thousand units at once; the bare way inserts the same rows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction

from phoihop.duties.actions import open_all_obligations
from phoihop.duties.models import Duty, Party
from phoihop.ops.bench.databases import DAY, many_units_database, scratch_from
from phoihop.ops.bench.figures import Measured
from phoihop.ops.province.units import OFFICE, system
from phoihop.org.models import Unit, UnitGroup

MONTHS, DUTIES = 12, 10


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    units = 200 if quick else 5_000
    kept = many_units_database(units)
    scratch_from(kept)
    _give()
    before = time.perf_counter()
    opened = open_all_obligations(actor=system(DAY))
    taken = time.perf_counter() - before
    if opened < units * MONTHS * DUTIES:
        raise AssertionError(f"Only {opened} obligations were opened.")
    bare = _bare()
    yield Measured(
        "open_per_s", opened / taken, opened / bare, f"{opened:,} in {taken:.1f} s; bare inserts {bare:.1f} s"
    )


def _give() -> None:
    """Twelve months that are over or run on the day of the bench."""
    group = UnitGroup.objects.get(key="dong")
    office = Unit.objects.get(key=OFFICE)
    made = Duty.objects.bulk_create(
        Duty(
            asker=office, words=f"Báo cáo việc thứ {n}.", title=f"Báo cáo việc thứ {n}", schedule="rhythm",
            cadence="monthly", due_rule="day=25", starts=date(2025, 8, 1), created_at=system(date(2025, 8, 1)).at,
        )
        for n in range(DUTIES)
    )  # fmt: skip
    Party.objects.bulk_create(Party(duty=duty, group=group) for duty in made)


def _bare() -> float:
    """The same rows of the same table with its indexes, by executemany and nothing else."""
    table = "duties_obligation"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own table
        names = [one[0] for one in cursor.description]
        rows = cursor.fetchall()
        with transaction.atomic():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table
        into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608
        before = time.perf_counter()
        with transaction.atomic():
            cursor.executemany(into, rows)
        return time.perf_counter() - before
