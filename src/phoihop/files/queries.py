"""What hangs on an owner."""

from __future__ import annotations

from django.db.models import QuerySet

from phoihop.files.models import Attachment


def attachments_of(owner_kind: str, owner_id: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(owner_kind=owner_kind, owner_id=owner_id).select_related("file").order_by("pk")
