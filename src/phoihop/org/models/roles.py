"""Who may act where, from one day to another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from phoihop.kit.dated import Dated, DatedQuerySet, dated_constraints
from phoihop.org.models.units import Unit


class RoleKind(models.TextChoices):
    CLERK = "clerk", _("Office clerk")
    LEADER = "leader", _("Leader")
    OFFICER = "officer", _("Unit officer")
    HEAD = "head", _("Unit head")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Role(Dated):
    """Rights reach the unit's subtree."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)

    objects: ClassVar = DatedQuerySet["Role"].as_manager()

    class Meta:
        constraints = dated_constraints("role", "user", "unit", "kind")
        indexes = [models.Index(fields=["unit", "kind"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} @ {self.unit_id}"


class Substitution(models.Model):
    """While the holder is absent; both names go on record."""

    role = models.ForeignKey(Role, models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="substitution_dates_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.role_id}"
