"""Lifts the triggers of the record, as only somebody with full rights on the database could."""

from __future__ import annotations

from contextlib import contextmanager

TABLES = ("audit_record", "audit_seal", "audit_recordwords")


@contextmanager
def unguarded(connection):
    held = []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%%'", [])
            held = cursor.fetchall()
            for name, _sql in held:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        for _name, sql in held:
            cursor.execute(sql)
        if connection.vendor != "sqlite":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
