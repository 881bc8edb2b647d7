"""Flat lists under filters in the address: what the unit owes, and what it asked of others."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.forms import SCOPE_ADDRESS, SORT_ADDRESS, wanted_of
from phoihop.duties.models import Duty, Obligation
from phoihop.duties.queries import asked_by_unit, may_read, owed_by_unit
from phoihop.duties.queries.listing import (
    PAGE,
    Cursor,
    Wanted,
    matching,
    page_of,
    periods_asked,
    standing_of_asked,
    with_duties,
)
from phoihop.duties.queries.saved import saved_views
from phoihop.duties.views.exports import obligations_file
from phoihop.duties.views.lines import CHOICE, duty_choices, lines_of, period_words
from phoihop.kit.days import unread_days
from phoihop.kit.listing import KINDS
from phoihop.kit.prepared import Prepared
from phoihop.org.middleware import ActorRequest

TEMPLATES = {"asked": "duties/asked.html", "owed": "duties/owed.html"}


@require_GET
def asked(request: ActorRequest) -> HttpResponseBase:
    """What the unit asked of others."""
    return _list(request, asked_by_unit(request.actor), side="asked")


@require_GET
def owed(request: ActorRequest) -> HttpResponseBase:
    """Everything the unit owes or owed."""
    return _list(request, owed_by_unit(request.actor), side="owed")


def _list(request: ActorRequest, rows: QuerySet[Obligation], *, side: str) -> HttpResponseBase:
    actor, wanted = request.actor, wanted_of(request.GET)
    found = matching(rows, wanted, on=actor.on)
    kind = request.GET.get("dang", "")
    other = "unit" if side == "asked" else "asker"
    if kind in KINDS:
        return obligations_file(found, kind, on=actor.on, name="viec-da-giao" if side == "asked" else "viec-phai-lam")
    page = page_of(
        found,
        wanted.sort,
        Cursor.parse(request.GET.get("sau", "")),
        on=actor.on,
    )
    with_duties(page)
    context = {
        "side": side,
        "lines": lines_of(page[:PAGE], on=actor.on, unit_key=request.post.key, other=other),
        "total": found.order_by().count(),
        "next": str(Cursor.of(page[PAGE - 1])) if len(page) > PAGE else "",
        "later_page": "sau" in request.GET,
        "filter": _filter(request, rows, wanted),
        "saved": saved_views(actor, side),
        "query": _kept(request.GET),
        **(_lead(request) if side == "asked" else {}),
    }
    return render(request, TEMPLATES[side], context)


def _lead(request: ActorRequest) -> dict[str, int]:
    """Numbers of the one sentence at the top, whatever is filtered."""
    return standing_of_asked(request.actor, on=request.actor.on)


def _kept(query: QueryDict) -> str:
    """The filters alone: what a saved view keeps."""
    kept = query.copy()
    for name in ("sau", "dang", "o"):
        kept.pop(name, None)
    return kept.urlencode()


def _filter(request: ActorRequest, rows: QuerySet[Obligation], wanted: Wanted) -> dict[str, Any]:
    scopes = {
        "open": _("Not settled"), "handed_in": _("Waits to be accepted"), "returned": _("Returned"),
        "taken": _("Accepted or sent"), "all": _("All"), "closed": _("Withdrawn or ended"),
    }  # fmt: skip
    sorts = {"due": _("Earliest day first"), "-due": _("Latest day first"), "unit": _("By unit")}
    periods = periods_asked(rows, wanted.duty) if wanted.duty else []
    duties = _duties(request, rows)
    return {
        "wanted": wanted,
        "since": request.GET.get("tu", ""),
        "until": request.GET.get("den", ""),
        "used": sum(
            bool(request.GET.get(name)) for name in ("don_vi", "tt", "viec", "ky", "van_ban", "tu", "den", "tre")
        ),
        "unread": unread_days(request.GET, "tu", "den"),
        "duty": next((pk for _letter, held in duties for pk, _title in held if pk == wanted.duty), None),
        "scopes": [(SCOPE_ADDRESS[s], words, s == wanted.scope) for s, words in scopes.items()],
        "sorts": [(SORT_ADDRESS[s], words, s == wanted.sort) for s, words in sorts.items()],
        "duties": duties,
        "periods": [(code, period_words(Obligation(period=code))) for code in periods],
        "action": reverse(request.resolver_match.view_name, args=[request.post.key]) if request.resolver_match else "",
    }


def _duties(request: ActorRequest, rows: QuerySet[Obligation]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Newest first; a list of more than this many is searched by its letter. Who reads no duties is offered none."""
    if not may_read(request.actor):
        return []
    if request.resolver_match and request.resolver_match.url_name == "asked":
        return duty_choices(_ASKED(request.actor.unit))
    return duty_choices(Duty.objects.filter(pk__in=rows.values("duty")).order_by("-pk").values_list(*CHOICE)[:300])


_ASKED = Prepared([int], lambda unit: Duty.objects.filter(asker_id=unit).order_by("-pk").values_list(*CHOICE)[:300])
