"""Fair clocks: the measured and the bare way take turns, so that a busy machine slows both."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def seconds(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def in_turns(*acts: Callable[[], object], times: int, warm: int = 2) -> list[float]:
    """The median of each in seconds, after some that don't count."""
    for _n in range(warm):
        for act in acts:
            act()
    taken: list[list[float]] = [[] for _act in acts]
    for _n in range(times):
        for place, act in enumerate(acts):
            taken[place].append(seconds(act))
    return [median(one) for one in taken]
