"""What somebody should know; read when they looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """`unit_key` is the unit it concerns, `url` where it leads; `key` keeps one from coming twice.

    Those that ask something of the reader go into the daily mail; `about` is the row they ask about, of the `kind`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    unit_key = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=120)
    asks = models.BooleanField(default=True)
    about = models.PositiveBigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["user", "read_at", "-made_at"]),
            models.Index(fields=["kind", "about"], condition=Q(read_at=None), name="notice_unread_about"),
        ]

    def __str__(self) -> str:
        return self.title


class Digest(models.Model):
    """One mail for a user and day: written before it is sent, so that it is sent at most once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    on = models.DateField()
    notices = models.PositiveIntegerField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on}"
