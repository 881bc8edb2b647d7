"""How much of a unit goes where: declared, told by figures, or to be asked of a person; never guessed in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from phoihop.reading.annex.model import WHOLE, Annex, Change, Doubt, Flow, Named
from phoihop.reading.annex.words import same

_HUNDRED = 100.0
_NEAR = 0.011  # percent that rounding may leave


def settle_shares(annex: Annex) -> None:
    """Every flow of a unit that goes whole or whose parts are told gets its share; the others are doubts."""
    for flows in _by_source(annex).values():
        _settle(annex, flows)


def _by_source(annex: Annex) -> dict[tuple[str, str, str], list[tuple[Change, Flow]]]:
    """A unit named once with its district and once without is one, where no other bears its name."""
    unders: dict[tuple[str, str], set[str]] = defaultdict(set)
    pairs = [(change, flow) for change in annex.changes for flow in change.flows]
    for _change, flow in pairs:
        if flow.source.under:
            unders[_name(flow.source)].add(same(flow.source.under))
    out: dict[tuple[str, str, str], list[tuple[Change, Flow]]] = defaultdict(list)
    for change, flow in pairs:
        known = unders[_name(flow.source)]
        under = same(flow.source.under) or (next(iter(known)) if len(known) == 1 else "")
        out[(*_name(flow.source), under)].append((change, flow))
    return out


def _name(unit: Named) -> tuple[str, str]:
    return unit.kind, same(unit.name)


def _settle(annex: Annex, pairs: list[tuple[Change, Flow]]) -> None:
    flows = [flow for _change, flow in pairs]
    first = flows[0]
    if (
        len(flows) == 1
        and first.portion in {"whole", "rest"}
        and (first.percent is None or first.percent >= _HUNDRED - _NEAR)
    ):
        first.share, first.basis = WHOLE, "whole"
        return
    if len(flows) > 1 and any(flow.portion == "whole" for flow in flows):
        if not _declared(flows) and not _told(flows):
            _doubt(annex, "twice", flows)
            return
        for flow in flows:
            flow.portion = "part" if flow.portion == "whole" else flow.portion
    if len(flows) == 1:
        _doubt(annex, "rest", flows)
        if first.percent is not None:
            first.share, first.basis = round(first.percent * WHOLE / _HUNDRED), "share"
        return
    _divide(annex, flows)


def _divide(annex: Annex, flows: list[Flow]) -> None:
    if _declared(flows):
        total = sum(flow.percent or 0 for flow in flows)
        if abs(total - _HUNDRED) > _NEAR:
            _doubt(annex, "sum", flows)
        else:
            _give(flows, [flow.percent or 0 for flow in flows], "share")
    elif basis := _told(flows):
        _give(flows, [getattr(flow, basis) for flow in flows], basis)
    else:
        _doubt(annex, "share", flows)


def _declared(flows: list[Flow]) -> bool:
    """Every part says its percentage, or all but the rest do."""
    silent = [flow for flow in flows if flow.percent is None]
    if len(silent) == 1 and silent[0].portion == "rest" and len(flows) > 1:
        rest = _HUNDRED - sum(flow.percent or 0 for flow in flows)
        if rest > _NEAR:
            silent[0].percent = round(rest, 6)
            silent = []
    return not silent


def _told(flows: list[Flow]) -> str:
    """Which figures stand at every part."""
    for basis in ("people", "area"):
        if all(getattr(flow, basis) for flow in flows):
            return basis
    return ""


def _give(flows: list[Flow], weights: Sequence[float], basis: str) -> None:
    for flow, share in zip(flows, apportion(weights), strict=True):
        flow.share, flow.basis = share, basis


def apportion(weights: Sequence[float], whole: int = WHOLE) -> list[int]:
    """By largest remainder: they add up to the whole, and none is nothing."""
    total = sum(weights)
    exact = [weight * whole / total for weight in weights] if total else [whole / len(weights)] * len(weights)
    out = [max(1, int(part)) for part in exact]
    order = sorted(range(len(exact)), key=lambda at: (int(exact[at]) - exact[at], at))
    for at in order[: max(0, whole - sum(out))]:
        out[at] += 1
    largest = max(range(len(out)), key=lambda at: out[at])
    out[largest] -= sum(out) - whole
    return out


def _doubt(annex: Annex, code: str, flows: list[Flow]) -> None:
    source = flows[0].source
    annex.doubts.append(Doubt(code, source.words, source.place))
