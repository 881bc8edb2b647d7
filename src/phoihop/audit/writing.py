"""The two rows of a write, by statements that are put together once: every press of a button pays for them."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from phoihop.audit.models import Record

_COLUMNS = "at, user_id, unit_id, role, verb, subject_kind, subject_id, digest"
_ROW = f"INSERT INTO audit_record ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608 - our own names
_WORDS = "INSERT INTO audit_recordwords (record_id, salt, words) VALUES (%s, %s, %s)"
# PostgreSQL takes both in one: half the way there and back.
_BOTH = f"""
WITH row AS (
    INSERT INTO audit_record ({_COLUMNS})
    VALUES (%s, %s::bigint, %s::bigint, %s, %s, %s, %s::bigint, %s) RETURNING id
)
INSERT INTO audit_recordwords (record_id, salt, words) SELECT id, %s, %s::jsonb FROM row RETURNING record_id
"""  # noqa: S608 - our own names


def insert_record(cells: tuple[Any, ...], salt: str, said: str) -> Record:
    """`cells` in the order of the columns; `said` is what `settled_text` made."""
    held: Any = connections[DEFAULT_DB_ALIAS]  # looked up once: each look costs as much as what the database does
    row = Record(None, *cells)  # type: ignore[misc]  # in the order of the columns
    given = (held.ops.adapt_datetimefield_value(cells[0]), *cells[1:])
    with held.cursor() as cursor:
        if held.vendor == "postgresql":
            cursor.execute(_BOTH, (*given, salt, said))
            row.pk = cursor.fetchone()[0]
        else:
            cursor.execute(_ROW, given)
            row.pk = cursor.lastrowid
            cursor.execute(_WORDS, (row.pk, salt, said))
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - documented
    return row
