"""Who acts is read from the address: `/dv/<unit>/…`, so that two tabs don't mix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.org.queries import PostHeld, actor_for, posts_of


class ActorRequest(HttpRequest):
    """What every view under `/dv/<unit>/` is given."""

    actor: Actor
    post: PostHeld
    htmx: Any


class ActorMiddleware:
    """Sets `request.actor` and `request.post`; a unit that is not the user's looks absent."""

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
        actor = actor_for(request.user.pk, key, on=on, at=at)
        if actor is None:
            raise Http404
        request.actor = actor  # type: ignore[attr-defined]  # ActorRequest
        request.post = next(p for p in posts_of(request.user.pk, on=on) if p.key == key)  # type: ignore[attr-defined]
        return None
