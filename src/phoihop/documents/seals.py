"""The digital signatures of a kept PDF: a worker looks at them, since it takes seconds and no page may wait for it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from phoihop.documents.models import Document
from phoihop.documents.words import remarks_of
from phoihop.extract import SIGNATURE_CODES, Extract, with_signatures
from phoihop.files.actions import content_of
from phoihop.jobs.actions import enqueue
from phoihop.jobs.registry import register
from phoihop.kit import clock

CHECK = "documents.check_signatures"


def ask_check(document: Document) -> None:
    """In the caller's transaction."""
    enqueue(CHECK, now=clock.now(), key=str(document.pk), pk=document.pk)


def checked(found: Extract, data: bytes) -> Extract:
    """With what the signatures say, against the roots this installation trusts."""
    return with_signatures(found, data, roots=settings.SIGNATURE_ROOTS)


def check_signatures(pk: int) -> None:
    """The worker's part; run twice, each signature is told once."""
    document = Document.objects.select_related("file").filter(pk=pk).exclude(file=None).first()
    if document is None or document.file is None:
        return
    told = remarks_of(checked(Extract("", "pdf", "", ()), content_of(document.file)))
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=pk)
        others = [one for one in document.remarks if one["code"] not in SIGNATURE_CODES]
        document.remarks = [*told, *others]
        document.save(update_fields=["remarks"])


def register_all() -> None:
    register(CHECK, check_signatures)
