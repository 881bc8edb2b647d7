"""Where a rehearsal may be built: in an empty folder, or in one that a demo made. An office's is never touched."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from phoihop.kit.whole import write_whole
from phoihop.ops.environment import KEY
from phoihop.ops.say import Stop, _

LOCK, MARK, STAMP = "demo.lock", "demo.mark", "province.stamp"
SQLITE = "phoihop.sqlite3"
NOBODYS = {LOCK, "lost+found"}  # may lie where nothing was done yet
REFUSED = 65


@dataclass(frozen=True, slots=True)
class Asked:
    """Which province."""

    seed: int = 1
    day: date = date(2026, 7, 14)
    units: int = 112

    def __str__(self) -> str:
        return f"{self.seed} {self.day} {self.units}"


def refuse_office(data: Path) -> None:
    """Whatever `--reset` says: what no demo made is somebody's work."""
    if _made_by_a_demo(data) or not data.exists() or {entry.name for entry in data.iterdir()} <= NOBODYS:
        return
    other = shlex.quote(f"{data}-demo")
    sentence = _(
        "The folder %(folder)s holds data that no demo made; nothing in it was touched. Give the demo another folder: PHOIHOP_DATA=%(other)s phoihop demo"
    )
    raise Stop(sentence % {"folder": data, "other": other}, REFUSED)


def _made_by_a_demo(data: Path) -> bool:
    return any((data / name).exists() for name in (MARK, STAMP))


def claim(data: Path) -> None:
    """Before anything else is put there: what is left half built is known as a demo's."""
    (data / MARK).touch()
    key = data / KEY
    if key.exists() and key.stat().st_size == 0:  # a full disk left it, and nothing of worth hangs on it here
        key.unlink()


def stands(data: Path) -> Asked | None:
    """The province that was built to its end."""
    with suppress(OSError, ValueError):
        seed, day, units = _stamped(data)[0].split()
        return Asked(int(seed), date.fromisoformat(day), int(units))
    return None


def database_of(data: Path) -> str:
    """Where the rows of that province are; empty: in this folder."""
    return _stamped(data)[1]


def _stamped(data: Path) -> tuple[str, str]:
    asked, _newline, database = (data / STAMP).read_text("utf-8").partition("\n")
    return asked, database


def finished(data: Path, asked: Asked, database: str = "") -> None:
    write_whole(data / STAMP, (f"{asked}\n{database}" if database else str(asked)).encode())


def asked_of(data: Path, given: argparse.Namespace) -> Asked:
    """What was not given stays as it is there; a demo that somebody worked in is thrown away by --reset only."""
    words = {name: value for name in ("seed", "day", "units") if (value := getattr(given, name)) is not None}
    there = stands(data)
    if there is None or given.reset:
        return replace(Asked(), **words)
    if replace(there, **words) != there:
        sentence = _(
            "The demo in %(folder)s is another one: seed %(seed)s, day %(day)s, %(units)s communes. Go on with it: phoihop demo. To throw it away with all that was done in it, add --reset."
        )
        raise Stop(sentence % {"folder": data, **asdict(there)}, REFUSED)
    return there


def clear(data: Path) -> None:
    """The stamp goes first: whatever is left half cleared is not taken for a province."""
    (data / STAMP).unlink(missing_ok=True)
    for name in ("files", "mail", "roots", "progress"):
        shutil.rmtree(data / name, ignore_errors=True)


def default_folder() -> Path:
    named = os.environ.get("PHOIHOP_DATA")
    return Path(named or Path(os.environ.get("PHOIHOP_HOME") or ".") / "var" / "demo").resolve()
