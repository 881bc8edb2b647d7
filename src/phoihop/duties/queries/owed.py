"""What a unit has to set going itself: choose a rhythm, tell of an event."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from phoihop.duties.models import Duty, Party, RhythmChoice, ScheduleKind
from phoihop.duties.queries.seeing import may_read
from phoihop.kit.actor import Actor
from phoihop.org.models import GroupMember
from phoihop.org.queries import in_force


def owed_duties(actor: Actor) -> QuerySet[Duty]:
    """Duties in force that name the actor's unit, or a group it is a member of, as owing."""
    if not may_read(actor):
        return Duty.objects.none()
    member = GroupMember.objects.filter(in_force(actor.on), unit_id=actor.unit, superseded=None).values("group")
    named = Party.objects.filter(Q(unit_id=actor.unit) | Q(group__in=member), part__in=Party.OWING)
    return Duty.objects.filter(pk__in=named.values("duty"), status=Duty.Status.ACTIVE)


def duties_to_start(actor: Actor) -> list[Duty]:
    """Rhythms not chosen yet, and what is reported when something happens."""
    chosen = RhythmChoice.objects.filter(duty=OuterRef("pk"), unit_id=actor.unit)
    waiting = Q(schedule=ScheduleKind.UNIT_RHYTHM) & ~Q(Exists(chosen))
    rows = owed_duties(actor).filter(waiting | Q(schedule=ScheduleKind.EVENT))
    return list(rows.select_related("document").order_by("choose_by", "pk")[:50])
