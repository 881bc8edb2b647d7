"""A large decision on its way: the worker puts it into effect or takes it back, whole or not at all."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.org.models.change import Restructuring


class Undertaking(models.Model):
    """`post`: key of the unit that who asked acts for. `said`: why it did not come to be, in their language; empty where
    it did, or still waits.
    """

    class What(models.TextChoices):
        APPLY = "apply", _("put into effect")
        UNDO = "undo", _("taken back")

    restructuring = models.ForeignKey(Restructuring, models.CASCADE, related_name="undertakings")
    what = models.CharField(max_length=5, choices=What.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.SlugField(max_length=60)
    seen = models.CharField(max_length=64, blank=True)  # the mark of the preview that was looked at
    reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    said = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["restructuring"], condition=Q(ended_at=None), name="one_undertaking_of_a_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.restructuring_id}"
