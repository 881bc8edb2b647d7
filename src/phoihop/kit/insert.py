"""Thousands of rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Plain values as the database takes them, one prepared statement, no object of each row and no keys back."""
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    into = quote(model._meta.db_table)  # noqa: SLF001 - documented Meta API
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own names
