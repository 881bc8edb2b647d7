"""How late something is, in the room's own words: those of `periods`."""

from datetime import date, timedelta

import pytest

from factories.street import Cast, key, make_actor, make_obligation
from phoihop import periods
from phoihop.duties import clock
from phoihop.duties.actions import submit_response

FRIDAY = date(2026, 7, 10)
TET = date(2026, 2, 13)


@pytest.mark.parametrize("due", [FRIDAY, date(2026, 7, 8), TET, date(2026, 4, 29)])
def test_lateness_is_the_same_number_everywhere(due):
    days = [due + timedelta(days=n) for n in range(-3, 25)]
    assert [clock.working_days_late(due, day) for day in days] == [
        periods.working_days_late(due, day, clock.calendar()) for day in days
    ]
    assert clock.working_days_late(None, due) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("due", "came", "late"),
    [
        ("2026-07-10", date(2026, 7, 10), 0),
        ("2026-07-10", date(2026, 7, 11), 1),  # Saturday counts as the Monday after it
        ("2026-07-10", date(2026, 7, 13), 1),
        ("2026-07-08", date(2026, 7, 11), 3),  # Thursday, Friday, and the weekend as Monday
        ("2026-07-08", date(2026, 7, 13), 3),
    ],
)
def test_an_answer_at_a_weekend_is_as_late_as_on_the_monday_after(due, came, late):
    cast = Cast()
    found = make_obligation(cast, due_rule=f"on={due}")
    an = make_actor(cast.commune, "officer", day=came)
    submit_response(actor=an, obligation=found, key=key(), cells={"text": "Đã làm."})
    found.refresh_from_db()
    assert found.late_days == late
