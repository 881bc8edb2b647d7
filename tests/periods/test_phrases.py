"""Words of letters and of people at a keyboard."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import (
    CADENCES,
    Cadence,
    DuePhrase,
    DueRule,
    Period,
    read_cadence,
    read_cadences,
    read_due,
    read_period,
    read_window,
)  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("6 tháng hoặc hằng quý", ["semiannual", "quarterly"]),
        ("(6 tháng hoặc hằng quý)", ["semiannual", "quarterly"]),
        ("hàng tháng", ["monthly"]),
        ("Hằng  Quý", ["quarterly"]),
        ("mỗi quí một lần", ["quarterly"]),
        ("định kỳ 6 tháng/lần", ["semiannual"]),
        ("định kỳ sáu tháng một lần", ["semiannual"]),
        ("1 lần/năm", ["annual"]),
        ("mỗi năm học", ["school_year"]),
        ("9 tháng", ["nine_months"]),
        ("tháng, quý hoặc năm", ["monthly", "quarterly", "annual"]),
        ("ngày 25 hằng tháng", ["monthly"]),
        ("trước ngày 15 của tháng cuối quý", ["quarterly"]),
        ("quarterly or every six months", ["quarterly", "semiannual"]),
        ("semiannual", ["semiannual"]),
        ("tháng, quý và năm", None),
        ("thường xuyên", None),
        ("2 lần/năm", None),
        ("hằng quý và khi được yêu cầu", None),
        ("hằng năm, từng giai đoạn", None),
        ("quý hoặc quý", None),
        ("6 tháng đầu năm", None),
        ("", None),
        ("hoặc", None),
    ],
)
def test_cadences_left_open(phrase, kinds):
    assert read_cadence(phrase) == (kinds and [Cadence(kind) for kind in kinds])


def test_a_cadence_may_be_typed_with_its_window():
    assert read_cadence("monthly.w15 hoặc quarterly.w15") == [Cadence("monthly", 15), Cadence("quarterly", 15)]


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("tháng, quý, 6 tháng và năm", ["monthly", "quarterly", "semiannual", "annual"]),
        (
            "báo cáo định kỳ (tháng, quý, 6 tháng, 9 tháng, năm)",
            ["monthly", "quarterly", "semiannual", "nine_months", "annual"],
        ),
        ("hằng tuần", ["weekly"]),
        ("tháng hoặc quý", None),
        ("tháng và đột xuất", None),
    ],
)
def test_cadences_asked_all_together(phrase, kinds):
    assert read_cadences(phrase) == (kinds and [Cadence(kind) for kind in kinds])


@pytest.mark.parametrize(
    ("phrase", "rule", "origin", "cadence"),
    [
        ("ngày 25 tháng cuối kỳ", "day=25", "period", None),
        ("chậm nhất ngày 25 của tháng cuối kỳ báo cáo", "day=25", "period", None),
        ("trước ngày 15 tháng cuối quý", "day=15;before", "period", "quarterly"),
        ("chậm nhất là ngày 20 của tháng cuối mỗi quý", "day=20", "period", "quarterly"),
        ("chậm nhất vào ngày 05 của tháng sau", "day=5,month=+1", "period", None),
        ("ngày 10 của tháng đầu quý sau", "day=10,month=+1", "period", "quarterly"),
        ("ngày 05 của tháng tiếp theo kỳ báo cáo", "day=5,month=+1", "period", None),
        ("ngày 25 hằng tháng", "day=25", "period", "monthly"),
        ("trước ngày 25/11 hằng năm", "day=25,month=-1;before", "period", "annual"),
        ("trước ngày 25 tháng 11 hàng năm", "day=25,month=-1;before", "period", "annual"),
        ("chậm nhất 5 ngày làm việc kể từ ngày nhận được văn bản", "end+5wd", "receipt", None),
        ("trong vòng 05 (năm) ngày làm việc kể từ ngày nhận được công văn này", "end+5wd", "receipt", None),
        ("trong thời hạn mười ngày kể từ khi nhận được yêu cầu", "end+10d", "receipt", None),
        ("không quá 3 ngày, kể từ khi phát sinh sự việc", "end+3d", "event", None),
        ("trong 30 ngày kể từ ngày ban hành", "end+30d", "issue", None),
        ("chậm nhất 45 ngày kể từ ngày kết thúc năm", "end+45d", "period", None),
        ("2 ngày làm việc trước ngày cuối kỳ", "end-2wd", "period", None),
        ("trước ngày 25/11/2026", "on=2026-11-25;before", "period", None),
        ("đến trước ngày 25-11-2026", "on=2026-11-25;before", "period", None),
        ("đến ngày 25/11/2026", "on=2026-11-25", "period", None),
        ("đến hết ngày 25 tháng 11 năm 2026.", "on=2026-11-25", "period", None),
        ("trước 17 giờ 00 ngày 30/11/2026", "on=2026-11-30", "period", None),
        ("trước 16h00, ngày 30/11/2026", "on=2026-11-30", "period", None),
        ("hoàn thành trước ngày 30/11/2026", "on=2026-11-30;before", "period", None),
        ("thời hạn gửi: 30.11.2026", "on=2026-11-30", "period", None),
        ("trước 17:00 ngày 30/11/2026", "on=2026-11-30", "period", None),
        ("trước 17h30' thứ Hai, ngày 30/11/2026", "on=2026-11-30", "period", None),
        ("trước ngày 30/11/2026 (thứ Hai)", "on=2026-11-30;before", "period", None),
        ("Chủ nhật (29/11/2026)", "on=2026-11-29", "period", None),
        ("trước ngày 15/6 và 15/12 hằng năm", "day=15;before", "period", "semiannual"),
        ("ngày 10/7 và ngày 10/01 hằng năm", "day=10,month=+1", "period", "semiannual"),
        ("20/5 và 20/11 mỗi năm", "day=20,month=-1", "period", "semiannual"),
        ("thứ Sáu hằng tuần", "weekday=5", "period", "weekly"),
        ("trước 16 giờ thứ 6 hằng tuần", "weekday=5", "period", "weekly"),
        ("trước thứ Hai hằng tuần", "weekday=1;before", "period", "weekly"),
        ("Chủ nhật hằng tuần", "weekday=7", "period", "weekly"),
        ("ngày cuối cùng của quý", "end", "period", "quarterly"),
        ("cuối tháng", "end", "period", "monthly"),
        ("ngày làm việc cuối cùng của tháng", "last_wd", "period", "monthly"),
        ("trong quý II năm 2026", "on=2026-06-30;shift=previous", "period", None),
        ("Quý I/2027", "on=2027-03-31;shift=previous", "period", None),
        ("hết tháng 6/2026", "on=2026-06-30;shift=previous", "period", None),
        ("trong năm học 2025 - 2026", "on=2026-08-31;shift=previous", "period", None),
        ("trước quý III/2026", "on=2026-07-01;before", "period", None),
        ("day=5,month=+1;shift=none", "day=5,month=+1;shift=none", "period", None),
    ],
)
def test_due_days(phrase, rule, origin, cadence):
    assert read_due(phrase) == DuePhrase(DueRule.parse(rule), origin, Cadence(cadence) if cadence else None)


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("trước ngày 25/11", "on=2026-11-25;before"),
        ("chậm nhất ngày 05 tháng 7", "on=2026-07-05"),
        ("trong tháng 01", "on=2026-01-31;shift=previous"),
        ("trong quý IV", "on=2026-12-31;shift=previous"),
    ],
)
def test_a_day_without_its_year_needs_one(phrase, rule):
    assert read_due(phrase) is None
    assert read_due(phrase, year=2026) == DuePhrase(DueRule.parse(rule))


@pytest.mark.parametrize(
    "phrase",
    ["", "kịp thời", "theo quy định", "30/2/2026", "ngày 32 tháng cuối kỳ", "ngày 31/02 hằng năm", "trước", "sớm nhất ngày 25/11/2026",
     "15/6 và 20/12 hằng năm", "15/3 và 15/9 hằng năm", "thứ Ba, ngày 30/11/2026", "thứ Hai (29/11/2026)", "5 ngày kể từ hôm qua", "0 ngày kể từ ngày nhận", "5 ngày trước ngày nhận", "thứ chín hằng tuần", "thứ 8 hằng tuần", "chủ hai hằng tuần",
     "trước ngày Quốc khánh 02/9/2025", "tại kỳ họp thứ 4", "once", "e-2026-07-14-1", "25/13/2026", "tháng 13/2026",
     "chậm nhất ngày 0 của tháng cuối kỳ", "ngày 40/11 hằng năm", "năm học 2025-2027"],
)  # fmt: skip
def test_what_cannot_be_read_is_left_to_a_person(phrase):
    assert read_due(phrase, year=2026) is None


rules = st.one_of(
    st.builds(DueRule, st.just("day"), st.integers(1, 31), st.integers(0, 24), before=st.booleans()),
    st.builds(DueRule, st.just("weekday"), st.integers(1, 7), st.integers(0, 1), before=st.booleans()),
    st.builds(DueRule, st.just("end"), st.integers(-300, 300), before=st.booleans()),
    st.builds(DueRule, st.just("end"), st.integers(1, 300), working=st.just(True), before=st.booleans()),
    st.builds(DueRule, st.just("last_wd"), before=st.booleans()),
    st.builds(DueRule, st.just("on"), fixed=st.dates(date(1990, 1, 1), date(2100, 12, 31)), before=st.booleans()),
)


@given(rules)
def test_a_rule_is_read_back_from_its_own_words(rule):
    assert read_due(rule.label("vi")).rule == rule


@given(st.sampled_from(["receipt", "event", "issue"]), st.integers(1, 300), st.booleans())
def test_what_counts_from_a_day_is_read_back_from_its_own_words(origin, number, working):
    rule = DueRule("end", number, working=working)

    assert read_due(rule.label("vi", origin)) == DuePhrase(rule, origin)


@pytest.mark.parametrize("kind", CADENCES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_cadence_is_read_back_from_its_own_words(kind, language):
    assert read_cadence(Cadence(kind).label(language)) == [Cadence(kind)]


@given(st.sampled_from([kind for kind in CADENCES if kind != "daily"]), st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_period_is_read_back_from_its_own_words(kind, day):
    period = Cadence(kind).period_of(day)

    assert read_period(period.label("vi")) == period


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("quý II năm 2026", "2026-Q2"),
        ("Tháng 4/2024", "2024-04"),
        ("nửa cuối năm 2026", "2026-H2"),
        ("9 tháng năm 2026", "2026-9M"),
        ("tuần thứ 28 năm 2026", "2026-W28"),
        ("2026-H1.w15", "2026-H1.w15"),
        ("quý V/2026", None),
        ("quý II", None),
        ("giai đoạn 2018 – 2020", None),
    ],
)
def test_periods_in_words(phrase, code):
    assert read_period(phrase) == (code and Period.parse(code))


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("Tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo", 15),
        ("tính từ ngày 15 của tháng trước kỳ báo cáo đến ngày 14 của tháng cuối quý thuộc kỳ báo cáo", 15),
        ("từ ngày 15 tháng 12 năm trước đến ngày 14 tháng 6 của kỳ báo cáo", 15),
        ("từ ngày 21 tháng trước đến hết ngày 20 tháng này", 21),
        ("từ ngày 15 tháng trước đến ngày 15 tháng này", None),
        ("từ ngày 01 tháng trước đến ngày 30 tháng này", None),
        ("từ đầu tháng đến cuối tháng", None),
    ],
)
def test_windows_in_words(phrase, day):
    assert read_window(phrase) == day


@pytest.mark.parametrize("text", ["monthly.w15", "quarterly.w21", "semiannual.w15", "annual.w15"])
def test_a_window_is_read_back_from_its_own_words(text):
    cadence = Cadence.parse(text)

    assert read_window(cadence.label("vi").partition(", ")[2]) == cadence.window_day


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "trước",
                "ngày",
                "25",
                "5",
                "tháng",
                "cuối",
                "quý",
                "năm",
                "2026",
                "hằng",
                "hoặc",
                "và",
                "kể",
                "từ",
                "nhận",
                "được",
                "làm",
                "việc",
                "/",
                ",",
                "(",
                ")",
            ]
        )
    ).map(" ".join)
)
def test_any_text_is_read_or_left(text):
    read_cadence(text), read_cadences(text), read_due(text, year=2026), read_period(text), read_window(text)


@pytest.mark.parametrize(
    "text", ["trước " * 50_000, "hằng tháng, " * 50_000, "1" * 500_000, "(" * 500_000, "ngày 25" + "/1" * 100_000]
)
def test_what_is_too_long_to_be_a_phrase_is_left_at_once(text):
    assert [read(text) for read in (read_cadence, read_cadences, read_due, read_period, read_window)] == [None] * 5
    for parse in (Period.parse, Cadence.parse, DueRule.parse):
        with pytest.raises(ValueError) as refusal:
            parse(text)
        assert len(str(refusal.value)) < 400
