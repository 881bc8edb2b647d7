"""Small pages and choices of the frame."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from phoihop.documents.rules import may_register
from phoihop.kit import clock
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Unit
from phoihop.org.queries import PostHeld, past_posts_of, posts_of
from phoihop.web.frame import THEME_COOKIE, THEMES
from phoihop.web.today import steers, today_of

YEAR = 365 * 24 * 3600


def back(request: HttpRequest) -> str:
    """Where the form was sent from; never another site."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device; kept in the browser, since it belongs to the screen."""
    response = redirect(back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@require_GET
def more(request: ActorRequest) -> HttpResponse:
    """All rooms in one list, for phones."""
    return render(request, "web/more.html")


def _choice(posts: list[PostHeld]) -> dict[str, object]:
    """Where there is no unit at all, the first user is asked for the office."""
    return {"posts": posts, "house_is_empty": not posts and not Unit.objects.exists()}


def _posts(request: HttpRequest) -> list[PostHeld]:
    """Units of today; then those that are no more, to be read."""
    user, today = request.user.pk or 0, clock.today()
    return [*posts_of(user, on=today), *past_posts_of(user, on=today)]


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The first page: the unit's own, or the choice where the user works for several."""
    posts = _posts(request)
    now = [post for post in posts if post.ended is None]
    if len(now) == 1 or len(posts) == 1:
        return redirect("web:home", posts[0].key)
    return render(request, "web/units.html" if posts else "web/start.html", _choice(posts))


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """All units the user works for, on a page of its own."""
    posts = _posts(request)
    return render(request, "web/units.html" if posts else "web/start.html", _choice(posts))


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """What an office must see first; a unit that asks nothing of others begins with its due-list."""
    if not steers(request.actor):
        return redirect("org:units" if request.actor.role == "administrator" else "duties:due_list", request.post.key)
    context = {"today": today_of(request.actor), "may_register": may_register(request.actor)}
    return render(request, "web/home.html", context)
