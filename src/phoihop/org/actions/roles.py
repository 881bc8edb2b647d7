"""Rights are given, taken and lent; they are dated and never deleted."""

from __future__ import annotations

from datetime import date

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
from phoihop.org.models import Role, RoleKind, Substitution, Unit, Verb
from phoihop.org.queries import administrators_over, visible_units


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
        role.ends = actor.on
    role.save(update_fields=["superseded", "ends"])
    record(actor=actor, verb=Verb.REVOKED, subject=role, words={"user": role.user_id, "unit": role.unit_id})


@transaction.atomic
def substitute(*, actor: Actor, role: Role, by: User, starts: date, ends: date, reason: str) -> Substitution:
    """Lent by its holder or by an administrator, until a day."""
    if not rules.may_lend(actor, role):
        raise PermissionDenied
    if by.pk == role.user_id:
        raise Refused(_("Nobody stands in for themselves. Choose another person."))
    if ends <= starts:
        raise Refused(_("The last day lies before the first. Correct the dates."))
    if not reason.strip():
        raise Refused(_("Say why somebody stands in."))
    lent = Substitution.objects.create(
        role=role, substitute=by, starts=starts, ends=ends, reason=reason.strip(), made_at=actor.at
    )
    record(actor=actor, verb=Verb.SUBSTITUTED, subject=lent, words={"role": role.pk, "by": by.pk})
    return lent
