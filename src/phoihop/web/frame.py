"""What every page's frame is told: doors, unit, day, theme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from phoihop.kit import clock
from phoihop.org.histories import ROUTES
from phoihop.org.models import Support
from phoihop.org.queries import PostHeld
from phoihop.org.support import SESSION_KEY, support_of
from phoihop.web.navigation import TABS, ShownDoor, doors

THEME_COOKIE = "phoihop_theme"
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Frame:
    """`theme` is empty where the page follows the device."""

    doors: list[ShownDoor]
    post: PostHeld | None
    posts: list[PostHeld]
    today: date
    theme: str
    demo: bool
    history: str = ""  # where the page's thing tells what was done to it
    support: Support | None = None

    @property
    def tabs(self) -> list[ShownDoor]:
        return self.doors if len(self.doors) <= TABS else self.doors[: TABS - 1]

    @property
    def has_more(self) -> bool:
        return len(self.doors) > TABS


def theme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def _support(request: HttpRequest) -> Support | None:
    """While it lasts the band stands on every page, those of one's own account too."""
    session = getattr(request, "session", None)
    if session is None or SESSION_KEY not in session or not request.user.is_authenticated:
        return None
    return support_of(session[SESSION_KEY], request.user.pk, at=clock.now())


def _frame(request: HttpRequest) -> Frame:
    return Frame(
        doors=doors(request),
        post=getattr(request, "post", None),
        posts=getattr(request, "posts", []),
        today=clock.today(),
        theme=theme_of(request),
        demo=bool(settings.DEMO),
        history=_history(request),
        support=_support(request),
    )


def _history(request: HttpRequest) -> str:
    """Of pages that show one thing, for whom its history opens."""
    post, match = getattr(request, "post", None), request.resolver_match
    found = ROUTES.get(match.view_name) if match else None
    if post is None or match is None or found is None or not found[0].offered(request.actor):  # type: ignore[attr-defined]  # ActorRequest's
        return ""
    kind, word = found
    return reverse("org:history", args=[post.key, kind.slug, match.kwargs[word]])


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor; a fragment that asks for nothing pays nothing."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}
