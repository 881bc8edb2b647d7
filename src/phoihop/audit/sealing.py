"""The worker's part: closing what is written under a seal that holds the one before."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from phoihop.audit.hashing import FIELDS, START, Leaf, root_of
from phoihop.audit.models import Record, Seal

MOST = 1000  # rows of one seal
PATIENCE = 20.0  # seconds to wait for transactions that may still write an older row


def seal_records(*, now: datetime) -> int:
    """How many rows were sealed; two sealers at once do no harm, the second finds the number taken."""
    horizon = _horizon()
    total = 0
    while True:
        try:
            done = _seal_next(horizon, now)
        except IntegrityError:
            return total
        total += done
        if not done:
            return total


@transaction.atomic
def _seal_next(horizon: int, now: datetime) -> int:
    last = Seal.objects.order_by("number").last()
    number, after, root = (last.number, last.last_id, last.root) if last else (0, 0, START)
    rows = Record.objects.filter(pk__gt=after, pk__lte=horizon).order_by("pk").values_list(*FIELDS)[:MOST]
    leaves = [Leaf.of(row) for row in rows]
    if not leaves:
        return 0
    Seal.objects.create(
        number=number + 1,
        last_id=leaves[-1].pk,
        count=len(leaves),
        root=root_of(root, leaves, number=number + 1, at=now),
        leaves=b"".join(leaf.short for leaf in leaves),
        at=now,
    )
    return len(leaves)


def _horizon() -> int:
    """The highest id under which no transaction in flight may still write a row.

    SQLite has one writer, so what is read is all there is. On PostgreSQL an id is taken before its row is seen:
    whoever may hold a lower one holds a lock on the table, and is waited for.
    """
    if connection.vendor != "postgresql":
        return Record.objects.aggregate(last=Max("pk"))["last"] or 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM audit_record_id_seq")
        horizon = int(cursor.fetchone()[0])
    return horizon if _writers_ended() else 0


_WRITERS = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND relation = 'audit_record'::regclass AND mode = 'RowExclusiveLock'
      AND granted AND pid <> pg_backend_pid()
"""


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {row[0] for row in cursor.fetchall()}


def _writers_ended() -> bool:
    """Whether all who were writing at the first look have ended; others may have begun since."""
    held, until = _writers(), time.monotonic() + PATIENCE
    while held and time.monotonic() < until:
        time.sleep(0.05)
        held &= _writers()
    return not held
