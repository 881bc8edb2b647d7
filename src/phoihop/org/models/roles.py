"""Who may act where, from one day to another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from phoihop.kit.dated import Dated, DatedQuerySet, dated_constraints
from phoihop.org.models.change import Restructuring
from phoihop.org.models.units import Unit


class RoleKind(models.TextChoices):
    CLERK = "clerk", _("Office clerk")
    LEADER = "leader", _("Leader")
    OFFICER = "officer", _("Unit officer")
    HEAD = "head", _("Unit head")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
    READER = "reader", _("Reader")  # what an officer reads, and nothing to press


# What a role holds of others: its holder may hand on a part instead of the whole.
PARTS: dict[str, tuple[str, ...]] = {
    RoleKind.CLERK: (RoleKind.OFFICER, RoleKind.READER),
    RoleKind.LEADER: (RoleKind.OFFICER, RoleKind.READER),
    RoleKind.HEAD: (RoleKind.OFFICER, RoleKind.READER),
    RoleKind.OFFICER: (RoleKind.READER,),
    RoleKind.AUDITOR: (RoleKind.READER,),
}


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


class RoleEarlier(models.Model):
    """How a role stood in our books until a moment at which its row was changed: an end that is entered late, or taken
    back, must not be known of earlier days.
    """

    role = models.ForeignKey(Role, models.CASCADE, related_name="earlier")
    ends = models.DateField(null=True, blank=True)
    superseded = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["role", "until"])]

    def __str__(self) -> str:
        return f"{self.role_id} until {self.until}"


class Substitution(models.Model):
    """While the holder is absent, or, with a `task`, a part of their rights for it; both names go on record.

    `ended_on` is the first day no longer valid of one that was ended before its time.
    """

    role = models.ForeignKey(Role, models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=300)
    part = models.CharField(max_length=20, choices=RoleKind.choices, blank=True)  # empty: all that the role may
    task = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="substitution_dates_in_order")]

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.role_id}"

    @property
    def kind(self) -> str:
        """What the substitute holds."""
        return self.part or self.role.kind

    @property
    def kind_words(self) -> str:
        return str(RoleKind(self.kind).label)


class RoleChoice(models.Model):
    """Where somebody decided otherwise than the rule: where a role goes on, and as what; without a unit it ends."""

    restructuring = models.ForeignKey(Restructuring, models.CASCADE, related_name="role_choices")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    unit_key = models.SlugField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=RoleKind.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restructuring", "role"], name="role_choice_once")]

    def __str__(self) -> str:
        return f"{self.role_id} → {self.unit_key or '–'}"
