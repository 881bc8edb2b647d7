"""Groups by rule: members follow from the tree, of every day, and are written down as dated rows like others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from phoihop.org.models import GroupMember, Hierarchy, Placement, Reach, UnitGroup, UnitVersion
from phoihop.org.reach import batches

Span = tuple[date, date]  # from, until before; `date.max` is open


@dataclass(frozen=True, slots=True)
class Rule:
    """All units of these kinds (none named: of any), below `under` (a unit's key) where one is named. In another tree
    than the steering one: who has a place in it, such as a sector.
    """

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
    versions = UnitVersion.objects.standing()
    named = versions.filter(kind__in=rule.kinds) if rule.kinds else versions
    of_kind = _spans(named.values_list("unit_id", "starts", "ends"))
    if not rule.under and rule.hierarchy == Hierarchy.STEERING:
        return {unit: _joined(spans) for unit, spans in of_kind.items()}
    placed = _below(rule) if rule.under else _spans(_reach(rule).filter(depth=0).values_list(*_SPAN))
    both = {unit: _meet(spans, placed[unit]) for unit, spans in of_kind.items() if unit in placed}
    return {unit: _joined(spans) for unit, spans in both.items() if spans}


_SPAN = ("unit_id", "starts", "ends")


def _reach(rule: Rule) -> QuerySet[Reach]:
    return Reach.objects.filter(hierarchy=rule.hierarchy)


def _below(rule: Rule) -> dict[int, list[Span]]:
    """Who stands below the unit, and when. At the head of another tree may be a unit that has no place in it itself, of
    which the closure knows nothing: then what stands right under it, with what is below that.
    """
    found = _spans(_reach(rule).filter(ancestor__key=rule.under, depth__gt=0).values_list(*_SPAN))
    if rule.hierarchy == Hierarchy.STEERING:
        return found
    under = Placement.objects.standing().filter(parent__key=rule.under, hierarchy=rule.hierarchy)
    for child, starts, ends in under.values_list("unit_id", "starts", "ends"):
        for unit, spans in _spans(_reach(rule).filter(ancestor=child).values_list(*_SPAN)).items():
            found[unit] += _meet(spans, [(starts, ends or date.max)])
    return found


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
