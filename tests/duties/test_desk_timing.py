"""A schedule is proposed only where it holds all that the letter says about time; else it is asked."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.duties.desk.proposing import dates_of, items_of_reading
from phoihop.duties.desk.ways import ways_of
from phoihop.reading import read

HEAD = "SỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 12 tháng 3 năm 2026\nKính gửi: Các đơn vị.\n\nSở Y tế yêu cầu:\n1. "
FOOT = "\n2. Sở Tài chính bố trí kinh phí.\n\nGIÁM ĐỐC\n"
DAY = date(2026, 3, 13)
pytestmark = pytest.mark.django_db


def proposed(words: str):
    return items_of_reading(1, read(HEAD + words + FOOT), DAY)[0]


@pytest.mark.parametrize(
    ("words", "cadence", "rule", "through"),
    [
        ("hằng quý", "quarterly", "end", None),
        ("hằng quý, trước ngày 25 tháng cuối quý", "quarterly", "day=24;shift=previous", None),
        ("vào ngày làm việc cuối cùng hằng tháng", "monthly", "last_wd", None),
        ("hằng tháng cho đến hết ngày 31/12/2026", "monthly", "end", date(2026, 12, 31)),
        ("hằng quý, giai đoạn 2026 - 2030", "quarterly", "end", date(2030, 12, 31)),
    ],
)
def test_a_rhythm_keeps_its_day_and_its_end(words, cadence, rule, through):
    item = proposed(f"Sở Nội vụ báo cáo kết quả {words}.")
    assert (item.schedule, item.cadence, item.due_rule, item.through) == ("rhythm", cadence, rule, through)


@pytest.mark.parametrize(
    "words",
    [
        "định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)",
        "hằng quý trước ngày 25 tháng cuối quý, hằng năm trước ngày 15/12",
        "hằng tháng đến hết nhiệm kỳ",
        "hằng quý và khi có phát sinh",
        "hằng quý và hằng năm (hoặc đột xuất khi có yêu cầu)",
        "quý I trước 20/3, 6 tháng trước 20/6, cả năm trước 20/12/2026",
        "hằng ngày trước 16 giờ",
    ],
)
def test_what_no_schedule_holds_is_asked(words):
    assert proposed(f"Sở Nội vụ báo cáo kết quả {words}.").schedule == ""


def test_an_occasion_keeps_its_days():
    item = proposed("Sở Nội vụ báo cáo kết quả sau mỗi kỳ họp HĐND tỉnh, chậm nhất 5 ngày làm việc.")
    assert (item.schedule, item.due_rule) == ("event", "end+5wd")


def test_the_rhythm_of_a_report_on_the_work_is_that_of_the_duty():
    """«… tổng hợp, báo cáo … trước ngày 15 tháng 12 hằng năm»: every year, not once, and not a card beside."""
    item = proposed("Sở Nội vụ kiểm tra việc thực hiện; tổng hợp, báo cáo UBND tỉnh trước ngày 15/12 hằng năm.")
    assert (item.schedule, item.cadence, item.due_rule) == ("rhythm", "annual", "day=14;shift=previous")
    assert ways_of(item, [item], DAY) == []
    assert [one.due for one in dates_of(item, "annual", DAY)][:2] == [date(2026, 12, 14), date(2027, 12, 14)]
