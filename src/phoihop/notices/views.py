"""The list of one's notices."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from phoihop.kit.actor import Actor
from phoihop.notices.actions import mark_read
from phoihop.notices.queries import own_notices


def notices(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # ActorRequest is a higher room's
    if request.method == "POST":
        mark_read(actor=actor)
        return redirect(request.path)
    page = Paginator(own_notices(actor), 50).get_page(request.GET.get("trang"))
    unread = own_notices(actor).filter(read_at=None).count()
    return render(request, "notices/list.html", {"page": page, "unread": unread})
