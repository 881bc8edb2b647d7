"""Four hundred write while server and database are killed −9: what was acknowledged stands there once, and only once."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.installation import Installation
from phoihop.ops.bench.rates import whole_answers
from phoihop.ops.bench.writers import Taken, again_and_again, begin

LONGEST = 0.4  # seconds of writing before the next blow
PATIENCE = 120  # seconds until something must have been acknowledged


@dataclass(frozen=True, slots=True)
class Survived:
    acknowledged: int
    lost: int
    doubled: int


def survived(place: Installation, kills: int, *, seed: int) -> Survived:
    """Each writer goes round its unit's reports; who is cut off tries again under the same key."""
    rng, going = random.Random(seed), [True]  # noqa: S311 - the same each time
    writers = [
        again_and_again(officer, random.Random(f"{seed}-{n}"), lambda: going[0])  # noqa: S311 - the same each time
        for n, officer in enumerate(place.officers)
    ]
    taken = Taken()
    place.server.start()
    threads = begin(place.server.port, writers, taken)
    try:
        for _n in range(kills):
            _await_more(place, taken)
            time.sleep(rng.uniform(0, LONGEST))
            _strike(place, rng)
        _await_more(place, taken)
        going[0] = False
        deadline = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
    finally:
        taken.abandoned = True
    if taken.refused:
        raise CannotMeasureError(f"An answer was refused: {taken.refused[0]}")
    if any(thread.is_alive() for thread in threads):
        raise CannotMeasureError("Some writers were still not answered two minutes after the last kill.")
    place.server.kill()
    return _counted(place, taken)


def _strike(place: Installation, rng: random.Random) -> None:
    """The server, the database or both at once; SQLite lives inside the server."""
    struck = rng.choice(("server", "database", "both")) if place.cluster else "server"
    if struck != "database":
        place.server.kill()
    if place.cluster and struck != "server":
        place.cluster.kill()
        place.cluster.start()
    if struck != "database":
        place.server.start()


def _await_more(place: Installation, taken: Taken) -> None:
    """A blow counts only while answers are being written."""
    known, before = len(taken.keys), time.monotonic()
    while len(taken.keys) == known:
        place.server.must_live()
        if taken.refused or time.monotonic() - before > PATIENCE:
            said = taken.refused[0] if taken.refused else "nothing was acknowledged for two minutes"
            raise CannotMeasureError(f"The writers cannot go on: {said}")
        time.sleep(0.01)


def _counted(place: Installation, taken: Taken) -> Survived:
    """Lost: acknowledged, and not there whole. Doubled: keys under which more than one stands."""
    whole = whole_answers(place)
    lost = sum(key not in whole for key in taken.keys)
    line = place.connect()
    rows = line.execute("SELECT key FROM duties_response GROUP BY key HAVING count(*) > 1").fetchall()
    line.close()
    return Survived(len(taken.keys), lost, len(rows))
