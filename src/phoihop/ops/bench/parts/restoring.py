"""A backup taken under load, brought back elsewhere, compared."""

from __future__ import annotations

from collections.abc import Iterator

from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.restoring import restore_differences


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    yield Measured(
        "restore_differences", restore_differences(quick=quick), said=f"{1 if quick else 5} rounds, two writers"
    )
