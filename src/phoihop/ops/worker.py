"""`phoihop worker`: runs what waits, and enqueues what is due."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from phoihop.ops.numbers import seconds
from phoihop.ops.say import Stop, _, begin, parsed, parser_of
from phoihop.ops.serve import data_folder, must_be_migrated, setup

if TYPE_CHECKING:
    from django.db import DatabaseError


def _help() -> str:
    return _(
        """Run background jobs: opening what falls due, reminders, mail, sealing the record.

  phoihop worker           until stopped; several may run beside each other
  phoihop worker --once    what is due now, then end

A worker that is killed loses nothing: another takes its job up within a minute. While the database is away it says so,
waits, and goes on when the database is back.

Exit codes: 0 ended by Ctrl-C or SIGTERM, or nothing is left; 64 wrongly called; 69 something is missing, with a sentence; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("worker", _help(), json=False)
    parser.add_argument("--once", action="store_true", help=_("run what is due now and end"))
    parser.add_argument("--pause", type=seconds, default=1.0, metavar="SECONDS", help=_("between two looks (1)"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    try:
        setup()
        data_folder()
        must_be_migrated()
        _work(given.pause, once=given.once)
    except Stop as stop:
        print(f"phoihop worker: {stop}", file=sys.stderr)
        return stop.code
    return 0


def _work(pause: float, *, once: bool) -> None:
    from django.db import DatabaseError  # after setup

    from phoihop.jobs.loop import Loop
    from phoihop.jobs.registry import ROUNDS

    loop = Loop(pause, _say_away, _say_failed, ROUNDS)

    def end(_number: int, _frame: FrameType | None) -> None:
        loop.ending.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    if not once:
        loop.run()
        return
    try:
        while loop.once():
            pass
        for one in ROUNDS:  # last: what the jobs did is sealed, too
            loop.round(one)
    except DatabaseError as error:
        raise Stop(_away(error)) from error


def _say_failed(name: str, error: Exception) -> None:
    """Said each time; the next round tries again."""
    from django.db import DatabaseError  # after setup

    from phoihop.audit.noting import WentBackError

    if isinstance(error, DatabaseError):
        _say_away(error)
        return
    if isinstance(error, WentBackError):
        words = _(
            "The record's files outside the database note seal %(seal)s, which the database does not have. Look with: phoihop verify --record. Where a backup was brought back by other means than «phoihop restore», say so: phoihop roots restored"
        )
        said = words % {"seal": error.number}
    elif isinstance(error, OSError):
        words = _("The roots of the record could not be written (%(why)s). Free some space, or set PHOIHOP_ROOTS.")
        said = words % {"why": error.strerror}
    else:
        said = f"{name}: {type(error).__name__}: {error}"
    print(f"phoihop worker: {said}", file=sys.stderr, flush=True)


def _away(error: DatabaseError) -> str:
    words = _("The database does not answer: %(why)s. Check that it runs, and PHOIHOP_DATABASE_URL.")
    return words % {"why": (str(error).strip().splitlines() or [""])[0].rstrip(".")}


def _say_away(error: DatabaseError) -> None:
    print(f"phoihop worker: {_away(error)}", file=sys.stderr, flush=True)
