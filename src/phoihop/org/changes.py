"""What became of the tree between two days: who came, went, was renamed, moved, merged or divided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.org.kinship import WHOLE, Kinship, Link
from phoihop.org.lineage import kinship_of
from phoihop.org.models import Placement, Restructuring, Succession, Unit, UnitVersion
from phoihop.org.queries import parents_on, past_reach, versions_on

CAME, WENT, MERGED, SPLIT, RENAMED, KIND, MOVED = "came", "went", "merged", "split", "renamed", "kind", "moved"
CEDED = "ceded"
ORDER = (MERGED, SPLIT, CEDED, CAME, WENT, RENAMED, KIND, MOVED)


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` in words: names, kinds or places, by what happened."""

    what: str
    key: str
    name: str
    before: str
    after: str
    on: date | None
    decision: str = ""
    sort: str = ""


def change_words(what: str) -> str:
    return {
        CAME: pgettext("a unit", "came"),
        WENT: _("ended, with nobody after it"),
        MERGED: _("merged"),
        SPLIT: _("divided"),
        CEDED: _("gave a part away"),
        RENAMED: _("renamed"),
        KIND: _("changed its kind"),
        MOVED: _("moved"),
    }[what]


def changes_between(actor: Actor, first: date, last: date) -> list[Change]:
    """Of the units that are or ever were in the actor's subtree; by kind, then in dictionary order."""
    if first == last:
        return []
    return _Between(actor, min(first, last), max(first, last)).changes()


class _Between:
    def __init__(self, actor: Actor, first: date, last: date) -> None:
        self.first, self.last = first, last
        mine = past_reach(actor)
        self.old = {row.unit_id: row for row in UnitVersion.objects.on(first).filter(unit__in=mine)}
        self.new = {row.unit_id: row for row in UnitVersion.objects.on(last).filter(unit__in=mine)}
        changed = self.old.keys() ^ self.new.keys()
        self.kin = kinship_of(changed)
        self.above_old, self.above_new = parents_on(first), parents_on(last)
        self.names = versions_on(last) | {pk: row for pk, row in self.old.items() if pk not in self.new}
        self.keys = {unit.pk: unit.key for unit in Unit.objects.filter(pk__in=self.old.keys() | self.new.keys())}
        self.decisions = _decisions(first, last)
        self.ceded: dict[int, list[Succession]] = defaultdict(list)
        rows = Succession.objects.filter(ceded=True, on__gt=first, on__lte=last).exclude(source=F("target"))
        for row in rows.order_by("on", "-share", "target"):
            self.ceded[row.source_id].append(row)
        self.placed = dict(Placement.objects.on(last).filter(hierarchy="steering").values_list("unit_id", "starts"))

    def changes(self) -> list[Change]:
        found = [self._gone(pk) for pk in self.old.keys() - self.new.keys()]
        found += [self._came(pk) for pk in self.new.keys() - self.old.keys()]
        for pk in self.old.keys() & self.new.keys():
            found += self._same(pk)
        return sorted(found, key=lambda one: (ORDER.index(one.what), one.sort, one.name))

    def _called(self, unit: int | None) -> str:
        return self.names[unit].short_name if unit in self.names else ""

    def _make(self, what: str, pk: int, before: str, after: str, on: date | None) -> Change:
        version = self.new.get(pk) or self.old[pk]
        decision = self.decisions.get(on, "") if on else ""
        return Change(what, self.keys[pk], version.name, before, after, on, decision, version.sort_key)

    def _gone(self, pk: int) -> Change:
        links = _leaving(self.kin, pk, self.first, self.last)
        ended = links[0].on if links else _end_of(self.kin, pk, self.first)
        whole = [link for link in links if link.share == WHOLE]
        if not links:
            return self._make(WENT, pk, self.old[pk].short_name, "", ended)
        if len(whole) == len(links) == 1:
            return self._make(MERGED, pk, self.old[pk].short_name, self._called(whole[0].target), ended)
        parts = ", ".join(f"{self._called(link.target)} {formats.percent(link.share / WHOLE)}" for link in links)
        return self._make(SPLIT, pk, self.old[pk].short_name, parts, ended)

    def _came(self, pk: int) -> Change:
        came = self.new[pk].starts
        spans = self.kin.stood.get(pk, ())
        began = max((starts for starts, _ends in spans if starts <= self.last), default=came)
        sources = ", ".join(
            self._source(link) for link in self.kin.links if link.target == pk and self.first < link.on <= self.last
        )
        return self._make(CAME, pk, sources, self.new[pk].short_name, began)

    def _source(self, link: Link) -> str:
        share = "" if link.share == WHOLE else f" {formats.percent(link.share / WHOLE)}"
        return self._called(link.source) + share

    def _same(self, pk: int) -> Iterable[Change]:
        old, new = self.old[pk], self.new[pk]
        if given := self.ceded.get(pk):
            parts = ", ".join(f"{self._called(one.target_id)} {formats.percent(one.share / WHOLE)}" for one in given)
            yield self._make(CEDED, pk, old.short_name, parts, given[-1].on)
        if old.name != new.name:
            yield self._make(RENAMED, pk, old.name, new.name, new.starts)
        if old.kind != new.kind:
            yield self._make(KIND, pk, str(old.get_kind_display()), str(new.get_kind_display()), new.starts)
        before, after = self.above_old.get(pk), self.above_new.get(pk)
        if before != after:
            yield self._make(MOVED, pk, self._called(before), self._called(after), self.placed.get(pk))


def _leaving(kin: Kinship, unit: int, first: date, last: date) -> list[Link]:
    """Of the last time that it ended."""
    mine = [link for link in kin.links if link.source == unit and first < link.on <= last]
    if not mine:
        return []
    on = max(link.on for link in mine)
    return sorted((link for link in mine if link.on == on), key=lambda link: (-link.share, link.target))


def _end_of(kin: Kinship, unit: int, first: date) -> date | None:
    ends = [until for _starts, until in kin.stood.get(unit, ()) if until and until > first]
    return min(ends) if ends else None


def _decisions(first: date, last: date) -> Mapping[date, str]:
    """By the day they took effect: what they are called."""
    rows = Restructuring.objects.filter(
        status=Restructuring.Status.APPLIED, effective__gt=first, effective__lte=last
    ).order_by("effective", "pk")
    found: dict[date, str] = {}
    for day, title, decision in rows.values_list("effective", "title", "decision"):
        found.setdefault(day, decision or title)
    return found


def counted(changes: Iterable[Change]) -> list[tuple[str, str, int]]:
    """How many of each kind, in their order."""
    held = [one.what for one in changes]
    return [(what, change_words(what), held.count(what)) for what in ORDER if what in held]


def marks_on(units: Iterable[int], day: date) -> dict[int, str]:
    """What happened to these on exactly that day, in a word each."""
    asked = set(units)
    found: dict[int, str] = {}
    rows = UnitVersion.objects.on(day).filter(unit__in=asked, starts=day)
    old = versions_on(date.fromordinal(day.toordinal() - 1), asked)
    for row in rows:
        found[row.unit_id] = _("new") if row.unit_id not in old else _("renamed")
    moved = Placement.objects.on(day).filter(unit__in=asked, starts=day, hierarchy="steering")
    for unit in moved.values_list("unit_id", flat=True):
        found.setdefault(unit, _("moved"))
    took = Succession.objects.filter(target__in=asked, on=day).values_list("target_id", flat=True)
    for unit in took:
        if unit in old:
            found[unit] = _("took others in")
    return found
