"""What is done about lateness, and what settles a debt to a body outside."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.documents.models import Document
from phoihop.duties.models.obligation import Obligation
from phoihop.org.models import Unit


class Extension(models.Model):
    """At most one for an obligation: asked, reasoned, granted once or refused."""

    obligation = models.OneToOneField(Obligation, models.PROTECT, related_name="extension")
    asked_until = models.DateField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted = models.BooleanField(null=True)  # None: not decided yet
    granted_until = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=Q(granted=None), name="extension_undecided")]

    def __str__(self) -> str:
        return f"extension of {self.obligation_id}"


class Explanation(models.Model):
    """Why it was late, in the unit's words."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="explanations")
    words = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.words[:60]


class Nudge(models.Model):
    """One reminder of one obligation; `rule` makes an automatic one happen once."""

    class Kind(models.TextChoices):
        BEFORE = "before", _("Before due")
        AFTER = "after", _("After due")
        BY_HAND = "by_hand", _("By hand")
        TO_HEAD = "to_head", _("To the unit's head")
        TO_LEADER = "to_leader", _("To the unit's leader")

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="nudges")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    rule = models.CharField(max_length=40)
    on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "rule"], condition=~Q(kind="by_hand"), name="nudge_once_per_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.obligation_id}"


class Dispatch(models.Model):
    """What is owed to a body outside is settled by the letter that went."""

    obligation = models.OneToOneField(Obligation, models.PROTECT, related_name="dispatch")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    sent_on = models.DateField()
    how = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.number} {self.sent_on}"


class CalendarKey(models.Model):
    """Lets a calendar that cannot sign in fetch the due days of one post; a new `nonce` ends the address before it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit"], name="calendar_key_once")]

    def __str__(self) -> str:
        return f"calendar of {self.user_id} at {self.unit_id}"


class SavedView(models.Model):
    """A list's address under a name; shared with the unit or one's own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    page = models.CharField(max_length=40)  # due_list, board
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=600)
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
