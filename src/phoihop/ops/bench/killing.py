"""Four hundred write while server and database are killed −9: what was acknowledged stands there once, and only once."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.installation import Installation
from phoihop.ops.bench.standing import counted
from phoihop.ops.bench.writers import Taken, again_and_again, begin
from phoihop.ops.postgres import Cluster

LONGEST = 1.0  # seconds of writing before the next blow
PATIENCE = 120  # seconds until something must have been acknowledged


@dataclass(frozen=True, slots=True)
class Survived:
    acknowledged: int
    again: int  # of these, cut off before
    lost: int
    doubled: int


def survived(place: Installation, kills: int, *, seed: int) -> Survived:
    """Each writer goes round its unit's reports; who is cut off tries again under the same key."""
    rng, going, taken = random.Random(seed), [True], Taken()  # noqa: S311 - the same each time
    writers = [
        again_and_again(officer, random.Random(f"{seed}-{n}"), lambda: going[0])  # noqa: S311 - the same each time
        for n, officer in enumerate(place.officers)
    ]
    place.server.start()
    place.server.await_first()
    threads = begin(place.server.port, writers, taken)
    try:
        for _n in range(kills):
            _await_more(place, taken)
            time.sleep(rng.uniform(0, LONGEST))
            _strike(place, taken, rng)
        _await_more(place, taken)
        going[0] = False
        _await_all(threads)
    finally:
        taken.abandoned = True
        taken.open.set()
    if taken.refused:
        raise CannotMeasureError(f"An answer was refused: {taken.refused[0]}")
    place.server.kill()
    line = place.connect()
    lost, doubled = counted(line, taken.keys)
    line.close()
    return Survived(len(taken.keys), taken.again, lost, doubled)


def _strike(place: Installation, taken: Taken, rng: random.Random) -> None:
    """The server, the database or both at once; SQLite lives inside the server."""
    struck = rng.choice(("server", "database", "both")) if place.cluster else "server"
    if struck != "database":
        place.server.kill()
        taken.open.clear()  # while only the database is away, the server is asked on and on
    if place.cluster and struck != "server":
        _strike_database(place.cluster, rng)
    if struck != "database":
        place.server.start()
        place.server.await_first()
        taken.open.set()


def _strike_database(cluster: Cluster, rng: random.Random) -> None:
    """With all its processes, as a power cut does; or the first one only, as the system does for want of memory."""
    cluster.kill(whole=rng.random() < 0.5)
    cluster.start()


def _await_more(place: Installation, taken: Taken) -> None:
    """A blow counts only while answers are being written."""
    known, before = len(taken.keys), time.monotonic()
    while len(taken.keys) == known:
        place.server.must_live()
        if taken.refused or time.monotonic() - before > PATIENCE:
            said = taken.refused[0] if taken.refused else "nothing was acknowledged for two minutes"
            raise CannotMeasureError(f"The writers cannot go on: {said}")
        time.sleep(0.01)


def _await_all(threads: list[threading.Thread]) -> None:
    deadline = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    if any(thread.is_alive() for thread in threads):
        raise CannotMeasureError("Some writers were still not answered two minutes after the last kill.")
