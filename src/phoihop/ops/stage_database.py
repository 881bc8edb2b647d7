"""The database of a rehearsal: nobody's, or one that a demo filled. After the settings were read."""

from __future__ import annotations

import enum
import os
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from phoihop.accounts.models import CastMember, User
from phoihop.ops import damage, stage
from phoihop.ops.say import Stop, _
from phoihop.org.models import Unit


class Held(enum.Enum):
    """What lies in a database."""

    NOTHING = "nothing"
    REHEARSAL = "rehearsal"
    OFFICE = "office"
    DAMAGED = "damaged"


def to_build(data: Path, *, anew: bool) -> bool:
    """Whether the province is (again) to be built here, where that takes nothing from anybody."""
    place, there = name(data), stage.stands(data)
    if there and stage.database_of(data) != place:
        sentence = _(
            "The demo in %(folder)s keeps its rows in %(there)s, which is not the database asked for now. Set PHOIHOP_DATABASE_URL as it was when the demo was built, or give PHOIHOP_DATA another folder."
        )
        raise Stop(sentence % {"folder": data, "there": stage.database_of(data) or data}, stage.REFUSED)
    held = _held(own=not place)
    if held == Held.OFFICE:
        sentence = _(
            "The database %(database)s holds what no demo made; nothing in it was touched. Unset PHOIHOP_DATABASE_URL, or name an empty database."
        )
        raise Stop(sentence % {"database": place or data}, stage.REFUSED)
    if there and held == Held.DAMAGED and not anew:
        raise Stop(_("The demo's database in %(folder)s is damaged. Begin anew: --reset") % {"folder": data})
    if place and held == Held.REHEARSAL and not there and not anew:
        sentence = _(
            "The database %(database)s holds the demo of another folder. Name that folder by PHOIHOP_DATA, or throw this demo away with all that was done in it: --reset"
        )
        raise Stop(sentence % {"database": place}, stage.REFUSED)
    return anew or not there or held == Held.NOTHING


def name(data: Path) -> str:
    """Without a password; empty for the file in the folder, which goes where the folder goes."""
    known: dict[str, Any] = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        own = not os.environ.get("PHOIHOP_DATABASE_URL") or Path(known["NAME"]) == data / stage.SQLITE
        return "" if own else str(known["NAME"])
    host = known.get("HOST") or known["OPTIONS"].get("host", "")
    port = known.get("PORT") or known["OPTIONS"].get("port", "")
    return f"{connection.vendor}://{host}{f':{port}' if port else ''}/{known['NAME']}"


def _held(*, own: bool) -> Held:
    """A file in a demo's folder that is no database holds nobody's work; of another place that is not known."""
    try:
        return _looked_into()
    except DatabaseError as error:
        if own and damage.is_damage(error):
            return Held.DAMAGED
        if own:
            raise
        with damage.said():
            raise
    finally:
        connection.close()


def _looked_into() -> Held:
    tables = set(connection.introspection.table_names())
    if not tables:
        return Held.NOTHING
    steps = {app for app, _step in MigrationRecorder(connection).applied_migrations()}
    if not steps <= set(apps.app_configs) or not (steps or tables <= _own_tables()):
        return Held.OFFICE

    def anybody(model: type[Model]) -> bool:
        return model._meta.db_table in tables and model._base_manager.exists()  # noqa: SLF001 - documented

    if anybody(CastMember):
        return Held.REHEARSAL
    return Held.OFFICE if anybody(User) or anybody(Unit) else Held.NOTHING


def _own_tables() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models} | {"django_migrations"}  # noqa: SLF001 - documented


def clear(data: Path) -> None:
    stage.clear(data)
    connection.close()
    if connection.vendor == "sqlite":
        file = str(settings.DATABASES["default"]["NAME"])
        for ending in ("", "-wal", "-shm", "-queue"):
            Path(f"{file}{ending}").unlink(missing_ok=True)
        return
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(_own_tables() & set(connection.introspection.table_names())):
            cursor.execute(f"DROP TABLE {quote(table)} CASCADE")
        cursor.execute("DROP FUNCTION IF EXISTS audit_stands()")  # what the record's triggers call
