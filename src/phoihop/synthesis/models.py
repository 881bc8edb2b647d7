"""A report in which every number and every sentence opens its sources."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.documents.models import Document
from phoihop.duties.models import Duty, Obligation, Response
from phoihop.org.models import Unit
from phoihop.reports.models import Field, FormSection, Narrative


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    DISPATCHED = "synthesis.dispatched"
    DRAFTED = "synthesis.drafted"
    EDITED = "synthesis.edited"
    ISSUED = "synthesis.issued"
    NUMBER_WITHDRAWN = "synthesis.number_withdrawn"
    SENT_BACK = "synthesis.sent_back"
    SIGNED = "synthesis.signed"
    SUBMITTED = "synthesis.submitted"
    SUBMITTED_BACK = "synthesis.taken_back"
    WITHDRAWN = "synthesis.withdrawn"


class Synthesis(models.Model):
    """What `unit` makes of the answers to `duty` for `period`; `answers` is the debt upward that it settles.

    Signed, issued (it has a number and stands in the register) and sent are steps apart; until it is sent its number
    can be withdrawn, which leaves the letter in the register as withdrawn and the report signed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SIGNING = "signing", _("Waiting for signature")
        SIGNED = "signed", _("Signed")
        ISSUED = "issued", _("Issued, not sent yet")
        SENT = "sent", _("Sent")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    period = models.CharField(max_length=24)
    title = models.CharField(max_length=300)
    answers = models.ForeignKey(Obligation, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)  # grows with every change; an edit names the one it saw
    gathered_at = models.DateTimeField()  # the answers as they stood
    remark = models.TextField(blank=True)  # why the signer sent it back
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signer_position = models.CharField(max_length=200, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    sent_how = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "duty", "period"], condition=~Q(state="withdrawn"), name="synthesis_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)  # I, II, 1, 2
    heading = models.CharField(max_length=300)
    source = models.ForeignKey(FormSection, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["synthesis", "position"], name="section_position_once")]

    def __str__(self) -> str:
        return self.heading


class Sentence(models.Model):
    """`paragraph` groups sentences of one paragraph; `own` marks a sentence as the office's, needing no source."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="sentences")
    paragraph = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    own = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["paragraph", "position"]

    def __str__(self) -> str:
        return self.text[:60]


class Source(models.Model):
    """Where a sentence comes from: a response's narrative (with offsets) or a response's answer to a field."""

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="sources")
    response = models.ForeignKey(Response, models.PROTECT, related_name="+")
    narrative = models.ForeignKey(Narrative, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["response"])]

    def __str__(self) -> str:
        return f"{self.sentence_id} ← {self.response_id}"


class Number(models.Model):
    """A number inside a sentence, computed, not typed: `measure` of `field` over the answers of the synthesis.

    `measure`: sum, none (everybody who counted found none), numbers (how many gave a number or nil), owed, units.
    `value` is what the sentence shows, in the field's smallest unit; of none it is how many said so.
    """

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="numbers")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    field = models.ForeignKey(Field, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.CharField(max_length=12)
    value = models.BigIntegerField()

    class Meta:
        ordering = ["start"]

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"
