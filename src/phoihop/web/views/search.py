"""Search and commands, as a page and as the fragment of the palette."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from phoihop.org.middleware import ActorRequest
from phoihop.web.search import search


@require_GET
def find(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    page = "web/_found.html" if request.htmx else "web/find.html"
    return render(request, page, {"words": words, "heaps": search(request, words)})
