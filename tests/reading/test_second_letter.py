"""A second letter in the same file is said, never taken for a part of the first and never lost in silence."""

import pytest

from phoihop.reading import read, told_of_second
from phoihop.reading.summary import summary

HEAD = "UBND TỈNH LAM GIANG\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLam Giang, ngày 12 tháng 3 năm 2026\n"
FOOT = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
FIRST = (
    HEAD.format(number="45/UBND-VX")
    + "Kính gửi: Sở Y tế\nUBND tỉnh yêu cầu Sở Y tế rà soát thuốc trước ngày 30/4/2026.\n"
    + FOOT
)
SECOND = (
    HEAD.format(number="46/UBND-KT")
    + "Kính gửi: Sở Tài chính\nUBND tỉnh yêu cầu Sở Tài chính bố trí kinh phí.\n"
    + FOOT
)


@pytest.mark.parametrize("between", ["", "\n", "\n\n\f\n"])
def test_the_first_is_read_as_if_it_stood_alone_and_the_second_is_said(between):
    alone, both = read(FIRST), read(FIRST + between + SECOND)
    assert both.second.value == "46/UBND-KT"
    assert both.text[both.second.start :].startswith("UBND TỈNH LAM GIANG\nSố: 46")
    assert both.text == FIRST + between + SECOND
    said, whole = alone.as_json(), both.as_json()
    assert {**whole, "second": None} == said
    line = both.text[: both.second.start].count("\n") + 1
    for language, words in (("vi", f"văn bản thứ hai (46/UBND-KT) từ dòng {line}"), ("en", f"from line {line} on")):
        assert words in told_of_second(both.text, both.second, language)
        assert words in summary("a.txt", both, language)


@pytest.mark.parametrize(
    "behind",
    [
        "",
        "Phụ lục\n(Kèm theo Công văn số 45/UBND-VX ngày 12 tháng 3 năm 2026 của UBND tỉnh)\n1. Rà soát thuốc.\n",
        "Mẫu số 1\nTÊN ĐƠN VỊ\nSố:     /BC-\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n…, ngày … tháng … năm 2026\nBÁO CÁO\n",
        HEAD.format(number="45/UBND-VX"),
        "BẢN SAO LỤC\n" + HEAD.format(number="9/SL-UBND") + FOOT,
    ],
    ids=["nothing", "annex", "form", "its own head again", "copy"],
)
def test_what_belongs_to_the_letter_is_no_second_one(behind):
    assert read(FIRST + behind).second is None


def test_of_thousands_in_one_file_the_second_is_said():
    many = "\n".join(HEAD.format(number=f"{n}/UBND-VX") + "Sở Y tế rà soát.\n" + FOOT for n in range(1, 9000))
    assert read(many).second.value == "2/UBND-VX"


def test_what_is_left_out_of_a_text_far_too_long_is_said():
    long = FIRST + "Rà soát danh sách các chi bộ.\n" * 70_000
    assert "chỉ đọc 2,000,000 chữ đầu" in summary("a.txt", read(long), "vi")
    assert "were read" not in summary("a.txt", read(FIRST), "en")
