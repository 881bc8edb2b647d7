"""`phoihop serve`: the web server, once everything it needs is there."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from importlib import import_module
from typing import Any

from phoihop.kit.gate import AT_ONCE, LINES
from phoihop.ops import damage
from phoihop.ops.environment import PRIVATE
from phoihop.ops.numbers import LAST_PORT, a_port, up_to
from phoihop.ops.say import Stop, _, begin, ngettext, parsed, parser_of

APPLICATION = "phoihop.config.wsgi"
MOST_WORKERS = 64


def _help() -> str:
    return _(
        """Run the web server.

  phoihop serve                                  on this machine only, port 8000
  phoihop serve --host 0.0.0.0 --port 80         for the office's network
  phoihop serve --migrate                        bring the database to this version first

The worker runs beside it, as a service of its own: phoihop worker
A proxy in front that speaks HTTPS is told by PHOIHOP_HTTPS=1 and PHOIHOP_BEHIND_PROXY=1.
/healthz answers while the process lives, /readyz while it can do its work.

Exit codes: 0 ended by Ctrl-C or SIGTERM; 64 wrongly called; 69 something is missing, with a sentence; 78 the settings are wrong."""
    )


def main(argv: list[str]) -> int:
    begin(argv)
    parser = parser_of("serve", _help(), json=False)
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen at (127.0.0.1)"))
    parser.add_argument("--port", type=a_port, default=8000, help=_("port to listen at (8000)"))
    parser.add_argument("--workers", type=up_to(MOST_WORKERS), help=_("processes (as many as processors, at most 4)"))
    parser.add_argument("--threads", type=up_to(LINES), default=AT_ONCE, help=_("requests that a process works at (3)"))
    parser.add_argument("--migrate", action="store_true", help=_("bring the database to this version first"))
    given = parsed(parser, argv)
    if isinstance(given, int):
        return given
    os.environ["PHOIHOP_THREADS"] = str(given.threads)
    try:
        prepare(given)
        return _serve(given)
    except Stop as stop:
        print(f"phoihop serve: {stop}", file=sys.stderr)
        return stop.code


def prepare(given: argparse.Namespace) -> None:
    """Everything that is wrong is said before the server answers anybody."""
    setup()
    data_folder()
    port_free(given.host, given.port)
    if not given.migrate:
        must_be_migrated()
    elif unapplied():
        from django.core.management import call_command  # after setup

        call_command("migrate", verbosity=0, interactive=False)
    from phoihop.ops.static_files import collect_if_stale  # after setup

    collect_if_stale()
    _load()


def _load() -> None:
    """All that pages need, before the processes part: once instead of in each, and whoever asks first waits no longer."""
    from django.urls import get_resolver

    import_module(APPLICATION)
    _patterns = get_resolver().url_patterns


def setup() -> None:
    """Django, or one sentence about the settings; whatever is written from now on is its owner's alone."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.umask(PRIVATE)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Stop(_("The settings are wrong. %(why)s") % {"why": error}, 78) from error
    except OSError as error:
        raise _unusable(error) from error


def _unusable(error: OSError) -> Stop:
    words = _("The data folder cannot be used: %(why)s. Set PHOIHOP_DATA to a folder that you may write to.")
    return Stop(words % {"why": error}, 78)


def data_folder() -> None:
    """There, and ours to write to, before the database looks for it."""
    from django.conf import settings

    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
        (settings.DATA / ".writable").write_text("", "utf-8")
    except OSError as error:
        raise _unusable(error) from error


def must_be_migrated() -> None:
    if waiting := unapplied():
        raise Stop(
            ngettext(
                "The database lacks %(n)s step to this version. Type: phoihop migrate",
                "The database lacks %(n)s steps to this version. Type: phoihop migrate",
                len(waiting),
            )
            % {"n": len(waiting)}
        )


def unapplied() -> list[str]:
    """Names of the migrations that the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        with damage.said():
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    finally:
        connection.close()
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


def port_free(host: str, port: int) -> None:
    """Asked first: the server itself would say it in its own words, process by process."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError as error:
        raise Stop(
            _("Port %(port)s may be opened by the system only. Give one above 1023: --port 8000") % {"port": port}
        ) from error
    except OSError as error:
        raise Stop(
            _("Port %(port)s at %(host)s cannot be opened (%(why)s). Give another one: --port %(next)s")
            % {"port": port, "host": host, "why": error.strerror, "next": port + 1 if port < LAST_PORT else 8000}
        ) from error


def _serve(given: argparse.Namespace) -> int:
    server = make_server(given)
    print(_("Phối hợp is at http://%(host)s:%(port)s/. Ctrl-C ends it.") % vars(given), flush=True)
    server.serve()
    return 0


def make_server(given: argparse.Namespace) -> Any:
    from granian import Granian  # only this command needs it
    from granian.constants import Interfaces
    from granian.log import LogLevels

    return Granian(
        f"{APPLICATION}:application",
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=given.workers or min(4, os.cpu_count() or 1),
        blocking_threads=LINES,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_level=LogLevels.error,  # it warns of any number of threads
    )
