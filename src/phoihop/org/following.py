"""Who goes where when units end: pure, so that what is shown before a decision is what it does.

An office expects that nobody who worked for a unit that was merged stands without work the next morning, and that nobody
gets more than they had: see docs/decisions/0006-rights-after-a-restructuring.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

ANSWERING = frozenset({"officer", "head", "clerk", "leader"})  # who is told what falls due at a unit
ONE_OF = frozenset({"head", "leader", "clerk"})  # offices that the heir has filled, or that two would claim
WITHIN = frozenset({"officer", "reader", "auditor"})  # these widen nobody's rights beyond the heir


class Why(StrEnum):
    """Which rule decided."""

    GOES_ON = "goes_on"  # the same at the heir
    HEIR_HAS_ITS_OWN = "heir_has_its_own"  # head, leader or clerk: becomes an officer
    SEVERAL_CLAIM = "several_claim"  # heads of several merged units: all become officers until one is named
    LEFT_OUT = "left_out"  # a part of a split unit would have nobody: its people answer there too
    HOLDS_IT = "holds_it"  # the person holds the same there already
    NOBODY_FOLLOWS = "nobody_follows"  # the unit closes
    NOT_CARRIED = "not_carried"  # an administrator's, where the heir has its own
    CHOSEN = "chosen"  # somebody decided otherwise


@dataclass(frozen=True, slots=True)
class Holding:
    """A role at a unit that ends, in force on the day or given for later."""

    role: int
    user: int
    unit: int
    kind: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Going:
    """`targets` are (unit, share), as `moves.Move` has them; a heir not written yet has a negative number."""

    source: int
    targets: tuple[tuple[int, int], ...]
    on: date

    @property
    def heir(self) -> int | None:
        return max(self.targets, key=lambda one: one[1])[0] if self.targets else None


@dataclass(frozen=True, slots=True)
class Goes:
    """What becomes of one role: it goes on at `unit` as `kind` for these days, or ends (`unit` is None)."""

    held: Holding
    unit: int | None
    kind: str
    why: Why
    starts: date
    ends: date | None

    @property
    def is_given(self) -> bool:
        """Whether a role at the heir begins."""
        return self.unit is not None and self.why != Why.HOLDS_IT


@dataclass(frozen=True, slots=True)
class Chosen:
    """`unit` None: it ends."""

    unit: int | None
    kind: str


def who_follows(
    held: Sequence[Holding],
    goings: Sequence[Going],
    there: Sequence[Holding],
    chosen: Mapping[int, Chosen] | None = None,
) -> list[Goes]:
    """One line for each role and place it goes on at. `there`: what is held at the heirs on the day and later."""
    said = chosen or {}
    by_source = {going.source: going for going in goings}
    filled = _filled(there, goings)
    for pick in said.values():
        if pick.unit is not None and pick.kind in ONE_OF:  # an office that somebody was named for is filled
            filled.setdefault(pick.unit, set()).add(pick.kind)
    free = [one for one in held if one.role not in said]
    planned = [_by_rule(one, by_source[one.unit], filled) for one in free]
    claims = _claims(planned)
    planned = [_claimed(one, claims) for one in planned]
    picked = [_as_chosen(one, by_source[one.unit], said[one.role]) for one in held if one.role in said]
    served = {one.unit for one in [*planned, *picked] if one.kind in ANSWERING}
    served |= {unit for unit, kinds in filled.items() if kinds & ANSWERING}
    return _once([*planned, *picked, *_for_the_left_out(free, goings, served)], there)


def _filled(there: Iterable[Holding], goings: Iterable[Going]) -> dict[int, set[str]]:
    day = min((going.on for going in goings), default=date.max)
    out: dict[int, set[str]] = defaultdict(set)
    for one in there:
        if one.starts <= day and (one.ends is None or one.ends > day):
            out[one.unit].add(one.kind)
    return out


def _goes(one: Holding, going: Going, unit: int | None, kind: str, why: Why) -> Goes:
    return Goes(one, unit, kind if unit is not None else "", why, max(one.starts, going.on), one.ends)


def _by_rule(one: Holding, going: Going, filled: Mapping[int, set[str]]) -> Goes:
    heir = going.heir
    if heir is None:
        return _goes(one, going, None, "", Why.NOBODY_FOLLOWS)
    taken = one.kind in filled.get(heir, ())
    if taken and one.kind in ONE_OF:
        return _goes(one, going, heir, "officer", Why.HEIR_HAS_ITS_OWN)
    if taken and one.kind not in WITHIN:
        return _goes(one, going, None, "", Why.NOT_CARRIED)
    return _goes(one, going, heir, one.kind, Why.GOES_ON)


def _claims(planned: Iterable[Goes]) -> dict[tuple[int | None, str], set[int]]:
    """From which ended units each office at an heir is claimed."""
    out: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    for one in planned:
        out[one.unit, one.kind].add(one.held.unit)
    return out


def _claimed(one: Goes, claims: Mapping[tuple[int | None, str], set[int]]) -> Goes:
    """The same office claimed from several units is nobody's until it is given; several may administer."""
    if one.why == Why.GOES_ON and one.kind in ONE_OF and len(claims[one.unit, one.kind]) > 1:
        return replace(one, kind="officer", why=Why.SEVERAL_CLAIM)
    return one


def _for_the_left_out(held: Sequence[Holding], goings: Sequence[Going], served: set[int | None]) -> list[Goes]:
    """A part of a split unit where nobody would be told what falls due: all who answered for the whole answer there."""
    by_unit: dict[int, list[Holding]] = defaultdict(list)
    for one in held:
        if one.kind in ANSWERING:
            by_unit[one.unit].append(one)
    return [
        _goes(one, going, target, "officer", Why.LEFT_OUT)
        for going in goings
        for target, _share in going.targets
        if target not in served
        for one in by_unit[going.source]
    ]


def _as_chosen(one: Holding, going: Going, chosen: Chosen) -> Goes:
    return _goes(one, going, chosen.unit, chosen.kind, Why.CHOSEN)


def _once(planned: Sequence[Goes], there: Iterable[Holding]) -> list[Goes]:
    """Nobody holds the same twice on one day: what is covered is not given, what overlaps begins where the other ends."""
    spans: dict[tuple[int | None, int, str], list[tuple[date, date]]] = defaultdict(list)
    for one in there:
        spans[one.unit, one.user, one.kind].append((one.starts, one.ends or date.max))
    out = []
    for goes in sorted(planned, key=lambda one: (one.starts, -(one.ends or date.max).toordinal(), one.held.role)):
        if goes.unit is None:
            out.append(goes)
            continue
        taken = spans[goes.unit, goes.held.user, goes.kind]
        starts, ends = _free(goes.starts, goes.ends or date.max, taken)
        if starts >= ends:
            out.append(replace(goes, why=Why.HOLDS_IT))
            continue
        taken.append((starts, ends))
        out.append(replace(goes, starts=starts, ends=None if ends == date.max else ends))
    return sorted(out, key=lambda one: (one.held.unit, one.held.role, one.unit or 0, one.starts))


def _free(starts: date, ends: date, taken: Iterable[tuple[date, date]]) -> tuple[date, date]:
    """The first days of the span that no other covers."""
    for low, high in sorted(taken):
        if low <= starts < high:
            starts = high
    later = [low for low, _high in taken if starts < low < ends]
    return starts, min([ends, *later])
