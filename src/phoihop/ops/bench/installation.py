"""An installation that a bench fills, serves, kills and starts again: on SQLite, or on a PostgreSQL with fsync."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from phoihop.ops.bench.children import CannotMeasureError, bench_folder
from phoihop.ops.bench.databases import empty_database, schema, use
from phoihop.ops.bench.serving import answers
from phoihop.ops.ports import free_port
from phoihop.ops.postgres import Cluster, ClusterError, binaries, private_cluster

KINDS = ("sqlite", "pg")
PATIENCE = 60  # seconds until a server must answer


class Server:
    """`phoihop serve` as an office runs it."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.env, self.log, self.port = env, log, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = [sys.executable, "-m", "phoihop", "serve", "--port", str(self.port)]
        with self.log.open("wb") as log:  # only of this start
            self._process = subprocess.Popen(words, env=self.env, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - our own words

    def await_first(self) -> None:
        before = time.perf_counter()
        while not answers(f"http://127.0.0.1:{self.port}/healthz"):
            self.must_live()
            if time.perf_counter() - before > PATIENCE:
                raise CannotMeasureError("The server did not answer within a minute.")
            time.sleep(0.02)

    def must_live(self) -> None:
        if self._process and self._process.poll() is not None:
            said = self.log.read_text("utf-8", "replace").strip().splitlines()[-1:]
            raise CannotMeasureError(f"The server ended by itself: {''.join(said)}")

    def kill(self) -> None:
        """-9 to all its processes."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@dataclass(frozen=True, slots=True)
class Installation:
    name: str
    env: dict[str, str]
    file: Path | None  # SQLite's
    cluster: Cluster | None
    officers: list[dict[str, Any]]
    server: Server

    def connect(self) -> Any:
        """Bare, as durable as the product writes."""
        if self.cluster:
            import psycopg  # the database of that name only

            line = psycopg.connect(self.cluster.url)
            if [line.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")] != [("on",)] * 2:
                raise CannotMeasureError("This PostgreSQL does not write durably.")
            return line
        import sqlite3

        bare = sqlite3.connect(str(self.file), timeout=30)
        bare.execute("PRAGMA synchronous=FULL")
        return bare


@contextmanager
def emptied(kind: str) -> Iterator[dict[str, str]]:
    """The environment of an empty migrated database."""
    data = Path(os.environ["PHOIHOP_DATA"])
    file = data / "emptied.sqlite3" if kind == "sqlite" else None
    with _cluster(wanted=file is None) as cluster:
        if file:
            empty_database(file)
            use(data / "nothing.sqlite3")
        env = {**os.environ, "PHOIHOP_DATABASE_URL": cluster.url if cluster else f"sqlite:///{file}"}
        if cluster:
            _migrate(cluster, env)
        yield env


@contextmanager
def installed(kind: str, units: int, months: int) -> Iterator[Installation]:
    """An office whose units owe reports of 60 figures; its server is not started yet."""
    data = Path(os.environ["PHOIHOP_DATA"])
    file = data / f"{kind}.sqlite3" if kind == "sqlite" else None
    with _cluster(wanted=file is None) as cluster:
        if file:
            empty_database(file)
            _must_be_durable()
            use(data / "nothing.sqlite3")
        url = cluster.url if cluster else f"sqlite:///{file}"
        env = {**os.environ, "PHOIHOP_DATABASE_URL": url}
        if cluster:
            _migrate(cluster, env)
        server = Server(env, data / f"{kind}.log")
        try:
            yield Installation(kind, env, file, cluster, _filled(env, data / f"{kind}.json", units, months), server)
        finally:
            server.kill()


@contextmanager
def _cluster(*, wanted: bool) -> Iterator[Cluster | None]:
    if not wanted:
        yield None
        return
    if binaries() is None:
        raise CannotMeasureError("PostgreSQL was not found. Type: sudo apt install postgresql")
    try:
        with private_cluster(durable=True) as cluster:
            yield cluster
    except ClusterError as error:
        raise CannotMeasureError(str(error)) from error


def _migrate(cluster: Cluster, env: dict[str, str]) -> None:
    """As the kept empty database: from what the migrations made here once."""
    kept = bench_folder() / f"postgres-{schema()}.sql"
    if kept.exists():
        cluster.load(kept)
        return
    _run([sys.executable, "-m", "phoihop", "migrate"], env)
    for old in bench_folder().glob("postgres-*"):
        old.unlink()
    new = kept.with_suffix(f".new-{os.getpid()}")
    cluster.dump(new)
    new.rename(kept)


def _must_be_durable() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        if cursor.fetchone() != (2,):
            raise CannotMeasureError("SQLite is not set to write durably (synchronous FULL).")


def _filled(env: dict[str, str], note: Path, units: int, months: int) -> list[dict[str, Any]]:
    words = [sys.executable, "-m", "phoihop.ops.bench.answerers", str(units), str(months), str(note)]
    _run(words, env | {"PGOPTIONS": "-c synchronous_commit=off"})
    found: list[dict[str, Any]] = json.loads(note.read_text("utf-8"))
    return found


def _run(words: list[str], env: dict[str, str]) -> None:
    if subprocess.run(words, env=env, stdout=subprocess.DEVNULL, check=False).returncode:  # noqa: S603 - our own words
        raise CannotMeasureError("The office of the bench could not be built; the lines above say why.")
