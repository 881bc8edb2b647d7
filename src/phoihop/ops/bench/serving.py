"""A rehearsal of its own, in processes of its own, for benches that ask it as a browser does."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from phoihop.ops.ports import free_port

PATIENCE = 600  # seconds


@contextmanager
def rehearsal(program: Sequence[str], *more: str, env: Mapping[str, str], folder: Path) -> Iterator[tuple[str, float]]:
    """`program demo` until it is left: its address, and the seconds until its first page answered 200."""
    port = free_port()
    words = [*program, "demo", "--port", str(port), "--no-browser", *more]
    root, before = f"http://127.0.0.1:{port}", time.perf_counter()
    demo = subprocess.Popen(words, env=env, cwd=folder, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        while not answers(f"{root}/"):
            if demo.poll() is not None or time.perf_counter() - before > PATIENCE:
                raise AssertionError("The demo did not start.")
            time.sleep(0.1)
        yield root, time.perf_counter() - before
    finally:
        if demo.poll() is None:
            os.killpg(demo.pid, signal.SIGINT)
            demo.wait(30)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return int(answer.status) == 200
    except (urllib.error.URLError, OSError):
        return False
