"""A backup taken while others write, brought back elsewhere, compared row by row with the moment it was taken."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from phoihop.ops.bench.office import WRITER, found

_PREFIX = "rows/"


def restore_differences(*, quick: bool) -> int:
    """Rows that differ between the archive and what came back, of some archives taken while writers run all the while."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = found(home / "office")
        writers = [subprocess.Popen([sys.executable, "-c", WRITER], env=env) for _n in range(2)]  # noqa: S603 - our own words
        try:
            archives = [_taken(env, home / str(number)) for number in range(1 if quick else 5)]
        finally:
            for writer in writers:
                writer.kill()
                writer.wait()
        return sum(_brought_back(env, archive) for archive in archives)


def _taken(env: dict[str, str], place: Path) -> Path:
    archive = place / "phoihop.zip"
    run(env, "backup", "--to", str(archive))
    return archive


def _brought_back(env: dict[str, str], archive: Path) -> int:
    place = archive.parent
    new = env | {"PHOIHOP_DATA": str(place / "data")}
    run(new, "restore", str(archive))
    again = place / "again.zip"
    run(new, "backup", "--to", str(again))
    run(new, "verify")
    return differences(archive, again)


def differences(first: Path, second: Path) -> int:
    """Rows and files that only one of the two archives holds."""
    one, other = _lines(first), _lines(second)
    for own in [key for key in other - one if _tells_of(second, key)]:
        del other[own]
    return sum(((one - other) + (other - one)).values())


def _tells_of(archive: Path, key: tuple[str, bytes]) -> bool:
    """The row on record that a backup was taken, and its words: of the second one, which the first cannot hold."""
    name, line = key
    if name == "rows/audit.record.jsonl":
        return b'"verb":"audit.exported"' in line
    return name == "rows/audit.recordwords.jsonl" and f'"archive":"{archive.name}"'.encode() in line


def _lines(archive: Path) -> Counter[tuple[str, bytes]]:
    found: Counter[tuple[str, bytes]] = Counter()
    with zipfile.ZipFile(archive) as held:
        for name in held.namelist():
            if name.startswith(_PREFIX):
                found.update((name, line) for line in held.read(name).splitlines())
            elif name.startswith("files/"):
                found[name, b""] += 1
    return found


def run(env: dict[str, str], *words: str) -> None:
    """A command of ours; it must end well."""
    command = [sys.executable, "-m", "phoihop", *words]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
