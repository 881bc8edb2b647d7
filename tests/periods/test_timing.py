"""When and how often, as letters say it: read whole, printed back in two languages, expanded to days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.periods import CADENCES, Beat, Cadence, DueRule, Horizon, Timing

SAID = {
    "6 tháng hoặc hằng quý": "every six months or quarterly",
    "6 tháng hoặc hằng quý, giai đoạn 2018 – 2020": "every six months or quarterly, 2018–2020",
    "định kỳ, đột xuất": "regularly (rhythm left open) and on the event [đột xuất]",
    "thường xuyên": "all the time",
    "khi có phát sinh": "on the event [khi có phát sinh]",
    "sau mỗi kỳ họp": "on the event [sau mỗi kỳ họp]",
    "hằng quý và khi được yêu cầu": "quarterly and on the event [khi được yêu cầu]",
    "chậm nhất 5 ngày làm việc kể từ ngày nhận": "(no later than 5 working days after the day of receipt)",
    "trước ngày 15 tháng cuối quý": "quarterly (before day 15 of the last month of the period)",
    "ngày làm việc cuối cùng của tháng": "monthly (no later than the last working day of the period)",
    "6 tháng trước 10/6, năm trước 10/12": "before 10 June each year and before 10 December each year",
    "hằng năm, đến hết nhiệm kỳ": "yearly, until the end of the term",
    "hằng tháng đến hết năm 2027": "monthly, to the end of 2027",
    "tháng, quý, 6 tháng và năm": "monthly and quarterly and every six months and yearly",
    "trước ngày 25/11/2026": "(before 25 November 2026)",
    "trước ngày 15/6 và 15/12 hằng năm": "every six months (before day 15 of the last month of the period)",
}


@pytest.mark.parametrize(("said", "english"), SAID.items())
def test_a_phrase_is_read_and_printed(said, english):
    timing = Timing.read(said)
    assert timing.label("en") == english
    assert Timing.read(timing.label("vi")) == Timing.read(english) == timing


@pytest.mark.parametrize("said", ["6 tháng hoặc hằng quý", "định kỳ", "định kỳ, đột xuất"])
def test_what_the_text_leaves_open_stays_open(said):
    timing = Timing.read(said)
    assert timing.is_open
    with pytest.raises(ValueError, match="open"):
        timing.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "said",
    [
        "",
        "tùy tình hình",
        "giai đoạn 2018 - 2020",
        "hằng quý hoặc",
        "hằng quý và và năm",
        "(" * 150,
        "ngày 32 hằng tháng",
    ],
)
def test_what_cannot_be_read_whole_is_left_to_a_person(said):
    assert Timing.read(said) is None


def days(said, first, through):
    return [f"{day:%d/%m/%Y}" for day in Timing.read(said).dates(first, through)]


def test_days_of_a_year_over_tet_and_days_off():
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert days("6 tháng trước 10/6, năm trước 10/12", *year) == ["09/06/2026", "09/12/2026"]
    assert days("ngày 17 hằng tháng", date(2026, 2, 1), date(2026, 2, 28)) == [
        "23/02/2026"
    ]  # Tết from 14 to 22 February
    assert days("29/2 hằng năm", date(2027, 1, 1), date(2028, 12, 31)) == ["01/03/2027", "29/02/2028"]
    assert days("trước ngày 25/11/2026", *year) == ["23/11/2026"]  # the 24th is a day off
    assert days("thường xuyên", *year) == days("khi có phát sinh", *year) == []


def test_a_horizon_ends_it():
    timing = Timing.read("hằng quý, giai đoạn 2018-2020")
    assert timing.horizon == Horizon(date(2018, 1, 1), date(2020, 12, 31))
    found = timing.dates(date(2000, 1, 1), date(2030, 1, 1))
    assert (found[0], found[-1], len(found)) == (date(2018, 1, 2), date(2020, 12, 31), 13)


def test_an_alternative_is_chosen():
    timing = Timing.read("6 tháng hoặc hằng quý")
    assert len(timing.choose(0).dates(date(2026, 1, 1), date(2026, 12, 31))) == 2
    assert len(timing.choose(1).dates(date(2026, 1, 1), date(2026, 12, 31))) == 4


rules = st.one_of(
    st.builds(DueRule, st.just("day"), st.integers(1, 31), st.integers(-11, 24), before=st.booleans()),
    st.builds(
        DueRule,
        st.just("day"),
        st.integers(1, 31),
        st.integers(-11, 24),
        shift=st.sampled_from(["next", "previous", "none"]),
    ),
    st.builds(DueRule, st.just("weekday"), st.integers(1, 7), st.integers(-9, 9), before=st.booleans()),
    st.builds(DueRule, st.just("end"), st.integers(-60, 60), before=st.booleans()),
    st.builds(DueRule, st.just("end"), st.integers(1, 60), working=st.just(True), before=st.booleans()),
    st.builds(DueRule, st.just("last_wd"), before=st.booleans()),
)
cadences = st.sampled_from([Cadence(kind) for kind in CADENCES])
fixed = st.builds(DueRule, st.just("on"), fixed=st.dates(date(1990, 1, 1), date(2100, 12, 31)), before=st.booleans())
beats = st.one_of(
    st.builds(Beat, cadences),
    st.builds(Beat, cadences, rules),
    st.builds(Beat, rule=fixed),
    st.builds(Beat, event=st.sampled_from(["khi có phát sinh", "đột xuất", "sau mỗi kỳ họp", "khi được yêu cầu"])),
    st.just(Beat(always=True)),
    st.just(Beat()),
)
horizons = st.none() | st.sampled_from(
    [
        Horizon(date(2018, 1, 1), date(2020, 12, 31)),
        Horizon(last=date(2027, 12, 31)),
        Horizon(words="nhiệm kỳ"),
        Horizon(words="năm học"),
    ]
)
unions = st.lists(beats, min_size=1, max_size=3, unique=True).map(tuple)
timings = st.builds(Timing, st.lists(unions, min_size=1, max_size=3, unique=True).map(tuple), horizons)


@given(timings, st.sampled_from(["vi", "en"]))
@settings(max_examples=300)
def test_every_value_prints_back(timing, language):
    words = timing.label(language)
    if len(words) <= 200:  # no phrase of a letter is longer
        assert Timing.read(words) == timing


@given(st.builds(Beat, cadences, st.none() | rules), st.dates(date(2020, 1, 1), date(2028, 1, 1)), st.integers(0, 500))
@settings(max_examples=150, deadline=None)
def test_days_are_those_of_a_naive_walk_over_all_periods(beat, first, length):
    through = first + timedelta(days=length)
    rule = beat.rule or DueRule("end")
    wide = beat.cadence.periods(date(2016, 1, 1), date(2033, 1, 1))
    due = {rule.due(period) for period in wide}
    assert Timing(((beat,),)).dates(first, through) == sorted(day for day in due if first <= day <= through)


@given(st.text(max_size=120))
def test_any_text_is_read_or_left(text):
    found = Timing.read(text)
    assert found is None or Timing.read(found.label()) == found
