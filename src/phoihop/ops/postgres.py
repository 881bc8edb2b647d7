"""A private PostgreSQL in a folder of its own: for tests and benches, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from phoihop.ops.ports import free_port

PATIENCE = 30  # seconds


class ClusterError(RuntimeError):
    """In one sentence, what it does not do."""


def binaries() -> Path | None:
    """The newest server found, Debian's places first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    if found:
        return found[0].parent
    plain = shutil.which("initdb")
    return Path(plain).resolve().parent if plain else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that may be ended as a power cut would, and started again on the same folder."""

    tools: Path
    folder: Path
    user: str | None
    port: int
    durable: bool

    @property
    def url(self) -> str:
        """By the socket in its folder, as on a machine that holds web server and database: half the way of TCP."""
        return f"postgres://phoihop@/phoihop?host={self.folder}&port={self.port}"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def create(self) -> None:
        words = ["-U", "phoihop", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        _run(self.user, [self.tools / "initdb", "-D", self.data, *words])
        self.start()
        _run(self.user, [self.tools / "createdb", "-h", self.folder, "-p", str(self.port), "-U", "phoihop", "phoihop"])

    def start(self) -> None:
        words = f"-c port={self.port} -c listen_addresses='' -c unix_socket_directories={self.folder}"
        words += " -c max_connections=120 -c shared_buffers=256MB"
        if not self.durable:
            words += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        try:
            _run(self.user, [self.tools / "pg_ctl", "-D", self.data, "-l", self.log, "-w", "-o", words, "start"])
        except ClusterError as error:
            raise ClusterError(f"PostgreSQL did not start: {_said_last(self.log)}") from error

    def stop(self) -> None:
        _run(self.user, [self.tools / "pg_ctl", "-D", self.data, "-m", "immediate", "stop"], check=False)

    def dump(self, to: Path) -> None:
        _run(None, [self.tools / "pg_dump", "--no-owner", "-d", self.url, "-f", to])

    def load(self, dumped: Path) -> None:
        """Into the empty database."""
        _run(
            None,
            [self.tools / "psql", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-d", self.url, "-f", dumped],
        )

    def kill(self, *, whole: bool = True) -> None:
        """-9 to the server and, if `whole`, to every process of it; back when none is left, as an init would wait."""
        note = self.data / "postmaster.pid"
        try:
            first = int(note.read_text("utf-8").split()[0])
            os.kill(first, signal.SIGSTOP)  # no child more
        except (FileNotFoundError, ProcessLookupError) as error:
            raise ClusterError(f"PostgreSQL had ended before it was killed: {_said_last(self.log)}") from error
        all_of_it = [first, *_children(first)]
        for pid in all_of_it if whole else [first]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _await_end(all_of_it)
        note.unlink()  # an unclaimed child of the system's first process would look alive
        (self.folder / f".s.PGSQL.{self.port}.lock").unlink(missing_ok=True)  # the socket's note says the same


@contextmanager
def private_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A server with an empty database; `durable` keeps fsync on."""
    tools = binaries()
    if tools is None:
        raise FileNotFoundError("PostgreSQL was not found. Type: sudo apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="phoihop-pg-"))
    cluster = Cluster(tools, folder, _owner(folder), free_port(), durable)
    try:
        cluster.create()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def private_postgres(*, durable: bool = False) -> Iterator[str]:
    """Yields the PHOIHOP_DATABASE_URL of an empty database."""
    with private_cluster(durable=durable) as cluster:
        yield cluster.url


def _children(parent: int) -> list[int]:
    found = [(int(place.name), _stat(int(place.name))) for place in Path("/proc").iterdir() if place.name.isdigit()]
    return [pid for pid, stat in found if len(stat) > 1 and stat[1] == str(parent)]


def _await_end(pids: list[int]) -> None:
    """Backends whose server is gone leave when they see it; the next server must not come before."""
    before = time.monotonic()
    while left := [pid for pid in pids if _lives(pid)]:
        if time.monotonic() - before > PATIENCE:
            raise ClusterError(f"{len(left)} processes of the killed PostgreSQL did not end within {PATIENCE} s.")
        time.sleep(0.005)


def _lives(pid: int) -> bool:
    """One that has ended and was not claimed yet does not."""
    stat = _stat(pid)
    return bool(stat) and stat[0] not in "ZX"


def _stat(pid: int) -> list[str]:
    """State, parent and more of a process; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _said_last(log: Path) -> str:
    """What was fatal, or else the last line."""
    said = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    fatal = [line for line in said if "FATAL" in line or "PANIC" in line]
    return (fatal or said or ["its log is empty."])[-1]


def _owner(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: then Debian's own user runs it."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            known = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, known.pw_uid, known.pw_gid)
        return name
    raise PermissionError("PostgreSQL does not run as root, and there is no user postgres. Start as another user.")


def _run(user: str | None, words: list[str | Path], *, check: bool = True) -> None:
    said = [str(word) for word in words]
    if user:
        said = ["runuser", "-u", user, "--", *said]
    done = subprocess.run(said, capture_output=True, text=True, check=False, cwd="/tmp")  # noqa: S603, S108 - our own words; a folder that user may enter
    if check and done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise ClusterError(f"PostgreSQL's {Path(words[0]).name} failed: {''.join(last)}")
