"""Views of lists kept under a name."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.duties.actions.saving import drop_view, save_view
from phoihop.duties.forms import SaveViewForm
from phoihop.duties.models import SavedView
from phoihop.duties.queries import may_read
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest


@require_POST
def save(request: ActorRequest) -> HttpResponse:
    if not may_read(request.actor):
        raise PermissionDenied
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The view was not kept. Give it a name of at most 80 letters."))
        return redirect(_page(request, request.POST.get("page", ""), request.POST.get("query", "")))
    try:
        view = save_view(actor=request.actor, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The view «%(name)s» is kept.") % {"name": view.name})
    return redirect(_page(request, form.cleaned_data["page"], form.cleaned_data["query"]))


def _page(request: ActorRequest, page: str, query: str) -> str:
    name = page if page in {"owed", "asked", "board"} else "owed"
    return reverse(f"duties:{name}", args=[request.post.key]) + (f"?{query}" if query else "")


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, user_id=request.actor.user, unit_id=request.actor.unit)
    page = view.page
    drop_view(actor=request.actor, view=view)
    messages.success(request, _("The view is removed."))
    return redirect(_page(request, page, ""))
