"""How the tree changes: only so."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from phoihop.org.models.units import Unit


class Restructuring(models.Model):
    """One decision: its steps take effect together at the start of `effective`."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PLANNED = "planned", _("Planned")
        APPLIED = "applied", _("In effect")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        UNDONE = "undone", _("Taken back")

    title = models.CharField(max_length=300)
    decision = models.CharField(max_length=300, blank=True)  # number and date of the decision, in words
    effective = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    fingerprint = models.CharField(max_length=64, blank=True)  # of the file it came from: the same file twice is one
    trouble = models.TextField(blank=True)  # why the worker could not put it into effect on its day
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=~models.Q(fingerprint=""), name="restructuring_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class RestructuringStep(models.Model):
    """`data` by kind: create {name,short_name,kind,parent,codes,groups}, rename {name,short_name},
    reclassify {kind, name, short_name}, move {parent, hierarchy}, close {}, merge {into}, split {into: [[key, share],
    …]}, reopen {parent, name}; units by key. A unit that is among the parts it splits into lives on.
    """

    class Kind(models.TextChoices):
        CREATE = "create", _("Create")
        RENAME = "rename", _("Rename")
        MOVE = "move", _("Move")
        MERGE = "merge", _("Merge")
        SPLIT = "split", _("Split")
        CLOSE = "close", pgettext_lazy("a unit", "Close")
        RECLASSIFY = "reclassify", _("Change its kind")
        REOPEN = "reopen", pgettext_lazy("a unit", "Open again")

    restructuring = models.ForeignKey(Restructuring, models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit_key = models.SlugField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["restructuring", "position"], name="step_position_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_key}"


class Succession(models.Model):
    """`share` of the old unit that went to the new one, in millionths; `ceded` by one that lives on."""

    restructuring = models.ForeignKey(Restructuring, models.PROTECT, related_name="successions")
    source = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    target = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    share = models.PositiveIntegerField(default=1_000_000)
    on = models.DateField()
    ceded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["restructuring", "source", "target"], name="succession_once"),
            models.CheckConstraint(condition=models.Q(share__gte=1, share__lte=1_000_000), name="succession_share"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"


class Change(models.Model):
    """What a decision in effect did in one room: enough to take it back exactly."""

    restructuring = models.ForeignKey(Restructuring, models.CASCADE, related_name="changes")
    room = models.CharField(max_length=40)
    memo = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restructuring", "room"], name="change_room_once")]

    def __str__(self) -> str:
        return f"{self.restructuring_id} {self.room}"
