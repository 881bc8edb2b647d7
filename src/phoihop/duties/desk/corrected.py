"""What the clerk made of a letter's tasks, for its verdict: who owes each by the desk, what is no duty, what was added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q

from phoihop.documents.models import Document
from phoihop.duties.models import DeskItem, Party
from phoihop.kit.actor import Actor
from phoihop.org.models import GroupMember, Unit
from phoihop.reading import Order, Said, Says

_BODILESS = {Says.NO_LETTER, Says.UNREADABLE, Says.HEAD}


@dataclass(slots=True)
class Corrected:
    """Of one letter: its orders, and the keys of the units and groups that its words mean on the desk."""

    orders: list[Order] = field(default_factory=list)
    units: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    groups: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def take(self, doers: Sequence[dict[str, Any]]) -> None:
        helping = [doer["words"] for doer in doers if doer["part"] == Party.Part.SUPPORTING]
        self.orders.append(Order(tuple(d["words"] for d in doers if d["words"] not in helping), tuple(helping)))
        for doer in doers:
            self.units[doer["words"]] |= set(doer["units"])
            self.groups[doer["words"]] |= set(doer["groups"])

    def said(self, said: Said) -> Said:
        """As the letter says it, with the orders of the desk; with none left it asks nothing."""
        if not self.orders:
            return replace(said, says=said.says if said.says in _BODILESS else Says.NO_ORDER, orders=())
        return replace(said, says=Says.ORDERS, orders=tuple(self.orders))


def corrected_of(actor: Actor, documents: Iterable[Document]) -> dict[int, Corrected]:
    """Of letters on the actor's own desk, and of those given out."""
    ours = Q(desk__document__unit_id=actor.unit) | Q(desk__assigned_at__isnull=False)
    rows = DeskItem.objects.filter(ours, desk__document__in=[document.pk for document in documents])
    kept = rows.values_list("desk__document_id", "status", "doers", "desk__doers")
    out: dict[int, Corrected] = defaultdict(Corrected)
    for document, status, own, common in kept.order_by("desk_id", "position", "start"):
        found = out[document]
        if status != DeskItem.Status.REJECTED:
            found.take(common if own is None else own)
    return out


class Meant:
    """The units behind the keys of many desks, read once."""

    def __init__(self, found: Iterable[Corrected]) -> None:
        found = list(found)
        units = set[str]().union(*(keys for one in found for keys in one.units.values()))
        groups = set[str]().union(*(keys for one in found for keys in one.groups.values()))
        self.units = dict(Unit.objects.filter(key__in=units).values_list("key", "pk")) if units else {}
        members = GroupMember.objects.standing().filter(group__key__in=groups) if groups else GroupMember.objects.none()
        self.members = list(members.values_list("group__key", "unit_id", "starts", "ends"))

    def every(self) -> set[int]:
        return {*self.units.values(), *(unit for _key, unit, _starts, _ends in self.members)}

    def behind(self, one: Corrected, words: str, day: date) -> set[int]:
        """Of a group its members of that day, else of now; empty where the desk does not say."""
        named = {self.units[key] for key in one.units.get(words, ()) if key in self.units}
        keys = one.groups.get(words, ())
        rows = [row for row in self.members if row[0] in keys]
        that_day = {unit for _key, unit, starts, ends in rows if starts <= day and (not ends or day < ends)}
        return named | (that_day or {unit for _key, unit, _starts, ends in rows if not ends})
