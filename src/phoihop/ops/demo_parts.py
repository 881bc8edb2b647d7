"""The processes of a demo: its web server, whose end is its own, and its worker, which is started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from typing import NoReturn

from phoihop.kit.gate import LINES
from phoihop.ops.say import Stop, _

PATIENCE = 10  # seconds for a child to end by itself
START = 120  # seconds until the first page, on a machine that does much else
TRIALS = 5  # of a worker, within …
SPAN = 60  # seconds
GLANCE = 0.3  # seconds between two looks


def commands(port: int) -> tuple[list[str], list[str]]:
    """The web server's and the worker's."""
    python = [sys.executable, "-m"]
    web = [*python, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
           "--blocking-threads", str(LINES), "--log-level", "error", "phoihop.config.wsgi:application"]  # fmt: skip
    return web, [*python, "phoihop", "worker"]


class Parts:
    """Ends whole, however it ends."""

    _web: subprocess.Popen[bytes]
    _worker: subprocess.Popen[bytes]

    def __init__(self) -> None:
        self._ended: list[float] = []  # moments at which a worker ended
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self, web: list[str], worker: list[str]) -> None:
        """Each is known to `end` as soon as it lives."""
        self._web, self._worker_words = self._started(web), worker
        self._worker = self._started(worker)

    def _started(self, words: list[str]) -> subprocess.Popen[bytes]:
        """In a session of its own: Ctrl-C reaches it through us, once."""
        child = subprocess.Popen(words, env=os.environ, start_new_session=True)  # noqa: S603 - our own commands
        self._children.append(child)
        return child

    def wait_for(self, address: str) -> None:
        """Until the first page is there; an error page is none."""
        until, refused = time.monotonic() + START, 0.0
        while time.monotonic() < until:
            if self._web.poll() is not None:
                raise Stop(_("The web server did not start; the lines above say why."))
            try:
                with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own loopback address
                    return
            except urllib.error.HTTPError as error:
                refused = refused or time.monotonic()
                if time.monotonic() - refused > PATIENCE:
                    sentence = _(
                        "The web server runs, but its first page answers with error %(code)s; the lines above say why. With --reset the demo begins anew."
                    )
                    raise Stop(sentence % {"code": error.code}) from error
            except OSError:
                pass
            time.sleep(0.05)
        raise Stop(_("The web server did not answer within two minutes."))

    def watch(self) -> NoReturn:
        """Until the web server ends, or no worker lives."""
        while self._web.poll() is None:
            if self._worker.poll() is not None:
                self._begin_again()
            time.sleep(GLANCE)
        sentence = _("The web server ended (%(how)s), so the demo ends too. Start it again: phoihop demo")
        raise Stop(sentence % {"how": _how(self._web.returncode)})

    def _begin_again(self) -> None:
        now, how = time.monotonic(), _how(self._worker.returncode)
        self._ended = [at for at in self._ended if now - at < SPAN] + [now]
        if len(self._ended) == TRIALS:
            sentence = _(
                "The background worker ended %(n)s times within a minute (at last: %(how)s), so the demo ends too. See what is wrong: PHOIHOP_DATA=%(folder)s phoihop doctor"
            )
            raise Stop(sentence % {"n": TRIALS, "how": how, "folder": os.environ.get("PHOIHOP_DATA", "")})
        said = _("The background worker ended (%(how)s) and is started again.") % {"how": how}
        print(f"phoihop demo: {said}", file=sys.stderr, flush=True)
        self._children.remove(self._worker)
        self._worker = self._started(self._worker_words)

    def end(self) -> None:
        """Asked first, then made to; a second Ctrl-C does not leave anybody behind."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in self._children:
            child.terminate()
        until = time.monotonic() + PATIENCE
        for child in self._children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, until - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)  # and what it started itself
            child.wait()


def _how(code: int) -> str:
    if code < 0:
        return _("signal %(name)s") % {"name": signal.Signals(-code).name}
    return _("exit code %(number)s") % {"number": code}
