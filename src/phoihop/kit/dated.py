"""Rows that hold from one day to another, and that we knew from one moment to another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound="Dated", covariant=True)  # noqa: PLC0105 - read as a word


class DatedQuerySet(models.QuerySet[Row]):
    """Questions about a day."""

    def on(self, day: date, *, known: datetime | None = None) -> Self:
        """The rows in force on `day`, as they were known at `known` (now)."""
        rows = self.filter(Q(ends=None) | Q(ends__gt=day), starts__lte=day)
        if known is None:
            return rows.filter(superseded=None)
        return rows.filter(Q(superseded=None) | Q(superseded__gt=known), recorded__lte=known)

    def standing(self) -> Self:
        """What we hold to be so now, of any day."""
        return self.filter(superseded=None)


class Dated(models.Model):
    """`ends` is the first day no longer valid; an open row has none."""

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    recorded = models.DateTimeField()
    superseded = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def dated_constraints(name: str, *key: str) -> list[models.BaseConstraint]:
    """Dates in order, and one open row for each key among those not superseded."""
    return [
        models.CheckConstraint(condition=Q(ends=None) | Q(ends__gt=models.F("starts")), name=f"{name}_dates_in_order"),
        models.UniqueConstraint(fields=key, condition=Q(ends=None, superseded=None), name=f"{name}_one_open"),
    ]
