"""A private PostgreSQL in a folder of its own: for tests and benches, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The newest server found, Debian's places first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    if found:
        return found[0].parent
    plain = shutil.which("initdb")
    return Path(plain).resolve().parent if plain else None


@contextmanager
def private_postgres(*, durable: bool = False) -> Iterator[str]:
    """Yields the PHOIHOP_DATABASE_URL of an empty database; `durable` keeps fsync on."""
    tools = binaries()
    if tools is None:
        raise FileNotFoundError("PostgreSQL was not found. Type: sudo apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="phoihop-pg-"))
    user = _owner(folder)
    data = folder / "data"
    port = _free_port()
    _run(user, [tools / "initdb", "-D", data, "-U", "phoihop", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
    words = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=120"
    words += " -c shared_buffers=256MB" + (
        "" if durable else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    _run(user, [tools / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", words, "start"])
    try:
        _run(user, [tools / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "phoihop", "phoihop"])
        yield f"postgres://phoihop@127.0.0.1:{port}/phoihop"
    finally:
        _run(user, [tools / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


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
        raise RuntimeError(f"{said[0]} failed:\n{done.stdout}\n{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
