"""A unit answers: phone first, saved while typing, handed in exactly once however often it is pressed."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from phoihop.duties import rules
from phoihop.duties.actions import (
    Incomplete,
    Stale,
    add_evidence,
    approve_response,
    cells_of,
    drop_evidence,
    save_cell,
    send_back_by_head,
    submit_response,
)
from phoihop.duties.models import DraftCell, Obligation, Response, State
from phoihop.duties.panels import Cells, Panel, Piece, Problem, panels_of
from phoihop.duties.queries import owed_one, visible_obligations
from phoihop.duties.views.obligation import Remarked, remarks_at
from phoihop.files.actions import check_size
from phoihop.files.queries import attachments_of
from phoihop.files.secrecy import judges_inside
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on
from phoihop.periods import Period


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the way, for the summary and for the field."""

    problems: list[Problem]
    refusal: str = ""


def _mine(request: ActorRequest, pk: int) -> Obligation:
    rows = visible_obligations(request.actor).select_related("duty", "duty__document", "unit", "asker", "answer")
    obligation = get_object_or_404(rows, pk=pk)
    if not rules.may_respond(request.actor, obligation):
        raise PermissionDenied
    return obligation


def _to_write(request: ActorRequest, pk: int) -> Obligation:
    """The same with nothing around it: what an officer sends on a bad line is answered soon."""
    own = owed_one(request.actor, pk)
    return own if own and rules.may_respond(request.actor, own) else _mine(request, pk)


@judges_inside
@require_http_methods(["GET", "POST"])
def respond(request: ActorRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _hand_in(request, pk)
    obligation = _mine(request, pk)
    return _page(request, obligation, cells_of(obligation), Said([]), uuid.uuid4())


def _hand_in(request: ActorRequest, pk: int) -> HttpResponse:
    obligation = _to_write(request, pk)
    cells = cells_of(obligation) | cells_in(request.POST)
    key = _key(request.POST)
    try:
        response = submit_response(actor=request.actor, obligation=obligation, key=key, cells=cells)
    except Incomplete as incomplete:
        said = Said(incomplete.problems)
    except Refused as refusal:
        said = Said([], str(refusal))
    else:
        return _handed_in(request, obligation, response)
    return _page(request, _mine(request, pk), cells, said, key)


def _key(post: QueryDict) -> uuid.UUID:
    try:
        return uuid.UUID(post.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def _handed_in(request: ActorRequest, obligation: Obligation, response: Response) -> HttpResponse:
    """A script that kept the answer on a bad line is told that it may forget it."""
    url = f"{_address(request, obligation)}?bai={response.pk}"
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"ok": True, "url": url})
    return redirect(url)


def _address(request: ActorRequest, obligation: Obligation) -> str:
    return (
        request.path if request.path.endswith("/tra-loi/") else f"/dv/{request.post.key}/viec/{obligation.pk}/tra-loi/"
    )


def cells_in(post: QueryDict) -> Cells:
    """`figure:1.1:kind` and `figure:1.1:text` make the cell `figure:1.1`; everything else is its own."""
    out: Cells = {}
    for name in post:
        value = post.get(name, "")
        if name.startswith("figure:") and name.endswith((":kind", ":text")):
            cell, part = name.rsplit(":", 1)
            out.setdefault(cell, {"kind": "", "text": ""})[part] = value
        elif name == "text" or name.startswith(("narrative:", "figure:")):
            out[name] = value
    for cell in out.values():
        if isinstance(cell, dict) and not cell["kind"] and str(cell["text"]).strip():
            cell["kind"] = "number"
    return out


def _page(request: ActorRequest, obligation: Obligation, cells: Cells, said: Said, key: uuid.UUID) -> HttpResponse:
    status = 400 if said.problems or said.refusal else 200
    if status == 400 and request.headers.get("Accept", "").startswith("application/json"):
        problems = [{"key": p.key, "words": p.words} for p in said.problems]
        return JsonResponse({"ok": False, "problems": problems, "refusal": said.refusal}, status=400)
    panels = panels_of(obligation)
    latest = obligation.responses.order_by("-revision").first()
    waits = latest is not None and latest.state == Response.State.WAITING_HEAD
    approves = waits and rules.may_approve(request.actor, obligation)
    context: dict[str, Any] = {
        "obligation": obligation,
        "asker": name_on(obligation.asker_id, request.actor.on),
        "period": period_label(obligation),
        "pieces": [panel.ask(obligation, cells) for panel in panels],
        "cells": cells,
        "versions": json.dumps(_versions(obligation)),
        "problems": {p.key: p.words for p in said.problems},
        "warnings": {p.key: p.words for panel in panels for p in panel.warns(obligation, cells)},
        "said": said,
        "refusals": [],
        "key": key,
        "files": attachments_of("duties.obligation", obligation.pk),
        "latest": latest,
        "remarks": _remarks(latest, panels),
        "shown": _shown(obligation, latest) if not _open(obligation) else [],
        "open": _open(obligation),
        "may_approve": approves,
        "apart": approves and latest is not None and rules.kept_apart_from_approving(request.actor, latest),
        "needs_head": not rules.goes_up_at_once(request.actor, obligation),
    }
    return render(request, "duties/respond.html", context, status=status)


def _open(obligation: Obligation) -> bool:
    """Whether the form is shown: a handed-in answer may be replaced until it is accepted."""
    return obligation.closed_at is None and obligation.state in {State.OPEN, State.RETURNED}


def _versions(obligation: Obligation) -> dict[str, int]:
    return dict(DraftCell.objects.filter(draft__obligation=obligation).values_list("key", "version"))


def _remarks(latest: Response | None, panels: list[Panel]) -> list[Remarked]:
    if latest is None or latest.state != Response.State.RETURNED:
        return []
    return remarks_at(latest, panels)


def _shown(obligation: Obligation, latest: Response | None) -> list[Piece]:
    return [panel.show(latest) for panel in panels_of(obligation)] if latest else []


def period_label(obligation: Obligation) -> str:
    try:
        return Period.parse(obligation.period).label(get_language() or "vi")
    except ValueError:
        return obligation.event_words or _("once")


@judges_inside
@require_POST
def save(request: ActorRequest, pk: int) -> HttpResponse:
    """One cell, while typing; answers JSON for the page's script."""
    obligation = _to_write(request, pk)
    try:
        given = json.loads(request.body)
        name, value, seen = str(given["key"]), given["value"], given.get("seen")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Http404 from error
    if len(name) > 80 or len(json.dumps(value)) > 200_000 or not isinstance(seen, int | None):
        return JsonResponse({"refusal": _("This is too long to be kept. Shorten it or add it as a file.")}, status=400)
    try:
        cell = save_cell(actor=request.actor, obligation=obligation, key=name, value=value, seen=seen)
    except Stale as stale:
        return JsonResponse({"refusal": str(stale), "value": stale.value, "version": stale.version}, status=409)
    except Refused as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=400)
    return JsonResponse({"version": cell.version, **_warned(obligation, name)})


def _warned(obligation: Obligation, name: str) -> dict[str, dict[str, str]]:
    """After a figure: what now does not fit together, by cell; the whole of it, so that what was mended goes away."""
    if not name.startswith("figure:"):
        return {}
    cells = cells_of(obligation)
    return {"warnings": {p.key: p.words for panel in panels_of(obligation) for p in panel.warns(obligation, cells)}}


@judges_inside
@require_POST
def evidence(request: ActorRequest, pk: int) -> HttpResponse:
    """Files by drag or by choice; each its own result."""
    obligation = _mine(request, pk)
    refusals = []
    if gone := request.POST.get("drop"):
        attachment = get_object_or_404(attachments_of("duties.obligation", obligation.pk), pk=_number(gone))
        drop_evidence(actor=request.actor, obligation=obligation, attachment=attachment)
    for file in request.FILES.getlist("files"):
        try:
            check_size(file.size or 0)
            add_evidence(actor=request.actor, obligation=obligation, data=file.read(), name=file.name or "tep")
        except Refused as refusal:
            refusals.append(f"{file.name}: {refusal}")
    files = attachments_of("duties.obligation", obligation.pk)
    context = {"obligation": obligation, "files": files, "refusals": refusals, "open": True}
    if request.headers.get("HX-Request"):
        return render(request, "duties/_evidence.html", context)
    if refusals:
        return _page(request, obligation, cells_of(obligation), Said([], " ".join(refusals)), uuid.uuid4())
    return redirect("duties:respond", request.post.key, pk)


def _number(text: str) -> int:
    """A key as a page sent it; 0, which is no row, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


@require_POST
def approve(request: ActorRequest, pk: int) -> HttpResponse:
    """The head lets it go up, or sends it back with a word."""
    rows = visible_obligations(request.actor).select_related("unit")
    obligation = get_object_or_404(rows, pk=pk)
    if not rules.may_approve(request.actor, obligation):
        raise PermissionDenied
    response = get_object_or_404(obligation.responses, pk=_number(request.POST.get("response", "")))
    try:
        if request.POST.get("back"):
            send_back_by_head(actor=request.actor, response=response, reason=request.POST.get("reason", ""))
        else:
            approve_response(actor=request.actor, response=response)
    except Refused as refusal:
        return _page(request, obligation, cells_of(obligation), Said([], str(refusal)), uuid.uuid4())
    return redirect("duties:respond", request.post.key, pk)
