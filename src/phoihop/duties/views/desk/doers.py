"""Who owes: a line a doer, its units and groups ticked, found by typing."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.duties.desk.gone import addressees_on
from phoihop.duties.desk.naming import DoerRow, name_doers, name_words, row_of, targets_matching, targets_named
from phoihop.duties.desk.owning import outside_bodies
from phoihop.duties.desk.proposing import doers_for, marks_in, resolved
from phoihop.duties.desk.replacing import drop_gone, replace_gone
from phoihop.duties.desk.working import change_item, take_as_own
from phoihop.duties.models import Desk, DeskItem, Party
from phoihop.duties.views.desk.showing import Panel, answer, attempt, desk_of, number, seen_of, show
from phoihop.kit.fold import fold
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Unit

_MOST = 60
_MOST_NAMED = 12


def doers_panel(request: ActorRequest, desk: Desk, item: DeskItem | None) -> Panel:
    """As it stands, with an empty line for one more."""
    doers = doers_for(desk, item) if item else desk.doers
    rows = [row_of(at, doer, request.actor.on) for at, doer in enumerate(doers)]
    held = {fold(doer["words"]) for doer in doers}
    named = [words for words in named_in(desk, request.actor.on) if fold(words) not in held]
    return Panel("doers", item.pk if item else 0, None, [*rows, DoerRow(len(rows))], named)


def named_in(desk: Desk, on: date) -> list[str]:
    """Whom the letter names anywhere and we know, in its own words: one tick names them here."""
    every = [*desk.doers, *(doer for item in desk.items.all() for doer in item.doers or [])]
    known = [doer["words"] for doer in [*every, *addressees_on(desk.document, on)] if marks_in(doer)]
    return list({fold(words): words for words in reversed(known)}.values())[::-1][:_MOST_NAMED]


def typed_rows(data: QueryDict, on: date) -> list[DoerRow]:
    """The lines as they were sent, in their order."""
    numbers = sorted({int(name[6:]) for name in data if name.startswith("words_") and 0 <= number(name[6:]) < _MOST})
    rows = []
    for at in numbers:
        if data.get(f"remove_{at}"):
            continue
        part = data.get(f"part_{at}", "")
        row = DoerRow(
            at,
            " ".join(data.get(f"words_{at}", "").split())[:300],
            part if part in Party.Part.values else Party.Part.DO,
            targets_named(data.getlist(f"who_{at}"), on),
            query=data.get(f"q_{at}", "").strip()[:100],
        )
        rows.append(row)
    for at, words in enumerate(data.getlist("named")[:_MOST_NAMED], _MOST):
        doer = resolved(" ".join(words.split())[:300], Party.Part.DO, on)
        rows.append(DoerRow(at, doer["words"], doer["part"], targets_named(marks_in(doer), on)))
    return rows


@require_POST
def doers(request: ActorRequest, pk: int, item: int = 0) -> HttpResponse:
    """`do=find` searches without JavaScript, `do=letter` takes the letter's own doers again, else saves."""
    desk = desk_of(request, pk)
    found = get_object_or_404(desk.items, pk=item) if item else None
    if found and request.POST.get("do") == "words":
        return _by_words(request, desk, found)
    rows = typed_rows(request.POST, request.actor.on)
    if request.POST.get("do") == "find":
        for row in rows:
            row.searched = bool(row.query)
            row.found = [t for t in targets_matching(row.query, request.actor.on) if t not in row.chosen]
        return show(request, desk, panel=Panel("doers", item, None, rows))
    if request.POST.get("do") != "letter" and (left := _untaken(rows, request.actor.on)):
        words = _("Tick whom you mean by «%(words)s», or empty the search, then save.") % {"words": left}
        return show(request, desk, on_item=item, panel=Panel("doers", item, None, rows), wrong=words, status=422)
    try:
        if found and request.POST.get("do") == "letter":
            change_item(actor=request.actor, desk=desk, item=found, doers=None, seen=seen_of(request))
        else:
            name_doers(actor=request.actor, desk=desk, item=found, rows=rows, seen=seen_of(request))
    except Refused as refusal:
        panel = Panel("doers", item, None, rows)
        return show(request, desk_of(request, pk), panel=panel, wrong=str(refusal), status=409)
    return answer(request, desk, item)


def _untaken(rows: list[DoerRow], on: date) -> str:
    """What was typed into a search, and nobody it found was ticked; its hits are laid beside it."""
    for row in rows:
        hits = targets_matching(row.query, on) if row.query else []
        if hits and not any(hit in row.chosen for hit in hits):
            row.searched, row.found = True, hits
            return row.query
    return ""


def _by_words(request: ActorRequest, desk: Desk, item: DeskItem) -> HttpResponse:
    """Words selected in the letter; `more`: with those that stand there already, or supporting them."""
    span = number(request.POST.get("start", "")), number(request.POST.get("end", ""))
    more = request.POST.get("more", "")
    part = more if more == Party.Part.SUPPORTING else ""
    act = partial(name_words, actor=request.actor, desk=desk, item=item, span=span, more=bool(more), part=part)
    return attempt(request, desk, item.pk, partial(act, seen=seen_of(request)))


@require_GET
def targets(request: ActorRequest, pk: int) -> HttpResponse:
    """The same search while typing: `?dong=` the line, `?q_<line>=` the words."""
    desk_of(request, pk)
    line = max(number(request.GET.get("dong", "")), 0)
    words = request.GET.get(f"q_{line}", "").strip()[:100]
    context = {"line": line, "targets": targets_matching(words, request.actor.on), "searched": bool(words)}
    return render(request, "duties/_desk_targets.html", context)


@require_POST
def replace(request: ActorRequest, pk: int) -> HttpResponse:
    """Successors in the place of whoever is gone."""
    desk = desk_of(request, pk)
    mark, seen = request.POST.get("mark", ""), seen_of(request)
    return attempt(request, desk, 0, lambda: replace_gone(actor=request.actor, desk=desk, mark=mark, seen=seen))


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """«Bỏ người nhận này», with a reason."""
    desk = desk_of(request, pk)
    mark, reason, seen = request.POST.get("mark", ""), request.POST.get("reason", ""), seen_of(request)
    act = partial(drop_gone, actor=request.actor, desk=desk, mark=mark, reason=reason, seen=seen)
    return attempt(request, desk, 0, act)


@require_POST
def own(request: ActorRequest, pk: int) -> HttpResponse:
    """«Việc của cơ quan ta, trả lời cho …»."""
    desk = desk_of(request, pk)
    key = request.POST.get("body", "")
    if key not in dict(outside_bodies(request.actor.on)):
        return show(request, desk, wrong=_("Choose the body outside that asks."), status=409)
    body = Unit.objects.get(key=key)
    try:
        take_as_own(actor=request.actor, desk=desk, body=body, seen=seen_of(request))
    except Refused as refusal:
        return show(request, desk_of(request, pk), wrong=str(refusal), status=409)
    return answer(request, desk)
