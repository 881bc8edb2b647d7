"""Annexes of decisions, each fact that they say against each that is read; ten of them were unseen until the reader stood."""

from __future__ import annotations

from collections.abc import Iterator

from phoihop.ops.bench.annexes.said import facts_of
from phoihop.ops.bench.annexes.score import f1
from phoihop.ops.bench.annexes.seen import SEEN
from phoihop.ops.bench.annexes.unseen import UNSEEN
from phoihop.ops.bench.figures import Measured


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    annexes = [*SEEN, *UNSEEN]
    share, wrong = f1(annexes)
    count = sum(len(facts_of(annex.says)) for annex in annexes)
    said = f"{len(annexes)} annexes, {count} facts. " + "; ".join(wrong[:5])
    yield Measured("decision_annex_f1", share, said=said)
