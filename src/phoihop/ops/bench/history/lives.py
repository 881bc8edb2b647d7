"""Whole lives, each in a transaction that is rolled back: a life leaves nothing behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from phoihop.ops.bench.history.compare import differences, out_of_range
from phoihop.ops.bench.history.walk import DiffersError, Life, Size

QUICK = Size(turns=4, days=60, units=40, steps=60)
FULL = Size(turns=8, days=150, units=150, steps=400)


@dataclass(frozen=True, slots=True)
class Lived:
    """`differences` has at most one: after it the two live apart, and the life is over."""

    steps: int
    did: Counter[str]
    differences: list[str]
    out_of_range: list[str]


def live_through(seed: int, size: Size) -> Lived:
    with transaction.atomic():
        life = Life(seed, size)
        wrong: list[str] = []
        try:
            for _turn in life.turns():
                for words in differences(life):
                    life.differ(words)
                wrong += out_of_range(life)
        except DiffersError:
            pass
        transaction.set_rollback(True)
    told = [f"life {seed}, {words}" for words in life.differences]
    return Lived(life.steps, life.did, told, [f"life {seed}, {words}" for words in wrong])
