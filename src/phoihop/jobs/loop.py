"""One worker's rounds: runs what waits, enqueues what is due, and outlives a database that goes away."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from phoihop.jobs import actions
from phoihop.jobs.models import Job

LONGEST = 30.0  # seconds between two looks for a database that is away


class Loop:
    """Until `ending` is set, which lets the job in hand finish; `away` is told each time the database does not answer."""

    def __init__(self, pause: float, away: Callable[[DatabaseError], None]) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.pause, self.away = pause, away
        self.ending = threading.Event()

    def run(self) -> None:
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
