"""Habits of drafting that cut, join and date orders: a capital behind a semicolon, names broken over lines, columns of signers."""

from __future__ import annotations

import pytest

from phoihop.reading import read

TOP = "SỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2026\nKính gửi: Các đơn vị.\n\n"
FOOT = "\n\nNơi nhận:\n- Như trên.\nGIÁM ĐỐC\n"


def tasks(body: str) -> list[dict]:  # type: ignore[type-arg]
    return read(TOP + body + FOOT).as_json()["tasks"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Sở Nội vụ rà soát hồ sơ; Đồng thời kiểm tra kho thuốc; Tổ chức trực đêm.", 3),
        ("Sở Nội vụ rà soát hồ sơ; kiểm tra kho thuốc; tổ chức trực đêm.", 1),
        ("Sở Nội vụ phát tin từ ngày 09/3, duy trì mỗi tuần 2 kỳ.", 2),
        ("Sở Nội vụ phát tin từ ngày 09/3, duy trì nền nếp.", 1),
        ("Sở Nội vụ rà soát kho; chậm nhất 30 phút kể từ khi phát hiện mất hàng phải báo Công an tỉnh.", 2),
        ("Sở Nội vụ rà soát kho; chậm trễ phải báo Công an tỉnh.", 1),
        ("Sở Nội vụ giao ban 03 tháng một lần; kỳ đầu do Sở Tài chính chủ trì vào tháng 4/2026.", 2),
        ("Sở Nội vụ giao ban 03 tháng một lần; hồ sơ do Sở Tài chính lưu giữ.", 1),
        (
            "Sở Nội vụ phun thuốc 2 đợt: đợt 1 từ ngày 01/6 đến ngày 30/6/2026, đợt 2 từ ngày 01/9 đến ngày 30/9/2026.",
            2,
        ),
        ("Sở Nội vụ kiểm tra tại xã Suối Hồng ngày 25/3, xã Suối Ngàn ngày 26/3/2026.", 2),
        ("Sở Nội vụ kiểm tra tại xã Suối Hồng, xã Suối Ngàn ngày 26/3/2026.", 1),
        ("Sở Nội vụ rà soát kho; mỗi năm khám sức khỏe cho người giữ kho.", 2),
        ("Sở Nội vụ rà soát kho; sức khỏe người giữ kho mỗi năm.", 1),
        ("Sở Nội vụ rà soát kho; cứ 15 ngày họp giao ban một lần.", 2),
        ("Sở Nội vụ tổ chức ký cam kết; riêng pháo nổ hoàn thành trước ngày 20/12.", 2),
        ("Sở Nội vụ tổ chức ký cam kết; riêng pháo nổ ký ở xã.", 1),
        ("Chiều thứ Năm hằng tuần, Tổ công tác họp kiểm điểm tiến độ.", 1),
        ("Chiều qua, Tổ công tác họp kiểm điểm tiến độ.", 0),
        ("Hội nghị sơ kết do Sở Nội vụ tổ chức mỗi năm một lần.", 1),
        ("Hội nghị sơ kết do Sở Nội vụ tổ chức ở nhà văn hóa.", 0),
        ("Kết quả kiểm kê phải được cập nhật chậm nhất ngày 30/4/2026.", 1),
        ("Kết quả kiểm kê phải được cập nhật.", 0),
        ("Hai đơn vị cử 01 đồng chí làm đầu mối liên hệ.", 1),
        ("Đầu mối liên hệ: Văn phòng Sở Nội vụ.", 0),
        ("Sở Nội vụ cử người trực; bắt đầu tuần tra từ ngày 16/4/2026.", 2),
        ("Các phòng thi hành Quyết định này.", 0),
        ("Các phòng kiểm tra việc thi hành Quyết định này.", 1),
        ("Quá thời hạn trên, đơn vị nào không báo cáo phải chịu trách nhiệm trước Sở Y tế.", 0),
        ("Đơn vị nào không báo cáo thì Sở Nội vụ kiểm tra.", 1),
    ],
)
def test_where_a_task_begins(words: str, count: int):
    assert len(tasks("1. " + words)) == count


@pytest.mark.parametrize(
    ("words", "cadence"),
    [
        ("Chậm nhất 30 phút kể từ khi phát hiện mất hàng phải báo cáo Công an tỉnh.", "on_event"),
        ("Trong vòng 30 ngày kể từ khi nhận đủ hồ sơ phải trả lời người dân.", None),
        ("Chuẩn bị phương án thu dung điều trị khi có dịch bùng phát.", None),
        ("Tổ chức thu dung điều trị khi có dịch bùng phát.", "on_event"),
        ("Căn cứ vào tình hình thực tế, rà soát hồ sơ.", None),
    ],
)
def test_each_time_or_once(words: str, cadence: str | None):
    (task,) = tasks("1. Sở Nội vụ\na) " + words)
    assert task["cadence"] == cadence


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("cử cán bộ (danh sách gửi Sở Tài chính qua Phòng Kho quỹ trước ngày 20/3).", ["Sở Tài chính"]),
        ("cử cán bộ, thông báo danh sách cho Văn phòng Tỉnh ủy trước ngày 20/3.", ["Văn phòng Tỉnh ủy"]),
        ("mỗi tháng điểm tin một kỳ, gửi Văn phòng Tỉnh ủy vào ngày cuối tháng.", ["Văn phòng Tỉnh ủy"]),
        ("báo quân số mỗi ngày vào 19 giờ cho Văn phòng Tỉnh ủy.", ["Văn phòng Tỉnh ủy"]),
        ("cử cán bộ, thông báo danh sách cho người dân trước ngày 20/3.", None),
    ],
)
def test_a_list_told_is_a_report(words: str, to: list[str] | None):
    (task,) = tasks("1. Sở Nội vụ " + words)
    assert (task["report"] and task["report"]["to"]) == to


@pytest.mark.parametrize(
    ("words", "day", "cadence"),
    [
        ("Sở Nội vụ hoàn thành đề án và báo cáo Sở Y tế trước ngày 30/5.", "2026-05-30", None),
        ("Sở Nội vụ rà soát hồ sơ và báo cáo Sở Y tế trước ngày 30/5.", None, None),
        ("Sở Nội vụ lập quy hoạch trong 2 quý đầu năm.", "2026-06-30", None),
        ("Sở Nội vụ mở 02 lớp tập huấn (tháng 4 và tháng 9).", "2026-09-30", None),
        ("Từ 06 giờ ngày 09/9, cứ 02 giờ báo cáo Sở Y tế một lần.", None, "other"),
        ("Sở Nội vụ nộp báo cáo tháng: trước ngày 25.", None, "monthly"),
        ("Sở Nội vụ phát tin ngay từ số báo ra ngày 09/5.", None, None),
    ],
)
def test_when(words: str, day: str | None, cadence: str | None):
    (task,) = tasks("1. " + words)
    assert (task["deadline"], task["cadence"]) == (day, cadence)


def test_days_before_a_colon_are_items():
    first, second = tasks("1. Lịch làm việc\n- Trước 28/3: các chi đoàn báo cáo kết quả.\n- 30/3: Sở Nội vụ tổng kết.")
    assert [x["deadline"] for x in (first, second)] == ["2026-03-28", "2026-03-30"]


def test_a_month_of_each_year_is_kept():
    (task,) = tasks("1. Sở Nội vụ bình xét vào tháng 5 hằng năm.")
    assert task["timing"]["vi"] == "chậm nhất ngày 31/5 hằng năm"


def test_who_is_told_is_the_report():
    (task,) = tasks("1. Sở Nội vụ\na) Khi phát hiện mất hàng phải báo Công an tỉnh.")
    assert task["report"]["to"] == ["Công an tỉnh"]


def test_whom_a_time_is_given_to():
    _first, second = tasks("1. Sở Nội vụ giao ban 03 tháng một lần; kỳ đầu do Sở Tài chính chủ trì vào tháng 4/2026.")
    assert [(x["name"], x["role"]) for x in second["actors"]] == [("Sở Tài chính", "lead")]


def test_names_of_a_list():
    (task,) = tasks("1. Các Đoàn xã, phường và Đoàn trực thuộc rà soát hồ sơ.")
    assert [x["name"] for x in task["actors"]] == ["Các Đoàn xã, phường", "Đoàn trực thuộc"]


def test_who_is_guided_does_it():
    (task,) = tasks("Sở Y tế hướng dẫn các trạm y tế một số nội dung sau:\n1. Rà soát hồ sơ.")
    assert [x["name"] for x in task["actors"]] == ["các trạm y tế"]


def test_a_sentence_with_a_colon_is_no_label():
    first, second = tasks(
        "Các trạm y tế báo cáo kết quả về Sở Y tế: báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12."
    )
    assert [x["name"] for x in first["actors"]] == [x["name"] for x in second["actors"]] == ["Các trạm y tế"]
    assert [x["deadline"] for x in (first, second)] == [None, None]
    assert [x["cadence"] for x in (first, second)] == ["semiannual", "annual"]


def test_a_name_broken_over_two_lines():
    (task,) = tasks("1. Đề nghị Ủy ban Mặt trận\nTổ quốc Việt Nam tỉnh vận động Nhân dân hiến đất.")
    assert [x["name"] for x in task["actors"]] == ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]


def test_a_wrapped_line_is_no_subject():
    text = (
        "VI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế rà soát hồ sơ trước ngày 20/4/2030.\n"
        "2. Kế hoạch này thay thế Kế hoạch của Ủy ban nhân dân tỉnh An Lãng\n"
        "về việc bảo vệ rừng./.\nNơi nhận:\n- Các sở.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
    )
    reading = read(text)
    assert reading.klass == "document"
    assert reading.subject is None
    assert len(reading.tasks) == 1


@pytest.mark.parametrize(
    ("foot", "posts"),
    [
        ("KT. GIÁM ĐỐC\t\t\tGIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n", "PHÓ GIÁM ĐỐC; GIÁM ĐỐC"),
        ("GIÁM ĐỐC\t\t\tKT. GIÁM ĐỐC\n\t\t\tPHÓ GIÁM ĐỐC\n", "GIÁM ĐỐC; PHÓ GIÁM ĐỐC"),
        (
            "T/L TRƯỞNG BAN\nỦY VIÊN THƯỜNG TRỰC\nkiêm TỔ TRƯỞNG TỔ GIÚP VIỆC\n",
            "ỦY VIÊN THƯỜNG TRỰC kiêm TỔ TRƯỞNG TỔ GIÚP VIỆC",
        ),
    ],
)
def test_who_signs(foot: str, posts: str):
    found = read(TOP + "1. Sở Nội vụ rà soát hồ sơ.\n\n" + foot).as_json()
    assert found["signer_position"] == posts


def test_a_dateline_without_its_words():
    text = "HỘI NHÀ VƯỜN TỈNH HÀ SƠN\nSố 42-CV/HNV\nHà Sơn, 5/3/2026\nKính gửi: Các chi hội.\n1. Các chi hội rà soát hội viên trước ngày 30/4.\n"
    found = read(text).as_json()
    assert (found["date"], found["place"], found["tasks"][0]["deadline"]) == ("2026-03-05", "Hà Sơn", "2026-04-30")


def test_a_joint_head_keeps_its_dash():
    text = "UBND TỈNH AN LÃNG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO – CÔNG AN TỈNH\nSố: 05/QCPH-SGDĐT-CAT\nAn Lãng, ngày 16 tháng 12 năm 2025\n\nQUY CHẾ PHỐI HỢP\nBảo vệ bệnh viện\n\nĐiều 1. Công an tỉnh tuần tra.\n"
    assert " – " in read(text).as_json()["issuing_body"]
    assert " - " in read(text.replace("–", "-")).as_json()["issuing_body"]


def test_who_watches_a_resolution():
    (task,) = tasks(
        "1. Thường trực Hội đồng nhân dân, các Ban, Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh giám sát việc chi trả."
    )
    names = ["Thường trực Hội đồng nhân dân", "các Ban", "Tổ đại biểu", "đại biểu Hội đồng nhân dân tỉnh"]
    assert [x["name"] for x in task["actors"]] == names


@pytest.mark.parametrize(
    ("closing", "day"),
    [
        ("Nghị quyết này được Hội đồng nhân dân tỉnh An Lãng khóa X thông qua ngày 10 tháng 7 năm 2026.", "2026-07-10"),
        ("Đề án đã được thông qua ngày 10 tháng 6 năm 2026.", None),
    ],
)
def test_the_day_of_a_resolution_left_blank(closing: str, day: str | None):
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH AN LÃNG\nSố: 21/2026/NQ-HĐND\nAn Lãng, ngày    tháng 7 năm 2026\nNGHỊ QUYẾT\n"
        f"Quy định mức chi\nĐiều 1. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện.\n{closing}\nCHỦ TỊCH\n"
    )
    assert read(text).as_json()["date"] == day


def test_a_firms_sale_is_no_letter():
    words = "Số: 12/TB-SB\nAn Lãng, ngày 12 tháng 3 năm 2026\nTHÔNG BÁO KHUYẾN MẠI\n1. Khách hàng mua 2 tặng 1 trước ngày 30/4/2026.\n"
    assert read("CÔNG TY TNHH SAO BIỂN\n" + words).refused
    assert not read("SỞ CÔNG THƯƠNG\n" + words).refused
