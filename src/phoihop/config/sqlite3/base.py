"""Django's SQLite, and a queue before BEGIN IMMEDIATE.

SQLite lets whoever asks at the right moment write next, and sleeps longer the longer somebody waits: among sixteen
writers some wait for seconds. Here threads of a process stand in a queue, and processes wait for a lock of a file beside
the database, so that each comes in turn. The kernel frees the file's lock when a process is killed.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import defaultdict, deque
from typing import Any

from django.db.backends.sqlite3 import base


class Queue:
    """A lock that is handed on to whoever waits longest."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Event] = deque()

    def acquire(self, timeout: float) -> bool:
        with self._mutex:
            if not self._held:
                self._held = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(timeout):
            return True
        with self._mutex:
            if mine.is_set():  # at the last moment
                return True
            self._waiting.remove(mine)
            return False

    def release(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False


PATIENCE = 30.0  # seconds; then SQLite itself says that it is locked
GLANCE = 0.001  # seconds between two looks at the file
_queues: defaultdict[str, Queue] = defaultdict(Queue)


class DatabaseWrapper(base.DatabaseWrapper):
    """Holds its place in the queue from BEGIN to COMMIT, ROLLBACK or the end of the connection."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self._door: int | None = None
        self._turn: Queue | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's own hook
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # Django's own hook
        finally:
            if self.connection is None or not self.connection.in_transaction:
                self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # Django's own hook
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # Django's own hook
        finally:
            self._leave()

    def _queue(self) -> None:
        """A place in memory has one process, and its threads share the connection."""
        name = str(self.settings_dict["NAME"])
        if self._turn or self.is_in_memory_db() or not name.startswith("/"):
            return
        until = time.monotonic() + PATIENCE
        turn = _queues[name]
        if not turn.acquire(PATIENCE):
            return
        self._turn = turn
        self._door = os.open(f"{name}-queue", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        while time.monotonic() < until:
            try:
                fcntl.flock(self._door, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                time.sleep(GLANCE)
            else:
                return

    def _leave(self) -> None:
        if self._door is not None:
            os.close(self._door)
            self._door = None
        if self._turn is not None:
            self._turn.release()
            self._turn = None
