"""A file is its hash; the same bytes are kept once. What it belongs to is an attachment."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    ATTACHED = "files.attached"
    DETACHED = "files.detached"
    STORED = "files.stored"


class StoredFile(models.Model):
    """Content lies in settings.FILES_ROOT/ab/cdef…, named by `sha256`."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Attachment(models.Model):
    """`owner_kind` is a label such as duties.response; who may read it is asked of `files.readers`."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    owner_kind = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_kind", "owner_id", "file"], name="attachment_once")]

    def __str__(self) -> str:
        return self.name
