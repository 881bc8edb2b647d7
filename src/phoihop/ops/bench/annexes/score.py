"""How much of what an annex says is read, and how much of what is read it says."""

from __future__ import annotations

from collections.abc import Iterable

from phoihop.ops.bench.annexes.files import file_of
from phoihop.ops.bench.annexes.said import Annex, facts_of
from phoihop.reading.annex import WHOLE, Change, Flow, Named, read_annex

Facts = frozenset[tuple[str, ...]]


def read_facts(annex: Annex) -> Facts:
    """The same facts as `facts_of`, out of the file."""
    out: set[tuple[str, ...]] = set()
    for change in read_annex(file_of(annex), annex.name).changes:
        out |= _change(change)
    return frozenset(out)


def _change(change: Change) -> set[tuple[str, ...]]:
    how = "form" if change.how == "into" else change.how
    out: set[tuple[str, ...]] = {(how, change.target.words)}
    if how in {"keep", "close"}:
        return out | _under(change.target)
    for flow in change.flows:
        out |= _flow(flow, change.target)
    return out


def _flow(flow: Flow, target: Named) -> set[tuple[str, ...]]:
    share = "" if flow.share is None or flow.share == WHOLE else f"{flow.share * 100 / WHOLE:.2f}"
    out: set[tuple[str, ...]] = {("flow", flow.source.words, target.words, flow.portion, share)}
    if flow.parts:
        out.add(("parts", flow.source.words, target.words, ", ".join(flow.parts)))
    return out | _under(flow.source)


def _under(unit: Named) -> set[tuple[str, ...]]:
    return {("under", unit.words, unit.under)} if unit.under else set()


def f1(annexes: Iterable[Annex]) -> tuple[float, list[str]]:
    """Of all facts together; and each fact that is missing or too many."""
    right = wrong = 0
    said: list[str] = []
    for annex in annexes:
        wanted, found = facts_of(annex.says), read_facts(annex)
        right += len(wanted & found)
        wrong += len(wanted ^ found)
        said += [f"{annex.name}: not read {fact}" for fact in sorted(wanted - found)]
        said += [f"{annex.name}: invented {fact}" for fact in sorted(found - wanted)]
    return (2 * right / (2 * right + wrong) if right else 0.0), said
