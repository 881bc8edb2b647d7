"""The first page of an empty installation: the office itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.actions import found_office
from phoihop.org.forms import OfficeForm
from phoihop.org.keys import key_from
from phoihop.org.models import Unit


@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Once; as soon as there is a unit this page leads to the first page."""
    if Unit.objects.exists():
        return redirect("/")
    form = OfficeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"].strip()
        short = form.cleaned_data["short_name"].strip() or name[:80]
        actor = Actor(request.user.pk, None, "founder", clock.today(), clock.now())
        try:
            unit = found_office(actor=actor, key=key_from(name), name=name, short_name=short)
            return redirect("org:units", unit.key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "org/found.html", {"form": form})
