"""One letter: its header, its words, what it cites and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.documents import rules
from phoihop.documents.actions import Twin, correct_document, file_document, header_token, withdraw_document
from phoihop.documents.dependants import dependants
from phoihop.documents.forms import CorrectionForm, ReasonForm
from phoihop.documents.models import Document
from phoihop.documents.paper import addressees_of, lines_of, marks_of
from phoihop.documents.queries import namesakes_of, readable_documents, scanned_of
from phoihop.documents.wanted import cites_of
from phoihop.documents.words import told_of
from phoihop.files.actions import content_of
from phoihop.files.views import as_download
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest

_FIELDS = [
    ("doc_type", "doc_type"), ("number", "number"), ("issuer", "issuing_body"), ("signed_on", "date_raw"),
    ("place", "place"), ("subject", "subject"), ("signer_position", "signer_position"), ("signed_for", "signed_for"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeaderField:
    """`found` in the letter; `words` are its own where they differ from the value."""

    name: str
    label: str
    value: Any
    words: str
    found: bool


def letter(request: ActorRequest, pk: int) -> Document:
    return get_object_or_404(readable_documents(request.actor).select_related("issuer_unit", "file"), pk=pk)


def own_letter(request: ActorRequest, pk: int) -> Document:
    found = letter(request, pk)
    if not rules.may_change(request.actor, found):
        raise PermissionDenied
    return found


@require_GET
def document(request: ActorRequest, pk: int) -> HttpResponse:
    found = letter(request, pk)
    return render(request, "documents/document.html", page_of(request, found))


def page_of(request: ActorRequest, found: Document) -> dict[str, Any]:
    actor = request.actor
    return {
        "document": found,
        "fields": header_of(found),
        "lines": lines_of(found.text, marks_of(found)),
        "addressees": addressees_of(found.found or {}),
        "namesakes": namesakes_of(actor, found),
        "cites": cites_of(actor, found),
        "scanned": scanned_of(found),
        "remarks": told_of(found),
        "pieces": [d.show(actor, found) for d in dependants()],
        "heads": [piece for d in dependants() if (piece := d.head(actor, found))],
        "acts": [d.act(actor, found) for d in dependants()],
        "may_change": rules.may_change(actor, found) and found.status != Document.Status.WITHDRAWN,
        "waiting": found.status in {Document.Status.NEW, Document.Status.READING},
    }


def header_of(found: Document) -> list[HeaderField]:
    places = (found.found or {}).get("places") or {}
    labels = CorrectionForm.Meta.labels
    out = []
    for name, part in _FIELDS:
        place = places.get(part)
        words = found.text[place["start"] : place["end"]] if place else ""
        value, words = getattr(found, name), " ".join(words.split())
        same = isinstance(value, str) and words.lower() == value.lower()
        out.append(HeaderField(name, str(labels[name]), value, "" if same else words, bool(place)))
    return out


@require_http_methods(["GET", "POST"])
def correct(request: ActorRequest, pk: int) -> HttpResponse:
    found = own_letter(request, pk)
    held = Document.objects.get(pk=found.pk)
    form = CorrectionForm(request.POST or None, instance=held, today=request.actor.on)
    seen = request.POST.get("seen", "")
    if form.is_valid():
        try:
            again = bool(form.cleaned_data.get("again"))
            correct_document(actor=request.actor, document=found, seen=seen, again=again, **form.changed_values())
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, Twin):
                form.ask_again()
        else:
            return redirect("documents:document", request.post.key, pk)
    now = header_token(Document.objects.get(pk=found.pk))
    return render(request, "documents/correct.html", {"document": found, "form": form, "seen": now})


@require_http_methods(["GET", "POST"])
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    found = own_letter(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_document(actor=request.actor, document=found, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is withdrawn."))
            return redirect("documents:document", request.post.key, pk)
    return render(request, "documents/withdraw.html", {"document": found, "form": form})


@require_POST
def file_away(request: ActorRequest, pk: int) -> HttpResponse:
    found = own_letter(request, pk)
    try:
        file_document(actor=request.actor, document=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter is filed: nothing to do here."))
    return redirect("documents:document", request.post.key, pk)


@require_GET
def original(request: ActorRequest, pk: int) -> HttpResponse:
    """The file as it came in."""
    found = letter(request, pk)
    if found.file is None:
        raise Http404
    return as_download(content_of(found.file), found.file_name, found.file.media_type)
