"""A scan on its way, and the pictures of a scanned letter's pages with the places of its words."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from phoihop.documents.models import Document, ScannedPage
from phoihop.documents.queries import readable_documents
from phoihop.documents.scanning import scans_of
from phoihop.extract import Refusal, page_picture
from phoihop.files.actions import content_of
from phoihop.org.middleware import ActorRequest

KEPT_S = 600  # how long a browser keeps a page's picture


@require_GET
def scan(request: ActorRequest, pk: int) -> HttpResponse:
    """How far it is, asked again and again by the page; `?mot=` where it stands alone and its letter is to open."""
    found = get_object_or_404(scans_of(request.actor), pk=pk)
    if found.document_id and (request.GET.get("mot") or not request.htmx):
        where = reverse("documents:document", args=[request.post.key, found.document_id])
        return HttpResponseClientRedirect(where) if request.htmx else redirect(where)
    page = "documents/_scan.html" if request.htmx and not request.htmx.boosted else "documents/scan.html"
    return render(request, page, {"scan": found, "alone": request.GET.get("mot")})


def _letter(request: ActorRequest, pk: int) -> Document:
    return get_object_or_404(readable_documents(request.actor).select_related("file").defer("text", "folded"), pk=pk)


@require_GET
def picture(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """Drawn from the file each time: no picture of it is kept."""
    found = _letter(request, pk)
    if found.file is None or not ScannedPage.objects.filter(document=found, number=number).exists():
        raise Http404
    try:
        drawn = page_picture(content_of(found.file), number - 1)
    except Refusal as no:
        raise Http404 from no
    response = HttpResponse(drawn, content_type="image/jpeg")
    response["Cache-Control"] = f"private, max-age={KEPT_S}"
    return response


@require_GET
def words(request: ActorRequest, pk: int) -> HttpResponse:
    found = _letter(request, pk)
    pages = [{"page": page.number, "words": page.words} for page in found.scanned_pages.all()]
    if not pages:
        raise Http404
    return JsonResponse({"pages": pages})
