"""`phoihop demo`: set all up and serve the rehearsal province."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from datetime import date
from pathlib import Path

_HELP = """Set all up and serve the rehearsal province Lam Giang on this machine.

  phoihop demo                      the province as it stands on 14/07/2026
  phoihop demo --day 2026-06-20     the same on another day
  phoihop demo --reset              begin anew; what was done in it is gone

Everything lives in the folder var/. Ctrl-C ends it."""


MOST_UNITS = 10_000


class Stop(Exception):  # noqa: N818 - it is a sentence, not an error
    """One sentence for the person at the keyboard."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "phoihop demo", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2026, 7, 14), metavar="YYYY-MM-DD")
    parser.add_argument("--units", type=_units, default=112, metavar="N", help=f"how many communes, 1 to {MOST_UNITS}")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away and begin anew")
    try:
        given = parser.parse_args(argv)
    except SystemExit as stop:
        return 0 if stop.code == 0 else 64
    try:
        return _run(given)
    except Stop as stop:
        print(f"phoihop demo: {stop}", file=sys.stderr)
        return 69


def _units(words: str) -> int:
    count = int(words) if words.isascii() and words.isdigit() else 0
    if not 1 <= count <= MOST_UNITS:
        raise argparse.ArgumentTypeError(f"«{words}» is no number of communes; give one from 1 to {MOST_UNITS}")
    return count


def _run(given: argparse.Namespace) -> int:
    data = Path(
        os.environ.get("PHOIHOP_DATA") or Path(os.environ.get("PHOIHOP_HOME") or ".") / "var" / "demo"
    ).resolve()
    os.environ |= {
        "PHOIHOP_DATA": str(data),
        "PHOIHOP_DEMO": "1",
        "PHOIHOP_DAY": given.day.isoformat(),
        "PHOIHOP_URL": f"http://127.0.0.1:{given.port}",
    }
    _port_free(given.port)
    _prepare(data, given)
    return _serve(given)


def _port_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Stop(f"Port {port} is in use. Give another one: phoihop demo --port {port + 1}") from error


def _stamp(given: argparse.Namespace) -> str:
    return f"{given.seed} {given.day} {given.units}"


def _prepare(data: Path, given: argparse.Namespace) -> None:
    """Database, province, static files; a province that was not finished is begun anew."""
    stamp = data / "province.stamp"
    try:
        data.mkdir(parents=True, exist_ok=True)
        if given.reset or (stamp.exists() and stamp.read_text("utf-8") != _stamp(given)) or not stamp.exists():
            _clear(data)
        (data / ".writable").write_text("", "utf-8")
    except OSError as error:
        raise Stop(
            f"The folder {data} cannot be written to ({error.strerror}). Free space or set PHOIHOP_DATA to another folder."
        ) from error
    import django  # settings read the environment made above

    django.setup()
    from django.core.management import call_command

    from phoihop.ops.static_files import collect_if_stale

    call_command("migrate", verbosity=0, interactive=False)
    collect_if_stale()
    if not stamp.exists():
        _build(given)
        stamp.write_text(_stamp(given), "utf-8")


def _clear(data: Path) -> None:
    for name in ("phoihop.sqlite3", "phoihop.sqlite3-wal", "phoihop.sqlite3-shm", "province.stamp"):
        (data / name).unlink(missing_ok=True)
    shutil.rmtree(data / "files", ignore_errors=True)


def _build(given: argparse.Namespace) -> None:
    from django.db import OperationalError

    from phoihop.ops.province import Plan, build_province  # models are ready only after setup

    print("Đang dựng tỉnh diễn tập Lam Giang …", flush=True)
    try:
        build_province(Plan(given.seed, given.day, given.units), lambda words: print(f"  {words}", flush=True))
    except OperationalError as error:
        raise Stop(
            f"The database could not be written ({error}). Is the disk full? Free some space and start again."
        ) from error


def _serve(given: argparse.Namespace) -> int:
    address = f"http://127.0.0.1:{given.port}/"
    children = [subprocess.Popen(words, env=os.environ) for words in _commands(given.port)]  # noqa: S603 - our own
    signal.signal(signal.SIGTERM, lambda *_args: (_ for _ in ()).throw(KeyboardInterrupt))
    try:
        _wait(address, children[0])
        print(
            f"\nPhối hợp đang chạy: {address}\nVào bằng một trong các vai ở trang đăng nhập. Ctrl-C để dừng.",
            flush=True,
        )
        if not given.no_browser:
            webbrowser.open(address)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        raise Stop("A part of the demo ended by itself; the lines above say why. Start it again.")
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()


def _commands(port: int) -> list[list[str]]:
    from importlib.util import find_spec

    python = [sys.executable, "-m"]
    web = [*python, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
           "--blocking-threads", "8", "--log-level", "warning", "phoihop.config.wsgi:application"]  # fmt: skip
    out = [web]
    if find_spec("phoihop.jobs") and find_spec("phoihop.jobs.cli"):
        out.append([*python, "phoihop", "worker"])
    return out


def _wait(address: str, web: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if web.poll() is not None:
            raise Stop("The web server did not start; the lines above say why.")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own loopback address
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise Stop("The web server did not answer within 30 seconds.")
