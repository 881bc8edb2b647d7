"""The verdict of letters for whoever reads them: names asked of the tree and the groups as of each letter's day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial, reduce
from operator import or_

from django.db.models import Q

from phoihop.documents.models import Document
from phoihop.duties.desk.corrected import Corrected, Meant, corrected_of
from phoihop.duties.verdict import Verdict, Who, judge
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.models import GroupMember, Hierarchy, Reach, UnitCode, UnitVersion
from phoihop.reading import said_in

_FEW = 12  # names that are looked for one by one; more are compared with all there are
_ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class _Row:
    """A unit under a name, in a group or below us, from `starts` until before `ends`."""

    unit: int
    starts: date
    ends: date | None
    alias: bool = False

    def lasts(self, day: date) -> bool:
        """It may have begun later: a spelling says the same of a letter signed before anybody learned it."""
        return self.ends is None or day < self.ends

    def on(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)


def day_of(document: Document) -> date:
    """The day its names are taken for: signed, or else come in."""
    return document.signed_on or document.arrived_on or document.created_at.date()


def verdicts_of(actor: Actor, documents: Sequence[Document]) -> dict[int, Verdict]:
    """Of letters that were read; as many queries for a page of them as for one."""
    said = {document.pk: said_in(document.found) for document in documents if document.found}
    if not said:
        return {}
    desks = corrected_of(actor, documents)
    said |= {pk: desks[pk].said(one) for pk, one in said.items() if pk in desks}
    names = _Names(actor.unit, set[str]().union(*(one.names for one in said.values())), desks)
    days = {document.pk: day_of(document) for document in documents}
    asks = {pk: partial(names.who, day=days[pk], desk=desks.get(pk)) for pk in said}
    return {pk: replace(judge(one, asks[pk]), tasks=len(one.orders)) for pk, one in said.items()}


def verdict_of(actor: Actor, document: Document) -> Verdict | None:
    return verdicts_of(actor, [document]).get(document.pk)


class _Names:
    """Read once for all words that are asked about."""

    def __init__(self, unit: int, words: Iterable[str], desks: dict[int, Corrected]) -> None:
        self.unit, self.meant = unit, Meant(desks.values())
        asked = {fold(name) for name in words} - {""}
        self.named: dict[str, list[_Row]] = defaultdict(list)
        self.below: dict[int, list[_Row]] = defaultdict(list)
        if asked:
            self._take_units(asked)
            self._take_groups(asked)
        met = self.meant.every() | {row.unit for rows in self.named.values() for row in rows}
        if met:
            self._take_below(met)

    def who(self, words: str, day: date, desk: Corrected | None) -> Who:
        """Whom the clerk set for the words, else whom they name that day, else whom they were learned for since."""
        rows = self.named.get(fold(words), ())
        units = self.meant.behind(desk, words, day) if desk else set()
        shown = bool(units)
        units = units or {row.unit for row in rows if row.on(day)}
        learned = set() if units else {row.unit for row in rows if row.alias and row.lasts(day)}
        units |= learned
        lies = _Row.lasts if shown or learned else _Row.on
        below = {unit for unit in units - {self.unit} if any(lies(row, day) for row in self.below.get(unit, ()))}
        return Who(words, self.unit in units, len(below), len(units - below - {self.unit}))

    def _take_units(self, asked: set[str]) -> None:
        rows = UnitVersion.objects.standing().filter(_holding("folded", asked))
        for folded, unit, starts, ends in rows.values_list("folded", "unit_id", "starts", "ends"):
            for name in asked.intersection(folded.split("|")):
                self.named[name].append(_Row(unit, starts, ends))
        aliases = UnitCode.objects.standing().filter(scheme=_ALIAS, code__in=asked)
        for code, unit, starts, ends in aliases.values_list("code", "unit_id", "starts", "ends"):
            self.named[code].append(_Row(unit, starts, ends, alias=True))

    def _take_groups(self, asked: set[str]) -> None:
        members = GroupMember.objects.standing().filter(_holding("group__folded", asked))
        for folded, unit, starts, ends in members.values_list("group__folded", "unit_id", "starts", "ends"):
            for name in asked.intersection(folded.split("|")):
                self.named[name].append(_Row(unit, starts, ends))

    def _take_below(self, met: set[int]) -> None:
        rows = Reach.objects.filter(ancestor_id=self.unit, hierarchy=Hierarchy.STEERING, depth__gt=0)
        for unit, starts, ends in rows.values_list("unit_id", "starts", "ends"):
            if unit in met:
                self.below[unit].append(_Row(unit, starts, ends))


def _holding(field: str, asked: set[str]) -> Q:
    if len(asked) > _FEW:
        return Q()
    return reduce(or_, (Q(**{f"{field}__contains": name}) for name in sorted(asked)))
