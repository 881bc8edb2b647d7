"""A fresh clone with an empty HOME until the first page answers 200; and the second start of the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from phoihop.ops.bench.children import plain_environment
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.serving import rehearsal


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """Quick or not, it is one start and another."""
    with tempfile.TemporaryDirectory(prefix="phoihop bench ") as folder:
        place = Path(folder)
        home = place / "home"
        home.mkdir()
        _clone(place / "clone")
        kept = {k: v for k, v in plain_environment().items() if not k.startswith("UV_")}
        env = kept | {"HOME": str(home)}
        for name in ("first_start_s", "second_start_s"):
            with rehearsal([str(place / "clone" / "phoihop")], env=env, folder=place / "clone") as (_root, taken):
                found = Measured(name, taken)
            if name in names:
                yield found


def _clone(to: Path) -> None:
    """What is under version control, without what was built."""
    source = os.environ.get("PHOIHOP_HOME") or "."
    git = shutil.which("git") or "git"
    subprocess.run([git, "clone", "-q", source, str(to)], check=True)  # noqa: S603 - our own words
