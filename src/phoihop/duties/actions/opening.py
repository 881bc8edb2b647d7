"""Obligations open: one per duty, unit and period, however often and however late the worker comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties import clock, rules
from phoihop.duties.actions.telling import done_with, tell_unit, tell_units
from phoihop.duties.models import Duty, Obligation, RhythmChoice, ScheduleKind, State, Verb
from phoihop.duties.queries.owing import Owers, Slot, owers_of, owing_units
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.refused import Refused
from phoihop.org.models import Unit
from phoihop.periods import DueRule

LIVE = (State.OPEN, State.WAITING_HEAD, State.RETURNED)
Standing = Mapping[tuple[int, str], str]


def slots_of(duty: Duty, cadence: str, on: date, since: date | None = None) -> list[Slot]:
    """What should be open by now; a unit's own rhythm is given as `cadence`, and counts from `since`."""
    if duty.schedule in {ScheduleKind.ONCE, ScheduleKind.UNDATED}:
        due = (
            clock.due_of(duty.due_rule, clock.once_period(duty.starts, duty.through))
            if duty.schedule == ScheduleKind.ONCE
            else None
        )
        return [Slot("once", None, None, due)]
    starts = max(duty.starts, since) if since else duty.starts
    after = duty.starts if duty.reaches_back else max(duty.starts, given_on(duty))
    found = clock.dated_periods(cadence, duty.due_rule, (starts, after), duty.through, on + clock.HORIZON)
    return [Slot(p.code, p.first, p.last, due) for p, due in found]


def given_on(duty: Duty) -> date:
    return duty.created_at.astimezone(ZONE).date()


@transaction.atomic
def open_obligations(*, actor: Actor, duty: Duty) -> int:
    """Open what is missing of one duty; returns how many. One row on record, however many.

    What is open afterwards depends on who was named when, never on when the worker came: what it opened ahead for a
    unit that then left is ended, and opened again if the unit came back.
    """
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if not rules.may_steer(actor, duty):
        raise PermissionDenied
    if duty.status != Duty.Status.ACTIVE or duty.schedule in {ScheduleKind.EVENT, ScheduleKind.STANDING}:
        return 0
    stand = states_of(duty)
    wanted, codes = wanted_of(duty, stand, actor.on)
    missing = {key: slot for key, slot in wanted.items() if key not in stand}
    _insert(duty, missing, actor.at)
    again = _rows_at(duty, {key for key in wanted if stand.get(key) == State.ENDED})
    gone = {key for key, state in stand.items() if state == State.OPEN and key not in wanted and key[1] in codes}
    ended = _rows_at(duty, gone)
    _reopen(again)
    end_rows(actor, ended, _("The unit no longer belongs to those who owe this."))
    if missing or again or ended:
        words = {"obligations": len(missing) + len(again), "ended": len(ended)}
        record(actor=actor, verb=Verb.OPENED, subject=duty, words=words)
    return len(missing) + len(again)


def _insert(duty: Duty, missing: Mapping[tuple[int, str], Slot], at: datetime) -> None:
    """Half a million rows in a minute: all of a period differ in their unit alone, so fields are prepared once a period."""
    fields = [field for field in Obligation._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - documented
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    into = f"INSERT INTO {quote(Obligation._meta.db_table)} ({names})"  # noqa: SLF001 - our own names
    values = f" VALUES ({', '.join(['%s'] * len(fields))}) ON CONFLICT DO NOTHING"
    place = next(at for at, field in enumerate(fields) if field.name == "unit")
    prepared: dict[Slot, list[Any]] = {}
    rows = []
    for (unit, _code), slot in missing.items():
        if slot not in prepared:
            one = make_obligation_row(duty, 0, slot, at)
            prepared[slot] = [f.get_db_prep_save(getattr(one, f.attname), connection) for f in fields]
        row = prepared[slot].copy()
        row[place] = unit
        rows.append(row)
    with connection.cursor() as cursor:
        cursor.executemany(into + values, rows)


def states_of(duty: Duty) -> Standing:
    """State by unit and period; what is withdrawn or ended counts too."""
    rows = Obligation.objects.filter(duty=duty).values_list("unit_id", "period", "state")
    return {(unit, period): state for unit, period, state in rows}


def _rows_at(duty: Duty, keys: set[tuple[int, str]]) -> list[Obligation]:
    if not keys:
        return []
    rows = Obligation.objects.filter(duty=duty, period__in={code for _unit, code in keys}).order_by("pk")
    return [row for row in rows if (row.unit_id, row.period) in keys]


def _reopen(rows: list[Obligation]) -> None:
    for row in rows:
        row.state, row.closed_at, row.closed_reason = State.OPEN, None, ""
    Obligation.objects.bulk_update(rows, ["state", "closed_at", "closed_reason"], batch_size=500)


def end_rows(actor: Actor, rows: list[Obligation], reason: str) -> None:
    """Not owed any more; the units read why."""
    for row in rows:
        row.state, row.closed_at, row.closed_reason = State.ENDED, actor.at, reason
    Obligation.objects.bulk_update(rows, ["state", "closed_at", "closed_reason"], batch_size=500)
    done_with(actor, rows)
    tell_units(actor, rows, title=_("No longer owed: %(title)s"), mark=f"ended:{actor.on.isoformat()}")


def open_all_obligations(*, actor: Actor) -> int:
    """The worker's round: every duty in force, each in a transaction of its own."""
    kinds = [ScheduleKind.ONCE, ScheduleKind.UNDATED, ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM]
    duties = Duty.objects.filter(status=Duty.Status.ACTIVE, schedule__in=kinds).order_by("pk")
    return sum(open_obligations(actor=actor, duty=duty) for duty in duties)


def wanted_of(duty: Duty, stand: Standing, today: date) -> tuple[dict[tuple[int, str], Slot], set[str]]:
    """Every unit and period that should stand open or settled today; and the periods that were asked about."""
    given = given_on(duty)
    owers = owers_of(duty, max(duty.starts, given), made=given)
    done: dict[str, set[int]] = defaultdict(set)
    for (unit, code), state in stand.items():
        if state not in {*LIVE, State.ENDED}:
            done[code].add(unit)
    wanted: dict[tuple[int, str], Slot] = {}
    codes: set[str] = set()
    for mine, slots, before in _parts(duty, owers, today):
        wanted |= before
        wanted |= {(unit, s.code): s for s in slots for unit in sorted(mine.of(s, today, done[s.code]))}
        codes |= {slot.code for slot in slots}
    return wanted, codes


def _parts(duty: Duty, owers: Owers, today: date) -> Iterator[tuple[Owers, list[Slot], dict[tuple[int, str], Slot]]]:
    """All who owe in one rhythm, or each unit in its own with what it owed in the rhythm before."""
    if duty.schedule != ScheduleKind.UNIT_RHYTHM:
        yield owers, slots_of(duty, duty.cadence, today), {}
        return
    for choice in RhythmChoice.objects.filter(duty=duty).order_by("unit_id"):
        yield owers.only(choice.unit_id), slots_of(duty, choice.cadence, today, choice.since), _before(choice)


def _before(choice: RhythmChoice) -> dict[tuple[int, str], Slot]:
    """What the unit owed in the rhythm it had before stays owed."""
    if choice.since is None:
        return {}
    mine = Obligation.objects.filter(duty=choice.duty_id, unit=choice.unit_id, last__lt=choice.since)
    rows = mine.exclude(state=State.ENDED).values_list("unit_id", "period", "first", "last", "due")
    return {(unit, code): Slot(code, first, last, due) for unit, code, first, last, due in rows}


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
    if not (rules.may_steer(actor, duty) or rules.may_answer_for(actor, unit)):
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
    if actor.unit_id != unit.pk:
        tell_unit(actor, row, title=_("Something happened, say what was done: %(title)s"), key=f"event:{row.pk}")
    record(actor=actor, verb=Verb.EVENT_OPENED, subject=row, words={"words": row.event_words})
    return row


@transaction.atomic
def choose_rhythm(*, actor: Actor, duty: Duty, unit: Unit, cadence: str) -> RhythmChoice:
    """Where the letter lets each unit choose. Later only the office changes it: periods that are not over end, those
    of the new rhythm open from today.
    """
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if not (rules.may_steer(actor, duty) or rules.may_answer_for(actor, unit)):
        raise PermissionDenied
    if duty.schedule != ScheduleKind.UNIT_RHYTHM or cadence not in duty.cadence.split(","):
        raise Refused(_("The letter does not offer this rhythm. Choose one of those it names."))
    earlier = RhythmChoice.objects.filter(duty=duty, unit=unit).first()
    if earlier and earlier.cadence == cadence:
        return earlier
    opened = Obligation.objects.filter(duty=duty, unit=unit, state=State.OPEN, closed_at=None, last__gte=actor.on)
    if earlier and opened.exists() and not rules.may_steer(actor, duty):
        raise Refused(_("Periods have been opened in the rhythm chosen before. Ask the office to change it."))
    given: dict[str, Any] = {"cadence": cadence, "chosen_by_id": actor.user_id, "chosen_at": actor.at}
    if earlier:
        given["since"] = actor.on
        end_rows(actor, list(opened), _("Another rhythm was chosen."))
    choice, _made = RhythmChoice.objects.update_or_create(duty=duty, unit=unit, defaults=given)
    record(actor=actor, verb=Verb.RHYTHM_CHOSEN, subject=duty, words={"unit": unit.pk, "cadence": cadence})
    open_obligations(actor=Actor.system(on=actor.on, at=actor.at), duty=duty)
    return choice
