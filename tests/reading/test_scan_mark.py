"""Marks as a picture gives them: tones misread, frames, tilted stamps; and words that are none."""

import pytest

from phoihop.reading import scan_mark


@pytest.mark.parametrize(
    "line", ["MẬT", "| MẬT |", "TỐI MẬT", "TUYỆT MẬT", "MẠT", "MÂT", "TÔI MẠT", "TUYẾT MẠT", "Độ mật: Tối mật"]
)
def test_a_line_of_a_scan_is_a_mark_however_its_tones_were_read(line):
    assert scan_mark(f"Số 12-CV/TU\n{line}\nKính gửi: các đơn vị")
    assert scan_mark("Kính gửi", apart=["Số 12", line])


@pytest.mark.parametrize("line", ["MẠI", "MẬI", "TÔI MẠẬT", "MẬT", "TUYỆT MẬL"])
def test_of_a_stamp_the_last_stroke_may_be_misread_too(line):
    assert scan_mark("Kính gửi", stamps=[line])


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN\nMẶT\nTRẬN TỔ QUỐC",
        "Mặt\nbằng",
        "bảo mật, bí mật",
        "MẶT TRẬN TỔ QUỐC",
        "MAI",
        "MÃ",
        "mát",
        "MẪU SỐ 1",
        "MAT 12",
    ],
)
def test_other_words_are_none(text):
    assert not scan_mark(text, apart=text.split("\n"))


@pytest.mark.parametrize("stamp", ["HỎA TỐC", "ĐẾN", "KHẨN", "BAN TUYÊN GIÁO", "MẪU", "Số: 12", "TỐI"])
def test_other_stamps_are_none(stamp):
    assert not scan_mark("Kính gửi", stamps=[stamp])
