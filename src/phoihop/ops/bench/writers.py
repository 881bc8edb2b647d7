"""Officers who hand in over HTTP, each at their own pace and again under the same key until it is acknowledged."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

_CODES = [f"{s}.{n}" for s in range(1, 7) for n in range(1, 11)]
FIGURES = {f"figure:{code}:text": str(100 + at) for at, code in enumerate(_CODES)}
KINDS = {f"figure:{code}:kind": "number" for code in _CODES}
TOKEN = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105 - any will do: cookie and field must only be equal
TYPE = "application/x-www-form-urlencoded"
BODY = urlencode({**FIGURES, **KINDS, "csrfmiddlewaretoken": TOKEN})
PAUSES = (0.1, 0.8)  # seconds before the same is tried again


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
    again: int = 0  # of the acknowledged, those that were cut off before
    open: threading.Event = field(default_factory=threading.Event)  # nobody knocks while the server is known to be away
    abandoned: bool = False  # nothing is tried any more

    def __post_init__(self) -> None:
        self.open.set()


def once_each(officers: Iterable[dict[str, Any]], rng: random.Random) -> list[Task]:
    """Every obligation once, the first of all officers first."""
    rows = [(n, _task(one, pk, rng)) for one in officers for n, pk in enumerate(one["owed"])]
    return [task for _n, task in sorted(rows, key=lambda row: row[0])]


def again_and_again(officer: dict[str, Any], rng: random.Random, going: Callable[[], bool]) -> Iterator[Task]:
    """One officer's obligations round and round, each time a new answer under a new key."""
    while True:
        for pk in officer["owed"]:
            if not going():
                return
            yield _task(officer, pk, rng)


def _task(officer: dict[str, Any], pk: int, rng: random.Random) -> Task:
    return Task(officer["session"], officer["unit"], pk, str(UUID(int=rng.getrandbits(128), version=4)))


def shared(tasks: Sequence[Task], count: int) -> list[Iterator[Task]]:
    """As many writers, who take the next one from a common heap."""
    waiting, lock = iter(tasks), threading.Lock()

    def following() -> Iterator[Task]:
        while True:
            with lock:
                task = next(waiting, None)
            if task is None:
                return
            yield task

    return [following() for _n in range(count)]


def begin(port: int, writers: Sequence[Iterator[Task]], taken: Taken) -> list[threading.Thread]:
    """Each in a thread of its own, already writing."""
    threads = [threading.Thread(target=_work, args=(port, tasks, taken), daemon=True) for tasks in writers]
    for thread in threads:
        thread.start()
    return threads


def _work(port: int, tasks: Iterator[Task], taken: Taken) -> None:
    """One officer's browser: takes the next task, sends it until it is acknowledged."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for task in tasks:
        before, tries = time.perf_counter(), 0
        while not taken.abandoned:
            taken.open.wait()
            said = _tried(line, task)
            if said == "":
                taken.seconds.append(time.perf_counter() - before)
                taken.keys.append((task.obligation, task.key))
                taken.again += bool(tries)
                break
            if not said.startswith("5"):
                taken.refused.append(said)
                break
            tries += 1
            time.sleep(random.uniform(*PAUSES))  # noqa: S311 - so that they don't come back all at once
    line.close()


def _tried(line: http.client.HTTPConnection, task: Task) -> str:
    """Nothing where it was acknowledged, else what was said; a broken line is as good as an error of the server's."""
    try:
        return _send(line, task)
    except (OSError, http.client.HTTPException) as error:
        line.close()  # opens anew at the next request
        return f"599 {error!r}"


def address_of(task: Task) -> str:
    return f"/dv/{task.unit}/viec/{task.obligation}/tra-loi/"


def _send(line: http.client.HTTPConnection, task: Task) -> str:
    address = address_of(task)
    words = {"Content-Type": TYPE, "Cookie": f"sessionid={task.session}; csrftoken={TOKEN}"}
    line.request("POST", address, f"{BODY}&key={task.key}", words)
    answer = line.getresponse()
    text = answer.read()
    done = answer.status == 302 and answer.headers.get("Location", "").startswith(f"{address}?bai=")
    return "" if done else f"{answer.status} {text[:300]!r}"
