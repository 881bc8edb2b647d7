"""All events of units as a file, and such a file brought: looked over, then done as one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from phoihop.files.actions import check_size
from phoihop.files.views import as_download
from phoihop.kit import formats
from phoihop.kit.listing import KINDS, as_file
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions.events import NOT_IN_IT, Brought, take_in_events, try_events, with_own_office
from phoihop.org.events import Event, history, in_order
from phoihop.org.events_file import as_json, heads, read_events, rows_of
from phoihop.org.lists import Row
from phoihop.org.middleware import ActorRequest
from phoihop.org.own_office import offices_in

SHOWN = 200
NAME = "su-kien-don-vi"


class EventsForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Events of units"), help_text=gettext_lazy("JSON, XLSX or CSV, as it is exported here.")
    )
    do = forms.ChoiceField(
        label=gettext_lazy("What to do with it"),
        choices=[("look", gettext_lazy("Look it over only")), ("take", gettext_lazy("Take it in, if nothing is wrong"))],
        initial="look",
    )  # fmt: skip

    own = forms.CharField(
        label=gettext_lazy("Your own office is, in the file"),
        help_text=gettext_lazy("Its past in the file becomes the past of your office."),
        required=False,
        widget=forms.Select,
    )

    def offer(self, offices: list[tuple[str, str]]) -> None:
        """Which units it may be; before a file was read there is nothing to choose from."""
        same = ("", _("The unit with the same key, if there is one"))
        none = (NOT_IN_IT, _("None of them: they stand beside my office"))
        named = [(key, f"{name} ({key})") for key, name in offices]
        self.fields["own"].widget.choices = [same, *named, none]

    def hide_own(self) -> None:
        if not self.fields["own"].widget.choices:
            del self.fields["own"]


@require_http_methods(["GET", "POST"])
def events(request: ActorRequest) -> HttpResponseBase:
    if not rules.may_administer_all(request.actor):
        raise PermissionDenied
    if request.method == "GET" and (kind := request.GET.get("dang")):
        return _file(kind)
    form = EventsForm(request.POST, request.FILES) if request.method == "POST" else EventsForm()
    if form.is_valid():
        try:
            return _brought(request, form)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    form.hide_own()
    return render(request, "org/events.html", {"form": form}, status=400 if form.errors else 200)


def _file(kind: str) -> HttpResponseBase:
    if kind in KINDS:
        return as_file(kind, NAME, heads(), rows_of(history()))
    return as_download(as_json(history()).encode(), f"{NAME}.json", "application/json")


def _brought(request: ActorRequest, form: EventsForm) -> HttpResponse:
    given = form.cleaned_data
    file = given["file"]
    check_size(file.size)
    found, rows = read_events(file.read(), file.name)
    brought = Brought()
    if not any(row.problems for row in rows):
        form.offer(offices_in(in_order(found), request.actor.on))
        try:
            found = with_own_office(request.actor, found, given["own"])
        except Refused as refusal:
            form.add_error("own", str(refusal))
            return render(request, "org/events.html", {"form": form}, status=400)
        brought = try_events(actor=request.actor, events=found)
        _say_trouble(brought, found, rows)
    problems = [problem for row in rows for problem in row.problems]
    if given["do"] == "take" and not problems:
        done = take_in_events(actor=request.actor, events=found)
        count = len(done.new)
        said = ngettext("%(n)s event was taken in.", "%(n)s events were taken in.", count)
        messages.success(request, said % {"n": formats.number(count)})
        return redirect("org:unit_events", request.post.key)
    again = EventsForm(initial={"own": given["own"], "do": "take"})
    again.fields["own"].widget = form.fields["own"].widget
    again.hide_own()
    context = {
        "form": again,
        "looked": True,
        "problems": problems,
        "total": len(found),
        "there": brought.there,
        "new": brought.new[:SHOWN],
        "count": len(brought.new),
    }
    return render(request, "org/events.html", context, status=400 if problems else 200)


def _say_trouble(brought: Brought, found: list[Event], rows: list[Row]) -> None:
    """At the cell of the event that could not be done."""
    if brought.trouble:
        event, words = brought.trouble
        at = next(number for number, one in enumerate(found) if one is event)
        rows[at].wrong("key", words)
