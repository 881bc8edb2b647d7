"""One row written by a statement that is put together once: on the roads that are walked with every press.

As `Model.save` writes it, without its signals (nothing of ours listens) and without a look at what is stored; putting the
statement together costs Django several times what the database takes for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert_new(row: Model) -> None:
    """A new row; its key comes from the database."""
    words, fields = _inserting(type(row), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(words, _cells(row, fields, adding=True))
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - documented


def update_only(row: Model, names: Sequence[str]) -> None:
    """These columns of a row that is held locked."""
    words, fields = _updating(type(row), tuple(names), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(words, [*_cells(row, fields, adding=False), row.pk])
        if cursor.rowcount != 1:
            raise type(row).DoesNotExist  # type: ignore[attr-defined]  # every model has it


def _cells(row: Model, fields: Sequence[Field], *, adding: bool) -> list[Any]:  # type: ignore[type-arg]
    return [field.get_db_prep_save(field.pre_save(row, adding), connection) for field in fields]


@cache
def _inserting(model: type[Model], _vendor: str) -> tuple[str, list[Field]]:  # type: ignore[type-arg]
    quote, meta = connection.ops.quote_name, model._meta  # noqa: SLF001 - documented Meta API
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    names, marks = ", ".join(_column(field) for field in fields), ", ".join(["%s"] * len(fields))
    key = _column(meta.pk)
    return f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({marks}) RETURNING {key}", fields  # noqa: S608 - our own names


@cache
def _updating(model: type[Model], names: tuple[str, ...], _vendor: str) -> tuple[str, list[Field]]:  # type: ignore[type-arg]
    quote, meta = connection.ops.quote_name, model._meta  # noqa: SLF001 - documented Meta API
    fields = [field for name in names if isinstance(field := meta.get_field(name), Field)]
    cells = ", ".join(f"{_column(field)} = %s" for field in fields)
    return f"UPDATE {quote(meta.db_table)} SET {cells} WHERE {_column(meta.pk)} = %s", fields  # noqa: S608 - our own names


def _column(field: Field) -> str:  # type: ignore[type-arg]
    return str(connection.ops.quote_name(str(field.column)))
