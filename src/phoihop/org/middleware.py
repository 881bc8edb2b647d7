"""Who acts is read from the address: `/dv/<unit>/…`, so that two tabs don't mix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from phoihop.accounts.models import User
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.org.models import Support
from phoihop.org.queries import PostHeld, actor_at, past_posts_of, posts_of
from phoihop.org.support import SESSION_KEY, helped_actor, support_of

SAFE = {"GET", "HEAD", "OPTIONS"}


class ActorRequest(HttpRequest):
    """What every view under `/dv/<unit>/` is given; `support` while somebody looks in for somebody else."""

    user: User
    actor: Actor
    post: PostHeld
    posts: list[PostHeld]
    support: Support | None
    htmx: Any


class ActorMiddleware:
    """Sets `request.actor`, `request.post` and `request.posts` (all of the user's); a unit not the user's looks absent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        key = kwargs.pop("unit", None)
        if key is None or not request.user.is_authenticated:
            return None
        at = clock.now()
        on = at.astimezone(clock.ZONE).date()
        asking = cast("ActorRequest", request)
        asking.posts, asking.support = posts_of(request.user.pk, on=on), None
        if not (SESSION_KEY in request.session and _as_another(asking, key, on, at)):
            _as_oneself(asking, key, on, at)
        reads_only = asking.actor.reads_only and not getattr(view, "leaves_support", False)
        if reads_only and request.method not in SAFE:
            raise PermissionDenied
        return None


def _as_oneself(request: ActorRequest, key: str, on: date, at: datetime) -> None:
    post = next((held for held in request.posts if held.key == key), None)
    if post is None:  # seldom, so it costs others nothing
        post = next((held for held in past_posts_of(request.user.pk, on=on) if held.key == key), None)
    if post is None:
        raise Http404
    request.actor, request.post = actor_at(request.user.pk, post, on=on, at=at), post


def _as_another(request: ActorRequest, key: str, on: date, at: datetime) -> bool:
    """While support lasts, its unit's address shows what the person sees; every other address is one's own."""
    support = support_of(request.session[SESSION_KEY], request.user.pk, at=at)
    if support is None:
        return False
    request.support = support
    if support.unit.key != key:
        return False
    found = helped_actor(support, on=on, at=at)
    if found is None:  # the person has no role there any more
        return False
    request.actor, request.post = found
    return True
