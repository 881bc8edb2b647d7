"""A marked paper is refused; the word in running text is no mark."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

from phoihop.reading import secrecy_mark
from phoihop.reading.scoring import letters_in
from reading.conftest import OWN

HEAD = "TỈNH ỦY AN LÃNG\n*\n{}\nSố 12-CV/TU\nVề công tác bảo vệ bí mật nhà nước.\n"


@pytest.mark.parametrize(
    "line",
    ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "  MẬT  ", "[MẬT]", "(TỐI MẬT)", "**MẬT**", "Độ mật: Tối mật", "ĐỘ MẬT: MẬT", "Tuyệt mật", "MẬT\tCỘNG HÒA XÃ HỘI",
     "MẬT\r", "\u00a0MẬT\u00a0", unicodedata.normalize("NFD", "TỐI MẬT"), "M Ậ T", "T Ố I   M Ậ T", "[T U Y Ệ T  M Ậ T]", "Đ Ộ  M Ậ T : T Ố I  M Ậ T", "T Ố I\tM Ậ T",
     "tối mật", "tuyệt mật", "Tối Mật", "TỐI MẬT - HỎA TỐC", "TUYỆT MẬT/ HOẢ TỐC", "MẬT – KHẨN", "HỎA TỐC - TỐI MẬT", "THƯỢNG KHẨN; MẬT", "Mật - Hỏa tốc",
     "MỨC ĐỘ MẬT: TỐI MẬT", "Mức độ mật: Mật", "Dấu chỉ mức độ mật: Mật", "BẢN SAO - MẬT", "- MẬT -", "— TỐI MẬT —", "- MẬT", "“MẬT”", "«MẬT»", "'MẬT'",
     "MẬT:", "MẬT!", "TỐI-MẬT", "TỐI_MẬT", "TỐIMẬT", "TỈNH ỦY\tHỎA TỐC - MẬT",
     "MẬT - Bản số: 02", "TỐI MẬT - Bản số 3/15", "MẬT (Bản số: 02)", "Bản số: 02 - MẬT", "Độ mật: Mật - Bản số: 05", "MẬT. Số bản: 04", "MẬT - BẢN SAO SỐ 2",
     "MẬT - Số: 12-BC/TU", "MẬT - Bản số: ……", "TÀI LIỆU MẬT", "Tài liệu Mật", "VĂN BẢN MẬT", "DẤU MẬT", "DẤU MẬT: TỐI MẬT", "HỒ SƠ TUYỆT MẬT", "(TÀI LIỆU MẬT - THU HỒI SAU HỘI NGHỊ)",
     "MẬT - KHÔNG SAO CHỤP", "MẬT - Thời hạn bảo vệ: 10 năm", "TÀI LIỆU MẬT - BẢN SỐ: 7", "TÀILIỆUMẬT"],
)  # fmt: skip
def test_a_line_of_its_own_is_a_mark(line):
    text = HEAD.format(line)
    mark = secrecy_mark(text, "cv.txt")
    assert mark is not None
    assert "mật" in "".join(unicodedata.normalize("NFC", text[mark.start : mark.end]).lower().split())


@pytest.mark.parametrize(
    "line",
    [
        "TOI MAT",
        "TUYET MAT",
        "TAI LIEU MAT",
        "VAN BAN MAT - BAN SO: 02",
        "DAU MAT",
        "ＭẬＴ",
        "M\u200bẬT",
        "<b>M</b>ẬT",
        "M&#7852;T",
        "𝐌ẬT",
    ],
)
def test_a_mark_is_seen_however_its_letters_are_coded(line):
    mark = secrecy_mark(HEAD.format(line), "cv.txt")
    assert mark is not None
    assert mark.rule == "secrecy.line"


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
        "Tài liệu Mật.",
        "TÀI LIỆU MẬT LÀ GÌ",
        "Quản lý tài liệu mật",
        "TÀI LIỆU MẶT TRẬN",
        "Số bản: 02",
        "danh mục bí mật nhà nước độ Mật",
        "Danh mục bí mật",
        "Quy định về độ mật của văn bản.",
        "bảo vệ bí mật nhà nước",
        "thắt chặt mật độ",
        "Mật ong",
        "mật ong, sữa ong chúa",
        "Mật Thị Hoa",
        "Nguyễn Văn Mật",
        "mật",
        "- Tuyệt mật;\n- Tối mật;\n- Mật.",
        "a) Tuyệt mật\nb) Tối mật\nc) Mật",
        "1. Mật",
        "Tối mắt",
        "Tôi mất",
        "TỐI MẮT",
        "mat",
        "toi mat",
        "MAT",
        "Văn bản được chia thành các độ: mật, tối mật, tuyệt mật; người soạn thảo đề xuất\ntối mật\nkhi cần.",
        "Căn cứ tính chất quan trọng của nội dung, văn bản mang bí mật nhà nước đóng dấu tuyệt mật,\ntối mật.",
        "Độ mật",
        "mức độ mật: tối mật, tuyệt mật",
        "MẬT 1, MẬT 2",
    ],
)
def test_the_word_in_running_text_is_none(words):
    assert secrecy_mark(HEAD.format(words), "cv.txt") is None


LETTERHEAD = "{}\nUBND TỈNH LAM GIANG\nSố: 12/UBND-VX\nLam Giang, ngày 12 tháng 3 năm 2026\nKính gửi: Các sở, ngành.\n1. Sở Y tế rà soát thuốc.\n"
SAID = [
    "Văn bản mật", "Hồ sơ mật", "Tài liệu mật", "Công văn tối mật", "Lưu hành mật", "LƯU HÀNH MẬT", "CHẾ ĐỘ MẬT", "BÁO CÁO MẬT", "BÍ MẬT", "TUYỆT ĐỐI BÍ MẬT",
    "Độ mật Mật", "Cấp độ mật: Mật", "Cấp mật: Tối mật", "Độ mật: B", "ĐỘ MẬT: A", "Độ mật = Mật", "2. Độ mật: Mật", "Mức độ bảo mật: MẬT", "Phân loại: MẬT",
    "Phân loại: Tối mật - Hỏa tốc", "Phân loại: MẬT (Bản số: 03)", "Phân loại tài liệu: Mật", "Loại: Mật", "Mức độ: C (MẬT)", "Mức độ: Tối mật", "Tính chất: MẬT", "Bí mật nhà nước: độ Mật", "1. MẬT", "1) TỐI MẬT",
    "Số: 12/UBND-VX - MẬT", "Số: 12/BC-UBND (MẬT)", "Số 12-BC/TU – Tối mật", "Số: 12/UBND-VX/MẬT", "UBND TỈNH LAM GIANG - MẬT", "SỞ Y TẾ (TỐI MẬT)",
    "KẾ HOẠCH - MẬT", "V/v rà soát (MẬT)", "МẬТ", "ТỐI MẬТ", "UBND TỈNH LAM GIANG - MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
]  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line", SAID)
def test_a_line_that_says_what_is_secret_above_a_letterhead_is_a_mark(line, form):
    text = unicodedata.normalize(form, LETTERHEAD.format(line))
    assert secrecy_mark(text, "cv.txt") is not None
    assert secrecy_mark(text.replace("\n", "\r\n"), "cv.txt") is not None


@pytest.mark.parametrize(
    "line",
    ["Số: 12/UBND-VX - MẬT", "Phân loại: MẬT", "Độ mật Mật", "Cấp độ mật: Mật", "Mức độ: C (MẬT)", "LƯU HÀNH MẬT"],
)
def test_such_a_label_is_a_mark_wherever_it_stands(line):
    assert secrecy_mark(LETTERHEAD.format("HỎA TỐC") + f"Nơi nhận: như trên.\n{line}\n") is not None


@pytest.mark.parametrize(
    "words",
    [
        "Văn bản mật", "Hồ sơ mật", "Lưu hành mật", "1. MẬT", "SỞ Y TẾ - MẬT", "V/v rà soát (MẬT)",  # in the body, as headings
        "Lập danh mục văn bản mật", "Các đơn vị lập danh sách văn bản mật", "Thống kê hồ sơ mật", "Giải mật ngày 31/12/2026",
        "Phân loại: tuyệt mật, tối mật, mật", "Phân loại độ mật: Mật, Tối mật, Tuyệt mật", "Mức độ: tối mật", "Độ mật: Thường", "Độ mật: Không", "Độ mật: ......", "Độ mật: Mật/Tối mật/Tuyệt mật",
        "Loại: Mật ong", "Phân loại: Mật độ cao", "Mật độ: A", "Báo cáo số 12/BC-UBND (MẬT) của Sở Y tế.", "Số: 12/QĐ-UBND về bảo vệ bí mật", "Số: 12/QĐ-UBND",
        "bảo vệ bí mật nhà nước", "bí mật đời tư", "BÍ MẬT NHÀ NƯỚC", "BÍ MẬT", "mật ong", "Mức độ: C", "Cấp độ bảo mật: 2", "chế độ mật",
    ],
)  # fmt: skip
def test_a_letter_that_speaks_of_secrets_is_none(words):
    assert secrecy_mark(f"{LETTERHEAD.format('HỎA TỐC')}{words}\n2. TỐI ƯU.\n", "cv.txt") is None


@pytest.mark.parametrize(
    "line",
    ["BẢO VỆ BÍ MẬT NHÀ NƯỚC", "QUY ĐỊNH ĐỘ MẬT: TUYỆT MẬT, TỐI MẬT - MẬT", "V/v bảo vệ bí mật nhà nước", "V/v lập danh mục văn bản mật",
     "V/v bảo vệ bí mật đời tư", "BAN CHỈ ĐẠO BẢO VỆ BÍ MẬT", "HỢP TÁC XÃ MẬT ONG", "MẬT ĐỘ", "Giải mật", "văn bản mật", "1. Mật", "12. MẬT", "Мат", "ΜΑΤ"],
)  # fmt: skip
def test_nor_is_one_above_a_letterhead(line):
    assert secrecy_mark(LETTERHEAD.format(line), "cv.txt") is None


def test_a_list_of_degrees_is_none_even_as_the_first_lines():
    assert secrecy_mark(LETTERHEAD.format("1. MẬT\n2. TỐI ƯU")) is None


@pytest.mark.parametrize(
    "name",
    ["12-CV-TU_MẬT.docx", "MẬT - ke hoach.txt", "[MẬT] 12.pdf", "ke hoach TỐI MẬT.txt", "van ban mật.docx", "tuyet_mat_12.pdf", "toi-mat.txt", "12_MAT.docx",
     "TỐIMẬT.txt", "a.MẬT", "MẬT1.docx", "1MẬT.docx", "M Ậ T.docx", "T.Ố.I M.Ậ.T.docx", "TuyetMat.docx", "toimat.docx", "CongvanMẬT.docx", "công văn mật.docx",
     "tai lieu mat.docx", "TAI_LIEU_MAT_02.docx", "ＭẬＴ.docx", "M\u200bẬT.docx", unicodedata.normalize("NFD", "cv mật.docx"), "tối.mật", "MẬT", "D:\\mật\\cv.docx"],
)  # fmt: skip
def test_a_word_of_the_file_name_is_a_mark(name):
    assert secrecy_mark("Nội dung thường.", name) is not None


@pytest.mark.parametrize(
    "name",
    ["bảo mật thông tin.docx", "mật khẩu.txt", "Mật độ dân số.docx", "Học viện Kỹ thuật mật mã.txt", "bi-mat-nha-nuoc.docx", "MAT_TRAN_TO_QUOC.docx",
     "mat bang.txt", "matran.txt", "Quy chế bảo vệ bí mật.docx", "format.txt", "",
     "Nguyễn Văn Mật.docx", "ly lich Trần Thị Mật 1990.pdf", "Mật ong 2026.xlsx", "Dự án mật mía.docx", "thắt chặt mật độ.docx", "xác định độ mật.docx", "BaoMat.docx",
     "HTMATH.docx", "tai lieu mat bang.docx", "MAT1.docx", "a.mat", "tomato mat.docx"],
)  # fmt: skip
def test_other_words_of_a_file_name_are_none(name):
    assert secrecy_mark("Nội dung thường.", name) is None


DEGREES = ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Mật", "Tối mật", "Tuyệt Mật", "tối mật", "tuyệt mật", "tỐi mẬt"]
AROUND = ["{}", "[{}]", "({})", "«{}»", "“{}”", '"{}"', "- {} -", "– {} –", "*{}*", "  {}\t", "|{}|", "{}:", "Độ mật: {}", "MỨC ĐỘ MẬT: {}", "DẤU CHỈ MỨC ĐỘ MẬT – {}"]  # fmt: skip
BESIDE = ["{} - HỎA TỐC", "{}/ HỎA TỐC HẸN GIỜ", "HOẢ TỐC – {}", "{} (KHẨN)", "THƯỢNG KHẨN\t{}", "BẢN SAO: {}"]
BETWEEN = [" ", "  ", "\u00a0", "-", "–", "_", ".", "·", ""]
FORMS = ["NFC", "NFD", "NFKC"]


def spaced(words):
    """As a stamp prints it, a blank between letters and more between words."""
    return "   ".join(" ".join(word) for word in words.split())


def everywhere(line):
    """Alone, at the head, in the middle and at the end of a letter."""
    return [
        line,
        f"{line}\n{HEAD}",
        HEAD.format(line),
        f"Nơi nhận: như trên.\n{line}",
        HEAD.format(line).replace("\n", "\r\n"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_way_to_set_a_mark_is_seen(form):
    ways = [around.format(d.replace(" ", b)) for d, around, b in product(DEGREES, AROUND, BETWEEN)]
    ways += [around.format(spaced(d)) for d, around in product(DEGREES[:6], AROUND[:9])]
    ways += [beside.format(d) for d, beside in product(DEGREES[:3], BESIDE)]
    texts = [unicodedata.normalize(form, text) for way in dict.fromkeys(ways) for text in everywhere(way)]
    assert [text for text in texts if secrecy_mark(text) is None] == []


def test_every_mark_says_where_it_stands():
    for line in (around.format(d) for d, around in product(DEGREES, AROUND)):
        text = HEAD.format(line)
        mark = secrecy_mark(text)
        assert mark is not None
        assert 0 <= text.index(line) - 1 <= mark.start < mark.end <= text.index(line) + len(line)


SPEAKING = ["bảo {}", "bí {}", "{} độ", "{} ong", "{} mã", "tài liệu {} của cơ quan", "Danh mục {} nhà nước", "Nguyễn Văn {}", "{} 2026", "12. {}", "{};", "{},"]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_way_to_speak_of_secrets_is_one(form):
    ways = [way.format(d) for d, way in product(["mật", "Mật", "MẬT"], SPEAKING)]
    texts = [unicodedata.normalize(form, text) for way in ways for text in everywhere(way)]
    assert [text for text in texts if secrecy_mark(text) is not None] == []


def test_none_of_our_letters_is_refused():
    assert [letter.id for letter in letters_in(OWN) if secrecy_mark(letter.text)] == []


def test_none_of_the_sample_letters_is_refused(samples):
    assert [letter.id for letter in letters_in(samples / "letters") if secrecy_mark(letter.text)] == []
