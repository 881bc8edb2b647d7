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

    loop = Loop(pause, _say_away)

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
    except DatabaseError as error:
        raise Stop(_away(error)) from error


def _away(error: DatabaseError) -> str:
    words = _("The database does not answer: %(why)s. Check that it runs, and PHOIHOP_DATABASE_URL.")
    return words % {"why": (str(error).strip().splitlines() or [""])[0].rstrip(".")}


def _say_away(error: DatabaseError) -> None:
    print(f"phoihop worker: {_away(error)}", file=sys.stderr, flush=True)
