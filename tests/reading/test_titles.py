"""A heading is cut from the words and adds none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reading import short_title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính thẩm định hồ sơ trước ngày 15/4/2030.", "Thẩm định hồ sơ"),
        ("1. Đề nghị các đơn vị báo cáo kết quả về Sở Y tế chậm nhất ngày 10/6/2030", "Báo cáo kết quả về Sở Y tế"),
        ("Sở Y tế có trách nhiệm bố trí lực lượng trực tại các điểm thi;", "Bố trí lực lượng trực tại các điểm thi"),
        ("căn cứ kế hoạch năm, tham mưu xây dựng chương trình kiểm tra", "Tham mưu xây dựng chương trình kiểm tra"),
        ("Rà soát", "Rà soát"),
        ("", ""),
    ],
)
def test_titles(words, title):
    assert short_title(words) == title


def test_a_long_order_is_cut_where_a_phrase_ends():
    words = "Rà soát, bổ sung, hoàn thiện quy chế làm việc (ban hành năm 2021) của các cơ quan chuyên môn trực thuộc tỉnh, gắn với đổi mới phong cách"
    assert short_title(words) == "Rà soát, bổ sung, hoàn thiện quy chế làm việc (ban hành năm 2021)"


@given(st.text(max_size=300))
def test_a_title_is_short_and_of_the_words_alone(words):
    title = short_title(words)
    assert len(title) <= 81
    assert title[1:] in " ".join(words.split())


def test_brackets_are_closed():
    assert (
        short_title("Xây dựng đề án (trong đó nêu rõ nguồn lực, lộ trình, giải pháp và tổ chức thực hiện ở từng cấp)")
        == "Xây dựng đề án"
    )


def test_a_title_is_the_work_and_not_its_rhythm_alone():
    words = "c) Định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 10/12) gửi Bộ Y tế."
    assert short_title(words) == "Gửi Bộ Y tế"


def test_of_two_tasks_joined_the_first_is_named():
    words = "Sở Y tế tổ chức tập huấn cho cán bộ. 3. UBND các xã, phường huy động lực lượng."
    assert short_title(words) == "Tổ chức tập huấn cho cán bộ"
