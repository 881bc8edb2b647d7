"""A large decision on its way: how far it is, and the button that stops it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from django_stubs_ext import StrPromise

from phoihop.jobs.actions import any_worker
from phoihop.kit.progress import Progress, asked_to_stop, progress_of
from phoihop.org import rules
from phoihop.org.actions import key_of, stop_undertaking
from phoihop.org.decisions import visible_decisions
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Restructuring, Undertaking

LARGE = 25  # steps; what has fewer is done while one waits
PARTS: dict[str, StrPromise] = {
    "check": _("checking"),
    "tree": _("names, places, codes and groups"),
    "reach": _("who stands below whom"),
    "org.roles": _("roles"),
    "documents": _("letters"),
    "duties": _("duties and what is owed"),
    "reports": _("forms"),
    "synthesis": _("reports"),
    "end": _("writing it down"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    asked: Undertaking
    progress: Progress | None
    stopping: bool

    @property
    def part(self) -> str:
        return str(PARTS.get(self.progress.part, "")) if self.progress else ""

    @property
    def percent(self) -> int:
        return int(100 * self.progress.share) if self.progress else 0


def is_large(made: Restructuring, request: ActorRequest) -> bool:
    """Worth handing to the worker, and there is one."""
    return made.steps.count() > LARGE and any_worker(request.actor.at)


def shown_of(made: Restructuring) -> Shown | None:
    """What is on its way, or None."""
    asked = Undertaking.objects.filter(restructuring=made, ended_at=None).select_related("by").first()
    if asked is None:
        return None
    key = key_of(made)
    return Shown(asked, progress_of(key), asked_to_stop(key))


def last_said(made: Restructuring) -> str:
    """Why the last one did not come to be; empty where it did."""
    last = Undertaking.objects.filter(restructuring=made).exclude(ended_at=None).order_by("-pk").first()
    return last.said if last else ""


@require_GET
def undertaking(request: ActorRequest, pk: int) -> HttpResponse:
    """The lines that a page asks for again and again; once it has ended the page is to be opened anew."""
    found = get_object_or_404(visible_decisions(request.actor), pk=pk)
    shown = shown_of(found)
    if shown is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context: dict[str, Any] = {"decision": found, "shown": shown, "may_stop": rules.may_administer(request.actor)}
    return render(request, "org/_undertaking.html", context)


@require_POST
def stop(request: ActorRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_decisions(request.actor), pk=pk)
    if not rules.may_administer(request.actor):
        raise PermissionDenied
    if asked := Undertaking.objects.filter(restructuring=found, ended_at=None).select_related("restructuring").first():
        stop_undertaking(actor=request.actor, undertaking=asked, post=request.post.key, name=request.user.name)
    return redirect("org:decision", request.post.key, pk)
