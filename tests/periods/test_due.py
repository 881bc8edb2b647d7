"""Due rules by hand, and against a loop that walks the calendar."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import VIETNAM, Cadence, Calendar, DueRule, Period, last_day_on_time

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "code", "due"),
    [
        # Nghị định 09/2019: no later than the 25th of the last month of the period, figures to the 14th.
        ("day=25", "2026-06.w15", date(2026, 6, 25)),
        ("day=25", "2026-Q3.w15", date(2026, 9, 25)),
        ("day=25", "2026-H1.w15", date(2026, 6, 25)),
        ("day=25", "2026.w15", date(2026, 12, 25)),
        ("day=25", "2026-01.w15", date(2026, 1, 26)),
        ("day=6", "2026-Q2", date(2026, 6, 8)),
        ("day=5,month=+1", "2026-06", date(2026, 7, 6)),
        ("day=5,month=+1", "2026-12", date(2027, 1, 5)),
        ("day=25,month=-1", "2026", date(2026, 11, 25)),
        ("day=31", "2024-02", date(2024, 2, 29)),
        ("day=31;shift=none", "2026-02", date(2026, 2, 28)),
        ("day=29,month=+1;shift=none", "2023-01", date(2023, 2, 28)),
        ("day=15", "2026-02", date(2026, 2, 23)),
        ("end", "2018-Q2", date(2018, 7, 2)),
        ("end", "2018", date(2019, 1, 2)),
        ("end;shift=none", "2018-Q2", date(2018, 6, 30)),
        ("end;shift=previous", "2018-Q2", date(2018, 6, 29)),
        ("end", "2026-08", date(2026, 9, 3)),
        ("end+5d", "2026-06", date(2026, 7, 6)),
        ("end-3d", "2026-06", date(2026, 6, 29)),
        ("end+5wd", "2026-06", date(2026, 7, 7)),
        ("end+1wd", "2026-08", date(2026, 9, 3)),
        ("end-2wd", "2026-08", date(2026, 8, 27)),
        ("last_wd", "2026-08", date(2026, 8, 28)),
        ("last_wd", "2026-W28", date(2026, 7, 10)),
        ("last_wd", "2026-W34", date(2026, 8, 22)),
        ("last_wd", "2026-W08", date(2026, 2, 23)),  # the week of Tết has no working day
        ("weekday=5", "2026-W28", date(2026, 7, 10)),
        ("weekday=1,week=+1", "2026-W28", date(2026, 7, 13)),
        ("on=2026-07-14", "once", date(2026, 7, 14)),
        ("on=2026-07-18", "2026-06", date(2026, 7, 20)),
        ("on=2026-11-25;before", "once", date(2026, 11, 23)),
        ("day=15;before", "2026-Q1", date(2026, 3, 13)),
        ("end+3wd", "e-2026-07-10-1", date(2026, 7, 15)),
        ("day=5", "e-2026-07-10-1", date(2026, 8, 5)),
        ("weekday=5", "e-2026-07-10-1", date(2026, 7, 10)),
        ("last_wd", "e-2026-07-10-1", date(2026, 7, 31)),
    ],
)
def test_due_by_hand(rule, code, due):
    assert DueRule.parse(rule).due(Period.parse(code)) == due


@pytest.mark.parametrize(
    ("rule", "day", "due"),
    [
        ("end+5wd", date(2026, 7, 14), date(2026, 7, 21)),
        ("end+5wd", date(2026, 7, 18), date(2026, 7, 24)),  # came on a Saturday
        ("end+10d", date(2026, 7, 14), date(2026, 7, 24)),
        ("end+5wd", date(2026, 2, 12), date(2026, 2, 26)),  # over Tết
        ("end", date(2026, 7, 18), date(2026, 7, 20)),
        ("day=25", date(2026, 7, 25), date(2026, 7, 27)),
        ("day=25", date(2026, 7, 26), date(2026, 8, 25)),
        ("day=25,month=-1", date(2026, 7, 26), date(2026, 8, 25)),
        ("day=5,month=+1", date(2026, 7, 1), date(2026, 8, 5)),
        ("day=31", date(2026, 6, 30), date(2026, 6, 30)),
        ("weekday=5", date(2026, 7, 11), date(2026, 7, 17)),
        ("last_wd", date(2026, 1, 31), date(2026, 2, 27)),
        ("on=2026-12-01", date(2026, 7, 14), date(2026, 12, 1)),
    ],
)
def test_due_from_the_day_something_came(rule, day, due):
    assert DueRule.parse(rule).due_from(day) == due


def test_the_office_of_the_calendar_is_asked():
    closed = Calendar(closed=[date(2026, 6, 25), date(2026, 6, 26)])

    assert DueRule.parse("day=25").due(Period.parse("2026-06"), closed) == date(2026, 6, 29)


def test_what_is_owed_once_has_a_day_of_its_own():
    with pytest.raises(ValueError, match=r"^What is owed once is due on a day of its own\."):
        DueRule.parse("end").due(Period.once())
    framed = Period("once", date(2026, 1, 1), date(2026, 3, 31), "once")
    assert DueRule.parse("end").due(framed) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("day", "before", "due"),
    [
        (date(2026, 11, 25), False, date(2026, 11, 25)),
        (date(2026, 11, 25), True, date(2026, 11, 23)),  # the 24th is the Day of Culture
        (date(2026, 11, 24), False, date(2026, 11, 25)),
        (date(2026, 7, 14), True, date(2026, 7, 13)),
        (date(2026, 7, 20), True, date(2026, 7, 17)),
        (date(2026, 2, 23), True, date(2026, 2, 13)),  # over Tết
    ],
)
def test_the_last_day_on_time(day, before, due):
    assert last_day_on_time(day, before=before) == due


rules = st.one_of(
    st.builds(
        DueRule,
        st.just("day"),
        st.integers(1, 31),
        st.integers(-11, 24),
        shift=st.sampled_from(["none", "next", "previous"]),
    ),
    st.builds(DueRule, st.just("day"), st.integers(1, 31), before=st.just(True)),
    st.builds(DueRule, st.just("weekday"), st.integers(1, 7), st.integers(-52, 52)),
    st.builds(DueRule, st.just("end"), st.integers(-400, 400), shift=st.sampled_from(["none", "next", "previous"])),
    st.builds(DueRule, st.just("end"), st.integers(1, 99) | st.integers(-99, -1), working=st.just(True)),
    st.builds(DueRule, st.just("last_wd")),
    st.builds(DueRule, st.just("on"), fixed=st.dates(date(1990, 1, 1), date(2100, 12, 31)), before=st.booleans()),
)
cadences = st.sampled_from(
    ["weekly", "monthly", "monthly.w15", "quarterly", "semiannual.w15", "annual", "school_year", "nine_months"]
)
periods = st.builds(
    lambda text, day: Cadence.parse(text).period_of(day), cadences, st.dates(date(1992, 1, 1), date(2090, 12, 31))
)


def walked_day(rule: DueRule, period: Period) -> date:
    """The named day, found by walking from the period's last day."""
    day = period.last
    if rule.base == "on":
        return rule.fixed
    if rule.base == "end":
        left, step = abs(rule.number), DAY if rule.number > 0 else -DAY
        while left:
            day += step
            left -= not rule.working or VIETNAM.is_working(day)
        return day
    if rule.base == "day":
        month = day.replace(day=1)
        for _ in range(abs(rule.later)):
            month = (month + 31 * DAY if rule.later > 0 else month - DAY).replace(day=1)
        return month.replace(day=min(rule.number, monthrange(month.year, month.month)[1]))
    if rule.base == "weekday":
        day += rule.later * 7 * DAY
        while day.isoweekday() != rule.number:
            day += DAY if day.isoweekday() < rule.number else -DAY
        return day
    worked = [
        period.first + n * DAY
        for n in range((period.last - period.first).days + 1)
        if VIETNAM.is_working(period.first + n * DAY)
    ]
    return worked[-1] if worked else VIETNAM.next_working(period.last)


@given(rules, periods)
def test_due_is_what_a_walk_finds(rule, period):
    day = walked_day(rule, period) - (DAY if rule.before else 0 * DAY)
    step = {"none": 0 * DAY, "next": DAY, "previous": -DAY}["previous" if rule.before else rule.shift]
    while step and not VIETNAM.is_working(day):
        day += step

    assert rule.due(period) == day


@given(rules)
def test_rules_print_and_read_back(rule):
    assert DueRule.parse(str(rule)) == rule


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "soon",
            "“soon” is no due rule. Write day=25, day=5,month=+1, weekday=5, end, end+5d, end+5wd, last_wd or on=2026-07-14, then ;before or ;shift=none if it applies.",
        ),
        ("day=32", "The day of a month is 1 to 31, the day of a week 1 to 7, and it is moved by a few months or weeks at most."),
        ("day=5,month=+25", "The day of a month is 1 to 31, the day of a week 1 to 7, and it is moved by a few months or weeks at most."),
        ("end+0wd", "Working days are counted from the period's end, such as end+5wd."),
        ("end+3661d", "A due day lies at most ten years from the period's end."),
        ("end;before;shift=none", "“Before a day” always moves back to a working day; leave the shift out."),
        ("on=2026-02-30", "“2026-02-30” is no day. Write one like 2026-07-14."),
        ("on=0026-02-20", "Days are known from 1900 to 2199; 0026-02-20 lies outside. Check the year."),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError) as refusal:
        DueRule.parse(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "fields",
    [
        {"base": "on"},
        {"base": "end", "fixed": date(2026, 7, 14)},
        {"base": "last_wd", "number": 3},
        {"base": "end", "later": 1},
        {"base": "day", "number": 5, "working": True},
        {"base": "end", "shift": "sideways"},
        {"base": "end", "fixed": None, "number": 4000},
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(fields):
    with pytest.raises(ValueError):
        DueRule(**fields)


@given(st.text(alphabet="dayonweekmthslrfibp=+-;,0123456789_", max_size=30))
def test_any_text_is_a_rule_or_is_refused(text):
    try:
        rule = DueRule.parse(text)
    except ValueError:
        return
    assert DueRule.parse(str(rule)) == rule
