"""Who could see a thing on a day and by what; what somebody would see, without becoming them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.accounts.models import User
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.days import day_in, unread_days
from phoihop.kit.listing import KINDS, as_file
from phoihop.org import rules
from phoihop.org.actions.looking import look_as
from phoihop.org.middleware import ActorRequest
from phoihop.org.people import visible_people
from phoihop.org.queries import PostHeld, actor_at, past_posts_of, posts_of, visible_units
from phoihop.org.sight import Sight, registered, sight_of, who_saw
from phoihop.org.views.days import day_asked, end_of, known_asked

SHOWN = 10


@require_GET
def who(request: ActorRequest, kind: str, pk: int) -> HttpResponseBase:
    sight = sight_of(kind)
    if sight is None:
        raise Http404
    thing = get_object_or_404(sight.visible(request.actor), pk=pk)
    if not rules.may_ask_who_saw(request.actor):
        raise PermissionDenied
    day, readable = day_asked(request, request.actor.on)
    told, known_on, known = _known(request, day)
    seers = who_saw(kind, thing, day, known=known)
    if (shape := request.GET.get("dang")) in KINDS:
        heads = [_("Full name"), _("Unit"), _("Role"), _("By what"), _("In the place of"), _("Looked in")]
        rows = [
            [one.user.name, one.unit_name, one.role_words, one.way, ", ".join(one.lent), ", ".join(one.helped)]
            for one in seers
        ]
        return as_file(shape, "ai-xem-duoc", heads, rows)
    context = {
        "word": sight.word(),
        "title": sight.title(thing),
        "address": sight.address(request.post.key, thing),
        "since": sight.since(thing),
        "day": day,
        "known_told": told,
        "known_on": known_on if known else None,
        "today": request.actor.on,
        "unreadable": "" if readable else request.GET.get("ngay", ""),
        "unread": unread_days(request.GET, "biet"),
        "seers": seers,
        "total": len(seers),
        "people": len({one.user.pk for one in seers}),
        "may_read_people": rules.may_read_people(request.actor),
    }
    return render(request, "org/who_saw.html", context)


def _known(request: ActorRequest, day: date) -> tuple[date | None, date, datetime | None]:
    """What was typed; and by the end of which day it must have been known: unless typed, of the very day asked about.
    From today on that is now.
    """
    told, _moment = known_asked(request)
    on = told or day
    return told, on, end_of(on) if on < request.actor.on else None


@dataclass(frozen=True, slots=True)
class Glance:
    """Of one kind of thing: how many there are for the person, and of the newest those the asker reads too."""

    words: str
    count: int
    shown: list[tuple[str, str]]
    hidden: int


@require_http_methods(["GET", "POST"])
def as_person(request: ActorRequest, pk: int) -> HttpResponse:
    """Asked by a form, since each look goes on record."""
    found: User = get_object_or_404(visible_people(request.actor), pk=pk)
    if not rules.may_look_as(request.actor):
        raise PermissionDenied
    typed = request.POST.get("ngay", "").strip()
    day = day_in(typed) or request.actor.on
    posts = _posts(request, found, day)
    post = next((held for held in posts if held.key == request.POST.get("don-vi")), posts[0] if posts else None)
    context: dict[str, Any] = {
        "person": found,
        "posts": posts,
        "post": post,
        "day": day,
        "today": request.actor.on,
        "unreadable": typed if typed and day_in(typed) is None else "",
        "glances": None,
    }
    if request.method == "POST" and post is not None and not context["unreadable"]:
        look_as(actor=request.actor, person=found, unit_id=post.unit_id, day=day)
        context["glances"] = _glances(request, _seen_by(found, post, day))
    return render(request, "org/look_as.html", context)


def _posts(request: ActorRequest, found: User, day: date) -> list[PostHeld]:
    """Where they worked that day, as far as the asker reaches today or then."""
    reached = {*visible_units(request.actor).values_list("pk", flat=True)}
    posts = [*posts_of(found.pk, on=day), *past_posts_of(found.pk, on=day)]
    return [held for held in posts if held.unit_id in reached or held.ended]


def _seen_by(found: User, post: PostHeld, day: date) -> Actor:
    return actor_at(found.pk, post, on=day, at=datetime.combine(day, time(23, 59), ZONE))


def _glances(request: ActorRequest, seen_by: Actor) -> list[Glance]:
    return [_glance(request, seen_by, sight) for sight in registered().values()]


def _glance(request: ActorRequest, seen_by: Actor, sight: Sight) -> Glance:
    theirs = sight.visible(seen_by)
    newest = list(theirs[:SHOWN])
    mine = set(sight.visible(request.actor).filter(pk__in=[one.pk for one in newest]).values_list("pk", flat=True))
    shown = [(sight.title(one), sight.address(request.post.key, one)) for one in newest if one.pk in mine]
    return Glance(sight.words(), theirs.count(), shown, len(newest) - len(shown))
