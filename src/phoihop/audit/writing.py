"""The two rows of a write, by statements that are put together once: every press of a button pays for them."""

from __future__ import annotations

from django.db import connection

from phoihop.audit.models import Record

_COLUMNS = "at, user_id, unit_id, role, verb, subject_kind, subject_id, digest"
_ROW = f"INSERT INTO audit_record ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"  # noqa: S608 - our own names
_WORDS = "INSERT INTO audit_recordwords (record_id, salt, words) VALUES (%s, %s, %s)"
# PostgreSQL takes both in one: half the way there and back.
_BOTH = f"""
WITH row AS (
    INSERT INTO audit_record ({_COLUMNS})
    VALUES (%s, %s::bigint, %s::bigint, %s, %s, %s, %s::bigint, %s) RETURNING id
)
INSERT INTO audit_recordwords (record_id, salt, words) SELECT id, %s, %s::jsonb FROM row RETURNING record_id
"""  # noqa: S608 - our own names


def insert_record(row: Record, salt: str, said: str) -> None:
    """`said` is what `settled_text` made; the row is given its key."""
    at = connection.ops.adapt_datetimefield_value(row.at)
    cells = (at, row.user_id, row.unit_id, row.role, row.verb, row.subject_kind, row.subject_id, row.digest)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_BOTH, (*cells, salt, said))
            row.pk = cursor.fetchone()[0]
        else:
            cursor.execute(_ROW, cells)
            row.pk = cursor.fetchone()[0]
            cursor.execute(_WORDS, (row.pk, salt, said))
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - documented
