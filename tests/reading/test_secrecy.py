"""A marked paper is refused; the word in running text is no mark."""

from __future__ import annotations

import unicodedata

import pytest

from phoihop.reading import secrecy_mark

HEAD = "TỈNH ỦY AN LÃNG\n*\n{}\nSố 12-CV/TU\nVề công tác bảo vệ bí mật nhà nước.\n"


@pytest.mark.parametrize(
    "line",
    ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "  MẬT  ", "[MẬT]", "(TỐI MẬT)", "**MẬT**", "Độ mật: Tối mật", "ĐỘ MẬT: MẬT", "Tuyệt mật", "MẬT\tCỘNG HÒA XÃ HỘI",
     "MẬT\r", "\u00a0MẬT\u00a0", unicodedata.normalize("NFD", "TỐI MẬT"), "M Ậ T", "T Ố I   M Ậ T", "[T U Y Ệ T  M Ậ T]", "Đ Ộ  M Ậ T : T Ố I  M Ậ T", "T Ố I\tM Ậ T"],
)  # fmt: skip
def test_a_line_of_its_own_is_a_mark(line):
    text = HEAD.format(line)
    mark = secrecy_mark(text, "cv.txt")
    assert mark is not None
    assert "mật" in "".join(unicodedata.normalize("NFC", text[mark.start : mark.end]).lower().split())


@pytest.mark.parametrize(
    "words",
    [
        "Bảo đảm bí mật nhà nước, không để lộ tài liệu MẬT ra ngoài.",
        "Tài liệu TỐI MẬT phải được bảo quản riêng.",
        "Mật độ dân số",
        "BẢO MẬT",
        "mật ong",
        "HỌC VIỆN KỸ THUẬT MẬT MÃ",
        "Ban Bí thư",
    ],
)
def test_the_word_in_running_text_is_none(words):
    assert secrecy_mark(HEAD.format(words), "cv.txt") is None


@pytest.mark.parametrize(
    "name",
    ["12-CV-TU_MẬT.docx", "MẬT - ke hoach.txt", "[MẬT] 12.pdf", "ke hoach TỐI MẬT.txt", "van ban mật.docx", "tuyet_mat_12.pdf", "toi-mat.txt", "12_MAT.docx"],
)  # fmt: skip
def test_a_word_of_the_file_name_is_a_mark(name):
    assert secrecy_mark("Nội dung thường.", name) is not None


@pytest.mark.parametrize(
    "name",
    ["bảo mật thông tin.docx", "mật khẩu.txt", "Mật độ dân số.docx", "Học viện Kỹ thuật mật mã.txt", "bi-mat-nha-nuoc.docx", "MAT_TRAN_TO_QUOC.docx",
     "mat bang.txt", "matran.txt", "Quy chế bảo vệ bí mật.docx", "format.txt", ""],
)  # fmt: skip
def test_other_words_of_a_file_name_are_none(name):
    assert secrecy_mark("Nội dung thường.", name) is None
