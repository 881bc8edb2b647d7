"""Groups by rule: members follow from the tree, of every day, and are written down as dated rows like others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from phoihop.org.models import GroupMember, Hierarchy, Reach, UnitGroup, UnitVersion
from phoihop.org.reach import batches

Span = tuple[date, date]  # from, until before; `date.max` is open


@dataclass(frozen=True, slots=True)
class Rule:
    """All units of these kinds, below `under` (a unit's key) where one is named."""

    kinds: tuple[str, ...]
    under: str = ""
    hierarchy: str = Hierarchy.STEERING

    @classmethod
    def of(cls, group: UnitGroup) -> Rule | None:
        said: dict[str, Any] = group.rule or {}
        if not said:
            return None
        return cls(tuple(said["kinds"]), said.get("under", ""), said.get("hierarchy", Hierarchy.STEERING))

    def as_json(self) -> dict[str, Any]:
        return {"kinds": list(self.kinds), "under": self.under, "hierarchy": str(self.hierarchy)}


def ruled_groups() -> list[UnitGroup]:
    return [group for group in UnitGroup.objects.all() if group.rule]


def follow_rules(at: datetime, groups: Iterable[UnitGroup] | None = None) -> int:
    """Write members anew where the tree has changed; how many rows were changed. Earlier knowledge stays."""
    return sum(_follow(group, at) for group in (ruled_groups() if groups is None else groups))


def _follow(group: UnitGroup, at: datetime) -> int:
    rule = Rule.of(group)
    if rule is None:
        return 0
    wanted = {(unit, *span) for unit, spans in members_by(rule).items() for span in spans}
    rows = GroupMember.objects.standing().filter(group=group).values_list("pk", "unit_id", "starts", "ends")
    held = {(unit, starts, ends or date.max): pk for pk, unit, starts, ends in rows}
    over = [pk for fact, pk in held.items() if fact not in wanted]
    fresh = [
        GroupMember(group=group, unit_id=unit, starts=starts, ends=None if ends == date.max else ends, recorded=at)
        for unit, starts, ends in sorted(wanted - held.keys())
    ]
    for batch in batches(over):
        GroupMember.objects.filter(pk__in=batch).update(superseded=at)
    GroupMember.objects.bulk_create(fresh, batch_size=1000)
    return len(over) + len(fresh)


def members_by(rule: Rule) -> dict[int, list[Span]]:
    """Who belongs by the rule, and when, of all days."""
    of_kind = _spans(
        UnitVersion.objects.standing().filter(kind__in=rule.kinds).values_list("unit_id", "starts", "ends")
    )
    if not rule.under:
        return {unit: _joined(spans) for unit, spans in of_kind.items()}
    below = Reach.objects.filter(ancestor__key=rule.under, hierarchy=rule.hierarchy, depth__gt=0)
    placed = _spans(below.values_list("unit_id", "starts", "ends"))
    both = {unit: _meet(spans, placed[unit]) for unit, spans in of_kind.items() if unit in placed}
    return {unit: _joined(spans) for unit, spans in both.items() if spans}


def _spans(rows: Iterable[tuple[int, date, date | None]]) -> dict[int, list[Span]]:
    out: dict[int, list[Span]] = defaultdict(list)
    for unit, starts, ends in rows:
        out[unit].append((starts, ends or date.max))
    return out


def _meet(some: list[Span], others: list[Span]) -> list[Span]:
    met = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(low, high) for low, high in met if low < high]


def _joined(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for low, high in sorted(spans):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out
