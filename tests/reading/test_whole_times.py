"""All the words of time of a task are one value, or what is left out is said; a citation is no part of another."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.periods import Timing
from phoihop.reading import read

HEAD = "SỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 12 tháng 3 năm 2026\nKính gửi: Các đơn vị.\n\nSở Y tế yêu cầu:\n1. "
FOOT = "\n2. Sở Tài chính bố trí kinh phí.\n\nGIÁM ĐỐC\n"

WHOLE = {
    "Các đơn vị gửi báo cáo định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12) về Sở Nội vụ.": (
        "trước ngày 10/6 hằng năm và trước ngày 10/12 hằng năm"
    ),
    "Các đơn vị báo cáo định kỳ hằng quý trước ngày 25 tháng cuối quý, hằng năm trước ngày 15/12.": (
        "hằng quý (trước ngày 25 của tháng cuối kỳ) và trước ngày 15/12 hằng năm"
    ),
    "Sở Nội vụ báo cáo kết quả hằng quý, giai đoạn 2026 - 2030.": "hằng quý, giai đoạn 2026–2030",
    "Sở Nội vụ báo cáo kết quả hằng tháng cho đến hết ngày 31/12/2026.": "hằng tháng, đến hết 2026",
    "Sở Nội vụ báo cáo định kỳ 6 tháng, 1 năm về UBND tỉnh.": "6 tháng và hằng năm",
    "Các đơn vị gửi báo cáo trước ngày 20 hằng tháng và ngày 20/12 hằng năm về Sở Nội vụ.": (
        "hằng tháng (trước ngày 20 của tháng cuối kỳ) và trước ngày 20/12 hằng năm"
    ),
    "Sở Nội vụ báo cáo tình hình hằng quý và khi có phát sinh.": "hằng quý và khi có phát sinh",
    "Sở Nội vụ báo cáo vào ngày làm việc cuối cùng hằng tháng.": "hằng tháng (chậm nhất ngày làm việc cuối cùng của kỳ)",
    "Sở Nội vụ báo cáo kết quả sau mỗi kỳ họp HĐND tỉnh, chậm nhất 5 ngày làm việc.": (
        "sau mỗi kỳ họp HĐND tỉnh (chậm nhất 5 ngày làm việc kể từ ngày phát sinh)"
    ),
    "Sở Nội vụ báo cáo quý I trước 20/3, 6 tháng trước 20/6, cả năm trước 20/12/2026.": (
        "(trước ngày 20/3/2026) và (trước ngày 20/6/2026) và (trước ngày 20/12/2026)"
    ),
}
OPEN = {
    "Hằng quý và hằng năm (hoặc đột xuất khi có yêu cầu), Sở Nội vụ báo cáo kết quả về UBND tỉnh.": (
        "hằng quý và hằng năm hoặc đột xuất khi có yêu cầu"
    ),
    "Sở Nội vụ kiểm tra các cơ sở hằng tháng đến hết nhiệm kỳ.": "hằng tháng, đến hết nhiệm kỳ",
}
DAYS = {
    "Sở Nội vụ thực hiện thí điểm trong 03 tháng, kể từ ngày 01/4/2026.": date(2026, 7, 1),
    "Sở Nội vụ hoàn thành hồ sơ trong 02 tuần từ ngày 15/3/2026.": date(2026, 3, 29),
    "Sở Nội vụ hoàn thành hồ sơ trong 45 ngày kể từ ngày 01/4/2026 và lưu trữ.": date(2026, 5, 16),
    "Sở Nội vụ báo cáo chậm nhất 05 ngày làm việc kể từ ngày ban hành văn bản này.": date(2026, 3, 19),
}


def task(words: str):
    return read(HEAD + words + FOOT).as_json()["tasks"][0]


@pytest.mark.parametrize(("words", "said"), WHOLE.items())
def test_every_word_of_time_is_in_the_value(words, said):
    found = task(words)
    assert (found["timing"]["vi"], found["timing"]["open"], found["left"]) == (said, False, [])
    assert Timing.read(found["timing"]["vi"]) == Timing.read(found["timing"]["en"])


@pytest.mark.parametrize(("words", "said"), OPEN.items())
def test_what_the_text_leaves_open_is_called_open(words, said):
    found = task(words)
    assert (found["timing"]["vi"], found["timing"]["open"]) == (said, True)


@pytest.mark.parametrize(("words", "day"), DAYS.items())
def test_a_span_ends_after_the_day_it_is_counted_from(words, day):
    assert task(words)["deadline"] == day.isoformat()


def test_the_day_the_work_begins_is_no_deadline_beside_that_of_its_report():
    found = task("Sở Nội vụ tổ chức tiêm chủng từ ngày 20/3/2026, báo cáo trước 10/4/2026.")
    assert (found["deadline"], found["report"]["deadline"]) == (None, "2026-04-10")
    assert found["confidence"] < 0.9


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Sở Nội vụ sơ kết vào tháng 12 hằng năm, tổng kết trong quý IV năm 2026.", "trong quý IV năm 2026"),
        ("Sở Nội vụ quét dọn vào sáng Chủ nhật hằng tuần ở phường, nơi khác mỗi tháng một lần.", "mỗi tháng một lần"),
    ],
)
def test_what_no_value_holds_is_named_and_the_task_is_not_called_sure(words, left):
    found = task(words)
    assert left in found["left"]
    assert found["confidence"] < 0.9


@pytest.mark.parametrize(
    "words", ["rà soát 05 hồ sơ trong quý II, 5 đơn vị", "hoàn thành hồ sơ trước ngày 30/9/2026, lưu 2 bản"]
)
def test_a_count_beside_a_day_is_no_time_left_out(words):
    assert task(f"Sở Nội vụ {words}.")["left"] == []


def cited(words: str):
    return read(HEAD + words + FOOT)


def test_a_range_and_a_bare_list_name_each_of_their_numbers():
    ranged = cited("Sở Nội vụ thực hiện các Công văn từ số 10 đến số 12/SNV-VP.")
    assert {r.number for r in ranged.references} | {c.number for c in ranged.citations} == {
        "10/SNV-VP", "11/SNV-VP", "12/SNV-VP",
    }  # fmt: skip
    bare = cited("Sở Nội vụ thực hiện các Quyết định số 90, 263, 1719 nêu trên.")
    assert [r.number for r in bare.references] == ["90", "263", "1719"]


def test_an_issuer_ends_where_the_next_document_begins_and_a_list_has_one_day():
    found = cited(
        "Sở Nội vụ quán triệt các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương"
        " và Kết luận số 62-KL/TW."
    )
    assert [(c.number, c.issuer, c.date) for c in found.citations] == [
        ("18-NQ/TW", "Ban Chấp hành Trung ương", date(2017, 10, 25)),
        ("19-NQ/TW", "Ban Chấp hành Trung ương", date(2017, 10, 25)),
        ("62-KL/TW", None, None),
    ]
    kept = cited("Sở Nội vụ thực hiện Công văn số 5/TCKH ngày 02/3/2026 của Phòng Tài chính và Kế hoạch.")
    assert "Kế hoạch" in kept.citations[0].issuer


def test_grounds_named_one_after_the_other_are_all_grounds():
    words = (
        "Căn cứ Nghị định số 45/2025/NĐ-CP ngày 28/02/2025 của Chính phủ quy định tổ chức các cơ quan chuyên môn;"
        " Nghị định số 150/2025/NĐ-CP ngày 12/6/2025 của Chính phủ và Thông tư số 03/2026/TT-BYT;\n"
    )
    found = read(HEAD.replace("Sở Y tế yêu cầu:", words + "Sở Y tế yêu cầu:") + "Sở Nội vụ rà soát hồ sơ." + FOOT)
    assert [c.relation for c in found.citations] == ["basis"] * 3
