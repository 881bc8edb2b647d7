"""Whom a letter names and nobody stands behind any more: a unit that ended, a group without a living member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from phoihop.documents.models import Document
from phoihop.documents.paper import addressees_of
from phoihop.duties.desk.proposing import marks_in, resolved
from phoihop.duties.models import Desk, DeskItem
from phoihop.kit.fold import fold
from phoihop.org.models import GroupMember, Unit, UnitGroup, UnitVersion
from phoihop.org.queries import ended_units_named, heirs_of, last_members, versions_on

Doer = dict[str, Any]
Target = tuple[str, str]  # «u:key» or «g:key», and the name
SHOWN = 3  # names of successors said in full


@dataclass(frozen=True, slots=True)
class Gone:
    """`mark` is «u:key», «g:key», or «w:» with the words of a letter that only ended units bore; `ended` counts those
    who ended, `count` the units behind `heirs`, which are one group where one fits exactly.
    """

    mark: str
    name: str
    ended: int
    heirs: list[Target]
    count: int

    @property
    def said(self) -> str:
        return ", ".join(name for _mark, name in self.heirs[:SHOWN])

    @property
    def more(self) -> int:
        return max(0, len(self.heirs) - SHOWN)


def gone_marks(doers: Iterable[Doer], on: date) -> set[str]:
    """Of the units and groups that these doers mean, those behind whom nobody stands that day."""
    marks = {mark for doer in doers for mark in marks_in(doer)}
    units = UnitVersion.objects.on(on)
    living = units.filter(unit__key__in=_keys(marks, "u:")).values_list("unit__key", flat=True)
    members = GroupMember.objects.on(on).filter(group__key__in=_keys(marks, "g:"), unit__in=units.values("unit"))
    held = members.order_by().values_list("group__key", flat=True).distinct()
    return marks - {f"u:{key}" for key in living} - {f"g:{key}" for key in held}


def _keys(marks: Iterable[str], kind: str) -> list[str]:
    return [mark[2:] for mark in marks if mark.startswith(kind)]


def doers_on(desk: Desk, items: Sequence[DeskItem]) -> list[Doer]:
    """Everybody whom the letter's tasks name; those of the whole letter where a task does not say otherwise."""
    live = [item for item in items if item.status != DeskItem.Status.REJECTED]
    common: list[Doer] = desk.doers if any(item.doers is None for item in live) else []
    return common + [doer for item in live for doer in item.doers or []]


def addressees_on(document: Document, on: date) -> list[Doer]:
    """To whom it is written, with the units and groups that the words mean."""
    return [resolved(words, "do", on) for words in addressees_of(document.found or {})]


def open_gone(
    desk: Desk, items: Sequence[DeskItem], on: date, addressees: Sequence[Doer], gone: Collection[str]
) -> list[Gone]:
    """Of those who owe, and of those to whom the letter is written and in whose place nobody owes yet; who was left out
    with a reason is settled. `gone` are the marks of all of them behind whom nobody stands.
    """
    doers = doers_on(desk, items)
    found = gone_among(doers, on, gone)
    if all(item.status == DeskItem.Status.REJECTED for item in items):
        return found
    settled = {one.mark for one in found} | {one["mark"] for one in desk.dropped}
    named = {fold(doer["words"]) for doer in doers}
    unnamed = [one for one in addressees if fold(one["words"]) not in named]
    waiting = [one for one in gone_among(unnamed, on, gone) if one.mark not in settled]
    return [*found, *(one for one in waiting if not _stood_for(one, doers, on))]


def _stood_for(gone: Gone, doers: Sequence[Doer], on: date) -> bool:
    """Its successors owe, or somebody was named by hand where a task means it in other words."""
    heirs = {mark for mark, _name in gone.heirs}
    if heirs and heirs <= {mark for doer in doers for mark in marks_in(doer)}:
        return True
    return any(gone.mark in marks_in(resolved(doer["words"], "do", on)) for doer in doers)


def gone_among(doers: Sequence[Doer], on: date, gone: Collection[str]) -> list[Gone]:
    """Each once, with who stands in its place."""
    marks = [mark for doer in doers for mark in marks_in(doer) if mark in gone]
    found = [_gone(mark, on) for mark in dict.fromkeys(marks)]
    unknown = dict.fromkeys(doer["words"] for doer in doers if not marks_in(doer))
    return [*found, *(one for words in unknown if (one := _ended(words, on)))]


def _gone(mark: str, on: date) -> Gone:
    if mark.startswith("g:"):
        group = UnitGroup.objects.get(key=mark[2:])
        return _with_heirs(mark, group.name, last_members(group.pk, on), on)
    unit = Unit.objects.filter(key=mark[2:]).first()
    version = versions_on(on, [unit.pk]).get(unit.pk) if unit else None
    return _with_heirs(mark, version.name if version else mark[2:], [unit.pk] if unit else [], on)


def _ended(words: str, on: date) -> Gone | None:
    units = ended_units_named(words, on=on)
    return _with_heirs(f"w:{words}", words, units, on) if units else None


def _with_heirs(mark: str, name: str, ended: list[int], on: date) -> Gone:
    heirs = heirs_of(ended, on=on)
    if group := _group_of({unit.pk for unit in heirs}, on):
        return Gone(mark, name, len(ended), [(f"g:{group.key}", group.name)], len(heirs))
    names = versions_on(on, [unit.pk for unit in heirs])
    return Gone(mark, name, len(ended), [(f"u:{unit.key}", names[unit.pk].name) for unit in heirs], len(heirs))


def _group_of(units: set[int], on: date) -> UnitGroup | None:
    """The group whose living members are exactly these, where they are more than one."""
    if len(units) < 2:
        return None
    living = UnitVersion.objects.on(on).values("unit")
    members: dict[int, set[int]] = defaultdict(set)
    rows = GroupMember.objects.on(on).filter(unit__in=living)
    for group, unit in rows.values_list("group_id", "unit_id"):
        members[group].add(unit)
    fitting = [group for group, held in members.items() if held == units]
    return UnitGroup.objects.filter(pk__in=fitting).order_by("name").first()
