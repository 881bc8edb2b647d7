"""The reading desk: what the reader proposed and the clerk decided, kept while working."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.documents.models import Document
from phoihop.duties.models.duty import Duty, ScheduleKind


class Desk(models.Model):
    """One for a document; `version` grows with every change, and a change names the version it saw."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="desk")
    version = models.PositiveIntegerField(default=1)
    doers = models.JSONField(default=list)  # for every item that does not say otherwise; as DeskItem.doers
    doers_decided = models.BooleanField(default=False)
    dropped = models.JSONField(default=list)  # [{mark, name, reason, on}] of addressees left out
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"desk of {self.document_id}"


class DeskItem(models.Model):
    """A proposed duty. `doers` is [{words, part, units: [key], groups: [key]}]; None takes the desk's.

    `found` is the reader's part as JSON (rule, confidence, actors, deadline, before, cadence, choices, report);
    the schedule fields are the clerk's and empty until decided: the machine never chooses. `number` is counted by
    `desk.numbering`.
    """

    class Status(models.TextChoices):
        UNSEEN = "unseen", _("Not looked at")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("No duty")

    number = 0
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, blank=True)  # action, report, action+report
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UNSEEN)
    found = models.JSONField(default=dict)
    doers = models.JSONField(null=True, blank=True)
    schedule = models.CharField(max_length=20, choices=ScheduleKind.choices, blank=True)
    cadence = models.CharField(max_length=60, blank=True)
    due_rule = models.CharField(max_length=120, blank=True)
    due = models.DateField(null=True, blank=True)
    kept_day = models.DateField(null=True, blank=True)  # the due day kept though it is over or far away
    starts = models.DateField(null=True, blank=True)
    through = models.DateField(null=True, blank=True)
    reaches_back = models.BooleanField(default=False)
    choose_by = models.DateField(null=True, blank=True)
    answered_in = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    form_key = models.CharField(max_length=60, blank=True)  # the report's form, where the clerk named one
    step = models.CharField(max_length=20, blank=True)
    duty = models.OneToOneField(Duty, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="desk_item_not_empty")]

    def __str__(self) -> str:
        return self.title


class Presence(models.Model):
    """Who has the desk open; overwritten, never on record."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.desk_id}"
