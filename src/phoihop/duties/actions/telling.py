"""Who is told what about an obligation: a notice to those of the unit or of the office whom it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.duties.models import Duty, Nudge, Obligation
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.notices.actions import notify
from phoihop.org.models import Role, RoleKind, Unit

OFFICERS = (RoleKind.OFFICER, RoleKind.CLERK)
# Where nobody holds a rung, the next one that is held is told, so that no clock runs for nobody.
_CHAINS: dict[str, tuple[tuple[str, ...], ...]] = {
    Nudge.Kind.TO_HEAD: ((RoleKind.HEAD,), (RoleKind.LEADER,), OFFICERS),
    Nudge.Kind.TO_LEADER: ((RoleKind.LEADER,), (RoleKind.HEAD,), OFFICERS),
}
_TO_OFFICERS: tuple[tuple[str, ...], ...] = (OFFICERS, (RoleKind.HEAD,), (RoleKind.LEADER,))


@dataclass(frozen=True, slots=True)
class Told:
    """`kind` is a nudge's; `rule` keeps the same notice from coming twice."""

    obligation: Obligation
    kind: str
    rule: str


def tell(actor: Actor, told: Sequence[Told]) -> None:
    """Reminders and escalations, in two reads however many."""
    units = {t.obligation.unit_id for t in told}
    keys = dict(Unit.objects.filter(pk__in=units).values_list("pk", "key"))
    held = _roles_at(units, actor.on)
    titles = {t.obligation.duty_id: t.obligation.duty.title for t in _one_of_each_duty(told)}
    for one in told:
        unit = one.obligation.unit_id
        notify(
            actor=actor,
            users=_holders(held[unit], _CHAINS.get(one.kind, _TO_OFFICERS)),
            kind="duties.nudge",
            title=_words(one, titles[one.obligation.duty_id]),
            url=reverse("duties:obligation", args=[keys[unit], one.obligation.pk]),
            key=f"nudge:{one.obligation.pk}:{one.rule}",
            unit_key=keys[unit],
        )


def _one_of_each_duty(told: Iterable[Told]) -> list[Told]:
    return list({t.obligation.duty_id: t for t in told}.values())


def _roles_at(units: set[int], on: date) -> dict[int, dict[str, list[int]]]:
    held: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Role.objects.on(on).filter(unit__in=units, user__is_active=True).order_by("user_id")
    for unit, kind, user in rows.values_list("unit_id", "kind", "user_id"):
        held[unit][kind].append(user)
    return held


def _holders(held: dict[str, list[int]], chain: tuple[tuple[str, ...], ...]) -> list[int]:
    for kinds in chain:
        if users := [user for kind in kinds for user in held.get(kind, [])]:
            return users
    return []


def _words(told: Told, title: str) -> str:
    due = told.obligation.due
    given = {"title": title, "due": formats.day(due) if due else ""}
    if told.kind == Nudge.Kind.BEFORE:
        return _("Due on %(due)s: %(title)s") % given
    if told.kind == Nudge.Kind.TO_HEAD:
        return _("Your unit is late since %(due)s, please see to it: %(title)s") % given
    if told.kind == Nudge.Kind.TO_LEADER:
        return _("Still not handed in, due on %(due)s, the head was told before: %(title)s") % given
    if told.kind == Nudge.Kind.BY_HAND:
        return _("The office reminds you of: %(title)s") % given
    return _("Past its day %(due)s: %(title)s") % given


def tell_unit(actor: Actor, obligation: Obligation, *, title: str, key: str) -> None:
    """Officers of the unit that owes."""
    _tell_at(actor, obligation, obligation.unit_id, (*OFFICERS, RoleKind.HEAD), title, key)


def tell_office(actor: Actor, obligation: Obligation, *, title: str, key: str) -> None:
    """Clerks and leaders of the unit that asks; a body outside has none."""
    _tell_at(actor, obligation, obligation.asker_id, (RoleKind.CLERK, RoleKind.LEADER), title, key)


def _tell_at(actor: Actor, obligation: Obligation, unit: int, kinds: tuple[str, ...], title: str, key: str) -> None:
    held = _roles_at({unit}, actor.on)[unit]
    users = [user for kind in kinds for user in held.get(kind, [])]
    unit_key = Unit.objects.get(pk=unit).key
    url = reverse("duties:obligation", args=[unit_key, obligation.pk])
    words = title % {"title": obligation.duty.title}
    notify(actor=actor, users=users, kind="duties.obligation", title=words, url=url, key=key, unit_key=unit_key)


def tell_units(actor: Actor, obligations: Sequence[Obligation], *, title: str, mark: str) -> None:
    """The same word to many units, in three reads however many; `mark` keeps it from coming twice."""
    units = {o.unit_id for o in obligations}
    if not units:
        return
    keys = dict(Unit.objects.filter(pk__in=units).values_list("pk", "key"))
    held = _roles_at(units, actor.on)
    titles = dict(Duty.objects.filter(pk__in={o.duty_id for o in obligations}).values_list("pk", "title"))
    for one in obligations:
        notify(
            actor=actor,
            users=[user for kind in (*OFFICERS, RoleKind.HEAD) for user in held[one.unit_id].get(kind, [])],
            kind="duties.obligation",
            title=title % {"title": titles[one.duty_id]},
            url=reverse("duties:obligation", args=[keys[one.unit_id], one.pk]),
            key=f"obligation:{one.pk}:{mark}",
            unit_key=keys[one.unit_id],
        )
