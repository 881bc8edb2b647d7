"""`phoihop migrate`: brings the database to this version."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from django.db.utils import DatabaseError

from phoihop.ops.say import Stop, _, begin, ngettext, parsed, parser_of
from phoihop.ops.serve import data_folder, setup


def _help() -> str:
    return _(
        """Bring the database to this version. What is there stays; running it again does nothing.

  phoihop migrate          names each step
  phoihop migrate --json   one line for a machine
  phoihop backup --help     how to save everything before

Steps of one room alone, or backwards, are Django's own: phoihop manage migrate --help

Exit codes: 0 done; 64 wrongly called; 69 the database cannot be written, with a sentence; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    given = parsed(parser_of("migrate", _help()), argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        data_folder()
        done = _migrate(_silent if given.json else _step)
    except Stop as stop:
        print(f"phoihop migrate: {stop}", file=sys.stderr)
        return stop.code
    print(json.dumps({"steps": done}) if given.json else _sentence(len(done)))
    return 0


def _step(name: str) -> None:
    print(f"  {name}", flush=True)


def _silent(_name: str) -> None:
    pass


def _sentence(count: int) -> str:
    if not count:
        return _("The database is at this version already; nothing had to be done.")
    words = ngettext(
        "The database is at this version now: %(n)s step taken.",
        "The database is at this version now: %(n)s steps taken.",
        count,
    )
    return words % {"n": count}


def _migrate(say: Callable[[str], None]) -> list[str]:
    """The steps that were taken."""
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command

    done: list[str] = []

    class Telling(Command):
        """Of each step, its name when it begins; Django's own lines are English."""

        def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own hook
            if action == "apply_start":
                done.append(str(migration))
                say(str(migration))

    try:
        call_command(Telling(), verbosity=0, interactive=False)
    except (DatabaseError, OSError) as error:
        raise Stop(
            _(
                "The database could not be brought to this version: %(why)s. Free some space, check that it runs, and start again."
            )
            % {"why": str(error).strip()}
        ) from error
    return done
