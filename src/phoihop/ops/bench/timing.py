"""Fair clocks: the measured and the bare way take turns, so that a busy machine slows both."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def seconds(act: Callable[[], object]) -> float:
    before = time.perf_counter()
    act()
    return time.perf_counter() - before


def in_turns(
    *acts: Callable[[], object],
    times: int,
    warm: int = 2,
    before: Callable[[], object] = lambda: None,
    take: Callable[[list[float]], float] = median,
) -> list[float]:
    """The median (or what else is taken) of each in seconds, after some that don't count; nor does what is done before."""
    taken: list[list[float]] = [[] for _act in acts]
    for _n in range(warm + times):
        for place, act in enumerate(acts):
            before()
            taken[place].append(seconds(act))
    return [take(one[warm:]) for one in taken]
