"""What a response says: figures of four kinds and narratives."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.duties.models import Response
from phoihop.reports.models.forms import Field, FormSection


class FigureKind(models.TextChoices):
    NUMBER = "number", _("Number")
    NIL = "nil", _("Nil")  # known to be none
    NOT_APPLICABLE = "na", _("Not applicable")
    NOT_REPORTED = "nr", _("Not known yet")


class Figure(models.Model):
    """A 64-bit integer in the field's smallest unit, and its kind; only a number has a value.

    Found by its response, whose figures lie side by side: one index. An index by field would touch a page of its own
    for each of sixty figures of a hand-in.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="figures", db_index=False)
    field = models.ForeignKey(Field, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=FigureKind.choices)
    value = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "field"], name="figure_once"),
            models.CheckConstraint(
                condition=Q(kind="number", value__isnull=False) | (~Q(kind="number") & Q(value__isnull=True)),
                name="figure_only_a_number_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_id}: {self.kind} {self.value}"


class Narrative(models.Model):
    response = models.ForeignKey(Response, models.CASCADE, related_name="narratives")
    section = models.ForeignKey(FormSection, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "section"], name="narrative_once")]

    def __str__(self) -> str:
        return self.text[:60]
