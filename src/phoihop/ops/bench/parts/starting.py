"""A fresh clone with an empty HOME until the first page answers 200; and the second start of the same."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from phoihop.ops.bench.figures import Measured

PATIENCE = 600  # seconds


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """Quick or not, it is one start and another."""
    with tempfile.TemporaryDirectory(prefix="phoihop bench ") as folder:
        place = Path(folder)
        home = place / "home"
        home.mkdir()
        _clone(place / "clone")
        for name in ("first_start_s", "second_start_s"):
            taken = _start(place / "clone", home)
            if name in names:
                yield Measured(name, taken)


def _clone(to: Path) -> None:
    """What is under version control, without what was built."""
    source = os.environ.get("PHOIHOP_HOME") or "."
    git = shutil.which("git") or "git"
    subprocess.run([git, "clone", "-q", source, str(to)], check=True)  # noqa: S603 - our own words


def _start(clone: Path, home: Path) -> float:
    port = _free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PHOIHOP_", "DJANGO_", "UV_"))} | {
        "HOME": str(home)
    }
    words = [str(clone / "phoihop"), "demo", "--port", str(port), "--no-browser"]
    before = time.perf_counter()
    demo = subprocess.Popen(words, env=env, cwd=clone, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        while not _answers(f"http://127.0.0.1:{port}/"):
            if demo.poll() is not None or time.perf_counter() - before > PATIENCE:
                raise AssertionError("The demo did not start.")
            time.sleep(0.1)
        return time.perf_counter() - before
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return int(answer.status) == 200
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
