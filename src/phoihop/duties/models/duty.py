"""What must be done, traced to the words that ask for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.documents.models import Document, Passage
from phoihop.org.models import Unit, UnitGroup


class ScheduleKind(models.TextChoices):
    ONCE = "once", _("Once, by a day")
    UNDATED = "undated", _("Once, without a day")
    RHYTHM = "rhythm", _("In a rhythm")
    UNIT_RHYTHM = "unit_rhythm", _("In a rhythm each unit chooses")
    EVENT = "event", _("When something happens")
    STANDING = "standing", _("Standing, answered inside a report")


class Step(models.TextChoices):
    """The life of a resolution."""

    RECEIVE = "receive", _("Receive")
    STUDY = "study", _("Study")
    COMMUNICATE = "communicate", _("Communicate")
    CONCRETISE = "concretise", _("Concretise")
    CARRY_OUT = "carry_out", _("Carry out")
    INSPECT = "inspect", _("Inspect")
    INTERIM_REVIEW = "interim_review", _("Interim review")
    FINAL_REVIEW = "final_review", _("Final review")


class Duty(models.Model):
    """`asker` asks and accepts. `cadence`, `due_rule` are texts of the room `periods`; `starts`..`through` bounds them."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("In force")
        ENDED = "ended", _("Ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    asker = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField()
    title = models.CharField(max_length=300)
    origin_label = models.CharField(max_length=200, blank=True)  # who made it, when no letter did
    origin_url = models.CharField(max_length=300, blank=True)
    schedule = models.CharField(max_length=20, choices=ScheduleKind.choices)
    cadence = models.CharField(max_length=60, blank=True)  # periods.Cadence; for UNIT_RHYTHM the choices, comma between
    due_rule = models.CharField(max_length=120, blank=True)  # periods.DueRule
    starts = models.DateField()
    through = models.DateField(null=True, blank=True)  # the last day of the last period
    reaches_back = models.BooleanField(default=False)  # what was over before it was given is owed too
    choose_by = models.DateField(null=True, blank=True)  # UNIT_RHYTHM: the day by which a unit says its rhythm
    day_named = models.DateField(null=True, blank=True)  # the day the letter names, where it names one
    named_before = models.BooleanField(default=False)  # and whether its word was «trước»
    report_to = models.CharField(max_length=300, blank=True)
    report_via = models.CharField(max_length=300, blank=True)
    answered_in = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answers")
    step = models.CharField(max_length=20, choices=Step.choices, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    opened_through = models.DateField(null=True, blank=True)  # the worker has opened periods ending up to this day
    closed_reason = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["asker", "status"]), models.Index(fields=["document"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(schedule="standing") | Q(answered_in__isnull=False), name="duty_standing_names_its_report"
            ),
            models.CheckConstraint(
                condition=~Q(schedule__in=["rhythm", "unit_rhythm"]) | ~Q(cadence=""), name="duty_rhythm_has_cadence"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """Lead and doing units owe; supporting ones see it."""

    class Part(models.TextChoices):
        LEAD = "lead", _("Leads")
        DO = "do", _("Does")
        SUPPORTING = "supporting", _("Supports")

    OWING = (Part.LEAD, Part.DO)

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="parties")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.DO)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)  # as the letter names them
    since = models.DateField(null=True, blank=True)  # an heir: the day the unit ended that the letter names

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, group__isnull=True) | Q(unit__isnull=True, group__isnull=False),
                name="party_is_unit_or_group",
            ),
            models.UniqueConstraint(fields=["duty", "unit"], name="party_unit_once"),
            models.UniqueConstraint(fields=["duty", "group"], name="party_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.unit_id or self.group_id}"


class RhythmChoice(models.Model):
    """What a unit chose where the letter lets it."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="choices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    cadence = models.CharField(max_length=60)
    since = models.DateField(null=True, blank=True)  # counted from here where it took another rhythm's place
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "unit"], name="rhythm_choice_once")]

    def __str__(self) -> str:
        return self.cadence
