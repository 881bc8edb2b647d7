"""When and how often, as letters say it: read whole, printed back in two languages, expanded to days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.periods import CADENCES, Beat, Cadence, DueRule, Horizon, Pace, Timing
from phoihop.periods.event_words import CLAUSES, THINGS
from phoihop.periods.events import english_of, event_in_english

SAID = {
    "6 tháng hoặc hằng quý": "every six months or quarterly",
    "6 tháng hoặc hằng quý, giai đoạn 2018 – 2020": "every six months or quarterly, 2018–2020",
    "định kỳ, đột xuất": "regularly (rhythm left open) and out of turn",
    "thường xuyên": "all the time",
    "khi có phát sinh": "when something arises",
    "sau mỗi kỳ họp": "after each session",
    "hằng quý và khi được yêu cầu": "quarterly and when asked",
    "chậm nhất 5 ngày làm việc kể từ ngày nhận": "(no later than 5 working days after the day of receipt)",
    "trước ngày 15 tháng cuối quý": "quarterly (before day 15 of the last month of the period)",
    "ngày làm việc cuối cùng của tháng": "monthly (no later than the last working day of the period)",
    "6 tháng trước 10/6, năm trước 10/12": "before 10 June each year and before 10 December each year",
    "hằng năm, đến hết nhiệm kỳ": "yearly, until the end of the term",
    "vào quý IV hằng năm": "no later than 31 December each year",
    "tháng 5 hằng năm": "no later than 31 May each year",
    "vào thứ Sáu tuần cuối tháng": "monthly (no later than Friday of the last week of the period)",
    "định kỳ vào ngày 15 và 30 hằng tháng": (
        "monthly (no later than day 15 of the last month of the period)"
        " and monthly (no later than day 30 of the last month of the period)"
    ),
    "hằng tháng đến hết năm 2027": "monthly, to the end of 2027",
    "tháng, quý, 6 tháng và năm": "monthly and quarterly and every six months and yearly",
    "trước ngày 25/11/2026": "(before 25 November 2026)",
    "trước ngày 15/6 và 15/12 hằng năm": "every six months (before day 15 of the last month of the period)",
    "ngày làm việc cuối cùng": "(no later than the last working day of the period)",
    "ngày làm việc cuối cùng hằng tháng": "monthly (no later than the last working day of the period)",
    "ngày làm việc đầu tiên của quý": "quarterly (no later than day 1 of the month 2 months before the last of the period)",
    "chậm nhất sau 07 ngày kể từ ngày ban hành": "(no later than 7 days after the day of issue)",
    "2 lần/năm": "every six months",
    "03 tháng/lần": "quarterly",
    "hai tuần một lần": "once every 2 weeks",
    "3 lần/tuần": "3 times a week",
    "hằng ngày trước 16 giờ": "daily (before 16:00)",
    "trước 16 giờ hằng ngày": "daily (before 16:00)",
    "chậm nhất 05 ngày sau mỗi kỳ họp": "after each session (no later than 5 days after the day it happened)",
    "hằng tuần, trước 16h30 thứ sáu": "weekly (before 16:30, no later than Friday of the last week of the period)",
    "trước 17 giờ 00 ngày 25 hằng tháng": "monthly (before 17:00, no later than day 25 of the last month of the period)",
    "từ ngày 20 đến ngày 25 hằng tháng": "monthly (from day 20, no later than day 25 of the last month of the period)",
    "hằng tháng (trước ngày 25), hằng quý (trước ngày 20 tháng cuối quý)": (
        "monthly (before day 25 of the last month of the period)"
        " and quarterly (before day 20 of the last month of the period)"
    ),
    "6 tháng (trước ngày 10/6), năm (trước ngày 10/12)": "before 10 June each year and before 10 December each year",
    "hằng tháng, hằng quý, 6 tháng, 1 năm": "monthly and quarterly and every six months and yearly",
    "định kỳ hằng quý và đột xuất khi có yêu cầu": "quarterly and out of turn when there is a request",
    "hằng quý và hằng năm (hoặc đột xuất)": "quarterly and yearly or out of turn",
    "hằng tháng đến hết ngày 31/12/2026": "monthly, to the end of 2026",
    "hằng tháng đến tháng 10/2026": "monthly, to 31 October 2026",
    "hằng quý từ quý II/2026": "quarterly, from 1 April 2026",
    "hằng tuần từ ngày 05/4/2026 đến hết ngày 20/6/2026": "weekly, from 5 April 2026 to 20 June 2026",
    "thường xuyên, liên tục": "all the time",
    "sau mỗi kỳ họp, chậm nhất 3 ngày": "after each session (no later than 3 days after the day it happened)",
    "sau mỗi kỳ họp HĐND tỉnh": "after each session of the provincial Council",
    "sau mỗi kỳ họp của Hội đồng nhân dân xã": "after each session held by the commune People's Council",
    "nếu có vướng mắc": "if there are obstacles",
    "nếu có khó khăn, vướng mắc": "if there are difficulties",
    "trường hợp phát sinh vướng mắc": "in case obstacles arise",
    "khi có vụ việc phức tạp, đông người": "when there is a complicated incident of many people",
    "khi thông số vượt ngưỡng": "when «thông số vượt ngưỡng»",
    "theo yêu cầu của Sở Y tế": "on request «của Sở Y tế»",
    "trước ngày 20 hằng tháng, ngày 21 tháng cuối quý và ngày 22/12 hằng năm": (
        "monthly (before day 20 of the last month of the period)"
        " and quarterly (before day 21 of the last month of the period) and before 22 December each year"
    ),
    "quý I trước 20/3, 6 tháng trước 20/6, cả năm trước 20/12/2026": (
        "(before 20 March 2026) and (before 20 June 2026) and (before 20 December 2026)"
    ),
}


@pytest.mark.parametrize(("said", "english"), SAID.items())
def test_a_phrase_is_read_and_printed(said, english):
    timing = Timing.read(said)
    assert timing.label("en") == english
    assert Timing.read(timing.label("vi")) == Timing.read(english) == timing


OPEN = ["6 tháng hoặc hằng quý", "định kỳ", "định kỳ, đột xuất", "hằng tháng đến hết nhiệm kỳ", "2 lần/tháng"]
OPEN += ["ngày làm việc cuối cùng", "hằng quý (hoặc đột xuất)", "trước 16 giờ thứ sáu"]


@pytest.mark.parametrize("said", OPEN)
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
        "ngày 15 và 32 hằng tháng",
        "trước quý IV hằng năm",
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
    assert (found[0], found[-1], len(found)) == (date(2018, 4, 2), date(2020, 12, 31), 12)


def test_a_horizon_ends_periods_not_their_due_days():
    """What is owed for 2022 falls due on 3 January 2023, the year's last day being a Saturday; 2017 lies outside."""
    wide = "01/01/2018", "31/12/2030"
    first, through = (date(int(day[6:]), int(day[3:5]), int(day[:2])) for day in wide)
    yearly = days("hằng năm, giai đoạn 2018 – 2022", first, through)
    assert (yearly[0], yearly[-1], len(yearly)) == ("02/01/2019", "03/01/2023", 5)
    assert days("hằng tháng đến hết năm 2022", date(2022, 11, 20), through) == ["30/11/2022", "03/01/2023"]
    assert days("hằng quý từ quý II/2026", date(2026, 1, 1), date(2026, 9, 30)) == ["30/06/2026", "30/09/2026"]


def test_an_open_end_is_settled_by_a_day():
    term = Timing.read("hằng năm đến hết nhiệm kỳ")
    assert not term.until(date(2030, 12, 31)).is_open
    assert len(term.until(date(2030, 12, 31)).dates(date(2026, 1, 1), date(2099, 12, 31))) == 5


def test_names_in_an_event_keep_their_capitals():
    said = "Sau mỗi kỳ họp HĐND tỉnh, chậm nhất 5 ngày làm việc"
    assert Timing.read(said).label() == "sau mỗi kỳ họp HĐND tỉnh (chậm nhất 5 ngày làm việc kể từ ngày phát sinh)"


def test_what_happens_is_said_once_and_read_back_in_english():
    """No two happenings share their English, and none of it keeps a Vietnamese word outside of «»."""
    told = [english_of(f"sau mỗi {thing}") for thing in THINGS] + [english_of(f"nếu {clause}") for clause in CLAUSES]
    assert len(set(told)) == len(told)
    assert [event_in_english(said) for said in told] == [f"sau mỗi {thing}" for thing in THINGS] + [
        f"nếu {clause}" for clause in CLAUSES
    ]
    assert all(said.isascii() for said in told)


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
EVENTS = ["khi có phát sinh", "đột xuất", "khi được yêu cầu", "đột xuất khi có yêu cầu", "sau mỗi kỳ họp HĐND tỉnh"]
EVENTS += ["sau mỗi kỳ họp", "trước mỗi đợt kiểm tra", "theo yêu cầu của Sở Y tế", "khi xảy ra thiên tai"]
EVENTS += [f"sau mỗi {thing}" for thing in THINGS if thing not in {"quý", "tháng", "năm học", "học kỳ"}] + [
    f"nếu {clause}" for clause in CLAUSES if "," not in clause
]
cadences = st.sampled_from([Cadence(kind) for kind in CADENCES])
fixed = st.builds(DueRule, st.just("on"), fixed=st.dates(date(1990, 1, 1), date(2100, 12, 31)), before=st.booleans())
beats = st.one_of(
    st.builds(Beat, cadences),
    st.builds(Beat, cadences, rules),
    st.builds(Beat, rule=fixed),
    st.builds(
        Beat, cadences, rules.filter(lambda rule: not rule.before), hour=st.sampled_from(["07:30", "16:00", "17:05"])
    ),
    st.builds(Beat, st.just(Cadence("monthly")), st.just(DueRule("day", 25)), opens=st.integers(1, 25)),
    st.builds(Beat, event=st.sampled_from(EVENTS)),
    st.builds(
        Beat,
        event=st.sampled_from(EVENTS[3:]),
        rule=st.builds(DueRule, st.just("end"), st.integers(1, 30), working=st.booleans()),
        origin=st.just("event"),
    ),
    st.builds(
        Beat, pace=st.builds(Pace, st.integers(2, 9), st.integers(1, 3), st.sampled_from(["ngày", "tuần", "tháng"]))
    ),
    st.builds(Beat, pace=st.builds(Pace, st.just(1), st.integers(4, 5), st.sampled_from(["ngày", "tuần", "tháng"]))),
    st.just(Beat(always=True)),
    st.just(Beat()),
)
horizons = st.none() | st.sampled_from(
    [
        Horizon(date(2018, 1, 1), date(2020, 12, 31)),
        Horizon(last=date(2027, 12, 31)),
        Horizon(words="nhiệm kỳ"),
        Horizon(words="năm học"),
        Horizon(date(2026, 4, 1)),
        Horizon(last=date(2026, 10, 15)),
        Horizon(date(2026, 4, 1), date(2026, 10, 15)),
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
