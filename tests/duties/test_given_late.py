"""A duty given today asks for nothing that was over before, and nobody for a time in which they did not exist."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction

from factories.street import Cast, make_group_of, make_unit, system
from phoihop.duties import clock
from phoihop.duties.actions import make_duty, open_all_obligations
from phoihop.org.actions import StepGiven, apply_due_restructurings, make_group, restructure, set_members
from phoihop.periods import Cadence

FOUNDED = date(2024, 1, 1)
REFORM = date(2025, 7, 1)
GIVEN = date(2026, 7, 14)
RHYTHMS = ["monthly", "quarterly", "quarterly.w15", "semiannual", "annual", "school_year"]
RULES = ["end", "last_wd", "day=5", "day=25", "day=5,month=+1", "end+3wd", "end+10d;shift=none"]


def owed(duty):
    rows = duty.obligations.exclude(state="ended")
    return set(rows.values_list("unit_id", "period", "due"))


@pytest.mark.django_db
def test_communes_of_the_reform_owe_nothing_from_before_it():
    """The very case: districts until 30/6/2025, a duty of 2026 that reaches back to 2020."""
    cast = Cast()
    district = make_unit("Huyện ủy Đồi Mây", parent=cast.office, starts=date(2020, 1, 1))
    group = make_group_of("các huyện", [district], date(2020, 1, 1))
    communes = [make_unit(f"Đảng ủy xã Mới {n}", parent=cast.office, starts=REFORM) for n in range(2)]
    into = [[communes[0].key, 400_000], [communes[1].key, 600_000]]
    steps = [StepGiven("split", district.key, {"into": into})]
    restructure(actor=system(REFORM), title="Sắp xếp", effective=REFORM, steps=steps)
    given = {"title": "Giao ban", "words": "Giao ban.", "schedule": "rhythm", "cadence": "quarterly", "due_rule": "end"}
    for reaches_back in (False, True):
        duty = make_duty(
            actor=cast.chi, owing=[group, *communes], starts=date(2020, 1, 1), reaches_back=reaches_back, **given
        )
        codes = ["2026-Q3", "2026-Q4"]
        if reaches_back:
            codes = ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", *codes]
        assert {(unit, code) for unit, code, _due in owed(duty)} == {(c.pk, code) for c in communes for code in codes}


def make_world(rng):
    """Units founded on days of their own, some merged before the duty is given and some after."""
    cast = Cast()
    born = [FOUNDED + timedelta(days=rng.randrange(900)) for _ in range(6)]
    born[0] = FOUNDED + timedelta(days=rng.randrange(500))
    units = [make_unit(f"Xã số {n}", parent=cast.office, starts=day) for n, day in enumerate(born)]
    gone = {}
    for n in rng.sample(range(1, 6), rng.choice([1, 2, 3])):
        day = max(born[n], born[0]) + timedelta(days=rng.randrange(30, 700))
        if day < GIVEN + timedelta(days=60):
            gone[units[n].pk] = day
    group = make_group(actor=system(FOUNDED), key="cac-xa-thu", name="các xã thử")
    for day in sorted({FOUNDED, *born, *gone.values()}):
        apply_due_restructurings(actor=system(day))
        for unit in [u for u in units if gone.get(u.pk) == day]:
            step = StepGiven("merge", unit.key, {"into": units[0].key})
            if day <= GIVEN:
                restructure(actor=system(day), title="Sáp nhập", effective=day, steps=[step])
        if day <= GIVEN:
            living = [u for u, b in zip(units, born, strict=True) if b <= day < gone.get(u.pk, date.max)]
            set_members(actor=system(day), group=group, units=rng.sample(living, min(len(living), 3)))
    return cast, group, units, dict(zip([u.pk for u in units], born, strict=True)), gone


def naive(duty, units, named, members, born, gone, today):
    """By looking at every unit and every period; the first unit is the heir of all."""
    heir, found = units[0].pk, set()
    rhythm = Cadence.parse(duty.cadence)
    period = rhythm.period_of(duty.starts)
    while period.first <= today + timedelta(days=92):
        due = clock.due_of(duty.due_rule, period)
        after = duty.starts if duty.reaches_back else max(GIVEN, duty.starts)
        if period.last >= after and due >= after:
            for unit in (u.pk for u in units):
                end = gone.get(unit, date.max)
                end = end if end <= today else date.max
                if end <= GIVEN:
                    continue  # had ended when the duty was given
                last_day = min(period.last, end - timedelta(days=1)) if end > period.first else period.last
                stood = born[unit] <= last_day < end
                if stood and (unit in named or unit in members(last_day)):
                    found.add((heir if end <= today else unit, period.code, due))
        period = rhythm.next(period)
    return found


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_nobody_owes_a_time_in_which_they_did_not_exist(seed):
    rng = random.Random(seed)
    cast, group, units, born, gone = make_world(rng)
    spans = [(m.unit_id, m.starts, m.ends or date.max) for m in group.members.filter(superseded=None)]

    def members(day):
        return {unit for unit, starts, ends in spans if starts <= day < ends}

    for _round in range(8):
        with transaction.atomic():
            named = [u for u in units if gone.get(u.pk, date.max) > GIVEN and rng.random() < 0.3]
            duty = make_duty(
                actor=system(GIVEN), asker=cast.office, owing=[group, *named], title="Việc", words="Báo cáo.",
                schedule="rhythm", cadence=rng.choice(RHYTHMS), due_rule=rng.choice(RULES),
                starts=GIVEN + timedelta(days=rng.randrange(-1000, 60)), reaches_back=rng.random() < 0.5,
            )  # fmt: skip
            pks = {u.pk for u in named}
            assert owed(duty) == naive(duty, units, pks, members, born, gone, GIVEN)
            after = GIVEN + timedelta(days=70)
            for day, unit in sorted((gone[u.pk], u.key) for u in units if gone.get(u.pk, GIVEN) > GIVEN):
                step = StepGiven("merge", unit, {"into": units[0].key})
                restructure(actor=system(day), title="Sáp nhập", effective=day, steps=[step])
            open_all_obligations(actor=system(after))
            heirs = {units[0].pk} if any(gone.get(pk, GIVEN) > GIVEN for pk in pks) else set()
            wanted = naive(duty, units, pks, members, born, gone, after)
            assert {o for o in owed(duty) if o[0] not in heirs} == {o for o in wanted if o[0] not in heirs}
            transaction.set_rollback(True)
