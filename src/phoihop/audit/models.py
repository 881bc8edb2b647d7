"""Rows that are only ever added: ids and a salted hash; the words stand apart and can be deleted by law."""

from __future__ import annotations

from django.db import models


class Record(models.Model):
    """One write: who, where, in which role, what, of what, when. `digest` is sha256(salt + canonical words)."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"]),
            models.Index(fields=["user_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind}:{self.subject_id}"


class RecordWords(models.Model):
    """What a row says in words."""

    record_id = models.BigIntegerField(unique=True)
    words = models.JSONField()

    def __str__(self) -> str:
        return str(self.record_id)
