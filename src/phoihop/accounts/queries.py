"""Reads of users, invitations and sessions."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from phoihop.accounts.models import Invitation, User
from phoihop.kit.actor import Actor


def self_actor(user_id: int, *, on: date, at: datetime) -> Actor:
    """A user minding their own account, at no unit."""
    return Actor(user_id, None, "self", on, at)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str, *, at: datetime) -> Invitation | None:
    """The invitation behind a link; None when it is used, taken back, past or was never there."""
    found = Invitation.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    return found if found and found.is_open(at) else None


def waiting_invitations() -> QuerySet[Invitation]:
    """Sent and neither used nor taken back, the newest first; past ones among them."""
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return rows.select_related("user", "invited_by").order_by("-created_at", "-pk")


def sessions_of(user_id: int) -> list[UserSession]:
    """Where the user is signed in, the latest first; ended ones are cleared away at the next sign-in."""
    return list(UserSession.objects.filter(user_id=user_id).order_by("-last_seen_at", "-pk"))


def users_matching(words: str) -> QuerySet[User]:
    rows = User.objects.order_by("name", "pk")
    return rows.filter(Q(name__icontains=words) | Q(email__icontains=words)) if words else rows
