"""Officers who hand in over HTTP, each at their own pace and again under the same key until it is acknowledged."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

FIGURES = {f"figure:{s}.{n}:text": str(100 * s + n) for s in range(1, 7) for n in range(1, 11)}
KINDS = {f"figure:{s}.{n}:kind": "number" for s in range(1, 7) for n in range(1, 11)}
TOKEN = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105 - any will do: cookie and field must only be equal
PAUSE = 0.05  # seconds before the same is tried again


@dataclass(frozen=True, slots=True)
class Task:
    """One answer to be handed in: by whom, where, under which key."""

    session: str
    unit: str
    obligation: int
    key: str


@dataclass(slots=True)
class Taken:
    """What the server acknowledged: seconds of each, and the keys."""

    seconds: list[float] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def tasks_of(officers: Iterable[dict[str, Any]], rng: random.Random) -> list[Task]:
    """Every obligation once, the first of all officers first."""
    rows = [
        (n, Task(one["session"], one["unit"], pk, str(UUID(int=rng.getrandbits(128), version=4))))
        for one in officers
        for n, pk in enumerate(one["owed"])
    ]
    return [task for _n, task in sorted(rows, key=lambda row: row[0])]


def work(port: int, tasks: Iterator[Task], taken: Taken, going: Callable[[], bool]) -> None:
    """One officer's browser: takes the next task, sends it until it is acknowledged."""
    line: http.client.HTTPConnection | None = None
    for task in tasks:
        before = time.perf_counter()
        while going():
            try:
                line = line or http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                said = _send(line, task)
            except (OSError, http.client.HTTPException):
                if line:
                    line.close()
                line = None
                time.sleep(PAUSE)
                continue
            if said == "":
                taken.seconds.append(time.perf_counter() - before)
                taken.keys.append((task.obligation, task.key))
                break
            if not said.startswith("5"):
                taken.refused.append(said)
                break
            time.sleep(PAUSE)
        if not going():
            break
    if line:
        line.close()


def _send(line: http.client.HTTPConnection, task: Task) -> str:
    """Nothing where it was acknowledged, else what was said."""
    body = urlencode({**FIGURES, **KINDS, "key": task.key, "csrfmiddlewaretoken": TOKEN})
    line.request(
        "POST",
        f"/dv/{task.unit}/viec/{task.obligation}/tra-loi/",
        body,
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Cookie": f"sessionid={task.session}; csrftoken={TOKEN}",
        },
    )
    answer = line.getresponse()
    text = answer.read()
    if answer.status == 200 and answer.headers.get("Content-Type", "").startswith("application/json"):
        return "" if json.loads(text).get("ok") else f"{answer.status} {text[:300]!r}"
    return f"{answer.status} {text[:300]!r}"


def many(
    port: int, tasks: list[Task], writers: int, *, going: Callable[[], bool] = lambda: True
) -> tuple[Taken, float]:
    """All tasks by that many at once: what came of it, and how long it took."""
    taken, waiting, lock = Taken(), iter(tasks), threading.Lock()

    def following() -> Iterator[Task]:
        while True:
            with lock:
                task = next(waiting, None)
            if task is None:
                return
            yield task

    threads = [threading.Thread(target=work, args=(port, following(), taken, going)) for _n in range(writers)]
    before = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, time.perf_counter() - before
