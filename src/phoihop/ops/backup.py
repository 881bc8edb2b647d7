"""`phoihop backup`: database, files and settings of one moment in one archive, while people work."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from phoihop.ops.damage import Damaged
from phoihop.ops.export import migrated
from phoihop.ops.say import Stop, _, begin, parsed, parser_of, size
from phoihop.ops.serve import setup

DAMAGED = 65


def _help() -> str:
    return _(
        """Save database, files and settings of one moment in one archive. People may go on working.

  phoihop backup                        into the folder «backups» beside the data
  phoihop backup --to /media/usb/phoihop.zip
  phoihop backup --with-secret-key      the key too, so that links sent out stay valid after a restore

The archive is readable by you alone (mode 600) and says everything: personal names, hashes of passwords, keys of
second steps. Keep it locked away, and not on this machine only. Left out: sign-ins, passwords in the settings, and
the secret key unless asked for. It comes back with «phoihop restore», on SQLite or on PostgreSQL alike.

Exit codes: 0 saved; 64 wrongly called; 65 something is damaged here; 69 it could not be written; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("backup", _help())
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help=_("the archive to write; one that exists is not touched")
    )
    parser.add_argument("--with-secret-key", action="store_true", help=_("put the secret key into the archive too"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        migrated()
        said = backup(given.to, secret_key=given.with_secret_key)
    except Stop as stop:
        print(f"phoihop backup: {stop}", file=sys.stderr)
        return DAMAGED if isinstance(stop, Damaged) else stop.code
    print(json.dumps(said, ensure_ascii=False) if given.json else _sentence(said))
    return 0


def backup(to: Path | None, *, secret_key: bool = False) -> dict[str, object]:
    """Where it is and what it holds."""
    from django.conf import settings
    from django.utils import timezone

    from phoihop.ops.archive import write_archive  # after setup
    from phoihop.ops.taken_out import BACKUP, on_record

    now = timezone.localtime()
    place = to or settings.DATA / "backups" / f"phoihop-{now:%Y-%m-%d-%H%M%S}.zip"
    if place.exists():
        raise Stop(_("%(file)s exists already and is not written over. Give another name.") % {"file": place})
    on_record(BACKUP, archive=place.name, secret_key=secret_key)  # first: what it holds tells of it, too
    manifest = write_archive(place, at=now, secret_key=secret_key)
    rows = sum(manifest["rows"].values())
    return {
        "archive": str(place),
        "bytes": place.stat().st_size,
        "rows": rows,
        "files": manifest["files"],
        "secret_key": secret_key,
    }


def _sentence(said: dict[str, object]) -> str:
    words = _(
        "Saved %(rows)s rows and %(files)s files in %(archive)s (%(size)s). It holds personal data: lock it away."
    )
    return words % {**said, "size": size(float(str(said["bytes"])))}
