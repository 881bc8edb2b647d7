"""Obligations open: one per duty, unit and period, however often and however late the worker comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties import clock, rules
from phoihop.duties.models import Duty, Obligation, Party, RhythmChoice, ScheduleKind, State, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.models import GroupMember, Unit, UnitVersion
from phoihop.periods import DueRule

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Slot:
    """A period in which a duty falls due."""

    code: str
    first: date | None
    last: date | None
    due: date | None


def owing_units(duty: Duty, on: date) -> set[int]:
    """Units that owe on that day: named ones, and members of named groups, that exist then."""
    parties = duty.parties.filter(part__in=Party.OWING)
    named = set(parties.exclude(unit=None).values_list("unit_id", flat=True))
    groups = parties.exclude(group=None).values("group")
    named.update(GroupMember.objects.on(on).filter(group__in=groups).values_list("unit_id", flat=True))
    return set(UnitVersion.objects.on(on).filter(unit__in=named).values_list("unit_id", flat=True))


def slots_of(duty: Duty, cadence: str, on: date) -> list[Slot]:
    """What should be open by now; a unit's own rhythm is given as `cadence`."""
    if duty.schedule in {ScheduleKind.ONCE, ScheduleKind.UNDATED}:
        due = (
            clock.due_of(duty.due_rule, clock.once_period(duty.starts, duty.through))
            if duty.schedule == ScheduleKind.ONCE
            else None
        )
        return [Slot("once", None, None, due)]
    periods = clock.periods_of(cadence, duty.starts, duty.through, on + clock.HORIZON)
    return [Slot(p.code, p.first, p.last, clock.due_of(duty.due_rule, p)) for p in periods]


@transaction.atomic
def open_obligations(*, actor: Actor, duty: Duty) -> int:
    """Open what is missing of one duty; returns how many. One row on record, however many."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if not rules.may_steer(actor, duty):
        raise PermissionDenied
    if duty.status != Duty.Status.ACTIVE:
        return 0
    missing = list(_missing(duty, actor))
    Obligation.objects.bulk_create(missing, batch_size=BATCH, ignore_conflicts=True)
    if missing:
        record(actor=actor, verb=Verb.OPENED, subject=duty, words={"obligations": len(missing)})
    return len(missing)


def open_all_obligations(*, actor: Actor) -> int:
    """The worker's round: every duty in force, each in a transaction of its own."""
    kinds = [ScheduleKind.ONCE, ScheduleKind.UNDATED, ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM]
    duties = Duty.objects.filter(status=Duty.Status.ACTIVE, schedule__in=kinds).order_by("pk")
    return sum(open_obligations(actor=actor, duty=duty) for duty in duties)


def _missing(duty: Duty, actor: Actor) -> Iterator[Obligation]:
    have = set(Obligation.objects.filter(duty=duty).values_list("unit_id", "period"))
    if duty.schedule == ScheduleKind.UNIT_RHYTHM:
        for choice in RhythmChoice.objects.filter(duty=duty):
            for slot in slots_of(duty, choice.cadence, actor.on):
                if choice.unit_id in owing_units(duty, _as_of(slot, actor.on)):
                    yield from _rows(duty, slot, [choice.unit_id], have, actor.at)
    elif duty.schedule not in {ScheduleKind.EVENT, ScheduleKind.STANDING}:
        for slot in slots_of(duty, duty.cadence, actor.on):
            yield from _rows(duty, slot, owing_units(duty, _as_of(slot, actor.on)), have, actor.at)


def _as_of(slot: Slot, today: date) -> date:
    """Who owes is asked of the period's last day, so that coming late changes nothing; «once» of today."""
    return slot.last or today


def _rows(
    duty: Duty, slot: Slot, units: Iterable[int], have: set[tuple[int, str]], at: datetime
) -> Iterator[Obligation]:
    for unit in sorted(units):
        if (unit, slot.code) not in have:
            yield make_obligation_row(duty, unit, slot, at)


def make_obligation_row(duty: Duty, unit_id: int, slot: Slot, at: datetime) -> Obligation:
    return Obligation(
        duty=duty,
        asker_id=duty.asker_id,
        unit_id=unit_id,
        period=slot.code,
        first=slot.first,
        last=slot.last,
        due=slot.due,
        due_first=slot.due,
        month=clock.month_of(slot.due),
        opened_at=at,
    )


@transaction.atomic
def open_event(*, actor: Actor, duty: Duty, unit: Unit, words: str, happened: date) -> Obligation:
    """Something happened: unit or office opens one; an event is a period of its own."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if not (rules.may_steer(actor, duty) or (actor.unit_id == unit.pk and actor.is_any("officer", "head", "clerk"))):
        raise PermissionDenied
    if duty.schedule != ScheduleKind.EVENT or duty.status != Duty.Status.ACTIVE:
        raise Refused(_("This duty is not one that waits for an event."))
    if unit.pk not in owing_units(duty, actor.on):
        raise Refused(_("This unit does not owe this duty."))
    if not words.strip():
        raise Refused(_("Say in a few words what happened."))
    number = Obligation.objects.filter(duty=duty, unit=unit).count() + 1
    due = DueRule.parse(duty.due_rule).due_from(happened, clock.calendar()) if duty.due_rule else None
    slot = Slot(f"e-{happened.isoformat()}-{number}", happened, happened, due)
    row = make_obligation_row(duty, unit.pk, slot, actor.at)
    row.event_words = words.strip()[:300]
    row.save()
    record(actor=actor, verb=Verb.EVENT_OPENED, subject=row, words={"words": row.event_words})
    return row


@transaction.atomic
def choose_rhythm(*, actor: Actor, duty: Duty, unit: Unit, cadence: str) -> RhythmChoice:
    """Where the letter lets each unit choose; once chosen, the office may change it for periods not opened yet."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    own = actor.unit_id == unit.pk and actor.is_any("officer", "head", "clerk", "leader")
    if not (own or rules.may_steer(actor, duty)):
        raise PermissionDenied
    if duty.schedule != ScheduleKind.UNIT_RHYTHM or cadence not in duty.cadence.split(","):
        raise Refused(_("The letter does not offer this rhythm. Choose one of those it names."))
    earlier = RhythmChoice.objects.filter(duty=duty, unit=unit).first()
    if earlier and earlier.cadence != cadence and Obligation.objects.filter(duty=duty, unit=unit).exists():
        raise Refused(_("Periods have been opened in the rhythm chosen before. Ask the office to change it."))
    choice, _made = RhythmChoice.objects.update_or_create(
        duty=duty,
        unit=unit,
        defaults={"cadence": cadence, "chosen_by_id": actor.user_id, "chosen_at": actor.at},
    )
    record(actor=actor, verb=Verb.RHYTHM_CHOSEN, subject=duty, words={"unit": unit.pk, "cadence": cadence})
    system = Actor.system(on=actor.on, at=actor.at)
    open_obligations(actor=system, duty=duty)
    return choice


LIVE = (State.OPEN, State.WAITING_HEAD, State.RETURNED)
