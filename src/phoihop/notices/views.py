"""The list of one's notices."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from phoihop.kit.actor import Actor
from phoihop.kit.listing import CHUNK, KINDS, as_file
from phoihop.notices.actions import mark_read
from phoihop.notices.queries import own_notices


def notices(request: HttpRequest) -> HttpResponseBase:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # ActorRequest is a higher room's
    if request.method == "POST":
        mark_read(actor=actor)
        return redirect(request.path)
    if (kind := request.GET.get("dang", "")) in KINDS:
        rows = own_notices(actor).iterator(chunk_size=CHUNK)
        heads = [_("Notice"), _("When"), _("Read")]
        return as_file(kind, "thong-bao", heads, ([row.title, row.made_at, row.read_at] for row in rows))
    page = Paginator(own_notices(actor), 50).get_page(request.GET.get("trang"))
    unread = own_notices(actor).filter(read_at=None).count()
    return render(request, "notices/list.html", {"page": page, "total": page.paginator.count, "unread": unread})
