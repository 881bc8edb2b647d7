"""Rights are given, taken and lent; they are dated and never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.audit.actions import record
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.models import PARTS, Restructuring, Role, RoleChoice, RoleKind, Substitution, Unit, Verb
from phoihop.org.plan.steps import given, units_of
from phoihop.org.queries import administrators_over, visible_units
from phoihop.org.role_earlier import keep_earlier

LONGEST = timedelta(days=366)  # of a loan


@transaction.atomic
def grant_role(
    *, actor: Actor, user: User, unit: Unit, kind: str, starts: date | None = None, ends: date | None = None
) -> Role:
    """The same role for days that it is held on already gives the one there is; days that only overlap are refused."""
    if not rules.may_administer(actor) or not visible_units(actor).filter(pk=unit.pk).exists():
        raise PermissionDenied
    first = starts or actor.on
    if ends and ends <= first:
        raise Refused(_("The role would end before it begins. Give a later last day."))
    if held := _held(user, unit, kind, first, ends):
        return held
    role = Role.objects.create(user=user, unit=unit, kind=kind, starts=first, ends=ends, recorded=actor.at)
    record(actor=actor, verb=Verb.GRANTED, subject=role, words={"user": user.pk, "unit": unit.pk, "kind": str(kind)})
    return role


def _held(user: User, unit: Unit, kind: str, first: date, ends: date | None) -> Role | None:
    """What holds on all of these days; the row of the person is locked, so that two who give it at once see each other."""
    User.objects.select_for_update().get(pk=user.pk)
    rows = Role.objects.standing().filter(Q(ends=None) | Q(ends__gt=first), user=user, unit=unit, kind=kind)
    met = list((rows.filter(starts__lt=ends) if ends else rows).order_by("starts"))
    for role in met:
        if role.starts <= first and (role.ends is None or (ends is not None and ends <= role.ends)):
            return role
    if met:
        said = {"name": user.name, "role": met[0].get_kind_display(), "from": formats.day(met[0].starts)}
        raise Refused(_held_words(met[0].ends) % {**said, "until": formats.day(met[0].ends) if met[0].ends else ""})
    return None


def _held_words(ends: date | None) -> str:
    if ends is None:
        return _(
            "%(name)s is %(role)s here already, from %(from)s on. Choose days before that, or take that role away first."
        )
    return _(
        "%(name)s is %(role)s here already, from %(from)s until before %(until)s. Choose days that do not overlap, or take that role away first."
    )


@transaction.atomic
def revoke_role(*, actor: Actor, role: Role) -> None:
    """From today on; what was done under it stays done."""
    role = Role.objects.select_for_update().get(pk=role.pk)
    if not rules.may_administer(actor) or not visible_units(actor).filter(pk=role.unit_id).exists():
        raise PermissionDenied
    if role.kind == RoleKind.ADMINISTRATOR and not administrators_over(role.unit_id, actor.on).exclude(pk=role.pk):
        raise Refused(_("This is the last administrator. Name another one first."))
    if role.starts >= actor.on:
        role.superseded = actor.at
    else:
        keep_earlier([role.pk], actor.at)
        role.ends = actor.on
    role.save(update_fields=["superseded", "ends"])
    record(actor=actor, verb=Verb.REVOKED, subject=role, words={"user": role.user_id, "unit": role.unit_id})


@transaction.atomic
def substitute(*, actor: Actor, role: Role, by: User, starts: date, ends: date, reason: str) -> Substitution:
    """All that the role may, lent by its holder or by an administrator, until a day."""
    lent = _lend(actor, role, by, Span(starts, ends), reason)
    record(
        actor=actor, verb=Verb.SUBSTITUTED, subject=lent, words={"role": role.pk, "by": by.pk, "reason": lent.reason}
    )
    return lent


@transaction.atomic
def delegate(
    *, actor: Actor, role: Role, by: User, part: str, task: str, starts: date, ends: date, reason: str
) -> Substitution:
    """A part of what the role may, for a task, until a day; who delegates keeps all of it."""
    if not task.strip():
        raise Refused(_("Say for which task it is given."))
    if part not in PARTS.get(role.kind, ()):
        raise Refused(_("That is no part of this role. Choose one of those offered."))
    lent = _lend(actor, role, by, Span(starts, ends), reason, part=part, task=task.strip())
    words = {"role": role.pk, "by": by.pk, "part": part, "task": lent.task, "reason": lent.reason}
    record(actor=actor, verb=Verb.DELEGATED, subject=lent, words=words)
    return lent


@dataclass(frozen=True, slots=True)
class Span:
    """`ends` is the first day no longer in it."""

    starts: date
    ends: date


def _lend(
    actor: Actor, role: Role, by: User, span: Span, reason: str, *, part: str = "", task: str = ""
) -> Substitution:
    if not rules.may_lend(actor, role):
        raise PermissionDenied
    if by.pk == role.user_id:
        raise Refused(_("Nobody stands in for themselves. Choose another person."))
    if span.ends <= span.starts:
        raise Refused(_("The last day lies before the first. Correct the dates."))
    if span.ends <= actor.on:
        raise Refused(_("These days are past. Rights are lent from today on."))
    if role.superseded or (role.ends and role.ends <= span.starts):
        raise Refused(_("The role is over by then, so there is nothing to lend."))
    if not reason.strip():
        raise Refused(_("Say why somebody stands in."))
    if span.ends > span.starts + LONGEST:
        raise Refused(_("A role is lent for a year at most. Choose an earlier last day; it can be lent again then."))
    same = Substitution.objects.filter(role=role, substitute=by, part=part, ended_on=None, starts__lt=span.ends)
    if (held := same.filter(ends__gt=span.starts, task=task).first()) is not None:
        words = {"name": by.name, "from": formats.day(held.starts), "until": formats.day(held.ends)}
        raise Refused(
            _("%(name)s stands in already, from %(from)s until before %(until)s. End that first, or choose other days.")
            % words
        )
    return Substitution.objects.create(
        role=role, substitute=by, starts=span.starts, ends=span.ends, reason=reason.strip(), part=part, task=task,
        made_at=actor.at,
    )  # fmt: skip


@transaction.atomic
def end_loan(*, actor: Actor, lent: Substitution, reason: str) -> Substitution:
    """From today on, before its time; what was done under it stays done."""
    lent = Substitution.objects.select_for_update().get(pk=lent.pk)
    if not rules.may_end_loan(actor, lent):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say why it ends earlier; it goes on record."))
    if lent.ended_on or lent.ends <= actor.on:
        return lent
    lent.ended_on, lent.ended_reason = actor.on, reason.strip()
    lent.save(update_fields=["ended_on", "ended_reason"])
    record(actor=actor, verb=Verb.LENT_ENDED, subject=lent, words={"role": lent.role_id, "reason": lent.ended_reason})
    return lent


@transaction.atomic
def choose_roles(*, actor: Actor, restructuring: Restructuring, choices: Mapping[int, tuple[str, str] | None]) -> int:
    """Where a role goes on otherwise than the rule says: role → (key of an heir or «», kind), None for the rule."""
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    if not rules.may_restructure(actor, units_of(given(made))):
        raise PermissionDenied
    if made.status not in {Restructuring.Status.DRAFT, Restructuring.Status.PLANNED}:
        raise Refused(_("This decision is in effect. Give and take roles one by one now."))
    before = {row.role_id: row for row in RoleChoice.objects.filter(restructuring=made)}
    changed = {role: pick for role, pick in choices.items() if pick != _picked(before.get(role))}
    for role, pick in changed.items():
        RoleChoice.objects.filter(restructuring=made, role=role).delete()
        if pick is not None:
            RoleChoice.objects.create(restructuring=made, role_id=role, unit_key=pick[0], kind=pick[1])
    if changed:
        said = {str(role): " ".join(pick) if pick else "" for role, pick in changed.items()}
        record(actor=actor, verb=Verb.ROLES_CHOSEN, subject=made, words={"count": len(changed), "chosen": said})
    return len(changed)


def _picked(row: RoleChoice | None) -> tuple[str, str] | None:
    return (row.unit_key, row.kind) if row else None
