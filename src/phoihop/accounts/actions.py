"""The only way to change who may sign in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.accounts import mail, rules
from phoihop.accounts.models import Invitation, Language, User, Verb
from phoihop.accounts.queries import hash_of
from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused

OPEN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """The token is told once, here; only its hash is kept."""

    invitation: Invitation
    token: str


@transaction.atomic
def choose_language(*, actor: Actor, user: User, language: str) -> User:
    return _choose(actor, user, language=language)


@transaction.atomic
def choose_digest(*, actor: Actor, user: User, digest: bool) -> User:
    """One mail a day about what is due, or none."""
    return _choose(actor, user, digest=digest)


def _choose(actor: Actor, user: User, **chosen: str | bool) -> User:
    if not rules.is_self(actor, user.pk):
        raise PermissionDenied
    for field, value in chosen.items():
        setattr(user, field, value)
    user.save(update_fields=list(chosen))
    record(actor=actor, verb=Verb.CHOSEN, subject=user, words=dict(chosen))
    return user


@transaction.atomic
def invite_user(*, actor: Actor, email: str, name: str, language: str = Language.VIETNAMESE) -> Invited:
    """The user is there at once, so that roles can be given, and can sign in once the invitation is accepted."""
    if not rules.may_admit(actor):
        raise PermissionDenied
    user = _user_to_invite(email.strip().lower(), name.strip(), language)
    Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=actor.at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=user,
        token_hash=hash_of(token),
        invited_by_id=actor.user_id,
        created_at=actor.at,
        expires_at=actor.at + OPEN_FOR,
    )
    record(actor=actor, verb=Verb.INVITED, subject=invitation, words={"user": user.pk})
    transaction.on_commit(partial(mail.send_invitation, invitation, token), robust=True)
    return Invited(invitation, token)


def _user_to_invite(email: str, name: str, language: str) -> User:
    """A new one, or one who never came in."""
    validate_email(email)
    user = User.objects.select_for_update().filter(email=email).first()
    if user is None:
        user = User(email=email, name=name, language=language, is_active=False, joined_at=None)
        user.set_unusable_password()
        user.save()
    elif user.joined_at:
        raise Refused(_("%(name)s already has this address. Give them a role instead.") % {"name": user.name})
    else:
        user.name, user.language = name, language
        user.save(update_fields=["name", "language"])
    return user


@transaction.atomic
def admit_user(*, actor: Actor, email: str, name: str, password: str) -> User:
    """Let in from the command line, without a letter: the first administrator has nobody to invite them."""
    if not actor.is_system:
        raise PermissionDenied
    if not name.strip():
        raise Refused(_("The name is missing."))
    if User.objects.filter(email=email.strip().lower()).exists():
        raise Refused(
            _("The address %(email)s is taken. Choose another, or ask for a new password on the sign-in page.")
            % {"email": email}
        )
    user = User(email=email.strip().lower(), name=name.strip(), joined_at=actor.at)
    try:
        validate_email(user.email)
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    user.set_password(password)
    user.save()
    record(actor=actor, verb=Verb.JOINED, subject=user, words={"from": "command line"})
    return user


@transaction.atomic
def accept_invitation(*, actor: Actor, invitation: Invitation, password: str | None) -> User:
    """Once; without a password the user signs in by a passkey, or asks for a password by mail."""
    invitation = Invitation.objects.select_for_update().select_related("user").get(pk=invitation.pk)
    user = invitation.user
    if not rules.is_self(actor, user.pk):
        raise PermissionDenied
    if not invitation.is_open(actor.at):
        raise Refused(_("This invitation was used already, taken back or is past. Ask for a new one."))
    user.set_password(password)
    user.is_active = True
    user.joined_at = actor.at
    user.save(update_fields=["password", "is_active", "joined_at"])
    invitation.accepted_at = actor.at
    invitation.save(update_fields=["accepted_at"])
    record(actor=actor, verb=Verb.JOINED, subject=user, words={"invitation": invitation.pk})
    return user


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not rules.may_admit(actor):
        raise PermissionDenied
    if invitation.accepted_at:
        raise Refused(_("This invitation was accepted already. Close the account instead."))
    if invitation.revoked_at is None:
        invitation.revoked_at = actor.at
        invitation.save(update_fields=["revoked_at"])
        record(actor=actor, verb=Verb.REVOKED, subject=invitation)
    return invitation


@transaction.atomic
def stop_user(*, actor: Actor, user: User, reason: str) -> User:
    """Signed out everywhere at once; what they did stays theirs."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not rules.may_admit(actor):
        raise PermissionDenied
    if rules.is_self(actor, user.pk):
        raise Refused(_("Nobody closes their own account. Ask another administrator."))
    if not reason.strip():
        raise Refused(_("Say why the account is closed; it goes on record."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end(UserSession.objects.filter(user=user))
    record(actor=actor, verb=Verb.STOPPED, subject=user, words={"reason": reason.strip()})
    return user


@transaction.atomic
def let_back(*, actor: Actor, user: User) -> User:
    """A closed account opens again, with the password it had."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not rules.may_admit(actor):
        raise PermissionDenied
    if user.joined_at is None:
        raise Refused(_("%(name)s has not come in yet. Invite them once more.") % {"name": user.name})
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor=actor, verb=Verb.LET_BACK, subject=user)
    return user


@transaction.atomic
def end_sessions(*, actor: Actor, sessions: Iterable[UserSession]) -> int:
    """Signed out there; only the user's own."""
    own = list(sessions)
    if any(not rules.is_self(actor, session.user_id) for session in own):
        raise PermissionDenied
    _end(own)
    if own:
        record(actor=actor, verb=Verb.SESSION_ENDED, subject=own[0].user, words={"sessions": len(own)})
    return len(own)


def _end(sessions: Iterable[UserSession]) -> None:
    for session in sessions:
        session.end()
