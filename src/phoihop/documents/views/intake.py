"""Letters come in: files, several at once, each with a result of its own, or pasted words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phoihop.documents import rules
from phoihop.documents.actions import Doubt
from phoihop.documents.batches import batches_of
from phoihop.documents.dependants import dependants
from phoihop.documents.forms import IntakeForm
from phoihop.documents.intake import Taken, take_file, take_text
from phoihop.documents.models import Document, Scan
from phoihop.documents.scanning import scans_of
from phoihop.files.actions import check_size
from phoihop.files.secrecy import judges_inside
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest

MOST_FILES = 20  # in one request; a browser with scripts sends as many as there are one by one
MOST_BATCHES = 5  # shown
MOST_SCANS = 50  # shown


@dataclass(frozen=True, slots=True)
class Result:
    """One file's: the letter it became, the scan being read, or why not. A refused file's name is shown and forgotten."""

    name: str
    document: Document | None = None
    scan: Scan | None = None
    already: bool = False
    refusal: str = ""
    ask: str = ""  # what somebody may say so that it is taken in all the same


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of all letters of one press."""

    direction: str
    arrived_on: date | None
    again: bool

    @property
    def words(self) -> dict[str, Any]:
        return {"direction": self.direction, "arrived_on": self.arrived_on, "again": self.again}


@judges_inside
@require_http_methods(["GET", "POST"])
def take_in(request: ActorRequest) -> HttpResponse:
    if not rules.may_register(request.actor):
        raise PermissionDenied
    form = IntakeForm(request.POST or None, initial={"direction": request.GET.get("huong") or "in"})
    results: list[Result] = []
    chosen = [file.name or "" for file in request.FILES.getlist("files")]
    if request.method == "POST" and form.is_valid():
        results = _results(request, form)
        if len(results) == 1 and results[0].document:
            return _to_letter(request, results[0])
        if len(results) == 1 and results[0].scan:
            return redirect("documents:scan", request.post.key, results[0].scan.pk)
        if not results:
            form.add_error(None, _("There is nothing to take in yet. Choose a file or paste the words of a letter."))
        for result in results:
            if result.ask:
                form.ask_again(result.ask)
            if result.refusal:
                form.add_error(None, f"«{result.name}»: {result.refusal}" if result.name else result.refusal)
    context = {
        "form": form,
        "results": [result for result in results if result.document or result.scan],
        "scans": _others(request.actor, results),
        "batches": batches_of(request.actor)[:MOST_BATCHES],
        "most": MOST_FILES,
        "limit": settings.UPLOAD_LIMIT // 2**20,
        "lost": _lost(chosen, results) if form.errors else [],
    }
    return render(request, "documents/intake.html", context)


def _others(actor: Actor, results: list[Result]) -> list[Scan]:
    """Scans of the unit that came before these."""
    new = {result.scan.pk for result in results if result.scan}
    return [scan for scan in scans_of(actor)[:MOST_SCANS] if scan.pk not in new]


def _lost(chosen: list[str], results: list[Result]) -> list[str]:
    """What nobody looked at and must be chosen again; of very many the first."""
    names = [result.name for result in results]
    return [name for name in chosen if name and name not in names][:MOST_FILES]


def _to_letter(request: ActorRequest, result: Result) -> HttpResponse:
    if result.already:
        messages.info(request, _("This letter was here already; this is it. Nothing was changed."))
    document = result.document
    if document is None:
        return redirect("documents:take_in", request.post.key)
    pages = [] if result.already else [one.take_up(request.actor, document) for one in dependants()]
    return redirect(next(filter(None, pages), "documents:document"), request.post.key, document.pk)


def _results(request: ActorRequest, form: IntakeForm) -> list[Result]:
    direction, day = form.cleaned_data["direction"], form.cleaned_data["arrived_on"]
    files = request.FILES.getlist("files")
    if len(files) > MOST_FILES:
        words = _("These are %(count)d files; at most %(most)d are taken in at once. Send them in parts.")
        return [Result("", refusal=words % {"count": len(files), "most": MOST_FILES})]
    given = Given(direction, day, again=bool(form.cleaned_data.get("again")))
    out = [_file(request.actor, file, given) for file in files]
    if form.cleaned_data["text"].strip():
        out.append(_words(request.actor, form.cleaned_data["text"], given))
    return out


def _file(actor: Actor, file: UploadedFile[bytes], given: Given) -> Result:
    name = file.name or ""
    try:
        check_size(file.size or 0)
        taken = take_file(actor=actor, data=file.read(), name=name, **given.words)
    except Refused as refusal:
        return _refused(name, refusal)
    return _taken(name, taken)


def _words(actor: Actor, text: str, given: Given) -> Result:
    try:
        return _taken("", take_text(actor=actor, text=text, **given.words))
    except Refused as refusal:
        return _refused("", refusal)


def _refused(name: str, refusal: Refused) -> Result:
    return Result(name, refusal=str(refusal), ask=str(refusal.ask) if isinstance(refusal, Doubt) else "")


def _taken(name: str, taken: Taken | Scan) -> Result:
    if isinstance(taken, Scan):
        return Result(name, scan=taken)
    return Result(name, taken.document, already=taken.already)
