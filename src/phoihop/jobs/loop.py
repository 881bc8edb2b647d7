"""One worker's rounds: runs what waits, enqueues what is due, and outlives a database that goes away."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Sequence

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from phoihop.jobs import actions
from phoihop.jobs.models import Job
from phoihop.jobs.registry import Round

LONGEST = 30.0  # seconds between two looks for a database that is away


class Loop:
    """Until `ending` is set, which lets the job in hand finish; `away` is told each time the database does not answer,
    `failed` of a round that did not come to its end.
    """

    def __init__(
        self,
        pause: float,
        away: Callable[[DatabaseError], None],
        failed: Callable[[str, Exception], None] = lambda _name, _error: None,
        rounds: Sequence[Round] = (),
    ) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.pause, self.away, self.failed, self.rounds = pause, away, failed, rounds
        self.ending = threading.Event()

    def run(self) -> None:
        beside = threading.Thread(target=self._rounds, daemon=True)
        beside.start()
        try:
            self._jobs()
        finally:
            self.ending.set()
            beside.join()

    def _rounds(self) -> None:
        """On a thread and a connection of their own: a long job delays none."""
        due = dict.fromkeys(self.rounds, 0.0)
        while not self.ending.is_set():
            for one in [one for one, at in due.items() if at <= time.monotonic()]:
                self.round(one)
                due[one] = time.monotonic() + one.every
            self.ending.wait(max(0.05, min(due.values(), default=LONGEST) - time.monotonic()))

    def round(self, one: Round) -> None:
        try:
            one.act()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next round tries again
            self.failed(one.name, error)
            connection.close()
        finally:
            close_old_connections()

    def _jobs(self) -> None:
        patience = self.pause
        while not self.ending.is_set():
            try:
                worked = self.once()
            except DatabaseError as error:
                self.away(error)
                connection.close()
                self.ending.wait(patience)
                patience = min(patience * 2, LONGEST)
                continue
            patience = self.pause
            if not worked:
                self.ending.wait(self.pause)

    def once(self) -> bool:
        """What is due now; whether there was any."""
        actions.beat(self.name, timezone.now())
        actions.tick(timezone.now())
        worked = self._drain()
        if not worked:
            actions.prune(timezone.now())
        return worked

    def _drain(self) -> bool:
        worked = False
        while not self.ending.is_set() and (job := actions.lease(self.name, timezone.now())):
            worked = True
            stop = threading.Event()
            beating = threading.Thread(target=self._keep, args=(job, stop), daemon=True)
            beating.start()
            try:
                actions.run(job, self.name, timezone.now())
            finally:
                stop.set()
                beating.join()
        close_old_connections()
        return worked

    def _keep(self, job: Job, stop: threading.Event) -> None:
        """Renews the lease while a long job runs; where that fails, another worker takes the job up."""
        try:
            while not stop.wait(actions.LEASE.total_seconds() / 3):
                actions.renew(job, self.name, timezone.now())
                actions.beat(self.name, timezone.now())  # at work is alive, too
        except DatabaseError as error:
            self.away(error)
        finally:
            connection.close()
