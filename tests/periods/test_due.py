from datetime import date

import pytest

from phoihop.periods import Cadence, DueRule, Period, first_dates, last_day_on_time, read_cadence, working_days_late


@pytest.mark.parametrize(
    ("rule", "code", "due"),
    [
        ("day=25", "2026-06", date(2026, 6, 25)),
        ("day=25", "2026-06.w15", date(2026, 6, 25)),
        ("day=25", "2026-Q3", date(2026, 9, 25)),
        ("day=5,month=+1", "2026-06", date(2026, 7, 6)),
        ("day=25,month=-1", "2026", date(2026, 11, 25)),
        ("day=31", "2024-02", date(2024, 2, 29)),
        ("end", "2018-Q2", date(2018, 7, 2)),
        ("end;shift=none", "2018-Q2", date(2018, 6, 30)),
        ("end;shift=previous", "2018-Q2", date(2018, 6, 29)),
        ("end+5d", "2026-06", date(2026, 7, 6)),
        ("end+5wd", "2026-06", date(2026, 7, 7)),
        ("end+1wd", "2026-08", date(2026, 9, 3)),
        ("last_wd", "2026-08", date(2026, 8, 28)),
        ("weekday=5", "2026-W28", date(2026, 7, 10)),
        ("weekday=1,week=+1", "2026-W28", date(2026, 7, 13)),
        ("on=2026-07-14", "once", date(2026, 7, 14)),
        ("on=2026-11-25;before", "once", date(2026, 11, 23)),
        ("end+3wd", "e-2026-07-10-1", date(2026, 7, 15)),
    ],
)
def test_due_by_hand(rule, code, due):
    assert str(DueRule.parse(rule)) == rule
    assert DueRule.parse(rule).due(Period.parse(code)) == due


def test_the_last_day_on_time_for_before_and_for_no_later_than():
    assert last_day_on_time(date(2026, 11, 25), before=False) == date(2026, 11, 25)
    assert last_day_on_time(date(2026, 11, 25), before=True) == date(2026, 11, 23)


def test_the_open_choice_of_the_letter_shows_its_first_dates():
    half_yearly, quarterly = read_cadence("6 tháng hoặc hằng quý")
    day = date(2018, 1, 2)

    assert [(found.due, found.reason) for found in first_dates(quarterly, DueRule.parse("end"), day)] == [
        (date(2018, 4, 2), "31/3 là T7"),
        (date(2018, 7, 2), "30/6 là T7"),
        (date(2018, 10, 1), "30/9 là CN"),
    ]
    assert half_yearly == Cadence("semiannual")


def test_the_board_counts_thirteen_working_days_late():
    assert working_days_late(date(2026, 6, 25), date(2026, 7, 14)) == 13


def test_why_the_cell_is_red():
    assert DueRule.parse("day=25").explain(Period.parse("2026-06")) == [
        "Hạn thứ Năm 25/6/2026, «chậm nhất ngày 25 của tháng cuối kỳ».",
        "Không rơi ngày nghỉ nên không dời.",
    ]
