"""One press at a task: confirm, reject, reopen, choose, split, join, add."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.duties.desk.gone import doers_on, gone_marks
from phoihop.duties.desk.joining import part_item
from phoihop.duties.desk.numbering import items_of
from phoihop.duties.desk.ordering import PLAIN, in_order, look_first, ready, without_a_day
from phoihop.duties.desk.proposing import OF_DOERS, doers_for, undecided
from phoihop.duties.desk.saying import language, undecided_words
from phoihop.duties.desk.ways import Way, ways_of
from phoihop.duties.desk.whens import set_when
from phoihop.duties.desk.working import add_item, change_item, change_items, join_item, split_item, take_words
from phoihop.duties.models import Desk, DeskItem
from phoihop.duties.views.desk.editing import panel_of
from phoihop.duties.views.desk.showing import answer, attempt, desk_of, number, order_of, seen_of, show
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest


def item_of(desk: Desk, pk: int) -> DeskItem:
    found = next((item for item in items_of(desk) if item.pk == pk), None)
    if found is None:
        raise Http404
    return found


@require_POST
def confirm(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """Afterwards the next task that is still open is the one looked at."""
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    codes = undecided(found, desk.doers, request.actor.on)
    if open_codes := [code for code in codes if code not in {"unseen", *OF_DOERS}]:
        words = _("Choose first how task %(number)d falls due, then confirm it: %(why)s.") % {
            "number": found.number,
            "why": undecided_words(open_codes[0], desk.doers, found),
        }
        panel = panel_of(request, desk, "" if ways(desk, found, request) else "viec", item)
        return show(request, desk, on_item=item, panel=panel, wrong=words, status=409)
    confirmed = DeskItem.Status.CONFIRMED
    return attempt(
        request,
        desk,
        next_open(request, desk, found),
        lambda: change_item(actor=request.actor, desk=desk, item=found, seen=seen_of(request), status=confirmed),
    )


@require_POST
def confirm_sure(request: ActorRequest, pk: int) -> HttpResponse:
    """All at once that were read surely and leave nothing to decide; the others are looked at one by one."""
    desk = desk_of(request, pk)
    every = items_of(desk)
    items = ready(desk, every, request.actor.on, gone_marks(doers_on(desk, every), request.actor.on))
    if not items:
        return show(request, desk, wrong=_why_none(request, desk, every), status=409)
    changes = [(item, {"status": DeskItem.Status.CONFIRMED}) for item in items]
    act = partial(change_items, actor=request.actor, desk=desk, changes=changes, seen=seen_of(request))
    return attempt(request, desk, 0, act)


def _why_none(request: ActorRequest, desk: Desk, every: list[DeskItem]) -> str:
    """With what keeps the first task that is still open."""
    words = _("No task is left that was read surely and has nothing to decide. Look at the others one by one.")
    held = gone_marks(doers_on(desk, every), request.actor.on)
    for item in (one for one in every if one.status == DeskItem.Status.UNSEEN):
        doers = doers_for(desk, item)
        codes = [code for code in undecided(item, doers, request.actor.on, held) if code != "unseen"]
        if codes:
            return f"{words} {item.number}: {undecided_words(codes[0], doers, item)}."
    return words


def ways(desk: Desk, item: DeskItem, request: ActorRequest) -> list[Way]:
    return list(ways_of(item, list(desk.items.all()), request.actor.on, language()))


def next_open(request: ActorRequest, desk: Desk, item: DeskItem) -> int:
    """The next task of the list not yet looked at, round its end; else the same."""
    every = items_of(desk)
    first = look_first(desk, every, request.actor.on, gone_marks(doers_on(desk, every), request.actor.on))
    listed = in_order(every, order_of(request), first)
    at = [one.pk for one in listed].index(item.pk)
    open_ones = [one for one in listed[at + 1 :] + listed[:at] if one.status == DeskItem.Status.UNSEEN]
    return (open_ones or [item])[0].pk


@require_POST
def reject(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    status = DeskItem.Status.REJECTED
    change: dict[str, Any] = {
        "actor": request.actor,
        "desk": desk,
        "item": found,
        "seen": seen_of(request),
        "status": status,
    }
    return attempt(request, desk, next_open(request, desk, found), lambda: change_item(**change))


@require_POST
def reopen(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """The way back from confirmed and from rejected."""
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    status = DeskItem.Status.UNSEEN
    change: dict[str, Any] = {
        "actor": request.actor,
        "desk": desk,
        "item": found,
        "seen": seen_of(request),
        "status": status,
    }
    return attempt(request, desk, item, lambda: change_item(**change))


@require_POST
def choose(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """One of the cards; it is set, not yet confirmed. `alike`: for every task of which the same is asked."""
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    way = next((w for w in ways(desk, found, request) if w.key == request.POST.get("way")), None)
    if way is None:
        return show(request, desk, on_item=item, wrong=_("Choose one of the ways shown."), status=409)
    changes = [(found, way.fields)]
    if request.POST.get("alike"):
        changes += _alike(request, desk, found, way)
    act = partial(change_items, actor=request.actor, desk=desk, changes=changes, seen=seen_of(request))
    return attempt(request, desk, item, act)


def _alike(request: ActorRequest, desk: Desk, item: DeskItem, way: Way) -> list[tuple[DeskItem, dict[str, Any]]]:
    """The same way of the other tasks whose letter names no day, where they have it."""
    out = []
    for one in without_a_day(items_of(desk), request.actor.on) if way.kind in PLAIN else []:
        same = (w for w in ways(desk, one, request) if (w.kind, _report(w)) == (way.kind, _report(way)))
        if one.pk != item.pk and (found := next(same, None)):
            out.append((one, found.fields))
    return out


def _report(way: Way) -> int:
    return way.inside.pk if way.inside else 0


@require_POST
def join(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    return attempt(
        request, desk, item, lambda: join_item(actor=request.actor, desk=desk, item=found, seen=seen_of(request))
    )


@require_POST
def part(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """The way back from joined."""
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    act = partial(part_item, actor=request.actor, desk=desk, item=found, seen=seen_of(request))
    return attempt(request, desk, item, act)


@require_POST
def split(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """At `at`, the cursor's place in the letter, or where the words given begin."""
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    at = place_of(desk, request.POST.get("at", ""), request.POST.get("words", ""), found.start, found.end)
    return attempt(
        request,
        desk,
        item,
        lambda: split_item(actor=request.actor, desk=desk, item=found, at=at, seen=seen_of(request)),
    )


@require_POST
def add(request: ActorRequest, pk: int) -> HttpResponse:
    """From `start` and `end` of a selection, or from words found in the letter."""
    desk = desk_of(request, pk)
    start, end = _span(desk, request)
    try:
        made = add_item(actor=request.actor, desk=desk, start=start, end=end, seen=seen_of(request))
    except Refused as refusal:
        panel = panel_of(request, desk, "them" if "words" in request.POST else "", 0)
        return show(request, desk_of(request, pk), panel=panel, wrong=str(refusal), status=409)
    return answer(request, desk, made.pk)


@require_POST
def words(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """Exactly the words selected, or given as they stand in the letter, are the task."""
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    start, end = _span(desk, request, near=found)
    try:
        kept = take_words(actor=request.actor, desk=desk, item=found, start=start, end=end, seen=seen_of(request))
    except Refused as refusal:
        now = desk_of(request, pk)
        panel = panel_of(request, now, "chu" if "words" in request.POST else "", item)
        return show(request, now, on_item=item, panel=panel, wrong=str(refusal), status=409)
    return answer(request, desk, kept.pk)


@require_POST
def when(request: ActorRequest, pk: int, item: int) -> HttpResponse:
    """The day or the rhythm that the words selected name."""
    desk = desk_of(request, pk)
    found = item_of(desk, item)
    start, end = _span(desk, request)
    act = partial(set_when, actor=request.actor, desk=desk, item=found, start=start, end=end, seen=seen_of(request))
    return attempt(request, desk, item, act)


def _span(desk: Desk, request: ActorRequest, near: DeskItem | None = None) -> tuple[int, int]:
    """`near`: of words that stand at several places those at the task."""
    text = desk.document.text
    if words := request.POST.get("words", "").strip():
        at = max(0, near.start - len(words)) if near else 0
        return _search(text, words, at, len(text)) or _search(text, words, 0, len(text)) or (-1, -1)
    return number(request.POST.get("start", "")), number(request.POST.get("end", ""))


def place_of(desk: Desk, offset: str, words: str, start: int, end: int) -> int:
    """An offset into the letter; −1 where neither the number nor the words lead to one."""
    if words.strip():
        found = _search(desk.document.text, words, start, end)
        return found[0] if found else -1
    return number(offset)


def _search(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Where these words stand, however their blanks and line ends were copied."""
    shape = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(shape).search(text, start, end)
    return found.span() if found else None
