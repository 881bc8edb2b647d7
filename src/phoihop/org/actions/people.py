"""People come in and go: an account and a role together, as one act of the administrator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.actions import invite_user, let_back, revoke_invitation, stop_user
from phoihop.accounts.models import Invitation, Language, User
from phoihop.kit.actor import Actor
from phoihop.org import rules
from phoihop.org.actions.roles import grant_role
from phoihop.org.models import Role, Unit


@transaction.atomic
def invite(
    *,
    actor: Actor,
    email: str,
    name: str,
    unit: Unit,
    kind: str,
    starts: date | None = None,
    language: str = Language.VIETNAMESE,
) -> Role:
    """Who has an account already only gets the role; everybody else also gets a letter with a link."""
    if not rules.may_administer(actor):
        raise PermissionDenied
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None or (user.joined_at is None and not _waits(user, actor)):
        user = invite_user(actor=actor, email=email, name=name, language=language).invitation.user
    return grant_role(actor=actor, user=user, unit=unit, kind=kind, starts=starts)


@transaction.atomic
def invite_many(*, actor: Actor, guests: Iterable[tuple[str, str, Unit, str]]) -> int:
    """All of a list (name, e-mail, unit, role) or nobody."""
    roles = [invite(actor=actor, email=email, name=name, unit=unit, kind=kind) for name, email, unit, kind in guests]
    return len(roles)


def _waits(user: User, actor: Actor) -> bool:
    """A second role while the first letter is still good needs no second letter."""
    return any(invitation.is_open(actor.at) for invitation in user.invitations.all())


@transaction.atomic
def take_back_invitation(*, actor: Actor, invitation: Invitation) -> Invitation:
    if not rules.may_close(actor, invitation.user):
        raise PermissionDenied
    return revoke_invitation(actor=actor, invitation=invitation)


@transaction.atomic
def invite_again(*, actor: Actor, user: User) -> Invitation:
    """A new letter; the link of the old one opens nothing any more."""
    if not rules.may_close(actor, user):
        raise PermissionDenied
    return invite_user(actor=actor, email=user.email, name=user.name, language=user.language).invitation


@transaction.atomic
def close_account(*, actor: Actor, user: User, reason: str) -> User:
    """Only of people all of whose roles lie in the subtree."""
    if not rules.may_close(actor, user):
        raise PermissionDenied
    return stop_user(actor=actor, user=user, reason=reason)


@transaction.atomic
def open_account(*, actor: Actor, user: User) -> User:
    if not rules.may_close(actor, user):
        raise PermissionDenied
    return let_back(actor=actor, user=user)
