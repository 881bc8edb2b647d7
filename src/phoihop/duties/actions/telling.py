"""Who is told what about an obligation: a notice to those of the unit or of the office whom it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.duties.models import Duty, Nudge, Obligation, State
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.notices.actions import notify, settle_notices
from phoihop.notices.models import Notice
from phoihop.org.models import Role, RoleKind, Substitution, Unit
from phoihop.org.queries import in_force

NUDGE, RETURNED, WAITS, ASKED = "duties.nudge", "duties.returned", "duties.waits", "duties.asked"  # kinds that ask
_ASKING = (NUDGE, RETURNED, WAITS)
WORD = "duties.word"  # and one that does not
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
            users=_holders(held[unit], _chain(one)),
            kind=NUDGE,
            about=one.obligation.pk,
            title=_words(one, titles[one.obligation.duty_id]),
            url=reverse("duties:obligation", args=[keys[unit], one.obligation.pk]),
            key=f"nudge:{one.obligation.pk}:{one.rule}",
            unit_key=keys[unit],
        )


def _chain(told: Told) -> tuple[tuple[str, ...], ...]:
    """Whose turn it is: an answer that waits for the head is not late by the officer."""
    if told.obligation.state == State.WAITING_HEAD and told.kind != Nudge.Kind.TO_LEADER:
        return _CHAINS[Nudge.Kind.TO_HEAD]
    return _CHAINS.get(told.kind, _TO_OFFICERS)


def _one_of_each_duty(told: Iterable[Told]) -> list[Told]:
    return list({t.obligation.duty_id: t for t in told}.values())


def _roles_at(units: set[int], on: date) -> dict[int, dict[str, list[int]]]:
    held: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Role.objects.on(on).filter(unit__in=units, user__is_active=True).order_by("user_id")
    own = rows.values_list("unit_id", "kind", "user_id")
    lent = Substitution.objects.filter(
        in_force(on), in_force(on, "role__"), role__superseded=None, role__unit__in=units, substitute__is_active=True
    ).order_by("substitute_id")
    for unit, kind, user in [*own, *lent.values_list("role__unit_id", "role__kind", "substitute_id")]:
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


def tell_unit(actor: Actor, obligation: Obligation, *, title: str, key: str, kind: str = WORD) -> None:
    """Officers of the unit that owes."""
    _tell_at(actor, obligation, obligation.unit_id, (*OFFICERS, RoleKind.HEAD), (kind, title, key))


def tell_heads(actor: Actor, obligation: Obligation, *, title: str, key: str) -> None:
    """Who approves in the unit."""
    kinds = (RoleKind.HEAD, RoleKind.LEADER)
    _tell_at(actor, obligation, obligation.unit_id, kinds, (WAITS, title, key))


def tell_office(actor: Actor, obligation: Obligation, *, title: str, key: str, kind: str = WORD) -> None:
    """Clerks and leaders of the unit that asks; a body outside has none."""
    kinds = (RoleKind.CLERK, RoleKind.LEADER)
    _tell_at(actor, obligation, obligation.asker_id, kinds, (kind, title, key))


def asking_still(obligation: Any) -> QuerySet[Notice]:
    """Notices that `done_with` would settle; of a row or of an outer one."""
    return Notice.objects.filter(about=obligation, kind__in=_ASKING, read_at=None)


def done_with(actor: Actor, obligations: Sequence[Obligation], *kinds: str) -> None:
    """What is handed in, withdrawn or ended asks nothing any more of the unit."""
    if obligations:
        settle_notices(actor=actor, kinds=kinds or _ASKING, about=[o.pk for o in obligations])


def _tell_at(
    actor: Actor, obligation: Obligation, unit: int, kinds: tuple[str, ...], said: tuple[str, str, str]
) -> None:
    held = _roles_at({unit}, actor.on)[unit]
    users = [user for kind in kinds for user in held.get(kind, [])]
    unit_key = Unit.objects.get(pk=unit).key
    url = reverse("duties:obligation", args=[unit_key, obligation.pk])
    kind, title, key = said
    notify(
        actor=actor,
        users=users,
        kind=kind,
        title=title % {"title": obligation.duty.title},
        url=url,
        key=key,
        unit_key=unit_key,
        asks=kind != WORD,
        about=obligation.pk,
    )


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
            kind=WORD,
            title=title % {"title": titles[one.duty_id]},
            url=reverse("duties:obligation", args=[keys[one.unit_id], one.pk]),
            key=f"obligation:{one.pk}:{mark}",
            unit_key=keys[one.unit_id],
            asks=False,
            about=one.pk,
        )
