"""`phoihop worker`: runs what waits, and enqueues what is due."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import threading
from types import FrameType

_HELP = """Run background jobs: opening obligations, reminders, mail, sealing the record.

  phoihop worker           until stopped; several may run beside each other
  phoihop worker --once    what is due now, then end

A worker that is killed loses nothing: another takes its job up within a minute."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "phoihop worker", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--once", action="store_true", help="run what is due now and end")
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="between two looks (default 1)")
    try:
        given = parser.parse_args(argv)
    except SystemExit as stop:
        return 0 if stop.code == 0 else 64
    import django  # only this command needs it

    django.setup()
    return Loop(pause=given.pause).run(once=given.once)


class Loop:
    """One worker; SIGTERM and SIGINT let the job in hand finish."""

    def __init__(self, pause: float) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.pause = pause
        self.ending = threading.Event()

    def run(self, *, once: bool) -> int:
        from django.utils import timezone  # after setup

        from phoihop.jobs import actions

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        while not self.ending.is_set():
            actions.beat(self.name, timezone.now())
            actions.tick(timezone.now())
            worked = self._drain()
            if once and not worked:
                break
            if not worked:
                actions.prune(timezone.now())
                self.ending.wait(self.pause)
        return 0

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.ending.set()

    def _drain(self) -> bool:
        from django.db import close_old_connections
        from django.utils import timezone

        from phoihop.jobs import actions

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

    def _keep(self, job: object, stop: threading.Event) -> None:
        """Renews the lease while a long job runs."""
        from django.db import connection
        from django.utils import timezone

        from phoihop.jobs import actions

        while not stop.wait(actions.LEASE.total_seconds() / 3):
            actions.renew(job, self.name, timezone.now())  # type: ignore[arg-type]
        connection.close()
