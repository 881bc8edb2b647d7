"""The first page of an empty installation: the office itself."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from phoihop.kit import clock, formats
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import found_office
from phoihop.org.forms import OfficeForm
from phoihop.org.keys import key_from
from phoihop.org.models import Unit


def first_of_year(today: date) -> str:
    return formats.day(today.replace(month=1, day=1), language="vi")


@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Once; as soon as there is a unit this page leads to the first page."""
    if Unit.objects.exists():
        return redirect("/")
    today = clock.today()
    form = OfficeForm(request.POST if request.method == "POST" else None, initial={"since": first_of_year(today)})
    if form.is_valid():
        name = form.cleaned_data["name"].strip()
        short = form.cleaned_data["short_name"].strip() or name[:80]
        actor = Actor(request.user.pk, None, "founder", today, clock.now())
        try:
            unit = found_office(
                actor=actor, key=key_from(name), name=name, short_name=short, since=form.cleaned_data["since"]
            )
            return redirect("org:units", unit.key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "org/found.html", {"form": form})
