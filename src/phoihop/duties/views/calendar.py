"""Due days as a file for any calendar."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from phoihop.duties.models import Obligation
from phoihop.duties.queries import open_ones, owed_by_unit
from phoihop.duties.views.lines import letter_of, period_words
from phoihop.org.middleware import ActorRequest

MOST = 2000


@require_GET
def calendar(request: ActorRequest) -> HttpResponse:
    """What the unit still owes and has a day; fetched again, the same entries are replaced."""
    rows = open_ones(owed_by_unit(request.actor)).filter(due__isnull=False)
    made = Calendar()
    made.add("prodid", "-//Phoi hop//vi")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Due days of %(unit)s") % {"unit": request.post.name})
    for row in rows.select_related("duty", "duty__document").order_by("due", "id")[:MOST]:
        made.add_component(_event(row, request))
    return HttpResponse(
        made.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="han-{request.post.key}.ics"'},
    )


def _event(row: Obligation, request: ActorRequest) -> Event:
    event = Event()
    event.add("uid", f"obligation-{row.pk}@phoihop")
    event.add("dtstamp", request.actor.at)
    event.add("summary", _("Due: %(title)s") % {"title": row.duty.title})
    event.add("description", f"{period_words(row)} · {letter_of(row.duty)}")
    if row.due:
        event.add("dtstart", row.due)
        event.add("dtend", row.due + timedelta(days=1))
    event.add("url", f"{settings.BASE_URL.rstrip('/')}/dv/{request.post.key}/viec/{row.pk}/")
    event.add("transp", "TRANSPARENT")
    return event
