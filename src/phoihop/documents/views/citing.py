"""Which letter a citation means, said by a person; and the letters that are cited and not here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.documents.actions import choose_cited
from phoihop.documents.models import Document
from phoihop.documents.queries import READERS, readable_documents
from phoihop.documents.views.document import own_letter
from phoihop.documents.wanted import Wanted, wanted_by
from phoihop.kit.fold import fold
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest

PAGE = 50
_LETTERS_SHOWN = 3


@require_GET
def wanted(request: ActorRequest) -> HttpResponseBase:
    """`?tim=` words of number, kind or body."""
    if not request.actor.is_any(*READERS):
        raise PermissionDenied
    words = request.GET.get("tim", "").strip()
    every = wanted_by(request.actor)
    rows = [row for row in every if all(word in row.folded for word in fold(words).split())]
    if request.GET.get("dang") in KINDS:
        return as_file(request.GET["dang"], "van-ban-can-tim", _heads(), _cells(rows))
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "total": len(every),
        "words": words,
        "shown": _LETTERS_SHOWN,
    }
    return render(request, "documents/wanted.html", context)


def _heads() -> list[str]:
    return [
        _("Number and symbol"), _("Kind of letter"), _("Issuing body"), _("Day signed"), _("Letters that cite it"),
        _("Times cited"), _("Cited by"),
    ]  # fmt: skip


def _cells(rows: Iterable[Wanted]) -> Iterator[list[Cell]]:
    for row in rows:
        by = "; ".join(str(letter) for letter in row.letters.values())
        yield [row.number, row.doc_type, row.issuer, row.signed_on, len(row.letters), row.times, by]


@require_POST
def choose(request: ActorRequest, pk: int) -> HttpResponse:
    """`citation` of this letter means `letter`; without one the choice is taken back."""
    found = own_letter(request, pk)
    citation = get_object_or_404(
        found.citations.select_related("document"), pk=_number(request.POST.get("citation", ""))
    )
    given = request.POST.get("letter", "")
    letter = get_object_or_404(readable_documents(request.actor), pk=_number(given)) if given else None
    try:
        choose_cited(actor=request.actor, citation=citation, letter=letter)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(letter))
    return redirect(reverse("documents:document", args=[request.post.key, pk]) + f"#c-{citation.pk}")


def _said(letter: Document | None) -> str:
    if letter is None:
        return _("The choice is taken back.")
    return _("%(letter)s is the letter that is cited.") % {"letter": letter}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
