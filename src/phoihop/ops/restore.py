"""`phoihop restore`: a backup comes back on an empty place, and only there."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phoihop.kit.whole import write_whole
from phoihop.ops.environment import KEY
from phoihop.ops.manifest import MANIFEST, is_backup
from phoihop.ops.say import Stop, _, begin, parsed, parser_of
from phoihop.ops.serve import setup

if TYPE_CHECKING:
    from django.db.models import Field, Model

BATCH = 500


def _help() -> str:
    return _(
        """Bring a backup back: rows, files, and the secret key where the archive holds it. The place must be empty.

  PHOIHOP_DATA=/srv/new phoihop restore phoihop-2026-07-14-093000.zip
  PHOIHOP_DATABASE_URL=postgres://… phoihop restore ARCHIVE     from SQLite to PostgreSQL, or back

Every part is checked against its hash first, and what came back is compared with what was saved before it counts.
The settings in the archive are shown by --settings, never applied. Stop the web server and the worker before.

Exit codes: 0 restored; 64 wrongly called; 65 the archive or the place is not fit, nothing was changed; 69 it could not be written; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("restore", _help())
    parser.add_argument("archive", type=Path, metavar="ARCHIVE", help=_("what «phoihop backup» wrote"))
    parser.add_argument("--settings", action="store_true", help=_("only show the settings in the archive"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        manifest = checked(given.archive)
        said: dict[str, Any] = {}
        if given.settings:
            said = _settings_in(given.archive)
            print(json.dumps(said, ensure_ascii=False, indent=None if given.json else 1))
            return 0
        setup()
        said = restore(given.archive, manifest)
    except Stop as stop:
        print(f"phoihop restore: {stop}", file=sys.stderr)
        return stop.code
    words = _("%(rows)s rows and %(files)s files are back and equal what was saved. Type: phoihop verify")
    print(json.dumps(said, ensure_ascii=False) if given.json else words % said)
    return 0


def checked(archive: Path) -> dict[str, Any]:
    """The manifest, once every part is one that a backup writes and has the hash it says; nothing was written until here."""
    if not archive.is_file():
        raise Stop(_("There is no file %(file)s. Give the file that «phoihop backup» wrote.") % {"file": archive}, 65)
    manifest = _whole(archive)
    if manifest is None:
        raise Stop(_("%(file)s is no whole backup of Phối hợp. Take another one.") % {"file": archive}, 65)
    return manifest


def _whole(archive: Path) -> dict[str, Any] | None:
    try:
        with zipfile.ZipFile(archive) as held:
            manifest: dict[str, Any] = json.loads(held.read(MANIFEST))
            if not is_backup(held.infolist(), manifest):
                return None
            same = all(_hash_of(held, name) == digest for name, digest in manifest["parts"].items())
    except Exception:  # noqa: BLE001 - a spoiled archive makes zipfile raise what its arithmetic meets
        return None
    return manifest if same else None


def _hash_of(held: zipfile.ZipFile, name: str) -> str:
    with held.open(name) as part:
        digest = hashlib.sha256()
        while block := part.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _settings_in(archive: Path) -> dict[str, Any]:
    with zipfile.ZipFile(archive) as held:
        out: dict[str, Any] = json.loads(held.read("settings.json"))
    return out


def restore(archive: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """All of it or nothing; files first, as a row may name only a file that is there."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError, transaction

    from phoihop.audit.noting import tell_restored  # after setup
    from phoihop.kit import clock

    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
        _refuse_unless_empty()
        call_command("migrate", verbosity=0, interactive=False)
        _refuse_other_version(manifest)
        _refuse_other_tables(archive, manifest)
        with zipfile.ZipFile(archive) as held:
            _put_files(held, manifest)
            with transaction.atomic():
                for model in _models():
                    _fill(held, model)
                _compare(manifest)
            _set_sequences(manifest["sequences"])
            _put_key(held, manifest)
        tell_restored(clock.now())
    except OSError as error:
        raise Stop(
            _("The data folder could not be written (%(why)s). Free some space, empty the place, and start again.")
            % {"why": error.strerror}
        ) from error
    except DatabaseError as error:
        raise Stop(
            _("The database did not take the backup (%(why)s). Nothing came back; empty the place and start again.")
            % {"why": str(error).strip()}
        ) from error
    return {"rows": sum(manifest["rows"].values()), "files": manifest["files"], "secret_key": manifest["secret_key"]}


def _models() -> list[type[Model]]:
    from phoihop.ops.snapshot import kept_models  # after setup

    return kept_models()


def _refuse_unless_empty() -> None:
    from django.conf import settings
    from django.db import connection

    tables = set(connection.introspection.table_names())
    used = [m for m in _models() if m._meta.db_table in tables and m._base_manager.exists()]  # noqa: SLF001 - documented
    root = Path(settings.FILES_ROOT)
    if used or (root.exists() and any(root.iterdir())):
        raise Stop(
            _(
                "This place is not empty: it holds an office already. Restore onto an empty one: another PHOIHOP_DATA, and another PHOIHOP_DATABASE_URL where you use PostgreSQL."
            ),
            65,
        )


def _refuse_other_version(manifest: dict[str, Any]) -> None:
    from phoihop.ops.archive import applied  # after setup

    if applied() != manifest["migrations"]:
        raise Stop(
            _(
                "The backup was made by another version of Phối hợp. Restore it with that version, then bring it up to date: phoihop migrate"
            ),
            65,
        )


def _refuse_other_tables(archive: Path, manifest: dict[str, Any]) -> None:
    from phoihop.ops.snapshot import label_of  # after setup

    here = {f"rows/{label_of(model)}.jsonl" for model in _models()}
    if here != {name for name in manifest["parts"] if name.startswith("rows/")}:
        raise Stop(_("%(file)s is no whole backup of Phối hợp. Take another one.") % {"file": archive}, 65)


def _put_files(held: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    from phoihop.files.actions import path_of  # after setup

    for name in manifest["parts"]:
        if name.startswith("files/"):
            place = path_of(name.removeprefix("files/"))
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                file.write(held.read(name))
                file.flush()
                os.fsync(file.fileno())


def _fill(held: zipfile.ZipFile, model: type[Model]) -> None:
    """Straight into the table: no default, no moment of today, no signal touches what comes back."""
    from django.db import connection

    meta = model._meta  # noqa: SLF001 - Django's documented Meta API
    fields = list(meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own tables
    with held.open(f"rows/{meta.label_lower}.jsonl") as lines, connection.cursor() as cursor:
        rows = ([_value(field, row[field.attname]) for field in fields] for row in map(json.loads, lines))
        for batch in _batches(rows):
            cursor.executemany(sql, batch)


def _batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _value(field: Field[Any, Any], value: Any) -> Any:
    from django.db import connection
    from django.db.models import JSONField

    if isinstance(field, JSONField):
        return None if value is None and field.null else field.get_db_prep_value(value, connection)
    return field.get_db_prep_save(field.to_python(value), connection)


def _compare(manifest: dict[str, Any]) -> None:
    from phoihop.ops.snapshot import label_of, line_of, rows_of  # after setup

    for model in _models():
        digest = hashlib.sha256()
        for row in rows_of(model):
            digest.update(line_of(row).encode())
        if digest.hexdigest() != manifest["parts"][f"rows/{label_of(model)}.jsonl"]:
            raise Stop(
                _("«%(table)s» did not come back as it was saved, so nothing was kept. Report this as a bug.")
                % {"table": label_of(model)},
                65,
            )


def _set_sequences(last: dict[str, int]) -> None:
    """Numbers go on after the last one given out, also where its row is gone."""
    from django.db import connection

    from phoihop.ops.snapshot import label_of  # after setup

    with connection.cursor() as cursor:
        for model in _models():
            table, number = model._meta.db_table, last.get(label_of(model))  # noqa: SLF001 - documented
            if not number:
                continue
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            else:
                key = str(model._meta.pk.column)  # noqa: SLF001 - documented
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, key, number])


def _put_key(held: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """The key made for the empty place gives way to the one of the archive."""
    from django.conf import settings

    if not manifest["secret_key"]:
        return
    write_whole(settings.DATA / KEY, held.read(KEY))
