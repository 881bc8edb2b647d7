"""The annex of a decision between its drop and its decision: what was read, and what was chosen where that was unsure."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from phoihop.org.models.change import Restructuring
from phoihop.org.models.units import Unit


class AnnexDraft(models.Model):
    """`reading` is what the file says; `choices` are batches in the order they were made, so that the last can be taken back."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # of the file
    fingerprint = models.CharField(max_length=64)  # of what it says, whatever kind of file says it
    reading = models.JSONField()
    choices = models.JSONField(default=list)
    title = models.CharField(max_length=300)
    decision = models.CharField(max_length=300, blank=True)
    effective = models.DateField()
    under = models.SlugField(max_length=60, blank=True)  # where new units stand; empty: where the old ones stood
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    restructuring = models.ForeignKey(Restructuring, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "fingerprint"],
                condition=models.Q(dropped_at=None, restructuring=None),
                name="annex_draft_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
