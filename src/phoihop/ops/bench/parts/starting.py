"""A fresh clone with an empty HOME until the first page answers 200; and the second start of the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.serving import rehearsal


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """Quick: what is installed here, as a small rehearsal in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="phoihop bench ") as folder:
        place = Path(folder)
        home = place / "home"
        home.mkdir()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PHOIHOP_", "DJANGO_", "UV_"))}
        if quick:
            program, more, env, at = [sys.executable, "-m", "phoihop"], ["--units", "12"], kept, home
        else:
            _clone(place / "clone")
            program, more, env, at = [str(place / "clone" / "phoihop")], [], kept, place / "clone"
        for name in ("first_start_s", "second_start_s"):
            with rehearsal(program, *more, env=env | {"HOME": str(home)}, folder=at) as (_root, taken):
                found = Measured(name, taken)
            if name in names:
                yield found


def _clone(to: Path) -> None:
    """What is under version control, without what was built."""
    source = os.environ.get("PHOIHOP_HOME") or "."
    git = shutil.which("git") or "git"
    subprocess.run([git, "clone", "-q", source, str(to)], check=True)  # noqa: S603 - our own words
