"""Answers handed in over HTTP to the server an office runs: how fast, and what a kill −9 takes with it."""

from __future__ import annotations

from collections.abc import Iterator

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.databases import static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.installation import installed
from phoihop.ops.bench.killing import Survived, survived
from phoihop.ops.bench.rates import Rate, rate_of
from phoihop.ops.postgres import ClusterError

KINDS = ("sqlite", "pg")
KILLED = {"hand_in_lost", "hand_in_doubled"}
KILLS, FEW = 200, 3  # on each database


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """A database that is not there takes its own row with it, and those that speak of both."""
    static_files()
    rates: dict[str, Rate] = {}
    after: dict[str, Survived] = {}
    absent: dict[str, str] = {}
    for kind in KINDS:
        fast, killed = {f"hand_in_per_s_{kind}", "hand_in_p95_ms"} & names, KILLED & names
        if not fast and not killed:
            continue
        try:
            with installed(kind, *((20, 4) if quick else (400, 4))) as place:
                if fast:
                    rates[kind] = rate_of(place, warm=16 if quick else 100)
                if killed:
                    after[kind] = survived(place, FEW if quick else KILLS, seed=7)
        except (CannotMeasureError, ClusterError) as error:
            absent[kind] = str(error)
    yield from rates_of(rates, {kind: why for kind, why in absent.items() if kind not in rates})
    yield from kills_of(
        after, {kind: why for kind, why in absent.items() if kind not in after}, FEW if quick else KILLS
    )


def rates_of(rates: dict[str, Rate], absent: dict[str, str]) -> Iterator[Measured]:
    for kind, why in absent.items():
        yield Measured(f"hand_in_per_s_{kind}", None, said=why)
    for kind, rate in rates.items():
        said = f"{rate.count:,} answers by 16 clients, p95 {rate.p95_ms:.0f} ms; plain SQL by one connection"
        yield Measured(f"hand_in_per_s_{kind}", rate.per_s, rate.bare_per_s, said)
    if absent:
        alone = "".join(f" On {kind} alone it was {rate.p95_ms:.0f} ms." for kind, rate in rates.items())
        yield Measured("hand_in_p95_ms", None, said=" ".join(absent.values()) + alone)
    elif rates:
        worst = max(rates, key=lambda kind: rates[kind].p95_ms)
        yield Measured("hand_in_p95_ms", rates[worst].p95_ms, said=worst)


def kills_of(after: dict[str, Survived], absent: dict[str, str], kills: int) -> Iterator[Measured]:
    if absent:
        for name, what in (("hand_in_lost", "lost"), ("hand_in_doubled", "doubled")):
            alone = "".join(f" On {kind} alone {getattr(one, what)} were {what}." for kind, one in after.items())
            yield Measured(name, None, said=" ".join(absent.values()) + alone)
        return
    if not after:
        return
    said = ", ".join(
        f"{one.acknowledged:,} on {kind} ({one.again:,} after being cut off)" for kind, one in after.items()
    )
    said = f"{kills} kills −9 each; acknowledged {said}"
    yield Measured("hand_in_lost", sum(one.lost for one in after.values()), said=said)
    yield Measured("hand_in_doubled", sum(one.doubled for one in after.values()))
