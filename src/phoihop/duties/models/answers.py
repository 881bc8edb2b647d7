"""Drafts kept per cell, hand-ins as revisions that are only ever added, and what the office says to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from phoihop.duties.models.obligation import Obligation


class Draft(models.Model):
    """The one draft of an obligation; its words are in cells."""

    obligation = models.OneToOneField(Obligation, models.PROTECT, related_name="draft")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"draft of {self.obligation_id}"


class DraftCell(models.Model):
    """`key` is `text`, `figure:<code>` or `narrative:<code>`; a save names the version it saw."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="cells")
    key = models.CharField(max_length=80)
    value = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="draft_cell_once")]

    def __str__(self) -> str:
        return self.key


class Response(models.Model):
    """One hand-in; `key` is the browser's, so that twice is once. Content rows of higher rooms point here."""

    class State(models.TextChoices):
        WAITING_HEAD = "waiting_head", _("Waiting for the unit's head")
        HANDED_IN = "handed_in", _("Handed in")
        SENT_BACK = "sent_back", _("Sent back by the head")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="responses")
    revision = models.PositiveSmallIntegerField()
    key = models.UUIDField()
    text = models.TextField(blank=True)
    cells = models.JSONField(default=dict)  # as handed in, to go on from when it comes back
    state = models.CharField(max_length=12, choices=State.choices)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    answer_by = models.DateField(null=True, blank=True)  # a returned one: the day to hand in again

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "revision"], name="response_revision_once"),
            models.UniqueConstraint(fields=["obligation", "key"], name="response_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} r{self.revision}"


class Remark(models.Model):
    """Why it came back, at the sentence or figure concerned (`target` is a cell key; offsets into its text)."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="remarks")
    target = models.CharField(max_length=80, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    words = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.words[:60]
