"""Many files at once: the browser sends them one by one, and each is answered by its own row."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.documents import rules
from phoihop.documents.actions import Doubt
from phoihop.documents.batches import MOST, batches_of, items_of, keep_refusal, open_batch, take_into
from phoihop.documents.dependants import Piece, judged
from phoihop.documents.forms import IntakeForm
from phoihop.documents.models import Batch, BatchItem, Direction
from phoihop.files.actions import check_size
from phoihop.files.secrecy import judges_inside
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest


@require_POST
def start(request: ActorRequest) -> HttpResponse:
    """`total` files are to come; the answer says where they are shown and where each is sent."""
    if not rules.may_register(request.actor):
        raise PermissionDenied
    form = IntakeForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"wrong": [str(why) for whys in form.errors.values() for why in whys]}, status=422)
    given = {name: form.cleaned_data[name] for name in ("direction", "arrived_on")}
    try:
        batch = open_batch(actor=request.actor, total=_number(request, "total"), **given)
    except Refused as refusal:
        return JsonResponse({"wrong": [str(refusal)]}, status=409)
    return JsonResponse({"page": reverse("documents:batch", args=[request.post.key, batch.pk])})


@require_GET
def batch(request: ActorRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(batches_of(request.actor), pk=pk)
    items = items_of(found)
    said = pieces_of(request, items)
    rows = [(item, said.get(item.place, [])) for item in items]
    context: dict[str, Any] = {
        "batch": found,
        "items": items,
        "rows": rows,
        "counts": counts_of(found, items),
        "most": MOST,
    }
    return render(request, "documents/batch.html", context)


def pieces_of(request: ActorRequest, items: list[BatchItem]) -> dict[int, list[Piece]]:
    """What each letter that came in is for us, by its place."""
    letters = {item.place: item.letter for item in items if item.letter and item.letter.direction == Direction.IN}
    said = judged(request.actor, list(letters.values()))
    return {place: said[letter.pk] for place, letter in letters.items()}


def counts_of(found: Batch, items: list[BatchItem]) -> dict[str, int]:
    """`missing` have not come, or bore a mark, of which nothing is kept."""
    scans = [item.scan for item in items if item.scan]
    refused = sum(scan.ended and scan.document_id is None for scan in scans) + sum(bool(item.why) for item in items)
    reading = sum(not scan.ended for scan in scans)
    taken = len(items) - refused - reading
    return {"taken": taken, "reading": reading, "refused": refused, "missing": found.total - len(items)}


@judges_inside
@require_POST
def send(request: ActorRequest, pk: int) -> HttpResponse:
    """One file; a refusal is a row too, and its name is in this answer only."""
    found = get_object_or_404(batches_of(request.actor), pk=pk)
    place, file = _number(request, "place"), request.FILES.get("files")
    context: dict[str, Any] = {"batch": found, "place": place, "name": ""}
    if file is None:
        refusal = _("No file came with this. Choose it again.")
        return render(request, "documents/_batch_row.html", context | {"refusal": refusal})
    try:
        context["name"] = file.name
        check_size(file.size or 0)
        again = bool(request.POST.get("again"))
        context["item"] = take_into(
            actor=request.actor, batch=found, place=place, data=file.read(), name=file.name or "", again=again
        )
        context["pieces"] = pieces_of(request, [context["item"]]).get(place, [])
    except Refused as refusal:
        keep_refusal(actor=request.actor, batch=found, place=place, refusal=refusal)
        context |= {"refusal": str(refusal), "ask": refusal.ask if isinstance(refusal, Doubt) else ""}
    return render(request, "documents/_batch_row.html", context)


def _number(request: ActorRequest, name: str) -> int:
    """0, which is no place, where it is no number."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0
