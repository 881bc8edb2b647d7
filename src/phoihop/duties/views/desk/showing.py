"""The desk as a page: every answer of its views is this one fragment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from phoihop.documents import rules
from phoihop.documents.paper import Stretch, lines_of, marks_of
from phoihop.documents.queries import namesakes_of, readable_documents, scanned_of
from phoihop.documents.wanted import cites_of
from phoihop.documents.words import told_of
from phoihop.duties.desk.assigning import signing_trouble
from phoihop.duties.desk.gone import addressees_on, doers_on, gone_among, gone_marks, open_gone
from phoihop.duties.desk.letters import LetterDuties
from phoihop.duties.desk.numbering import items_of
from phoihop.duties.desk.ordering import (
    ORDERS,
    UNSURE_FIRST,
    asks,
    in_order,
    is_unsure,
    look_first,
    ready,
    without_a_day,
)
from phoihop.duties.desk.owning import is_own_debt, likely_asker, outside_asker, outside_bodies
from phoihop.duties.desk.proposing import OF_DOERS, day_code, doers_for, marks_in, undecided
from phoihop.duties.desk.saying import gone_words, language, schedule_words, undecided_words
from phoihop.duties.desk.ways import Way, ways_of
from phoihop.duties.models import Desk, DeskItem
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Unit, UnitGroup
from phoihop.org.queries import name_on, versions_on

PRESENT = timedelta(seconds=60)
_MARKED = {"unseen", "no_schedule"}
_ORDER = "desk_order"  # a cookie of the browser's session


@dataclass(frozen=True, slots=True)
class Panel:
    """What is open for typing: `kind` is edit, doers, split, words, add or head; `item` 0 for the letter's own; `first`
    the field that the cursor stands in.
    """

    kind: str = ""
    item: int = 0
    form: Any = None
    rows: list[Any] = field(default_factory=list)
    named: list[str] = field(default_factory=list)  # others whom the letter names, to be ticked
    first: str = ""


@dataclass(slots=True)
class Row:
    """A task as the page shows it."""

    item: DeskItem
    schedule: str
    doers: list[dict[str, Any]]
    own_doers: bool
    open: list[str]
    asked: list[str]  # the same without what its marks and buttons ask for anyway
    ways: list[Way]
    on: bool
    debt: bool
    open_day: str  # the code of what is asked about its day
    needs: bool  # something but the confirmation is still open
    unsure: bool
    first: bool  # it has to be looked at: unsure, or something had or has to be decided
    alike: int  # other tasks of which the same is asked


def desk_of(request: ActorRequest, pk: int) -> Desk:
    """A stranger finds nothing, a colleague without the role is refused."""
    document = get_object_or_404(readable_documents(request.actor), pk=pk)
    if not rules.may_change(request.actor, document):
        raise PermissionDenied
    return get_object_or_404(Desk.objects.select_related("document__issuer_unit", "changed_by"), document=document)


def address(request: ActorRequest, desk: Desk, item: int = 0) -> str:
    where = reverse("desk:desk", args=[request.post.key, desk.document_id])
    return f"{where}?viec={item}#d-{item}" if item else where


def answer(request: ActorRequest, desk: Desk, item: int = 0) -> HttpResponse:
    """After a good change: the fragment, or back to the page."""
    if request.htmx:
        return show(request, desk_of(request, desk.document_id), on_item=item)
    return redirect(address(request, desk, item))


def attempt(request: ActorRequest, desk: Desk, item: int, act: Callable[[], Any]) -> HttpResponse:
    """Do it and show how the desk stands, or say why not on the desk as it stands."""
    try:
        act()
    except Refused as refusal:
        return show(request, desk_of(request, desk.document_id), on_item=item, wrong=str(refusal), status=409)
    return answer(request, desk, item)


def show(
    request: ActorRequest,
    desk: Desk,
    *,
    on_item: int = 0,
    panel: Panel | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    context = desk_context(request, desk, on_item, panel or Panel(), wrong)
    page = "duties/_desk.html" if request.htmx else "duties/desk.html"
    response = render(request, page, context, status=200 if request.htmx else status)
    if request.GET.get("xep") in ORDERS:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(_ORDER, request.GET["xep"], samesite="Lax", httponly=True, secure=secure)
    return response


def order_of(request: ActorRequest) -> str:
    """As just asked (`?xep=`), as asked before, or what is unsure first."""
    asked = [request.GET.get("xep", ""), request.COOKIES.get(_ORDER, "")]
    return next((one for one in asked if one in ORDERS), UNSURE_FIRST)


def desk_context(request: ActorRequest, desk: Desk, on_item: int, panel: Panel, wrong: str) -> dict[str, Any]:
    actor = request.actor
    items = items_of(desk)
    written_to = addressees_on(desk.document, actor.on)
    gone = gone_marks([*doers_on(desk, items), *written_to], actor.on)
    lost = open_gone(desk, items, actor.on, written_to, gone)
    rows = rows_of(request, desk, items, on_item or panel.item, gone)
    live = [row for row in rows if row.item.status != DeskItem.Status.REJECTED]
    document = desk.document
    body = outside_asker(document, actor.on)
    bodies = outside_bodies(actor.on) if document.direction == "in" else []
    known = named([*desk.doers, *written_to], actor, gone)  # asked once for both
    return {
        "desk": desk,
        "document": document,
        "rows": rows,
        "counts": _counts(rows),
        "duties": len(live),
        "lines": lines_of(document.text, marks_of(document), _stretches(sorted(live, key=lambda row: row.item.start))),
        "order": order_of(request),
        "first": sum(row.first for row in live),
        "ready": len(ready(desk, items, actor.on, gone)),
        "scanned": scanned_of(document),
        "remarks": told_of(document),
        "verdict": LetterDuties().head(actor, document),
        "cites": cites_of(actor, document),
        "panel": panel,
        "wrong": wrong,
        "day_trouble": signing_trouble(document, actor.on),
        "left": [(row, row.open) for row in live if row.open],
        "left_doers": _left_doers(desk, live, actor.on, gone),
        "default_doers": known[: len(desk.doers)],
        "gone": lost,
        "gone_words": gone_words(lost) if lost else "",
        "addressees": _addressees(known[len(desk.doers) :], written_to, actor.on, gone),
        "namesakes": namesakes_of(actor, document),
        "bodies": bodies,
        "body": body,
        "likely_body": None if body else likely_asker(document, bodies, actor.on),
        "body_name": name_on(body.pk, actor.on) if body else "",
        "others": others_at(desk, actor),
        "skipped": len((document.found or {}).get("ignored") or []),
    }


def rows_of(request: ActorRequest, desk: Desk, items: list[DeskItem], on_item: int, gone: Collection[str]) -> list[Row]:
    actor = request.actor
    body = outside_asker(desk.document, actor.on)
    names = _names([d for item in items for d in item.doers or []] + desk.doers, actor)
    rows, alike = [], without_a_day(items, actor.on)
    first = look_first(desk, items, actor.on, gone)
    for item in in_order(items, order_of(request), first):
        doers = doers_for(desk, item)
        codes = [c for c in undecided(item, doers, actor.on, gone) if item.doers is not None or c not in OF_DOERS]
        rows.append(
            Row(
                item=item,
                schedule=schedule_words(item, actor.on),
                doers=[_with_names(d, names, gone) for d in doers],
                own_doers=item.doers is not None,
                open=[undecided_words(code, doers, item) for code in codes],
                asked=[undecided_words(code, doers, item) for code in codes if code not in _MARKED],
                ways=ways_of(item, items, actor.on, language()),
                on=False,
                debt=bool(body) and is_own_debt(actor, doers, request.post.key),
                open_day=day_code(item, actor.on),
                needs=asks(item, doers, actor.on, gone),
                unsure=is_unsure(item),
                first=item.pk in first,
                alike=len([one for one in alike if one.pk != item.pk]),
            )
        )
    current = next((r for r in rows if r.item.pk == on_item), None) or next((r for r in rows if r.open), None)
    if current or rows:
        (current or rows[0]).on = True
    return rows


def _stretches(rows: Iterable[Row]) -> list[Stretch]:
    return [Stretch(row.item.start, row.item.end, row) for row in rows]


def _counts(rows: list[Row]) -> dict[str, int]:
    live = [r for r in rows if r.item.status != DeskItem.Status.REJECTED]
    done = sum(1 for r in live if not r.open)
    unseen = sum(1 for r in live if r.open and not r.needs)
    return {"done": done, "needs": sum(1 for r in live if r.needs), "unseen": unseen, "rejected": len(rows) - len(live)}


def _left_doers(desk: Desk, rows: list[Row], on: date, gone: Collection[str]) -> list[str]:
    """What is open about who owes the whole letter; said once, not at each task."""
    common = next((row.item for row in rows if not row.own_doers), None)
    if common is None:
        return []
    codes = [code for code in undecided(common, desk.doers, on, gone) if code in OF_DOERS]
    return [undecided_words(code, desk.doers, common) for code in codes]


def _addressees(
    found: list[dict[str, Any]], doers: list[dict[str, Any]], on: date, gone: Collection[str]
) -> list[dict[str, Any]]:
    """To whom it is written: whom we know of them, or who followed them."""
    for one, doer in zip(found, doers, strict=True):
        one["followed"] = gone_among([doer], on, gone)
    return found


def named(doers: list[dict[str, Any]], actor: Any, gone: Collection[str]) -> list[dict[str, Any]]:
    names = _names(doers, actor)
    return [_with_names(doer, names, gone) for doer in doers]


def _names(doers: list[dict[str, Any]], actor: Any) -> dict[str, str]:
    """Names by `u:key` and `g:key`, of units as of today."""
    keys = {key for doer in doers for key in doer["units"]}
    units = dict(Unit.objects.filter(key__in=keys).values_list("pk", "key"))
    found = versions_on(actor.on, list(units))
    out = {f"u:{key}": found[pk].name if pk in found else key for pk, key in units.items()}
    groups = UnitGroup.objects.filter(key__in={key for doer in doers for key in doer["groups"]})
    return out | {f"g:{group.key}": group.name for group in groups}


def _with_names(doer: dict[str, Any], names: dict[str, str], gone: Collection[str]) -> dict[str, Any]:
    marks = marks_in(doer)
    return {**doer, "names": [names.get(mark, mark[2:]) for mark in marks], "gone": any(mark in gone for mark in marks)}


def others_at(desk: Desk, actor: Any) -> list[str]:
    """Who else has the letter open now."""
    rows = desk.presences.filter(seen_at__gte=actor.at - PRESENT).exclude(user_id=actor.user)
    return [row.user.name for row in rows.select_related("user")]


def number(text: str) -> int:
    """What a browser says is a place or a key; −1 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def seen_of(request: ActorRequest) -> int:
    """The version the page showed; without one nothing matches."""
    return number(request.POST.get("seen", ""))
