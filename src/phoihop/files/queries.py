"""What hangs on an owner."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from phoihop.files.models import Attachment


def attachments_of(owner_kind: str, owner_id: Any) -> QuerySet[Attachment]:
    """In the order in which they came."""
    return Attachment.objects.filter(owner_kind=owner_kind, owner_id=owner_id).select_related("file").order_by("pk")
