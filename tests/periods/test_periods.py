from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import Cadence, Calendar, DueRule, Period, first_dates, last_day_on_time

CALENDAR = Calendar()
TILING = ["daily", "weekly", "monthly", "quarterly", "semiannual", "annual", "school_year"]
WINDOWS = ["monthly.w15", "quarterly.w15", "semiannual.w15", "annual.w15"]
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("text", TILING + WINDOWS)
@given(day=DAYS)
def test_each_day_lies_in_exactly_one_period_and_neighbours_touch(text, day):
    cadence = Cadence.parse(text)
    period = cadence.period_of(day)
    assert period.first <= day <= period.last
    assert cadence.next(period).first == period.last + timedelta(days=1)
    assert cadence.previous(period).last == period.first - timedelta(days=1)
    assert Period.parse(period.code) == period
    assert str(Cadence.parse(str(cadence))) == text


def test_state_windows_are_those_of_the_decree():
    assert [(p.first, p.last) for p in (Period.parse(c) for c in ["2026-07.w15", "2026-Q1.w15", "2026-H1.w15"])] == [
        (date(2026, 6, 15), date(2026, 7, 14)),
        (date(2025, 12, 15), date(2026, 3, 14)),
        (date(2025, 12, 15), date(2026, 6, 14)),
    ]
    assert Period.parse("2026.w15").first == date(2025, 12, 15)


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("2026-07", "tháng 7/2026", "July 2026"),
        ("2026-Q2", "quý II/2026", "quarter II of 2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "first half of 2026"),
        ("2026-9M", "9 tháng đầu năm 2026", "first nine months of 2026"),
        ("2025-SY", "năm học 2025–2026", "school year 2025–2026"),
    ],
)
def test_labels_read_as_offices_write(code, vi, en):
    period = Period.parse(code)
    assert (period.label("vi"), period.label("en")) == (vi, en)


@pytest.mark.parametrize("text", ["day=25", "day=5,month=+1", "end", "end+5d", "end+5wd", "end-2wd", "last_wd",
                                  "on=2026-07-14", "day=25;shift=previous", "end;shift=none"])  # fmt: skip
def test_a_due_rule_prints_as_it_was_written(text):
    assert str(DueRule.parse(text)) == text


@pytest.mark.parametrize(
    ("rule", "code", "due"),
    [
        ("day=25", "2026-H1", date(2026, 6, 25)),
        ("day=31", "2026-Q2", date(2026, 6, 30)),
        ("end", "2018-H1", date(2018, 7, 2)),  # 30/6/2018 was a Saturday
        ("end;shift=previous", "2018-H1", date(2018, 6, 29)),
        ("end+5wd", "2026-04", date(2026, 5, 8)),  # 30/4 and 1/5 are off
        ("day=5,month=+1", "2026-12", date(2027, 1, 5)),
        ("last_wd", "2026-01", date(2026, 1, 30)),
    ],
)
def test_due_days_by_hand(rule, code, due):
    assert DueRule.parse(rule).due(Period.parse(code), CALENDAR) == due


def test_swapped_days_of_2026_are_known():
    assert CALENDAR.is_working(date(2026, 8, 22))
    assert not CALENDAR.is_working(date(2026, 8, 31))
    assert not CALENDAR.is_working(date(2026, 2, 17))  # Tết


@given(start=DAYS, length=st.integers(0, 400))
def test_working_days_are_counted_as_by_hand(start, length):
    end = start + timedelta(days=length)
    by_hand = sum(CALENDAR.is_working(start + timedelta(days=n)) for n in range(length))
    assert CALENDAR.working_days_between(start, end) == by_hand


def test_before_a_day_excludes_it():
    assert last_day_on_time(date(2026, 11, 25), CALENDAR, before=True) == date(2026, 11, 23)  # 24/11 is off
    assert last_day_on_time(date(2026, 11, 25), CALENDAR, before=False) == date(2026, 11, 25)


def test_an_open_choice_shows_its_first_dates_and_what_moved():
    half, quarter = (
        first_dates(Cadence(kind), DueRule.parse("end"), date(2018, 1, 2), CALENDAR)
        for kind in ("semiannual", "quarterly")
    )
    assert [d.due for d in half] == [date(2018, 7, 2), date(2019, 1, 2), date(2019, 7, 1)]
    assert [d.due for d in quarter] == [date(2018, 4, 2), date(2018, 7, 2), date(2018, 10, 1)]
    assert [d.moved_from for d in half] == [
        date(2018, 6, 30),
        date(2018, 12, 31),
        date(2019, 6, 30),
    ]  # 31/12/2018 was swapped
