"""Support: letting in, looking in, and the way out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.accounts.models import User
from phoihop.kit import clock, formats
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org import actions, rules
from phoihop.org.forms import HelpForm, LetInForm
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Support, SupportLeave, Unit
from phoihop.org.people import visible_people
from phoihop.org.queries import name_on, visible_units
from phoihop.org.support import SESSION_KEY, leave_on, why_not_here
from phoihop.org.tree import known_units


@require_http_methods(["GET", "POST"])
def let_in(request: ActorRequest, key: str) -> HttpResponse:
    """The unit's own head or leader lets support in for some days."""
    found = get_object_or_404(known_units(request.actor), key=key)
    if not rules.may_let_in(request.actor, found):
        raise PermissionDenied
    today = formats.day(request.actor.on, language="vi")
    form = LetInForm(request.POST if request.method == "POST" else None, initial={"starts": today, "last": today})
    if form.is_valid():
        given = form.cleaned_data
        ends = given.pop("last") + timedelta(days=1)
        try:
            actions.allow_support(actor=request.actor, unit=found, ends=ends, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done."))
            return redirect("org:unit", request.post.key, key)
    context = {"form": form, "unit": found, "name": name_on(found.pk, request.actor.on), "off": why_not_here()}
    return render(request, "org/let_in.html", context)


@require_POST
def shut_out(request: ActorRequest, pk: int) -> HttpResponse:
    rows = SupportLeave.objects.filter(unit__in=visible_units(request.actor)).select_related("unit")
    leave = get_object_or_404(rows, pk=pk)
    actions.stop_support(actor=request.actor, leave=leave)
    messages.success(request, _("Nobody looks in any more."))
    return redirect("org:unit", request.post.key, leave.unit.key)


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest, pk: int, key: str) -> HttpResponse:
    person: User = get_object_or_404(visible_people(request.actor), pk=pk)
    found = get_object_or_404(Unit.objects.filter(pk__in=visible_units(request.actor).values("pk")), key=key)
    if not rules.would_support(request.actor, found.pk) or person.pk == request.actor.user_id:
        raise PermissionDenied
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            begun = actions.begin_support(actor=request.actor, person=person, unit=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[SESSION_KEY] = begun.pk
            return redirect("web:home", found.key)
    context: dict[str, Any] = {
        "form": form,
        "person": person,
        "unit": found,
        "name": name_on(found.pk, request.actor.on),
        "leave": leave_on(found.pk, request.actor.on),
        "off": why_not_here(),
    }
    return render(request, "org/help.html", context)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """From whatever page; the way out is never barred."""
    found = Support.objects.filter(pk=request.session.pop(SESSION_KEY, 0), supporter=request.user.pk).first()
    if found is not None:
        at = clock.now()
        actor = Actor(request.user.pk, None, "self", at.astimezone(clock.ZONE).date(), at)
        actions.end_support(actor=actor, support=found)
        messages.success(request, _("You are yourself again."))
    return redirect("/")
