"""Where what was one unit's belongs in the tree of another day: pure arithmetic of who followed whom.

Forward, a unit's part goes to those who followed it, by declared shares. Backward, it came from those that its unit
followed; whose part of it is whose no share tells, so that it is exact only where there was one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

WHOLE = 1_000_000
_DAY = timedelta(days=1)
Span = tuple[date, date | None]  # the first day, and the first day no longer


@dataclass(frozen=True, slots=True)
class Link:
    """`share` of `source`, in millionths, went to `target` at the start of `on`."""

    source: int
    target: int
    share: int
    on: date


@dataclass(frozen=True, slots=True)
class Way:
    """Where a unit's part lies on another day: with `unit`, or parted among `parts`.

    `forward`: each part's weight is its share. Backward a weight is the share of the source; how large the sources were
    is for who knows their figures as they stood before the day `on`.
    """

    unit: int
    parts: tuple[tuple[Way, int], ...] = ()
    forward: bool = True
    on: date | None = None

    @property
    def units(self) -> tuple[int, ...]:
        """Everybody at the end of the way, each once."""
        if not self.parts:
            return (self.unit,)
        return tuple(dict.fromkeys(unit for part, _weight in self.parts for unit in part.units))

    @property
    def is_exact(self) -> bool:
        """All of it lies with one unit."""
        return len(self.units) == 1

    @property
    def stays(self) -> bool:
        return self.units == (self.unit,)


@dataclass(slots=True)
class Kinship:
    """`stood`: the spans in which a unit existed; one that is not named there always did."""

    links: Sequence[Link] = ()
    stood: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    _out: dict[int, dict[date, list[Link]]] = field(default_factory=dict)
    _in: dict[int, dict[date, list[Link]]] = field(default_factory=dict)
    _known: dict[tuple[int, date, date], Way] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._out = _by_day((link.source, link) for link in self.links)
        self._in = _by_day((link.target, link) for link in self.links)

    def lives(self, unit: int, day: date) -> bool:
        spans = self.stood.get(unit)
        return spans is None or any(starts <= day and (ends is None or day < ends) for starts, ends in spans)

    def way(self, unit: int, day: date, to: date) -> Way:
        """Of what the unit had on `day`, in the tree of the day `to`; a unit that had ended by then had it on its last."""
        key = (unit, day, to)
        if key not in self._known:
            since = self._last_day(unit, day)
            forward = since <= to
            self._known[key] = self._onward(unit, since, to, ()) if forward else self._back(unit, since, to, ())
        return self._known[key]

    def _last_day(self, unit: int, day: date) -> date:
        if self.lives(unit, day):
            return day
        ends = [until for _starts, until in self.stood.get(unit, ()) if until and until <= day]
        return max(ends) - _DAY if ends else day

    def _onward(self, unit: int, since: date, to: date, gone: tuple[tuple[int, date], ...]) -> Way:
        days = self._out.get(unit, {})
        for on in sorted(days):
            if since < on <= to and (unit, on) not in gone and not self._came_back(unit, on, to, days[on]):
                went = (*gone, (unit, on))
                parts = [(self._onward(x.target, on - _DAY, to, went), x.share) for x in days[on]]
                return _joined(unit, parts, forward=True, on=on)
        return Way(unit)

    def _came_back(self, unit: int, on: date, to: date, links: Iterable[Link]) -> bool:
        """It ended then and stood again later: what was its own is its own. One that only gave a part away never ended."""
        if any(link.target == unit for link in links):
            return False
        return any(on <= starts <= to for starts, _ends in self.stood.get(unit, ()))

    def _back(self, unit: int, since: date, to: date, gone: tuple[tuple[int, date], ...]) -> Way:
        days = self._in.get(unit, {})
        for on in sorted(days, reverse=True):
            if not to < on <= since or (unit, on) in gone:
                continue
            went = (*gone, (unit, on))
            parts = [(self._back(x.source, on, to, went), x.share) for x in days[on] if x.source != unit]
            own = [x.share for x in days[on] if x.source == unit]
            if own or self._stood_before(unit, on):
                parts.append((self._back(unit, on - _DAY, to, went), own[0] if own else WHOLE))
            return _joined(unit, parts, forward=False, on=on)
        return Way(unit)

    def _stood_before(self, unit: int, on: date) -> bool:
        return unit in self.stood and self.lives(unit, on - _DAY)


def _by_day(pairs: Iterable[tuple[int, Link]]) -> dict[int, dict[date, list[Link]]]:
    found: dict[int, dict[date, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for unit, link in pairs:
        found[unit][link.on].append(link)
    return {unit: {on: sorted(links, key=_order) for on, links in days.items()} for unit, days in found.items()}


def _order(link: Link) -> tuple[int, int, int]:
    return (-link.share, link.source, link.target)


def _joined(unit: int, parts: list[tuple[Way, int]], *, forward: bool, on: date) -> Way:
    return Way(unit, tuple(parts), forward, on) if parts else Way(unit)


def apportion(amount: int, weights: Sequence[int]) -> list[int]:
    """Whole numbers that add up to the amount, by largest remainder; among equals the first gets more."""
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("nothing to apportion by")
    size, sign = abs(amount), -1 if amount < 0 else 1
    floors = [size * weight // whole for weight in weights]
    left = size - sum(floors)
    order = sorted(range(len(weights)), key=lambda at: (-(size * weights[at] % whole), at))
    for at in order[:left]:
        floors[at] += 1
    return [sign * part for part in floors]
