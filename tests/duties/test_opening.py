"""Obligations open once, and the same, however the worker comes; held against a model of plain loops."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction

from factories.street import Cast, key, make_group_of, make_report_duty, make_unit, system
from phoihop.duties import clock
from phoihop.duties.actions import choose_rhythm, make_duty, open_all_obligations, submit_response, withdraw_duty
from phoihop.duties.models import Obligation, RhythmChoice
from phoihop.kit.refused import Refused
from phoihop.org.actions import StepGiven, apply_due_restructurings, restructure, set_members
from phoihop.org.models import Unit
from phoihop.periods import Cadence

START = date(2026, 1, 5)
DAYS = 120


def live(rows=None):
    """What stands, by duty, unit and period; what ended is history."""
    rows = Obligation.objects.all() if rows is None else rows
    return set(rows.exclude(state="ended").values_list("duty_id", "unit_id", "period", "due"))


@dataclass
class World:
    """What happens on which day, told beforehand; the model knows nothing else."""

    group: object
    units: list
    events: dict[date, list] = field(default_factory=dict)
    members: dict[date, set[int]] = field(default_factory=dict)
    merged: dict[int, tuple[date, int]] = field(default_factory=dict)  # unit -> the first day it is gone, its heir
    born: dict[int, date] = field(default_factory=dict)

    def at(self, day):
        return self.events.setdefault(day, [])


def set_days(world, rng):
    """Joining and leaving; every change is told on its day."""
    held = {u.pk for u in world.units[:3]}
    for n in range(DAYS):
        day = START + timedelta(days=n)
        if n and rng.random() < 0.04:
            alive = [u.pk for u in world.units if u.pk not in world.merged or day < world.merged[u.pk][0]]
            held = {pk for pk in alive if rng.random() < 0.6}
            world.at(day).append(("members", held))
        held = {pk for pk in held if pk not in world.merged or day < world.merged[pk][0]}
        world.members[day] = held


def make_world(rng):
    cast = Cast()
    units = [make_unit(f"Xã số {n}", parent=cast.office) for n in range(5)]
    world = World(make_group_of("các xã", units[:3], START), units)
    for source in rng.sample(units[1:], rng.choice([0, 1, 2])):
        gone = START + timedelta(days=rng.randrange(20, DAYS - 5))
        world.merged[source.pk] = (gone, units[0].pk)
        world.at(gone - timedelta(days=rng.randrange(0, 15))).append(("merge", source.key, units[0].key, gone))
    set_days(world, rng)
    return cast, world


DUTIES = [
    {"schedule": "rhythm", "cadence": "monthly", "due_rule": "day=25"},
    {"schedule": "rhythm", "cadence": "quarterly.w15", "due_rule": "end+3wd"},
    {"schedule": "once", "due_rule": "on=2026-04-20"},
    {"schedule": "undated", "due_rule": ""},
    {"schedule": "rhythm", "cadence": "monthly", "due_rule": "end", "through": date(2026, 4, 30)},
]


def give_out(cast, world):
    """To the group, and to two units by name."""
    duties = []
    for n, fields in enumerate(DUTIES):
        owing = [world.group] if n % 2 == 0 else [world.group, world.units[1], world.units[2]]
        given = {"title": f"Việc {n}", "words": "Báo cáo.", "starts": START, **fields}
        duties.append(make_duty(actor=system(START), owing=owing, asker=cast.office, **given))
    return duties


def worker(day):
    apply_due_restructurings(actor=system(day))
    open_all_obligations(actor=system(day))


def live_through(world, runs):
    """Day by day: first what happens, then the worker on the days it comes, as often as it comes."""
    for n in range(DAYS):
        day = START + timedelta(days=n)
        for event in world.events.get(day, []):
            if event[0] == "members":
                units = list(Unit.objects.filter(pk__in=event[1]))
                apply_due_restructurings(actor=system(day))
                set_members(actor=system(day), group=world.group, units=units)
            else:
                _kind, source, into, gone = event
                steps = [StepGiven("merge", source, {"into": into})]
                restructure(actor=system(day), title="Sáp nhập", effective=gone, steps=steps)
        for _time in range(runs(n)):
            worker(day)
    worker(START + timedelta(days=DAYS - 1))
    return live()


def naive(world, duties):
    """By looking at every unit and every day."""
    end = START + timedelta(days=DAYS - 1)
    found = set()
    for n, duty in enumerate(duties):
        named = {unit.pk: START for unit in world.units[1:3]} if n % 2 else {}
        # a unit named by the letter hands its name on to its heir
        for source, (gone, heir) in sorted(world.merged.items(), key=lambda x: x[1]):
            if source in named and gone <= end:
                named.setdefault(heir, gone)

        def owes(unit, day, named=named):
            if unit in world.merged and world.merged[unit][0] <= day:
                return False
            last = max(d for d in world.members if d <= max(day, START))
            return named.get(unit, date.max) <= day or unit in world.members[last]

        def now(unit):
            return world.merged[unit][1] if unit in world.merged and world.merged[unit][0] <= end else unit

        for code, first, last, due in slots(duty, end):
            day = last or START
            for unit in (u.pk for u in world.units):
                gone = world.merged.get(unit, (date.max, 0))[0]
                if gone > end:
                    gone = date.max
                within = first and first < gone <= last and owes(unit, gone - timedelta(days=1))
                if owes(unit, day) or within:
                    found.add((duty.pk, now(unit), code, due))
    return found


def slots(duty, end):
    if duty.schedule in {"once", "undated"}:
        return [("once", None, None, date(2026, 4, 20) if duty.schedule == "once" else None)]
    rhythm = Cadence.parse(duty.cadence)
    period, out = rhythm.period_of(duty.starts), []
    while period.first <= end + timedelta(days=92) and not (duty.through and period.last > duty.through):
        out.append((period.code, period.first, period.last, clock.due_of(duty.due_rule, period)))
        period = rhythm.next(period)
    return out


def comings(rng):
    """How often the worker comes on each day: mostly once or twice, and then not at all for more than a month."""
    asleep = rng.randrange(DAYS)
    share = rng.choice([0.05, 0.1, 0.2])

    def runs(n):
        if asleep <= n < asleep + 40 or rng.random() > share:
            return 0
        return rng.choice([1, 1, 2])

    return runs


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_the_same_stands_open_however_the_worker_comes(seed):
    rng = random.Random(seed)
    cast, world = make_world(rng)
    found = []
    for runs in (comings(rng), lambda _n: 0):
        with transaction.atomic():
            duties = give_out(cast, world)
            numbers = {duty.pk: n for n, duty in enumerate(duties)}
            wanted = naive(world, duties)
            made = live_through(world, runs)
            found.append({(numbers[d], u, p, due) for d, u, p, due in made})
            assert made == wanted
            transaction.set_rollback(True)
    assert found[0] == found[1]


@pytest.mark.django_db
def test_a_unit_that_leaves_and_comes_back_owes_again_and_its_answer_stays():
    cast = Cast()
    group = make_group_of("các xã", [cast.commune, cast.other], START)
    given = {"title": "Việc", "words": "Báo cáo.", "schedule": "rhythm", "cadence": "quarterly", "starts": START}
    duty = make_duty(actor=system(START), owing=[group], asker=cast.office, **given)
    first = duty.obligations.get(unit=cast.commune, period="2026-Q1")
    set_members(actor=system(date(2026, 2, 1)), group=group, units=[cast.other])
    worker(date(2026, 2, 2))
    first.refresh_from_db()
    assert (first.state, first.closed_reason) == ("ended", "Đơn vị không còn thuộc diện phải làm việc này.")
    set_members(actor=system(date(2026, 3, 1)), group=group, units=[cast.commune, cast.other])
    worker(date(2026, 3, 2))
    first.refresh_from_db()
    assert (first.state, first.closed_at, first.closed_reason) == ("open", None, "")
    answer = submit_response(actor=cast.an, obligation=first, key=key(), cells={"text": "Đã làm."})
    set_members(actor=system(date(2026, 3, 20)), group=group, units=[])
    worker(date(2026, 3, 21))
    first.refresh_from_db()
    assert (first.state, first.answer) == ("handed_in", answer)


@pytest.mark.django_db
def test_what_a_unit_answered_before_it_ended_is_not_asked_of_its_heir():
    cast = Cast()
    duty = make_report_duty(cast, cast.commune)
    submit_response(actor=cast.an, obligation=duty.obligations.get(), key=key(), cells={"text": "Đã làm."})
    steps = [StepGiven("merge", cast.commune.key, {"into": cast.other.key})]
    restructure(actor=system(date(2026, 7, 15)), title="Sáp nhập", effective=date(2026, 7, 15), steps=steps)
    worker(date(2026, 7, 16))
    assert [(o.unit, o.state) for o in duty.obligations.all()] == [(cast.commune, "handed_in")]


@pytest.mark.django_db
def test_what_was_withdrawn_never_opens_again():
    cast = Cast()
    duty = make_report_duty(cast, schedule="rhythm", cadence="monthly", due_rule="end")
    withdraw_duty(actor=cast.chi, duty=duty, reason="Giao nhầm.")
    worker(date(2026, 12, 1))
    assert {o.state for o in Obligation.objects.all()} == {"withdrawn"}


@pytest.mark.django_db
def test_the_office_changes_a_rhythm_and_what_was_owed_stays_owed():
    cast = Cast()
    fields = {"schedule": "unit_rhythm", "cadence": "quarterly,semiannual", "due_rule": "end"}
    duty = make_report_duty(cast, starts=date(2026, 4, 1), reaches_back=True, **fields)
    choose_rhythm(actor=cast.an, duty=duty, unit=cast.commune, cadence="quarterly")
    assert live() == {
        (duty.pk, cast.commune.pk, code, due)
        for code, due in (
            ("2026-Q2", date(2026, 6, 30)), ("2026-Q3", date(2026, 9, 30)), ("2026-Q4", date(2026, 12, 31)),
        )
    }  # fmt: skip
    with pytest.raises(Refused):
        choose_rhythm(actor=cast.an, duty=duty, unit=cast.commune, cadence="semiannual")
    choose_rhythm(actor=cast.chi, duty=duty, unit=cast.commune, cadence="semiannual")
    stands = {
        (duty.pk, cast.commune.pk, "2026-Q2", date(2026, 6, 30)),
        (duty.pk, cast.commune.pk, "2026-H2", date(2026, 12, 31)),
    }
    assert live() == stands
    worker(date(2026, 7, 20))
    assert live() == stands
    assert RhythmChoice.objects.get().since == date(2026, 7, 14)


def test_workers_at_once_open_each_obligation_once(at_once):
    cast = Cast()
    group = make_group_of("các xã", [cast.commune, cast.other], START)
    for n in range(3):
        given = {"title": f"Việc {n}", "words": "Báo cáo.", "schedule": "rhythm", "cadence": "monthly"}
        make_duty(actor=system(START), owing=[group], asker=cast.office, starts=START, **given)
    day = date(2027, 1, 5)
    at_once(3, lambda: open_all_obligations(actor=system(day)))
    months = 16  # those begun by 7 April 2027
    assert Obligation.objects.count() == 3 * 2 * months
    assert open_all_obligations(actor=system(day)) == 0
