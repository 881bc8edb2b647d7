"""Random lives of an office, by the product and by a naive model: what differs, and which rate leaves 0–100 %."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from phoihop.ops.bench.databases import scratch_database
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.history.lives import FULL, QUICK, Lived, live_through

STEPS = 1_000_000


@dataclass(slots=True)
class _Sum:
    steps: int = 0
    lives: int = 0
    did: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    out_of_range: list[str] = field(default_factory=list)

    def add(self, one: Lived) -> None:
        self.steps += one.steps
        self.lives += 1
        self.did += one.did
        self.differences += one.differences
        self.out_of_range += one.out_of_range


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """`PHOIHOP_BENCH_STEPS` says how many steps, where a million are too many for the time there is."""
    scratch_database()
    wanted = int(os.environ.get("PHOIHOP_BENCH_STEPS") or (2_000 if quick else STEPS))
    before, total = time.perf_counter(), _Sum()
    while total.steps < wanted:
        total.add(live_through(total.lives + 1, QUICK if quick else FULL))
    taken = time.perf_counter() - before
    how = f"{total.steps:,} steps in {total.lives} lives, {total.steps / taken:.0f} a second"
    yield Measured("rates_out_of_range", len(total.out_of_range), None, _said(how, total.out_of_range))
    yield Measured("model_differences", len(total.differences), None, _said(how, total.differences))


def _said(how: str, found: list[str]) -> str:
    return "; ".join([how, *found[:5]])
