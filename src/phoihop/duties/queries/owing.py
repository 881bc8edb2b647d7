"""Who owes a duty in a period: told from dated rows alone, so that a worker that comes late finds the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from phoihop.duties.models import Duty, Party
from phoihop.org.models import GroupMember, Succession, UnitVersion

Span = tuple[date, date | None]  # the first day, and the first day no longer
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A period in which a duty falls due; without days where it is owed one time."""

    code: str
    first: date | None
    last: date | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Owers:
    """When units were named, when they stood, and who followed whom."""

    given: date  # the day of which «once» is asked
    made: date  # who had ended by then never owed it, and left it to nobody
    named: Mapping[int, date] = field(default_factory=dict)  # by itself, and from which day
    member: Mapping[int, list[Span]] = field(default_factory=dict)
    stood: Mapping[int, list[Span]] = field(default_factory=dict)
    heirs: Mapping[int, list[tuple[date, int]]] = field(default_factory=dict)

    def only(self, unit: int) -> Owers:
        """The same for one unit of them and for those who follow it."""
        mine = {unit: self.member[unit]} if unit in self.member else {}
        named = {unit: self.named[unit]} if unit in self.named else {}
        return replace(self, named=named, member=mine)

    def on(self, day: date) -> set[int]:
        """Units that owe on that day."""
        return {unit for unit in self.stood if self._owes(unit, day)}

    def of(self, slot: Slot, today: date, done: Iterable[int] = ()) -> set[int]:
        """Units that owe the slot, heirs in the place of units that ended; `done` units' part is settled for good.

        A period is asked of its last day; besides, a unit that ended within it leaves it to its heirs.
        """
        settled = set(done)
        base = {unit for unit in self.on(slot.last or self.given) if self._lives(unit, self.made)}
        if slot.first and slot.last:
            base |= {unit for unit in self.heirs if self._ended_within(unit, slot.first, slot.last)}
        found: set[int] = set()
        for unit in base:
            found |= {unit} if self._lives(unit, today) else self._followers(unit, today, unit in settled)
        return found

    def _owes(self, unit: int, day: date) -> bool:
        named = self.named.get(unit, date.max) <= day or _covers(self.member.get(unit, ()), day)
        return named and _covers(self.stood.get(unit, ()), day)

    def _ended_within(self, unit: int, first: date, last: date) -> bool:
        ends = {on for on, _heir in self.heirs[unit] if max(first, self.made) < on <= last}
        return any(self._owes(unit, on - _DAY) for on in ends)

    def _lives(self, unit: int, today: date) -> bool:
        return any(ends is None or ends > today for _starts, ends in self.stood.get(unit, ()))

    def _followers(self, unit: int, today: date, settled: bool, seen: tuple[int, ...] = ()) -> set[int]:  # noqa: FBT001 - of one recursion
        found: set[int] = set()
        for heir in [] if settled else self._left_to(unit):
            if heir not in seen:
                lives = self._lives(heir, today)
                found |= {heir} if lives else self._followers(heir, today, settled, (*seen, unit))
        return found

    def _left_to(self, unit: int) -> list[int]:
        """Who took its place when it ended last: one that was opened again and then closed left nothing to whom it had
        gone into before.
        """
        ended = max((ends for _starts, ends in self.stood.get(unit, ()) if ends), default=date.min)
        later = [(on, heir) for on, heir in self.heirs.get(unit, ()) if on >= ended]
        first = min((on for on, _heir in later), default=None)
        return [heir for on, heir in later if on == first]


def _covers(spans: Iterable[Span], day: date) -> bool:
    return any(starts <= day and (ends is None or day < ends) for starts, ends in spans)


def owers_of(duty: Duty, given: date, *, made: date = date.min) -> Owers:
    """Read once for a duty, however many its periods."""
    parties = list(duty.parties.filter(part__in=Party.OWING).values_list("unit_id", "group_id", "since"))
    named = {unit: since or date.min for unit, _group, since in parties if unit}
    groups = [group for _unit, group, _since in parties if group]
    member: dict[int, list[Span]] = defaultdict(list)
    rows = GroupMember.objects.filter(group__in=groups, superseded=None)
    for unit, starts, ends in rows.values_list("unit_id", "starts", "ends"):
        member[unit].append((starts, ends))
    heirs = _heirs_of(named.keys() | member.keys())
    every = named.keys() | member.keys() | heirs.keys() | {heir for row in heirs.values() for _on, heir in row}
    stood: dict[int, list[Span]] = defaultdict(list)
    versions = UnitVersion.objects.filter(unit__in=every, superseded=None)
    for unit, starts, ends in versions.values_list("unit_id", "starts", "ends"):
        stood[unit].append((starts, ends))
    return Owers(given, made, named, dict(member), dict(stood), heirs)


def _heirs_of(units: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """Through as many restructurings as there were."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    ask = set(units)
    while ask:
        rows = list(Succession.objects.filter(source__in=ask, ceded=False).values_list("source_id", "on", "target_id"))
        for source, on, target in rows:
            found[source].append((on, target))
        ask = {target for _source, _on, target in rows} - found.keys() - ask
    return dict(found)


_FEW = 500  # as many as are named one by one; of more, everybody who stands is asked for at once


def owing_units(duty: Duty, on: date) -> set[int]:
    """Units that owe on that day: named ones, and members of named groups, that exist then. What it reads grows with who
    owes that day, not with who ever did; `owers_of(…).on(day)` says the same.
    """
    parties = list(duty.parties.filter(part__in=Party.OWING).values_list("unit_id", "group_id", "since"))
    asked = {unit for unit, _group, since in parties if unit and (since or on) <= on}
    if groups := [group for _unit, group, _since in parties if group]:
        asked |= set(GroupMember.objects.on(on).filter(group__in=groups).values_list("unit_id", flat=True))
    living = UnitVersion.objects.on(on).order_by()
    living = living if len(asked) > _FEW else living.filter(unit__in=asked)
    return asked & set(living.values_list("unit_id", flat=True))
