"""Who is asking, for pages that are about the user themselves."""

from __future__ import annotations

from django.http import HttpRequest

from phoihop.accounts.models import User
from phoihop.accounts.queries import self_actor
from phoihop.kit import clock
from phoihop.kit.actor import Actor


class UserRequest(HttpRequest):
    """Signed in, as the middleware has made sure."""

    user: User


def user_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def actor_of(user: User) -> Actor:
    return self_actor(user.pk, on=clock.today(), at=clock.now())
