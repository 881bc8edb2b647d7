"""Every page of the rehearsal as each of its cast, in a real browser, before axe-core."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.pages import EVERY_WAY, Way, axe_violations
from phoihop.ops.bench.serving import rehearsal


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """Quick: a small province, its first member, one way of looking."""
    ways, most = ((Way(390, "dark", "en"),), 1) if quick else (EVERY_WAY, None)
    more = ("--units", "12") if quick else ()
    program = [sys.executable, "-m", "phoihop"]
    with rehearsal(program, *more, env=os.environ, folder=Path.cwd()) as (root, _taken):
        seen = axe_violations(root, ways=ways, most=most)
    said = f"{seen.views:,} views of {len(seen.pages):,} addresses of {len(seen.names)} kinds. "
    yield Measured("axe_violations", len(seen.wrong), said=said + "; ".join(seen.wrong[:3]))
