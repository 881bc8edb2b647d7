"""The one due-list of the house: duty × unit × period."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from phoihop.duties.models.duty import Duty
from phoihop.org.models import Unit


class State(models.TextChoices):
    OPEN = "open", _("Not handed in")
    WAITING_HEAD = "waiting_head", _("Waiting for the unit's head")
    HANDED_IN = "handed_in", _("Handed in")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    DISPATCHED = "dispatched", _("Dispatched")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Ended with its unit")


class Obligation(models.Model):
    """Exactly one per duty, unit and period. Settled from hand-in (or dispatch) on; a return unsettles it.

    `due` counts an extension in, `due_first` does not; both None: never red. `month` is year × 12 + month − 1 of
    `due`, for the board. `late_days` are working days between due and settling.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="obligations")
    asker = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # the duty's, repeated for the indexes below
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.CharField(max_length=24)  # periods.Period code
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    due_first = models.DateField(null=True, blank=True)
    month = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    late_days = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=500, blank=True)
    answer = models.OneToOneField("duties.Response", models.PROTECT, null=True, blank=True, related_name="+")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    event_words = models.CharField(max_length=300, blank=True)
    nudged = models.PositiveSmallIntegerField(default=0)
    nudged_on = models.DateField(null=True, blank=True)
    escalated = models.PositiveSmallIntegerField(default=0)  # 0 officer, 1 unit's head, 2 leader

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period"], name="obligation_once"),
            models.CheckConstraint(
                condition=Q(first=None) | Q(last__gte=F("first")), name="obligation_period_in_order"
            ),
        ]
        indexes = [
            models.Index(
                fields=["asker", "due", "id"],
                condition=Q(settled_at=None, closed_at=None),
                name="obligation_asked_open",
            ),
            models.Index(
                fields=["unit", "due", "id"], condition=Q(settled_at=None, closed_at=None), name="obligation_owed_open"
            ),
            models.Index(fields=["due"], condition=Q(settled_at=None, closed_at=None), name="obligation_open_by_day"),
            models.Index(
                fields=["asker"],
                condition=Q(settled_at__isnull=False, accepted_at=None, closed_at=None),
                name="obligation_to_judge",
            ),
            models.Index(fields=["asker", "month", "unit"], name="obligation_board"),
            models.Index(fields=["unit", "month"], name="obligation_unit_month"),
            models.Index(fields=["duty", "period"], name="obligation_duty_period"),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} × {self.unit_id} × {self.period}"
