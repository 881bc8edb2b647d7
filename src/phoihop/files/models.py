"""A file is its hash; the same bytes are kept once."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """Content lies in settings.FILES_ROOT/ab/cdef…, named by `sha256`."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]
