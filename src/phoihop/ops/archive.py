"""A backup is one zip: a manifest with the hash of every part, the rows of each model, the files, the settings."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from phoihop.files.actions import path_of
from phoihop.files.models import StoredFile
from phoihop.ops import damage
from phoihop.ops.say import Stop, _
from phoihop.ops.snapshot import kept_models, label_of, line_of, one_moment, rows_of

FORMAT = 1
SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|KEY")
_URL = re.compile(r"(?<=://)([^/@]*)@")  # user and password of an address
HIDDEN = "***"


def applied() -> list[str]:
    """The steps that a database has taken; a backup comes back only where the same were taken."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def settings_said() -> dict[str, str]:
    """PHOIHOP_… as they are set here, without passwords and keys."""
    found = {name: value for name, value in sorted(os.environ.items()) if name.startswith("PHOIHOP_")}
    return {name: HIDDEN if SECRET.search(name) else _URL.sub(f"{HIDDEN}@", value) for name, value in found.items()}


def write_archive(to: Path, *, at: datetime, secret_key: bool) -> dict[str, Any]:
    """Beside its place first, then moved: a backup that has its name is whole."""
    draft = to.with_name(f".{to.name}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _fill(archive, at, secret_key=secret_key)
            raw.flush()
            os.fsync(raw.fileno())
        draft.replace(to)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Stop(
            _("The backup %(file)s could not be written (%(why)s). Free some space or choose another place.")
            % {"file": to, "why": error.strerror}
        ) from error
    except Stop:
        draft.unlink(missing_ok=True)
        raise
    return manifest


def _fill(archive: zipfile.ZipFile, at: datetime, *, secret_key: bool) -> dict[str, Any]:
    """Rows of one moment, then the files they name, which are on disk before a row names them."""
    parts: dict[str, str] = {}
    rows: dict[str, int] = {}
    with damage.said(), one_moment():
        steps, last = applied(), sequences()
        for model in kept_models():
            label = label_of(model)
            parts[f"rows/{label}.jsonl"], rows[label] = _put(
                archive, f"rows/{label}.jsonl", (line_of(row).encode() for row in rows_of(model))
            )
        files = list(StoredFile.objects.order_by("pk").values_list("sha256", flat=True))
    for sha256 in files:
        parts[f"files/{sha256}"] = _put_file(archive, sha256)
    said = json.dumps(settings_said(), ensure_ascii=False, indent=1).encode()
    parts["settings.json"], _count = _put(archive, "settings.json", iter([said]))
    if secret_key:
        parts["secret.key"], _count = _put(archive, "secret.key", iter([settings.SECRET_KEY.encode()]))
    manifest = {
        "format": FORMAT,
        "at": at.isoformat(),
        "database": connection.vendor,
        "migrations": steps,
        "rows": rows,
        "files": len(files),
        "sequences": last,
        "secret_key": secret_key,
        "parts": parts,
    }
    archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _put(archive: zipfile.ZipFile, name: str, blocks: Iterator[bytes]) -> tuple[str, int]:
    """Hash and count of what was written."""
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as part:
        for block in blocks:
            digest.update(block)
            part.write(block)
            count += 1
    return digest.hexdigest(), count


def _put_file(archive: zipfile.ZipFile, sha256: str) -> str:
    place = path_of(sha256)
    try:
        digest, _count = _put(archive, f"files/{sha256}", iter([place.read_bytes()]))
    except FileNotFoundError:
        digest = ""
    if digest != sha256:
        raise Stop(
            _("The file %(file)s is missing or damaged, so a backup would be no whole one. Type: phoihop verify")
            % {"file": place},
            65,
        )
    return digest


def sequences() -> dict[str, int]:
    """The last number given out per table: the record speaks by numbers, so none is given out twice."""
    tables = {label_of(model): model._meta.db_table for model in kept_models()}  # noqa: SLF001 - Django's documented Meta API
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            known = dict(cursor.fetchall())
            return {label: known[table] for label, table in tables.items() if known.get(table)}
        cursor.execute(
            "SELECT t.relname, s.last_value FROM pg_sequences s JOIN pg_class q ON q.relname = s.sequencename"
            " JOIN pg_depend d ON d.objid = q.oid AND d.deptype IN ('a', 'i') JOIN pg_class t ON t.oid = d.refobjid"
            " WHERE s.schemaname = current_schema() AND s.last_value IS NOT NULL"
        )
        known = dict(cursor.fetchall())
    return {label: known[table] for label, table in tables.items() if known.get(table)}
