"""What the desk shows before anyone decides, and how late something is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import VIETNAM, Cadence, Calendar, DueRule, Period, first_dates, read_cadence, working_days_late


def test_the_open_choice_of_the_letter_shows_its_first_dates():
    half_yearly, quarterly = read_cadence("6 tháng hoặc hằng quý")
    day, end = date(2018, 1, 2), DueRule.parse("end")

    assert [(found.due, found.moved_from, found.reason) for found in first_dates(half_yearly, end, day)] == [
        (date(2018, 7, 2), date(2018, 6, 30), "30/6 là T7"),
        (date(2019, 1, 2), date(2018, 12, 31), "31/12 là ngày nghỉ hoán đổi"),
        (date(2019, 7, 1), date(2019, 6, 30), "30/6 là CN"),
    ]
    assert [(found.due, found.unmoved, found.reason) for found in first_dates(quarterly, end, day, language="en")] == [
        (date(2018, 4, 2), date(2018, 3, 31), "31 Mar is Sat"),
        (date(2018, 7, 2), date(2018, 6, 30), "30 Jun is Sat"),
        (date(2018, 10, 1), date(2018, 9, 30), "30 Sep is Sun"),
    ]


def test_a_date_that_did_not_move_shows_its_weekday():
    (found,) = first_dates(Cadence("semiannual"), DueRule.parse("day=25"), date(2026, 1, 1), n=1)

    assert (found.period, found.due, found.moved_from, found.reason) == (
        Period.parse("2026-H1"), date(2026, 6, 25), None, "thứ Năm",
    )  # fmt: skip


def test_what_ended_or_was_due_before_is_not_asked_for():
    state, rule = Cadence("monthly", 15), DueRule.parse("day=25")

    assert [found.period.code for found in first_dates(state, rule, date(2026, 6, 20))] == [
        "2026-07.w15",
        "2026-08.w15",
        "2026-09.w15",
    ]
    assert [found.period.code for found in first_dates(Cadence("monthly"), rule, date(2026, 6, 28), n=2)] == [
        "2026-07",
        "2026-08",
    ]


def test_a_rule_that_never_falls_due_again_gives_fewer_dates():
    assert [
        found.due for found in first_dates(Cadence("monthly"), DueRule.parse("on=2026-07-14"), date(2026, 7, 1))
    ] == [date(2026, 7, 14)]
    assert first_dates(Cadence("monthly"), DueRule.parse("on=2026-07-14"), date(2026, 7, 20)) == []


def test_the_office_that_asks_shows_its_own_calendar():
    closed = Calendar(closed={date(2026, 6, 25): "Ngày truyền thống"})

    (found,) = first_dates(Cadence("monthly"), DueRule.parse("day=25"), date(2026, 6, 1), closed, n=1)

    assert (found.due, found.reason) == (date(2026, 6, 26), "25/6 là Ngày truyền thống")


@pytest.mark.parametrize(
    ("due", "settled", "late"),
    [
        (date(2026, 6, 25), date(2026, 7, 14), 13),
        (date(2026, 6, 30), date(2026, 7, 14), 10),
        (date(2026, 7, 3), date(2026, 7, 14), 7),
        (date(2026, 7, 10), date(2026, 7, 14), 2),
        (date(2026, 7, 10), date(2026, 7, 10), 0),
        (date(2026, 7, 10), date(2026, 7, 1), 0),
        (date(2026, 7, 10), date(2026, 7, 11), 1),
        (date(2026, 7, 10), date(2026, 7, 13), 1),
        (date(2026, 7, 11), date(2026, 7, 12), 1),
        (date(2026, 8, 21), date(2026, 8, 22), 1),
        (date(2026, 8, 28), date(2026, 9, 2), 1),
        (date(2026, 8, 28), date(2026, 9, 4), 2),
    ],
)
def test_days_late_by_hand(due, settled, late):
    assert working_days_late(due, settled) == late


@given(st.dates(date(1995, 1, 1), date(2095, 12, 31)), st.integers(-20, 60))
def test_late_is_never_nothing_and_never_shrinks(due, length):
    settled = due + timedelta(days=length)

    assert (working_days_late(due, settled) > 0) == (settled > due)
    assert working_days_late(due, settled) <= working_days_late(due, settled + timedelta(days=1))
    if VIETNAM.is_working(settled) and settled > due:
        walked = sum(VIETNAM.is_working(due + timedelta(days=n)) for n in range(1, length + 1))
        assert working_days_late(due, settled) == walked
