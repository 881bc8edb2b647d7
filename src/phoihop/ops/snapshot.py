"""Every row of every model as JSON lines: the same rows give the same bytes, on either database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model

# Sign-ins, heartbeats and counts of guesses belong to a running machine; what migrations fill in, they fill in again.
LEFT_OUT = {"sessions.session", "usersessions.usersession", "accounts.sharedcount", "jobs.worker"}
LEFT_OUT_ROOMS = {"auth", "contenttypes"}
OF_THE_MACHINE = {"jobs.job", "jobs.tick"}  # kept by a backup, no part of what an office wrote
BATCH = 2000


def kept_models(*, machine: bool = True) -> list[type[Model]]:
    """In the order of their names; `machine` with what the worker has still to do."""
    out = LEFT_OUT if machine else LEFT_OUT | OF_THE_MACHINE
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed  # noqa: SLF001 - Django's documented Meta API
        and not model._meta.proxy  # noqa: SLF001 - as above
        and model._meta.label_lower not in out  # noqa: SLF001 - as above
        and model._meta.app_label not in LEFT_OUT_ROOMS  # noqa: SLF001 - as above
    ]
    return sorted(found, key=label_of)


def label_of(model: type[Model]) -> str:
    return str(model._meta.label_lower)  # noqa: SLF001 - Django's documented Meta API


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside stood at the same time, while others go on writing; nothing waits for it."""
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    if connection.in_atomic_block:
        yield  # whoever opened it holds the moment
        return
    with connection.cursor() as cursor:
        cursor.execute(begin)
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")  # SQLite takes the moment with the first read
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def rows_of(model: type[Model]) -> Iterator[dict[str, Any]]:
    """In the order of the key, by batches, so that memory stays small."""
    names = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - Django's documented Meta API
    at = names.index(str(model._meta.pk.attname))  # noqa: SLF001 - as above
    every = model._base_manager.order_by("pk").values_list(*names)  # noqa: SLF001 - as above
    rows = list(every[:BATCH])
    while rows:
        for row in rows:
            yield dict(zip(names, map(plain, row), strict=True))
        rows = list(every.filter(pk__gt=rows[-1][at])[:BATCH]) if len(rows) == BATCH else []


def plain(value: Any) -> Any:
    """As JSON can say it, whichever database gave it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value


def line_of(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def export_lines(*, machine: bool = False) -> Iterator[str]:
    """Every row with the name of its model; to be read inside `one_moment` where others write."""
    for model in kept_models(machine=machine):
        for row in rows_of(model):
            yield line_of({"model": label_of(model), **row})
