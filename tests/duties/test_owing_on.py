"""Who owes on a day, in one question: the same as the dated rows say read one by one."""

import random
from datetime import date, timedelta

import pytest

from factories.street import DAY, Cast, make_everybody, make_group_of, make_report_duty, make_unit, system
from phoihop.duties.queries.owing import owers_of, owing_units
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.queries import living_units

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(4))
def test_one_question_finds_who_owes_on_any_day(seed):
    rng = random.Random(seed)
    cast = Cast()
    third = make_unit("Xã Ba", parent=cast.office)
    duty = make_report_duty(cast, cast.commune, make_group_of("hai xã", [cast.other, third], date(2021, 5, 1)))
    every = make_report_duty(cast, make_everybody(cast))
    for n in range(6):
        effective = DAY - timedelta(days=rng.randrange(300 - 50 * n))
        then = {row.unit_id for row in living_units(effective)} - {cast.office.pk}
        gone = rng.choice([row.unit for row in living_units(DAY) if row.unit_id in then])
        steps = [
            StepGiven("create", f"n{seed}-{n}", {"name": f"Xã N{n}", "kind": "commune", "parent": cast.office.key})
        ]
        steps.append(StepGiven("merge", gone.key, {"into": f"n{seed}-{n}"}))
        restructure(actor=system(), title=f"Q{n}", effective=effective, steps=steps)
        for on in (DAY, DAY - timedelta(days=rng.randrange(2500)), date(2021, 4, 30), DAY + timedelta(days=9)):
            for one in (duty, every):
                assert owing_units(one, on) == owers_of(one, on).on(on)
