"""Due days for any calendar: a file to take away, or an address that it fetches by itself."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods
from icalendar import Calendar, Event

from phoihop.duties.actions.subscribing import close_calendar, open_calendar
from phoihop.duties.models import Obligation
from phoihop.duties.queries import may_read, open_ones, owed_by_unit
from phoihop.duties.queries.calendars import calendar_key, own_key, reader_of, token_of
from phoihop.duties.views.lines import letter_of, period_words
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on

MOST = 2000


@require_http_methods(["GET", "POST"])
def calendars(request: ActorRequest) -> HttpResponse:
    """How to get due days into one's own calendar; a press makes the address anew or ends it."""
    if request.method == "POST":
        if not may_read(request.actor):
            raise PermissionDenied
        if "drop" in request.POST:
            close_calendar(actor=request.actor)
            messages.success(request, _("The address is gone; calendars that used it get nothing any more."))
        else:
            open_calendar(actor=request.actor)
            messages.success(request, _("The address is made. Give it to your calendar and to nobody else."))
        return redirect("duties:calendars", request.post.key)
    key = own_key(request.actor)
    where = _absolute(reverse("duties-feed:feed", args=[token_of(key)])) if key else ""
    context = {"key": key, "where": where, "may": may_read(request.actor)}
    return render(request, "duties/calendars.html", context)


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{path}"


@require_GET
def calendar(request: ActorRequest) -> HttpResponse:
    """The file itself, for who is signed in."""
    return _file(request.actor, request.post.key)


@login_not_required
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The same file for a calendar that knows the address, with the rights its owner has today."""
    key = calendar_key(token)
    at = clock.now()
    actor = reader_of(key, on=clock.today(), at=at) if key else None
    if key is None or actor is None:
        raise Http404
    with override(key.user.language):
        return _file(actor, key.unit.key)


def _file(actor: Actor, unit_key: str) -> HttpResponse:
    """What the unit still owes and has a day; fetched again, the same entries are replaced."""
    rows = open_ones(owed_by_unit(actor)).filter(due__isnull=False)
    made = Calendar()
    made.add("prodid", "-//Phoi hop//vi")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Due days of %(unit)s") % {"unit": name_on(actor.unit, actor.on)})
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for row in rows.select_related("duty", "duty__document").order_by("due", "id")[:MOST]:
        made.add_component(_event(row, actor, unit_key))
    return HttpResponse(
        made.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="han-{unit_key}.ics"',
            "Cache-Control": "private, max-age=300",
        },
    )


def _event(row: Obligation, actor: Actor, unit_key: str) -> Event:
    event = Event()
    event.add("uid", f"obligation-{row.pk}@phoihop")
    event.add("dtstamp", actor.at)
    event.add("summary", _("Due: %(title)s") % {"title": row.duty.title})
    event.add("description", f"{period_words(row)} · {letter_of(row.duty)}")
    if row.due:
        event.add("dtstart", row.due)
        event.add("dtend", row.due + timedelta(days=1))
    event.add("url", _absolute(reverse("duties:obligation", args=[unit_key, row.pk])))
    event.add("transp", "TRANSPARENT")
    return event
