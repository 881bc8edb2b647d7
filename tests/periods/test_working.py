"""The working calendar against the package it draws on, walked day by day, and against calendars on the wall."""

from datetime import date, timedelta
from random import Random

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import VIETNAM, Calendar

DAY = timedelta(days=1)
LAW = holidays.country_holidays("VN", years=range(1989, 2101), language="vi")
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
chance = Random(2026)
YEAR = [date(2026, 1, 1) + n * DAY for n in range(365)]
OFFICES = [VIETNAM, *(Calendar(closed=chance.sample(YEAR, n), opened=chance.sample(YEAR, n)) for n in (1, 10, 60))]
offices = st.sampled_from(OFFICES)
of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def walks(calendar: Calendar, day: date) -> bool:
    if day in calendar.opened:
        return True
    if day in calendar.closed or day == date(2026, 1, 2):
        return False
    return day == date(2026, 1, 10) or LAW.is_working_day(day)


def test_every_day_of_111_years_is_free_or_worked_as_the_package_says():
    every = [date(1990, 1, 1) + n * DAY for n in range((date(2101, 1, 1) - date(1990, 1, 1)).days)]

    assert [day for day in every if VIETNAM.is_working(day) != walks(VIETNAM, day)] == []


@given(offices, of_2026, st.integers(-40, 40))
def test_counting_on_is_walking_on(calendar, day, n):
    walked, left, step = day, abs(n), DAY if n > 0 else -DAY
    while left:
        walked += step
        left -= walks(calendar, walked)

    assert calendar.add_working_days(day, n) == walked


@given(offices, of_2026, st.integers(0, 400))
def test_counting_between_is_walking_between(calendar, start, length):
    walked = sum(walks(calendar, start + n * DAY) for n in range(length))

    assert calendar.working_days_between(start, start + length * DAY) == walked
    assert calendar.working_days_between(start + length * DAY, start) == -walked


@given(offices, of_2026)
def test_shifting_is_walking_to_the_nearest_worked_day(calendar, day):
    onward, back = day, day
    while not walks(calendar, onward):
        onward += DAY
    while not walks(calendar, back):
        back -= DAY

    assert [calendar.shift(day, how) for how in ("next", "previous", "none")] == [onward, back, day]


@given(days, days, days)
def test_counts_add_up_over_the_century(a, b, c):
    between = VIETNAM.working_days_between

    assert between(a, b) + between(b, c) == between(a, c)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        # Free days in a row around Tết, weekends included, as the offices announced them.
        (date(2017, 1, 26), date(2017, 2, 1)),
        (date(2018, 2, 14), date(2018, 2, 20)),
        (date(2019, 2, 2), date(2019, 2, 10)),
        (date(2020, 1, 23), date(2020, 1, 29)),
        (date(2021, 2, 10), date(2021, 2, 16)),
        (date(2022, 1, 29), date(2022, 2, 6)),
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2026, 2, 14), date(2026, 2, 22)),
    ],
)
def test_tet_is_free_for_as_long_as_announced(first, last):
    assert VIETNAM.add_working_days(first, -1) == first - DAY
    assert VIETNAM.next_working(first) == last + DAY
    assert VIETNAM.working_days_between(first, last + DAY) == 0


@pytest.mark.parametrize(
    ("free", "worked"),
    [
        (date(2018, 12, 31), date(2019, 1, 5)),
        (date(2019, 4, 29), date(2019, 5, 4)),
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_swapped_days_are_free_and_paid_for_on_a_saturday(free, worked):
    assert (VIETNAM.is_working(free), VIETNAM.is_working(worked), worked.isoweekday()) == (False, True, 6)
    assert VIETNAM.name(free) == f"ngày nghỉ hoán đổi, làm bù thứ Bảy {worked.day:02d}/{words(worked)}"
    assert VIETNAM.reason_on(worked) == f"làm bù cho {free.day:02d}/{words(free)}"


def words(day: date) -> str:
    return f"{day.month:02d}/{day.year}" if day.month < 3 else f"{day.month}/{day.year}"


@pytest.mark.parametrize(
    "day",
    # 2007, 2030 and 2053 begin a day before the Chinese year: the moon is new late in the evening of Hà Nội.
    [date(1991, 2, 15), date(2000, 2, 5), date(2007, 2, 17), date(2030, 2, 2), date(2053, 2, 18), date(2100, 2, 9)],
)
def test_tet_follows_the_moon_over_vietnam(day):
    assert VIETNAM.name(day) == "Tết Nguyên Đán"
    assert VIETNAM.name(day - DAY) == "Giao thừa Tết Nguyên Đán"


def test_the_day_of_culture_is_free_from_2026():
    assert VIETNAM.is_working(date(2025, 11, 24))
    assert not VIETNAM.is_working(date(2026, 11, 24))
    assert (VIETNAM.name(date(2026, 11, 24)), VIETNAM.name(date(2026, 11, 24), "en")) == (
        "Ngày Văn hóa Việt Nam", "Vietnam Cultural Day",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (date(2026, 7, 14), "", ""),
        (date(2026, 7, 18), "thứ Bảy", "Saturday"),
        (date(2026, 7, 19), "Chủ nhật", "Sunday"),
        (date(2026, 9, 2), "Quốc khánh", "National Day"),
        (date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)", "Hung Kings' Commemoration Day (observed)"),
        (date(2025, 1, 27), "29 Tết", "Day before Lunar New Year's Eve"),
        (
            date(2026, 8, 31),
            "ngày nghỉ hoán đổi, làm bù thứ Bảy 22/8/2026",
            "swapped day off, worked on Saturday 22 August 2026",
        ),
    ],
)
def test_why_nobody_works(day, vietnamese, english):
    assert (VIETNAM.reason_off(day), VIETNAM.reason_off(day, "en")) == (vietnamese, english)


def test_an_office_closes_and_opens_days_of_its_own():
    office = Calendar(closed={date(2026, 7, 14): "Ngày truyền thống"}, opened=[date(2026, 7, 18), date(2026, 8, 31)])
    plain = Calendar(closed=[date(2026, 7, 14)])

    assert [office.is_working(day) for day in (date(2026, 7, 14), date(2026, 7, 18), date(2026, 8, 31))] == [
        False,
        True,
        True,
    ]
    assert (office.name(date(2026, 7, 14)), plain.name(date(2026, 7, 14))) == ("Ngày truyền thống", "")
    assert (plain.reason_off(date(2026, 7, 14)), plain.reason_off(date(2026, 7, 14), "en")) == (
        "cơ quan nghỉ",
        "the office is closed",
    )
    assert (office.reason_on(date(2026, 7, 18)), office.reason_on(date(2026, 7, 18), "en")) == (
        "cơ quan làm việc",
        "the office works",
    )
    assert office.reason_on(date(2026, 8, 22)) == "cơ quan làm việc"  # what it was worked for is not free here
    assert VIETNAM.reason_on(date(2026, 8, 22), "en") == "worked in place of 31 August 2026"
    assert VIETNAM.reason_on(date(2026, 7, 14)) == ""
    assert VIETNAM.is_working(date(2026, 7, 14))


def test_beyond_what_is_known_there_are_weekends_and_then_a_sentence():
    assert VIETNAM.next_working(date(1950, 9, 2)) == date(1950, 9, 4)
    assert VIETNAM.is_working(date(2199, 9, 2))
    with pytest.raises(
        ValueError, match=r"^Days are known from 1900 to 2199; 0206-01-01 lies outside\. Check the year\.$"
    ):
        VIETNAM.is_working(date(206, 1, 1))
    with pytest.raises(ValueError, match=r"^Working days are counted from 1900 to 2199; this count runs outside\.$"):
        VIETNAM.add_working_days(date(2199, 12, 30), 5)
    with pytest.raises(ValueError, match="runs outside"):
        VIETNAM.add_working_days(date(1900, 1, 1), -1)
