"""What only borrows an office's words is refused, with a sentence that is true of it."""

import base64
import random

import pytest

from phoihop.reading import read
from phoihop.reading.refusing import SENTENCES

HEAD = "UBND TỈNH AN LÃNG\nSố: 12/UBND-VX\nAn Lãng, ngày 05 tháng 3 năm 2030\n"
NOVEL = """Chương 5

Bà Tư đặt rổ rau xuống thềm. "Yêu cầu chi bộ báo cáo Ủy ban trước ngày 15 tháng 8," ông nói, mắt không rời tờ Công văn số 12/UBND-VX.
- Xã giao cho hợp tác xã chủ trì, phối hợp với đội 4 gặt xong trước ngày 20/8/1987. - Nó đáp.
Ông im lặng. Ngoài sân, mưa rơi. Bà lắc đầu, cười: "Thôi ăn cơm đi."
"""
LEASE = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
HỢP ĐỒNG MUA BÁN XE
Số: 07/HĐMB
An Lãng, ngày 05 tháng 3 năm 2030
Điều 1. Bên A giao xe cho Bên B trước ngày 20/3/2030.
Điều 2. Bên B thanh toán hằng tháng.
"""
MANUAL = """HƯỚNG DẪN LẮP ĐẶT MÁY BƠM NƯỚC
1. Người dùng kiểm tra nguồn điện.
2. Trung tâm bảo hành tiếp nhận máy trong 7 ngày kể từ ngày mua.
"""
POEM = """Tổ chức một chuyến đi xa
Phối hợp cùng nhau đôi ta
Báo cáo mẹ con đi học
Trước ngày 30 tháng 4 năm 1975
"""


DATED_NOVEL = """CHƯƠNG I
LÀNG BÊN SÔNG

Ngày 12 tháng 3 năm 1954, chủ tịch xã Hai Thành triệu tập cuộc họp tại đình làng. Trời mưa như trút.

"Ủy ban xã yêu cầu: Một, dân quân chủ trì đào hào trước ngày 20/3. Hai, phụ nữ phối hợp với nông hội tiếp tế lương thực. Ba, báo cáo hằng ngày về Ủy ban," anh Thành đọc to tờ giấy nhàu nát.

Lan ngồi ở góc đình, lòng thắt lại. Cô nghĩ đến Tâm, đến buổi chia tay bên bờ sông.
"""
SILENT_NOVEL = """Ngày 05 tháng 9 năm 1968, Ủy ban xã họp. Bà Sáu ngồi bên bếp, thở dài.
1. Hợp tác xã chủ trì gặt lúa trước ngày 20/9.
Ông Năm nhìn ra sân. Nó im lặng, rồi mỉm cười.
"""
FAMILY = """BIÊN BẢN HỌP GIA ĐÌNH
Hôm nay ngày 12/3/2026, tại nhà ông Ba, chúng tôi gồm:
1. Anh Hùng lo tiền giỗ trước ngày 20/3/2026.
2. Chị Lan nấu cỗ, phối hợp với thím Tư.
Người lập biên bản
"""
MINUTES = """UBND XÃ AN LÃNG
BIÊN BẢN
Họp triển khai Ngày Gia đình Việt Nam
An Lãng, ngày 12 tháng 3 năm 2026
Bà Lan đề nghị hỗ trợ. Ông Ba nhất trí, không ai im lặng. Hộ ông Ba nằm trên địa bàn thôn 2, nhà đứng tên con.
1. Giao Trạm Y tế xã rà soát các hộ gia đình ngồi xe lăn trước ngày 20/3/2026.
"""


@pytest.mark.parametrize("text", [NOVEL, DATED_NOVEL, SILENT_NOVEL, FAMILY, LEASE, MANUAL, POEM])
def test_a_story_a_contract_a_manual_and_a_poem_are_no_documents(text):
    found = read(text)
    assert (found.klass, found.tasks, found.citations, found.date) == ("not_document", [], [], None)
    assert found.why == "not_document"


def test_minutes_that_tell_who_said_what_stay_a_document():
    found = read(MINUTES)
    assert found.klass == "document"
    assert [str(task.deadline) for task in found.tasks if task.deadline] == ["2026-03-20"]


@pytest.mark.parametrize(
    "body",
    [
        "Ông Nguyễn Văn A có trách nhiệm bàn giao hồ sơ.\n1. Giao Sở Y tế rà soát hồ sơ trước ngày 20/3/2030.",
        "V/v hợp đồng lao động\n1. Sở Nội vụ rà soát hợp đồng giữa bên A và bên B trước ngày 20/3/2030.",
        "HƯỚNG DẪN\nsử dụng phần mềm quản lý văn bản\n1. Các sở cử cán bộ tham gia trước ngày 20/3/2030.",
        "Sở Y tế tổ chức tiêm chủng\nUBND các xã phối hợp thực hiện\nBáo cáo kết quả\nTrước ngày 20/3/2030",
    ],
)
def test_a_letter_that_speaks_of_such_things_stays_one(body):
    assert read(HEAD + body).klass == "document"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("(" * 5000, "signs"),
        ("12 34 56\n7/8", "signs"),
        (base64.b64encode(random.Random(4).randbytes(900)).decode(), "coded"),
        ("\x00\x01\x02\ufffd" * 200, "binary"),
        ("\ufffd" * 500, "binary"),
        ("Căn cứ Nghị định số 30 của Chính phủ về công tác văn thư".encode("cp1258", "ignore").decode("utf-8", "replace"), "letters"),
        ("<!DOCTYPE html>\n<html><body><p>THỦ TƯỚNG CHÍNH PHỦ</p></body></html>", "web"),
        ("The Department of Finance shall report to the Ministry before 30 April 2026, and so shall all units.", "foreign"),
        ("Les communes transmettront un rapport avant le 30/4/2026 au préfet du département du Rhône.", "foreign"),
        ("Hôm nay trời nắng đẹp, em đi chơi với mẹ ngoài công viên và ăn kem rất ngon lành.", "not_document"),
    ],
)  # fmt: skip
def test_the_reason_is_true_and_said_in_both_languages(text, why):
    found = read(text)
    assert found.refused
    assert (found.why, found.as_json()["why"]) == (why, why)
    assert set(SENTENCES[why]) == {"vi", "en"}


def test_a_letter_gives_no_reason():
    assert read(HEAD + "1. Sở Y tế rà soát hồ sơ.").why == ""


OFFER = """KHAI GIẢNG LỚP LUYỆN VIẾT CHỮ ĐẸP
Hotline/Zalo: 09xx
Ưu đãi: Trung tâm giảm 20% cho ai đăng ký trước ngày 25/8/2030, học phí còn 900k.
Sở Giáo dục và Ủy ban phường đều có người học. Báo ngay cho bạn bè, nhanh tay giữ chỗ!
"""


def test_what_is_for_sale_is_no_letter_but_an_offices_paper_on_it_is():
    assert read(OFFER).as_json()["class"] == "not_document"
    paper = (
        HEAD
        + "Kính gửi: Các sở, ban, ngành\nSở Công Thương tổ chức tháng khuyến mại, ưu đãi cho khách hàng trước ngày 25/8/2030; hotline 09xx.\nCHỦ TỊCH\n"
    )
    assert read(paper).as_json()["class"] == "document"
