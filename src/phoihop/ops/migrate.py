"""`phoihop migrate`: brings the database to this version."""

from __future__ import annotations

import sys

from django.db.utils import DatabaseError

from phoihop.ops.say import Stop, _, begin, parsed, parser_of
from phoihop.ops.serve import data_folder, setup


def _help() -> str:
    return _(
        """Bring the database to this version. What is there stays; running it again does nothing.

  phoihop migrate
  phoihop backup --help     how to save everything before

Steps of one room alone, or backwards, are Django's own: phoihop manage migrate --help

Exit codes: 0 done; 64 wrongly called; 69 the database cannot be written, with a sentence; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    given = parsed(parser_of("migrate", _help(), json=False), argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        data_folder()
        _migrate()
    except Stop as stop:
        print(f"phoihop migrate: {stop}", file=sys.stderr)
        return stop.code
    return 0


def _migrate() -> None:
    from django.core.management import call_command  # after setup

    try:
        call_command("migrate", verbosity=1, interactive=False)
    except (DatabaseError, OSError) as error:
        raise Stop(
            _(
                "The database could not be brought to this version: %(why)s. Free some space, check that it runs, and start again."
            )
            % {"why": str(error).strip()}
        ) from error
