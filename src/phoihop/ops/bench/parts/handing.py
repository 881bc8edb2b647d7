"""Answers handed in over HTTP to the server an office runs: how fast, and what a kill −9 takes with it."""

from __future__ import annotations

from collections.abc import Iterator

from phoihop.ops.bench.databases import static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.installation import installed
from phoihop.ops.bench.killing import Survived, survived
from phoihop.ops.bench.rates import Rate, rate_of

KINDS = ("sqlite", "pg")
KILLED = {"hand_in_lost", "hand_in_doubled"}
KILLS, FEW = 200, 3  # on each database


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    static_files()
    rates: dict[str, Rate] = {}
    after: dict[str, Survived] = {}
    for kind in KINDS:
        fast, killed = {f"hand_in_per_s_{kind}", "hand_in_p95_ms"} & names, KILLED & names
        if not fast and not killed:
            continue
        with installed(kind, *((20, 4) if quick else (400, 4))) as place:
            if fast:
                rates[kind] = rate_of(place, warm=16 if quick else 100)
            if killed:
                after[kind] = survived(place, FEW if quick else KILLS, seed=7)
    yield from _rates(rates)
    yield from _survived(after, FEW if quick else KILLS)


def _rates(rates: dict[str, Rate]) -> Iterator[Measured]:
    for kind, rate in rates.items():
        said = f"{rate.count:,} answers by 16 clients, p95 {rate.p95_ms:.0f} ms; plain SQL by one connection"
        yield Measured(f"hand_in_per_s_{kind}", rate.per_s, rate.bare_per_s, said)
    if rates:
        worst = max(rates, key=lambda kind: rates[kind].p95_ms)
        yield Measured("hand_in_p95_ms", rates[worst].p95_ms, said=worst)


def _survived(after: dict[str, Survived], kills: int) -> Iterator[Measured]:
    if not after:
        return
    said = ", ".join(
        f"{one.acknowledged:,} on {kind} ({one.again:,} after being cut off)" for kind, one in after.items()
    )
    said = f"{kills} kills −9 each; acknowledged {said}"
    yield Measured("hand_in_lost", sum(one.lost for one in after.values()), said=said)
    yield Measured("hand_in_doubled", sum(one.doubled for one in after.values()))
