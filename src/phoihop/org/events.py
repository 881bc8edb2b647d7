"""The whole life of all units as events, in the manner of eCH-0071: admission, change and abolition, with who came before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from phoihop.org.models import (
    GroupMember,
    Hierarchy,
    Placement,
    Restructuring,
    RestructuringStep,
    Succession,
    Unit,
    UnitCode,
    UnitVersion,
)

Kind = RestructuringStep.Kind
WHOLE = 1_000_000
ADMISSION, CHANGE, ABOLITION = "admission", "change", "abolition"
CODE, MEMBER = "code", "member"
REOPEN = "reopen"
OF = {
    Kind.CREATE: ADMISSION, REOPEN: ADMISSION, Kind.RENAME: CHANGE, Kind.MOVE: CHANGE, CODE: CHANGE, MEMBER: CHANGE,
    Kind.MERGE: ABOLITION, Kind.SPLIT: ABOLITION, Kind.CLOSE: ABOLITION,
}  # fmt: skip
_ORDER = {
    Kind.CREATE: 0,
    REOPEN: 0,
    Kind.MOVE: 1,
    Kind.RENAME: 2,
    Kind.SPLIT: 3,
    Kind.MERGE: 3,
    Kind.CLOSE: 3,
    CODE: 4,
    MEMBER: 5,
}


@dataclass(slots=True)
class Event:
    """`number` is the decision's, so that what took effect together is known; `mode` says what was done."""

    number: int
    day: date
    mode: str
    key: str
    name: str = ""
    short_name: str = ""
    kind: str = ""
    parent: str = ""
    hierarchy: str = ""
    successors: list[tuple[str, int]] = field(default_factory=list)
    predecessors: list[tuple[str, int]] = field(default_factory=list)
    code: str = ""
    until: date | None = None
    group: str = ""
    title: str = ""
    decision: str = ""
    head_approves: bool = False

    @property
    def event(self) -> str:
        return OF[self.mode]


class _History:
    """All standing rows, read once."""

    def __init__(self) -> None:
        self.units: dict[int, Unit] = Unit.objects.in_bulk()
        self.versions = _by_unit(UnitVersion.objects.standing().order_by("starts"))
        self.placements: dict[int, list[Placement]] = _by_unit(
            Placement.objects.standing().order_by("hierarchy", "starts")
        )
        self.after: dict[tuple[int, date], list[Succession]] = defaultdict(list)
        self.before: dict[tuple[int, date], list[Succession]] = defaultdict(list)
        for row in Succession.objects.order_by("-share", "target_id"):
            self.after[row.source_id, row.on].append(row)
            self.before[row.target_id, row.on].append(row)
        self.decisions: dict[tuple[str, date, str], Restructuring] = {}  # also under «», whatever was done
        applied = RestructuringStep.objects.filter(restructuring__status=Restructuring.Status.APPLIED)
        for step in applied.select_related("restructuring").order_by("restructuring_id"):
            for mode in (step.kind, ""):
                self.decisions[step.unit_key, step.restructuring.effective, mode] = step.restructuring

    def key(self, unit_id: int | None) -> str:
        return self.units[unit_id].key if unit_id else ""

    def event(self, unit_id: int, day: date, mode: str, **more: Any) -> Event:
        key = self.key(unit_id)
        decision = self.decisions.get((key, day, mode)) or self.decisions.get((key, day, ""))
        made = Event(decision.pk if decision else 0, day, mode, self.key(unit_id), **more)
        if decision:
            made.title, made.decision = decision.title, decision.decision
        return made

    def of_unit(self, unit_id: int) -> Iterator[Event]:
        versions = self.versions[unit_id]
        placed = {(row.hierarchy, row.starts): row for row in self.placements[unit_id]}
        earlier: UnitVersion | None = None
        for row in versions:
            begins = earlier is None or earlier.ends != row.starts
            if earlier and begins and earlier.ends:
                yield self._end(unit_id, earlier.ends)
            yield self._version(row, placed, Kind.RENAME if not begins else REOPEN if earlier else Kind.CREATE)
            earlier = row
        for (hierarchy, day), row in placed.items():
            yield self.event(unit_id, day, Kind.MOVE, parent=self.key(row.parent_id), hierarchy=hierarchy)
        if earlier and earlier.ends:
            yield self._end(unit_id, earlier.ends)

    def _version(self, row: UnitVersion, placed: dict[tuple[str, date], Placement], mode: str) -> Event:
        names = {"name": row.name, "short_name": row.short_name, "kind": row.kind}
        made = self.event(row.unit_id, row.starts, mode, **names)
        if mode != Kind.RENAME:
            stands = placed.pop((Hierarchy.STEERING, row.starts), None)
            made.parent, made.hierarchy = self.key(stands.parent_id) if stands else "", Hierarchy.STEERING.value
            made.head_approves = self.units[row.unit_id].head_approves
            made.predecessors = [(self.key(s.source_id), s.share) for s in self.before[row.unit_id, row.starts]]
        return made

    def _end(self, unit_id: int, day: date) -> Event:
        followers = [(self.key(row.target_id), row.share) for row in self.after[unit_id, day]]
        mode = Kind.CLOSE if not followers else Kind.MERGE if followers[0][1] == WHOLE else Kind.SPLIT
        return self.event(unit_id, day, mode, successors=followers)


def _by_unit(rows: Iterable[Any]) -> dict[int, list[Any]]:
    out: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        out[row.unit_id].append(row)
    return out


def history() -> list[Event]:
    """In an order in which they can be done again: by day and decision, parents before children, ends last."""
    held = _History()
    found = [event for unit_id in held.versions for event in held.of_unit(unit_id)]
    found += [
        held.event(row.unit_id, row.starts, CODE, code=f"{row.scheme}: {row.code}", until=row.ends)
        for row in UnitCode.objects.standing()
        if row.unit_id in held.versions
    ]
    members = GroupMember.objects.standing().filter(group__rule={}).select_related("group")
    found += [
        Event(0, row.starts, MEMBER, held.key(row.unit_id), group=row.group.name, until=row.ends)
        for row in members
        if row.unit_id in held.versions
    ]
    _join_what_needs_each_other(found)
    return in_order(found)


def _join_what_needs_each_other(events: list[Event]) -> None:
    """Of two decisions of one day, where the earlier already stands on what the later made: they are told as one."""
    made = {(event.key, event.day): event for event in events if event.event == ADMISSION}
    changed = True
    while changed:
        changed = False
        for event in events:
            for key in [event.parent, *(follower for follower, _share in event.successors)]:
                other = made.get((key, event.day))
                if other and other.number > event.number:
                    changed = True
                    for late in [one for one in events if (one.day, one.number) == (event.day, other.number)]:
                        late.number, late.title = event.number, event.title


def in_order(events: Iterable[Event]) -> list[Event]:
    groups: dict[tuple[date, int], list[Event]] = defaultdict(list)
    for event in events:
        groups[event.day, event.number].append(event)
    return [event for group in sorted(groups) for event in _ordered(groups[group])]


def _ordered(events: list[Event]) -> list[Event]:
    """Who is made after whom it stands under; who ends before whom it stood under."""
    made = {event.key: event for event in events if event.event == ADMISSION}

    def deep(event: Event) -> int:
        depth, at, seen = 0, event.parent, {event.key}
        while at in made and at not in seen:
            seen.add(at)
            depth, at = depth + 1, made[at].parent
        return depth

    # Who ends may stand below another that ends: restructuring takes whom it has ended already for gone.
    return sorted(
        events,
        key=lambda e: (_ORDER[e.mode], deep(e) if e.event == ADMISSION else 0, e.hierarchy, e.key, e.code, e.group),
    )
