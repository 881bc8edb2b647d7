"""What is asked: a form lives in versions side by side; a regime binds it to the duty that asks for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from phoihop.duties.models import Duty
from phoihop.org.models import Unit


class Rollup(models.TextChoices):
    SUM = "sum", _("Added up")
    HEADS = "heads", _("Counted on a day: added over units, not over time")
    RATE = "rate", _("A rate: recomputed from its two parts")
    NONE = "none", _("Not added up")


ADDITIVE = (Rollup.SUM, Rollup.HEADS)


class Indicator(models.Model):
    """What is counted, whatever form asks for it; «lượt người» is not «người»."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    unit_of_measure = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Form(models.Model):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="form_key_once")]

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """In force for periods that begin on `starts` or later; a published one is never changed."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    starts = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.form_id} v{self.number}"


class FormSection(models.Model):
    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="sections")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    asks_text = models.BooleanField(default=True)
    needs_text = models.BooleanField(default=False)  # no answer is handed in without words here
    hint = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="form_section_once")]

    def __str__(self) -> str:
        return self.title


class Field(models.Model):
    """`scale` is the number of decimals: a figure is an integer in the field's smallest unit."""

    version = models.ForeignKey(FormVersion, models.CASCADE, related_name="fields")
    section = models.ForeignKey(FormSection, models.CASCADE, related_name="fields")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=300)
    hint = models.CharField(max_length=500, blank=True)
    unit_of_measure = models.CharField(max_length=40, blank=True)
    scale = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)  # left out, one that is not counts as not reported
    below_zero = models.BooleanField(default=False)  # a balance or a change; a count never is
    rollup = models.CharField(max_length=10, choices=Rollup.choices, default=Rollup.SUM)
    at_most = models.CharField(max_length=20, blank=True)  # code of the field this one may not exceed
    may_apportion = models.BooleanField(default=False)  # of a unit that was divided: by its shares, else held in common
    rate_of = models.CharField(max_length=20, blank=True)  # of a rate: codes of the part and of the whole
    rate_in = models.CharField(max_length=20, blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="field_code_once")]

    def __str__(self) -> str:
        return self.label


class Regime(models.Model):
    """A duty and the form in which it is answered."""

    duty = models.OneToOneField(Duty, models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, models.PROTECT, related_name="regimes")
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name
