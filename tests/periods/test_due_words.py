"""Due rules in words, and the steps behind «Vì sao màu đỏ?»."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import Cadence, DueRule, Period


@pytest.mark.parametrize(
    ("rule", "vietnamese", "english"),
    [
        ("day=25", "chậm nhất ngày 25 của tháng cuối kỳ", "no later than day 25 of the last month of the period"),
        ("day=5,month=+1", "chậm nhất ngày 5 của tháng đầu sau kỳ", "no later than day 5 of the month after the period"),
        ("day=5,month=+2", "chậm nhất ngày 5 của tháng thứ 2 sau kỳ", "no later than day 5 of the month 2 months after the period"),
        ("day=25,month=-1", "chậm nhất ngày 25, 1 tháng trước tháng cuối kỳ", "no later than day 25 of the month 1 month before the last of the period"),
        ("day=15;before", "trước ngày 15 của tháng cuối kỳ", "before day 15 of the last month of the period"),
        ("weekday=5", "chậm nhất thứ Sáu của tuần cuối kỳ", "no later than Friday of the last week of the period"),
        ("weekday=7,week=+1", "chậm nhất Chủ nhật của tuần đầu sau kỳ", "no later than Sunday of the week after the period"),
        ("weekday=1,week=+2", "chậm nhất thứ Hai của tuần thứ 2 sau kỳ", "no later than Monday of the week 2 weeks after the period"),
        ("weekday=1,week=-2", "chậm nhất thứ Hai, 2 tuần trước tuần cuối kỳ", "no later than Monday of the week 2 weeks before the last of the period"),
        ("end", "chậm nhất ngày cuối kỳ", "no later than the last day of the period"),
        ("end+1d", "chậm nhất 1 ngày sau ngày cuối kỳ", "no later than 1 day after the last day of the period"),
        ("end+5wd", "chậm nhất 5 ngày làm việc sau ngày cuối kỳ", "no later than 5 working days after the last day of the period"),
        ("end-2wd", "chậm nhất 2 ngày làm việc trước ngày cuối kỳ", "no later than 2 working days before the last day of the period"),
        ("last_wd", "chậm nhất ngày làm việc cuối cùng của kỳ", "no later than the last working day of the period"),
        ("on=2026-07-14", "chậm nhất ngày 14/7/2026", "no later than 14 July 2026"),
        ("on=2026-01-02;before", "trước ngày 02/01/2026", "before 2 January 2026"),
        ("end;shift=none", "chậm nhất ngày cuối kỳ, rơi ngày nghỉ cũng không dời", "no later than the last day of the period, even on a day off"),
        ("end;shift=previous", "chậm nhất ngày cuối kỳ, rơi ngày nghỉ thì tính ngày làm việc trước đó",
         "no later than the last day of the period, or the working day before a day off"),
    ],
)  # fmt: skip
def test_a_rule_in_words(rule, vietnamese, english):
    assert (DueRule.parse(rule).label("vi"), DueRule.parse(rule).label("en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("origin", "vietnamese", "english"),
    [
        (
            "receipt",
            "chậm nhất 5 ngày làm việc kể từ ngày nhận",
            "no later than 5 working days after the day of receipt",
        ),
        (
            "event",
            "chậm nhất 5 ngày làm việc kể từ ngày phát sinh",
            "no later than 5 working days after the day it happened",
        ),
        (
            "issue",
            "chậm nhất 5 ngày làm việc kể từ ngày ban hành",
            "no later than 5 working days after the day of issue",
        ),
    ],
)
def test_a_rule_in_words_says_what_it_counts_from(origin, vietnamese, english):
    rule = DueRule.parse("end+5wd")

    assert (rule.label("vi", origin), rule.label("en", origin)) == (vietnamese, english)


EXPLAINED = [
    (
        "day=25", "2026-06",
        ["Hạn thứ Năm 25/6/2026, «chậm nhất ngày 25 của tháng cuối kỳ».", "Không rơi ngày nghỉ nên không dời."],
        ["Due Thursday 25 June 2026, «no later than day 25 of the last month of the period».", "It is a working day, so it does not move."],
    ),
    (
        "end", "2018-H1",
        ["Theo quy định «chậm nhất ngày cuối kỳ», hạn rơi vào thứ Bảy 30/6/2018.",
         "Rơi ngày nghỉ (thứ Bảy) nên tính ngày làm việc sau đó: thứ Hai 02/7/2018."],
        ["By «no later than the last day of the period», it falls on Saturday 30 June 2018.",
         "A day off (Saturday), so it moves to the next working day: Monday 2 July 2018."],
    ),
    (
        "end;shift=none", "2018-H1",
        ["Hạn thứ Bảy 30/6/2018, «chậm nhất ngày cuối kỳ, rơi ngày nghỉ cũng không dời».", "Rơi ngày nghỉ (thứ Bảy) nhưng quy tắc không dời."],
        ["Due Saturday 30 June 2018, «no later than the last day of the period, even on a day off».",
         "A day off (Saturday), but the rule does not move it."],
    ),
    (
        "day=15", "2026-02",
        ["Theo quy định «chậm nhất ngày 15 của tháng cuối kỳ», hạn rơi vào Chủ nhật 15/02/2026.",
         "Rơi ngày nghỉ (Chủ nhật) nên tính ngày làm việc sau đó: thứ Hai 23/02/2026. Nghỉ liền 8 ngày, 15/02–22/02/2026."],
        ["By «no later than day 15 of the last month of the period», it falls on Sunday 15 February 2026.",
         "A day off (Sunday), so it moves to the next working day: Monday 23 February 2026. 8 days off in a row, 15 Feb–22 February 2026."],
    ),
    (
        "on=2026-11-25;before", "once",
        ["Theo quy định «trước ngày 25/11/2026», ngày cuối còn đúng hạn là thứ Ba 24/11/2026.",
         "Rơi ngày nghỉ (Ngày Văn hóa Việt Nam) nên tính ngày làm việc trước đó: thứ Hai 23/11/2026."],
        ["By «before 25 November 2026», the last day on time is Tuesday 24 November 2026.",
         "A day off (Vietnam Cultural Day), so it moves to the previous working day: Monday 23 November 2026."],
    ),
    (
        "on=2026-07-15;before", "once",
        ["Theo quy định «trước ngày 15/7/2026», ngày cuối còn đúng hạn là thứ Ba 14/7/2026.", "Không rơi ngày nghỉ nên không dời."],
        ["By «before 15 July 2026», the last day on time is Tuesday 14 July 2026.", "It is a working day, so it does not move."],
    ),
    (
        "end+3wd", "2026-08",
        ["Hạn thứ Hai 07/9/2026, «chậm nhất 3 ngày làm việc sau ngày cuối kỳ».",
         "Đếm từ sau ngày 31/8/2026, bỏ ngày nghỉ cuối tuần và các ngày nghỉ: 01/9 (Quốc khánh), 02/9 (Quốc khánh).",
         "Không rơi ngày nghỉ nên không dời."],
        ["Due Monday 7 September 2026, «no later than 3 working days after the last day of the period».",
         "Counted from the day after 31 August 2026, without weekends and these days off: 1 Sep (National Day), 2 Sep (National Day).",
         "It is a working day, so it does not move."],
    ),
    (
        "end-2wd", "2026-06",
        ["Hạn thứ Sáu 26/6/2026, «chậm nhất 2 ngày làm việc trước ngày cuối kỳ».", "Đếm lùi từ trước ngày 30/6/2026, bỏ ngày nghỉ cuối tuần.",
         "Không rơi ngày nghỉ nên không dời."],
        ["Due Friday 26 June 2026, «no later than 2 working days before the last day of the period».",
         "Counted back from the day before 30 June 2026, without weekends.", "It is a working day, so it does not move."],
    ),
    (
        "on=2026-08-22", "once",
        ["Hạn thứ Bảy 22/8/2026, «chậm nhất ngày 22/8/2026».", "Không rơi ngày nghỉ nên không dời.", "Thứ Bảy 22/8/2026: làm bù cho 31/8/2026."],
        ["Due Saturday 22 August 2026, «no later than 22 August 2026».", "It is a working day, so it does not move.",
         "Saturday 22 August 2026: worked in place of 31 August 2026."],
    ),
    (
        "end+3d", "e-2026-07-10-1",
        ["Hạn thứ Hai 13/7/2026, «chậm nhất 3 ngày kể từ ngày phát sinh».", "Không rơi ngày nghỉ nên không dời."],
        ["Due Monday 13 July 2026, «no later than 3 days after the day it happened».", "It is a working day, so it does not move."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "code", "vietnamese", "english"), EXPLAINED)
def test_why_the_cell_is_red(rule, code, vietnamese, english):
    period = Period.parse(code)

    assert DueRule.parse(rule).explain(period) == vietnamese
    assert DueRule.parse(rule).explain(period, language="en") == english


def test_what_counts_from_receipt_is_explained_from_it():
    assert DueRule.parse("end+5wd").explain_from(date(2026, 7, 14)) == [
        "Hạn thứ Ba 21/7/2026, «chậm nhất 5 ngày làm việc kể từ ngày nhận».",
        "Đếm từ sau ngày 14/7/2026, bỏ ngày nghỉ cuối tuần.",
        "Không rơi ngày nghỉ nên không dời.",
    ]


@given(
    st.sampled_from(
        [
            "day=25",
            "day=31,month=+1",
            "end",
            "end+5wd",
            "end-9wd",
            "last_wd",
            "weekday=3",
            "day=10;before",
            "end;shift=previous",
        ]
    ),
    st.sampled_from(["weekly", "monthly", "quarterly.w15", "annual"]),
    st.dates(date(1992, 1, 1), date(2098, 1, 1)),
    st.sampled_from(["vi", "en"]),
)
def test_every_explanation_ends_in_the_due_day(rule, cadence, day, language):
    rule, period = (
        DueRule.parse(rule),
        Cadence(*cadence.split(".w")[:1], *map(int, cadence.split(".w")[1:])).period_of(day),
    )
    due = rule.due(period)

    text = " ".join(rule.explain(period, language=language))

    assert (f"{due.day:02d}/" if language == "vi" else f" {due.day} {due:%B} {due.year}") in text
    assert text.endswith(".")
