"""Opening the desk, looking at it, being seen at it, and giving the letter out."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from phoihop.documents.queries import readable_documents
from phoihop.duties.desk.assigning import assign_letter
from phoihop.duties.desk.given import given_of
from phoihop.duties.desk.working import be_present, lay_on_desk
from phoihop.duties.models import DeskItem
from phoihop.duties.views.desk.editing import panel_of
from phoihop.duties.views.desk.showing import answer, desk_of, number, others_at, seen_of, show
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest


@require_POST
def lay(request: ActorRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(readable_documents(request.actor), pk=pk)
    desk = lay_on_desk(actor=request.actor, document=document)
    return redirect("desk:desk", request.post.key, desk.document_id)


@require_GET
def desk(request: ActorRequest, pk: int) -> HttpResponse:
    """`?viec=` the task looked at; `?sua=` what is open for typing."""
    found = desk_of(request, pk)
    if found.assigned_at:
        return redirect("desk:given", request.post.key, pk)
    item = max(number(request.GET.get("viec", "")), 0)
    return show(request, found, on_item=item, panel=panel_of(request, found, request.GET.get("sua", ""), item))


@require_POST
def present(request: ActorRequest, pk: int) -> HttpResponse:
    """Polled by the page; the answer is who else is here, and whether the letter moved."""
    found = desk_of(request, pk)
    be_present(actor=request.actor, desk=found)
    seen = seen_of(request)
    context = {"desk": found, "others": others_at(found, request.actor), "moved": seen != found.version}
    return render(request, "duties/_desk_presence.html", context)


@require_POST
def assign(request: ActorRequest, pk: int) -> HttpResponse:
    found = desk_of(request, pk)
    try:
        assign_letter(actor=request.actor, desk=found)
    except Refused as refusal:
        return show(request, found, wrong=str(refusal), status=409)
    where = reverse("desk:given", args=[request.post.key, pk])
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)


@require_GET
def given(request: ActorRequest, pk: int) -> HttpResponse:
    """What was opened for whom."""
    found = desk_of(request, pk)
    if not found.assigned_at:
        return answer(request, found)
    context: dict[str, Any] = {
        "desk": found,
        "document": found.document,
        "given": given_of(found.document, request.actor, on=request.actor.on),
        "rejected": found.items.filter(status=DeskItem.Status.REJECTED).count(),
        "unit_id": request.actor.unit,
    }
    return render(request, "duties/desk_given.html", context)
