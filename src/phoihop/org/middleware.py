"""Who acts is read from the address: `/dv/<unit>/…`, so that two tabs don't mix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from phoihop.accounts.models import User
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.org.queries import PostHeld, actor_at, posts_of


class ActorRequest(HttpRequest):
    """What every view under `/dv/<unit>/` is given."""

    user: User
    actor: Actor
    post: PostHeld
    posts: list[PostHeld]
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
        posts = posts_of(request.user.pk, on=on)
        post = next((held for held in posts if held.key == key), None)
        if post is None:
            raise Http404
        asking = cast("ActorRequest", request)
        asking.actor = actor_at(request.user.pk, post, on=on, at=at)
        asking.post, asking.posts = post, posts
        return None
