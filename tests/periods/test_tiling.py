"""Cadences against a model that walks day by day and knows no arithmetic of periods."""

from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import CADENCES, Cadence, Period

DAY = timedelta(days=1)
EVERY = [date(1989, 1, 1) + n * DAY for n in range((date(2102, 1, 1) - date(1989, 1, 1)).days)]
WINDOWED = ["monthly", "quarterly", "semiannual", "annual"]
TILING = [
    "daily", "weekly", *WINDOWED, "school_year", *(f"{kind}.w{day:02d}" for kind in WINDOWED for day in (2, 15, 28)),
    "weekly.w02", "weekly.w05", "weekly.w07", "school_year.w15", "school_year.m01", "school_year.m08.w20",
]  # fmt: skip
ALL = [*TILING, "nine_months", "nine_months.w15"]


def walked_code(cadence: Cadence, day: date) -> str:
    """What a clerk with a paper calendar would write over the column of `day`."""
    tail = str(cadence).partition(".")[2]
    return bare_code(cadence, day) + ("." + tail if tail else "")


def bare_code(cadence: Cadence, day: date) -> str:
    if cadence.kind == "daily":
        return day.isoformat()
    if cadence.kind == "weekly":
        while cadence.window_day and day.isoweekday() >= cadence.window_day:
            day += DAY  # the week that is named begins on the Monday after
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    year, month = day.year, day.month
    if cadence.window_day and day.day >= cadence.window_day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if cadence.kind == "monthly":
        return f"{year}-{month:02d}"
    if cadence.kind == "quarterly":
        return f"{year}-Q{'111222333444'[month - 1]}"
    if cadence.kind == "semiannual":
        return f"{year}-H{'111111222222'[month - 1]}"
    if cadence.kind == "annual":
        return f"{year}"
    if cadence.kind == "nine_months":
        return f"{year}-9M" if month < 10 else ""
    return f"{year if month >= cadence.school_month else year - 1}-SY"


def walked(cadence: Cadence, days: list[date]) -> list[tuple[str, date, date]]:
    groups = groupby(days, key=lambda day: walked_code(cadence, day))
    found = [(code, (days := list(group))[0], days[-1]) for code, group in groups]
    return [row for row in found[1:-1] if row[0][:1] not in {"", "."}]  # the first and the last are cut off


@pytest.mark.parametrize(
    "text", ["daily", "weekly", "monthly.w15", "quarterly", "semiannual.w15", "school_year", "nine_months"]
)
def test_every_period_of_111_years_is_the_one_walked(text):
    cadence = Cadence.parse(text)
    expected = walked(cadence, EVERY)

    found = cadence.periods(expected[0][1], expected[-1][2])

    assert [(period.code, period.first, period.last) for period in found] == expected
    assert expected[0][1] <= date(1990, 1, 1)
    assert expected[-1][2] >= date(2100, 9, 14)


@pytest.mark.parametrize("text", ALL)
def test_every_period_of_ten_years_is_the_one_walked(text):
    cadence = Cadence.parse(text)
    expected = walked(cadence, [day for day in EVERY if 2018 <= day.year <= 2028])

    found = cadence.periods(expected[0][1], expected[-1][2])

    assert [(period.code, period.first, period.last) for period in found] == expected


@pytest.mark.parametrize("text", TILING)
def test_no_gap_and_no_overlap(text):
    cadence = Cadence.parse(text)
    periods = cadence.periods(date(1990, 1, 1), date(2101, 12, 31))

    assert periods[0].first <= date(1990, 1, 1)
    assert all(earlier.last + DAY == later.first for earlier, later in pairwise(periods))
    assert all(cadence.period_of(period.first) == period == cadence.period_of(period.last) for period in periods)


@pytest.mark.parametrize("text", ALL)
def test_codes_of_one_family_sort_by_time_and_never_twice(text):
    codes = [period.code for period in Cadence.parse(text).periods(date(1990, 1, 1), date(2100, 12, 31))]

    assert codes == sorted(set(codes))
    assert all(len(code) <= 24 and code.isascii() for code in codes)


def test_no_two_cadences_share_a_code():
    codes = [
        period.code for text in ALL for period in Cadence.parse(text).periods(date(2024, 1, 1), date(2026, 12, 31))
    ]

    assert len(codes) == len(set(codes))


cadences = st.one_of(
    st.sampled_from(ALL).map(Cadence.parse),
    st.builds(Cadence, st.sampled_from([*WINDOWED, "nine_months"]), st.integers(2, 28)),
    st.builds(Cadence, st.just("weekly"), st.integers(2, 7)),
    st.builds(Cadence, st.just("school_year"), st.none() | st.integers(2, 28), st.integers(1, 12)),
)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(cadences, days)
def test_a_day_lies_in_its_period_and_nowhere_else(cadence, day):
    period = cadence.period_of(day)

    assert walked_code(cadence, day) in {period.code, "", f".w{cadence.window_day or 0:02d}"}
    assert (day in period) == bool(bare_code(cadence, day))
    assert cadence.next(cadence.previous(period)) == period == cadence.previous(cadence.next(period))


@given(cadences, days)
def test_codes_and_cadences_print_and_read_back(cadence, day):
    period = cadence.period_of(day)

    assert Cadence.parse(str(cadence)) == cadence
    assert Period.parse(period.code) == period
    assert Cadence.of(period) == cadence
    assert period.kind == cadence.kind


@given(cadences, days, st.integers(-40, 800))
def test_periods_are_those_that_end_in_the_stretch(cadence, first, length):
    through = first + length * DAY
    period, expected = cadence.previous(cadence.period_of(first)), []
    while period.last <= through:
        expected += [period] if period.last >= first else []
        period = cadence.next(period)

    assert cadence.periods(first, through) == expected


@given(st.text(alphabet="0123456789-WQHMSYew.once", max_size=24))
def test_any_text_is_a_period_or_is_refused(text):
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period.code == text
    assert period.first <= period.last


def test_a_period_of_another_cadence_has_no_neighbour_here():
    for code in ("2026-Q2", "2026-07.w15", "once", "e-2026-07-14-1"):
        with pytest.raises(ValueError, match=f"^The period {code} does not belong to the cadence monthly\\.$"):
            Cadence("monthly").next(Period.parse(code))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("fortnightly", "“fortnightly” is no cadence. Choose one of: " + ", ".join(CADENCES) + "."),
        ("monthly.15", "“monthly.15” is no cadence. Write one like quarterly or semiannual.w15."),
        ("daily.w15", "A day has no window."),
        ("monthly.w29", "A window of this kind begins on day 2 to 28, not 29. Leave it out for the calendar."),
        ("monthly.w01", "A window of this kind begins on day 2 to 28, not 1. Leave it out for the calendar."),
        ("weekly.w15", "A window of this kind begins on day 2 to 7, not 15. Leave it out for the calendar."),
        ("monthly.m08", "Only a school year has a month it begins in."),
        ("school_year.m13", "A school year begins in month 1 to 12, not 13."),
    ],
)
def test_what_is_no_cadence_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError) as refusal:
        Cadence.parse(text)
    assert str(refusal.value) == sentence


def test_days_out_of_range_are_told_in_a_sentence():
    with pytest.raises(
        ValueError, match=r"^Days are known from 1900 to 2199; 0026-07-14 lies outside\. Check the year\.$"
    ):
        Cadence("monthly").period_of(date(26, 7, 14))
    with pytest.raises(ValueError, match="2200-01-01 lies outside"):
        Cadence("semiannual").next(Period.parse("2199-H2"))


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("daily", "hằng ngày", "daily"),
        (
            "weekly.w05",
            "hằng tuần, từ thứ Sáu tuần trước đến thứ Năm",
            "weekly, from Friday of the week before to Thursday",
        ),
        ("monthly", "hằng tháng", "monthly"),
        ("quarterly", "hằng quý", "quarterly"),
        ("semiannual", "6 tháng", "every six months"),
        (
            "semiannual.w15",
            "6 tháng, số liệu từ ngày 15 tháng trước kỳ đến ngày 14 tháng cuối kỳ",
            "every six months, from day 15 of the month before to day 14 of its last month",
        ),
        ("nine_months", "9 tháng", "nine months"),
        ("annual", "hằng năm", "yearly"),
        ("school_year", "theo năm học", "by school year"),
        ("school_year.m08", "theo năm học (từ tháng 8)", "by school year (from August)"),
    ],
)
def test_cadences_are_called_by_their_names(text, vietnamese, english):
    assert (Cadence.parse(text).label("vi"), Cadence.parse(text).label("en-GB")) == (vietnamese, english)
