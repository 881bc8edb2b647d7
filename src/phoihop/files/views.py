"""Handing a file out, to those its owner lets read it."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from phoihop.files.actions import content_of
from phoihop.files.models import Attachment
from phoihop.files.readers import may_read


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Always as a download, never rendered inside our origin."""
    attachment = get_object_or_404(Attachment.objects.select_related("file"), pk=pk)
    if not may_read(request.actor, attachment):  # type: ignore[attr-defined]  # ActorRequest is a higher room's
        raise Http404
    return as_download(content_of(attachment.file), attachment.name, attachment.file.media_type)


def as_download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
