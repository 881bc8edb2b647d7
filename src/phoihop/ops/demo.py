"""`phoihop demo`: set all up and serve the rehearsal province."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from django.db.utils import DatabaseError

from phoihop.kit.refused import Refused
from phoihop.ops import stage
from phoihop.ops.demo_parts import Parts, commands
from phoihop.ops.environment import PRIVATE
from phoihop.ops.numbers import a_port, whole
from phoihop.ops.say import Stop, _, begin, parsed, parser_of, spoken
from phoihop.ops.stage import Asked

MOST_UNITS = 10_000
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2027, 12, 31)


def _help() -> str:
    return _(
        """Set all up and serve the rehearsal province Lam Giang on this machine.

  phoihop demo                      the province as it stands on 14/07/2026
  phoihop demo --day 2026-06-20     the same on another day
  phoihop demo --units 12           a small one, there in seconds
  phoihop demo --reset              begin anew; what was done in it is gone

Everything lives in the folder var/demo, or where PHOIHOP_DATA says; its mails are files in mail/ there. Ctrl-C ends it.
A demo that is there goes on as it is, also with a new version; another seed, day or number of communes wants --reset.
A folder or a database (PHOIHOP_DATABASE_URL) that holds anything else than a demo is refused.

Exit codes: 0 ended by Ctrl-C or SIGTERM; 64 wrongly called; 65 what is there is no demo, or another one, and was not
touched; 69 something is in the way, with a sentence; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    given = parsed(_parser(), argv)
    if isinstance(given, int):
        return given
    try:
        return _run(given)
    except Stop as stop:
        print(f"phoihop demo: {stop}", file=sys.stderr)
        return stop.code


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("demo", _help(), json=False)
    add = parser.add_argument
    add("--port", type=a_port, default=8000, metavar="N", help=_("port to listen at (8000)"))
    add("--seed", type=_seed, metavar="N", help=_("another province from another number (1)"))
    add("--day", type=_day, metavar="YYYY-MM-DD", help=_("the day it is there (2026-07-14)"))
    add("--units", type=_units, metavar="N", help=_("how many communes, 1 to %(most)s (112)") % _MOST)
    add("--no-browser", action="store_true", help=_("open no browser"))
    add("--reset", action="store_true", help=_("throw the demo's data away and begin anew"))
    return parser


_MOST = {"most": MOST_UNITS}


def _units(words: str) -> int:
    count = whole(words)
    if count is None or not 1 <= count <= MOST_UNITS:
        sentence = _("«%(words)s» is no number of communes. Give one from 1 to %(most)s.")
        raise argparse.ArgumentTypeError(sentence % {"words": words, **_MOST})
    return count


def _seed(words: str) -> int:
    seed = whole(words)
    if seed is None:
        raise argparse.ArgumentTypeError(
            _("«%(words)s» is no seed. Give a whole number from 0 to 999999999.") % {"words": words}
        )
    return seed


def _day(words: str) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        day = date.min
    if not FIRST_DAY <= day <= LAST_DAY:
        sentence = _("«%(words)s» is no day of the rehearsal. Give one from %(first)s to %(last)s, written like that.")
        raise argparse.ArgumentTypeError(sentence % {"words": words, "first": FIRST_DAY, "last": LAST_DAY})
    return day


def _run(given: argparse.Namespace) -> int:
    os.umask(PRIVATE)
    data = stage.default_folder()
    os.environ |= {"PHOIHOP_DATA": str(data), "PHOIHOP_DEMO": "1", "PHOIHOP_URL": f"http://127.0.0.1:{given.port}"}
    os.environ.setdefault("PHOIHOP_EMAIL_URL", f"filemail:///{quote(str(data / 'mail'))}")  # and not over the address
    _port_free(given.port)
    with _alone(data):
        asked = stage.asked_of(data, given)
        os.environ["PHOIHOP_DAY"] = asked.day.isoformat()
        _prepare(data, asked, anew=given.reset)
        return _serve(given)


def _port_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            free = 8000 if port < 1024 else min(port + 1, 65535)
            sentence = _("Port %(port)s cannot be opened (%(why)s). Give another one: phoihop demo --port %(next)s")
            raise Stop(sentence % {"port": port, "why": error.strerror, "next": free}) from error


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One demo a folder: a second one would build, or throw away, under the feet of the first."""
    try:
        stage.refuse_office(data)
        data.mkdir(parents=True, exist_ok=True)
        with (data / stage.LOCK).open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                sentence = _(
                    "A demo runs in %(folder)s already. End it with Ctrl-C, or set PHOIHOP_DATA to another folder."
                )
                raise Stop(sentence % {"folder": data}) from error
            yield
    except OSError as error:
        raise _unwritable(data, error) from error


def _unwritable(data: Path, error: Exception) -> Stop:
    why = (error.strerror if isinstance(error, OSError) else "") or str(error).strip()
    sentence = _(
        "The folder %(folder)s cannot be written to (%(why)s). Free some space, or set PHOIHOP_DATA to another folder, and start again."
    )
    return Stop(sentence % {"folder": data, "why": why})


def _prepare(data: Path, asked: Asked, *, anew: bool) -> None:
    """Database, province, static files; a province that was not finished is begun anew."""
    try:
        stage.claim(data)
        _set_up()
        building = _cleared(data, anew=anew)
        with _beside(_collected):
            _migrated()
            if building:
                _build(data, asked)
    except (OSError, DatabaseError, Refused) as error:
        raise _unwritable(data, error) from error


def _cleared(data: Path, *, anew: bool) -> bool:
    """Whether the province is to be built; then nothing is left of an earlier one."""
    from phoihop.ops import stage_database  # models are ready only after setup

    building = stage_database.to_build(data, anew=anew)
    if building:
        stage_database.clear(data)
    return building


@contextmanager
def _beside(work: Callable[[], object]) -> Iterator[None]:
    """On a thread of its own meanwhile; what it has to say comes at the end."""
    with ThreadPoolExecutor(1) as threads:
        done = threads.submit(work)
        yield
        done.result()


def _set_up() -> None:
    from phoihop.ops.serve import setup  # settings read the environment made above

    try:
        setup()
    except Stop as stop:
        if isinstance(stop.__cause__, OSError):
            raise stop.__cause__ from stop  # a full disk, which is no matter of settings
        raise


def _migrated() -> None:
    from django.core.management import call_command  # after setup

    call_command("migrate", verbosity=0, interactive=False)


def _collected() -> None:
    from phoihop.ops.static_files import collect_if_stale  # after setup

    collect_if_stale()


def _build(data: Path, asked: Asked) -> None:
    from phoihop.ops import stage_database  # models are ready only after setup
    from phoihop.ops.province import Plan, build_province

    print(_("Building the rehearsal province Lam Giang …"), flush=True)
    build_province(Plan(asked.seed, asked.day, asked.units), lambda words: print(f"  {words}", flush=True))
    stage.finished(data, asked, stage_database.name(data))


def _serve(given: argparse.Namespace) -> int:
    address = f"http://127.0.0.1:{given.port}/"
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # nohup has its way
            signal.signal(number, _interrupt)
    parts = Parts()
    try:
        parts.start(*commands(given.port))
        parts.wait_for(address)
        said = _("\nPhối hợp runs at %(address)s\nSign in as one of the cast. Ctrl-C ends it.") % {"address": address}
        print(f"{said}\n\n{_cast()}", flush=True)
        if not given.no_browser:
            webbrowser.open(address)
        parts.watch()
    except KeyboardInterrupt:
        return 0
    finally:
        parts.end()


def _cast() -> str:
    """Whom the sign-in page offers, one a line."""
    from django.utils.translation import override  # models are ready only after setup

    from phoihop.accounts.cast import offers

    with override(spoken()):
        found = [(one.name, f"{one.part}, {one.unit}: {one.does}") for one in offers()]
    wide = max((len(name) for name, _does in found), default=0)
    return "\n".join(f"  {name:<{wide}}  {does}" for name, does in found)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
