"""Who else may look in: support that a unit lets in, and machines."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from phoihop.org.models.units import Unit


class SupportLeave(models.Model):
    """A unit lets its administrator work as one of its people, for some days; `writes` if more than reading."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="support_leaves")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    writes = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="support_leave_dates_in_order")]

    def __str__(self) -> str:
        return f"support at {self.unit_id}"


class Support(models.Model):
    """One time in which `supporter` saw the house as `person` does; over at `ends_at` whatever happens."""

    leave = models.ForeignKey(SupportLeave, models.PROTECT, related_name="times")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    supporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    writes = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("started_at")), name="support_times_in_order"),
            models.UniqueConstraint(
                fields=["supporter"], condition=Q(ended_at=None), name="support_one_open_for_a_supporter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supporter_id} as {self.person_id}"

    def is_open(self, at: datetime) -> bool:
        return self.ended_at is None and self.started_at <= at < self.ends_at


class Scope(models.TextChoices):
    """What a machine may do, each for its unit and what is below it."""

    UNITS_READ = "units.read", _("read units")
    LETTERS_READ = "letters.read", _("read letters")
    OBLIGATIONS_READ = "obligations.read", _("read duties and what is due")
    ANSWERS_READ = "answers.read", _("read answers and their figures")
    ANSWERS_WRITE = "answers.write", _("hand in answers of its own unit")
    REPORTS_READ = "reports.read", _("read reports")


class ServiceAccount(models.Model):
    """A machine that asks for a unit. It has no password and signs in nowhere: each request shows a key."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="service_accounts")
    name = models.CharField(max_length=120)
    scopes = models.JSONField(default=list)
    starts = models.DateField()
    ends = models.DateField()  # always: what nobody renews stops by itself
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="service_account_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_words(self) -> list[str]:
        return [str(Scope(one).label) for one in self.scopes if one in Scope.values]


class ServiceKey(models.Model):
    """Shown once; only its hash is kept. `hint` are its first letters, to tell it from others."""

    account = models.ForeignKey(ServiceAccount, models.PROTECT, related_name="keys")
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.hint
