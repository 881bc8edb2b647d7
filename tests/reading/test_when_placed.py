"""Times by where they stand: before the doer, beside what they belong to, in a sentence of their own; and what calls for an order."""

from __future__ import annotations

import pytest

from phoihop.reading import read

HEAD = "UBND TỈNH AN LÃNG\nSỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2026\nKính gửi: Các cơ quan, đơn vị.\n\n1. "
FOOT = "\n\nGIÁM ĐỐC\n"

FIRST = [
    ("Ngay sau khi nhận được Kế hoạch, Sở Nội vụ rà soát hồ sơ.", None),
    ("Ngay sau hội nghị, Sở Nội vụ rà soát hồ sơ.", None),
    ("Sáng 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Sáng ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Chiều 10/3, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Tối ngày 10/3, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Vào sáng 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("8 giờ 00 ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Lúc 8 giờ ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Vào ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Đúng 7 giờ 30 ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Thứ Ba, ngày 10/3/2026, Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Sáng thứ Ba (ngày 10/3/2026), Sở Nội vụ tổ chức tập huấn.", "2026-03-10"),
    ("Cuối quý II, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Cuối tháng 4, Sở Nội vụ tổ chức tập huấn.", "2026-04-30"),
    ("Tháng 4, Sở Nội vụ tổ chức tập huấn.", "2026-04-30"),
    ("Tháng 4 năm 2026, Sở Nội vụ tổ chức tập huấn.", "2026-04-30"),
    ("Quý II, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Vào quý II, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Cuối năm 2026, Sở Nội vụ tổ chức tập huấn.", "2026-12-31"),
    ("Năm 2026, Sở Nội vụ tổ chức tập huấn.", "2026-12-31"),
    ("Trong năm 2026, Sở Nội vụ tổ chức tập huấn.", "2026-12-31"),
    ("6 tháng đầu năm 2026, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Sáu tháng đầu năm, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Trong sáu tháng cuối năm, Sở Nội vụ tổ chức tập huấn.", "2026-12-31"),
    ("Từ ngày 15 đến 30/6/2026, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Từ 15 đến 30/6/2026, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Từ nay đến ngày 30/6/2026, Sở Nội vụ tổ chức tập huấn.", "2026-06-30"),
    ("Từ nay đến cuối năm, Sở Nội vụ tổ chức tập huấn.", "2026-12-31"),
    ("Đến cuối năm, Sở Nội vụ hoàn thành hồ sơ.", "2026-12-31"),
    ("Trước 15/4, Sở Nội vụ hoàn thành hồ sơ.", "2026-04-15"),
    ("Trước khi khai giảng, Sở Nội vụ hoàn thành hồ sơ.", None),
    ("Đầu quý II, Sở Nội vụ tổ chức tập huấn.", None),
    ("Đầu quý II/2026, Sở Nội vụ tổ chức tập huấn.", None),
    ("Đầu tháng 4/2026, Sở Nội vụ tổ chức tập huấn.", None),
    ("Giữa tháng 4, Sở Nội vụ tổ chức tập huấn.", None),
]  # fmt: skip
INSIDE = [
    ("Sở Nội vụ tổ chức hội trại đêm 25/3.", "2026-03-25"),
    ("Sở Nội vụ tổ chức hội trại tối 25/3/2026.", "2026-03-25"),
    ("Sở Nội vụ tổ chức hội trại vào chiều thứ Sáu 17/4/2026.", "2026-04-17"),
    ("Sở Nội vụ tổ chức hội trại sáng thứ Bảy, 18/4.", "2026-04-18"),
    ("Sở Nội vụ tổ chức hội trại sáng thứ Bảy (18/4).", "2026-04-18"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày giao quân (26/3/2026).", "2026-03-26"),
    ("Sở Nội vụ hoàn thành hồ sơ trước Lễ giao quân 26/3/2026.", "2026-03-26"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày bầu cử (15/5/2026).", "2026-05-15"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày khai giảng năm học mới 05/9/2026.", "2026-09-05"),
    ("Sở Nội vụ hoàn thành hồ sơ trước dịp Quốc khánh (02/9).", "2026-09-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước Ngày Nhà giáo Việt Nam 20/11.", "2026-11-20"),
    ("Sở Nội vụ hoàn thành hồ sơ trong sáu tháng đầu năm.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ (hoàn thành trong quý II).", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ - hoàn thành trong quý II.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ (xong trước ngày 30/6).", "2026-06-30"),
    ("Sở Nội vụ đưa nội dung vào sinh hoạt chi bộ tháng 11/2026.", "2026-11-30"),
    ("Sở Nội vụ đưa nội dung vào chương trình họp quý II/2026.", "2026-06-30"),
    ("Sở Nội vụ trình Hội đồng nhân dân tỉnh tại kỳ họp giữa năm 2026.", None),
    ("Sở Nội vụ trình Hội đồng nhân dân tỉnh tại kỳ họp cuối năm 2026.", None),
    ("Sở Nội vụ trình Hội đồng nhân dân tỉnh tại kỳ họp tháng 7/2026.", "2026-07-31"),
    ("Sở Nội vụ hoàn thành hồ sơ hạn chót 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành hồ sơ, hạn 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ nộp hồ sơ hạn cuối ngày 15 tháng 12 năm 2026.", "2026-12-15"),
    ("Sở Nội vụ hoàn thành hồ sơ kịp trước ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ hoàn thành hồ sơ ngay trong tháng 3.", "2026-03-31"),
    ("Sở Nội vụ hoàn thành hồ sơ trong tháng 3 này.", "2026-03-31"),
    ("Sở Nội vụ hoàn thành hồ sơ trong tháng này.", "2026-03-31"),
    ("Sở Nội vụ hoàn thành hồ sơ trong quý này.", "2026-03-31"),
    ("Sở Nội vụ hoàn thành hồ sơ trong năm nay.", "2026-12-31"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30 tháng này.", "2026-03-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trong tuần từ ngày 16 - 20/3/2026.", "2026-03-20"),
    ("Sở Nội vụ hoàn thành hồ sơ vào các ngày 16, 17 và 18/3/2026.", "2026-03-18"),
    ("Sở Nội vụ hoàn thành hồ sơ vào hai ngày 16 - 17/3.", "2026-03-17"),
    ("Sở Nội vụ hoàn thành hồ sơ (trước ngày 30/6/2026 đối với đợt 1).", "2026-06-30"),
    ("Sở Nội vụ tổ chức hội nghị giữa nhiệm kỳ vào năm 2028.", "2028-12-31"),
    ("Sở Nội vụ sơ kết vào giữa nhiệm kỳ.", None),
    ("Sở Nội vụ gửi báo cáo sau 5 ngày kể từ khi kết thúc chiến dịch.", None),
    ("Sở Nội vụ gửi Công an tỉnh danh sách người nước ngoài trước ngày 20/5/2026.", "2026-05-20"),
    ("Sở Nội vụ tổ chức hội thi vào đầu tháng 4.", None),
    ("Sở Nội vụ tổ chức hội thi trong tuần đầu tháng 4/2026.", None),
    ("Sở Nội vụ tổ chức hội thi trong tuần cuối tháng 4/2026.", "2026-04-30"),
]  # fmt: skip
LATER = [
    ("Sở Nội vụ nâng cấp hệ thống; hoàn thành, đưa vào sử dụng chậm nhất ngày 30/9/2026.", "2026-09-30"),
    ("Sở Nội vụ xây dựng trụ sở; hoàn thành, bàn giao trong quý IV/2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ. Thời gian hoàn thành: trước ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Thời gian hoàn thành: 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Thời hạn hoàn thành: Quý II/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Thời gian: Tháng 6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Thời gian thực hiện: trong tháng 6.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Hoàn thành trước ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Hoàn thành trong tháng 6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Xong trước ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Thời hạn: 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Hạn hoàn thành 30/6.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Hạn cuối: ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Chậm nhất ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Chậm nhất ngày 30/6/2026 phải xong.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Việc này phải hoàn thành trước ngày 30/6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Nhiệm vụ này hoàn thành trong quý II/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Thời gian thực hiện: Thường xuyên.", None),
    ("Sở Nội vụ rà soát hồ sơ. Tiến độ: Quý II/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ. Thời điểm báo cáo: trước ngày 30/6/2026.", "2026-06-30"),
]  # fmt: skip
OFTEN = [
    ("Sở Nội vụ rà soát hồ sơ. Thời gian thực hiện: Hằng năm.", None, "annual"),
    ("Định kỳ cuối học kỳ I và cuối học kỳ II, Sở Nội vụ báo cáo Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ báo cáo Sở Y tế vào cuối học kỳ I và cuối năm học.", None, "semiannual"),
    ("Sở Nội vụ báo cáo Sở Y tế vào thứ Sáu tuần cuối của tháng.", None, "monthly"),
    ("Sở Nội vụ báo cáo Sở Y tế vào thứ Sáu cuối tháng.", None, "monthly"),
    ("Sở Nội vụ báo cáo Sở Y tế vào các ngày 05, 15, 25 trong tháng.", None, "other"),
    ("Sở Nội vụ báo cáo Sở Y tế định kỳ ngày 05, 15, 25 hằng tháng.", None, "other"),
    ("Sở Nội vụ tổ chức lớp học vào tối thứ Ba, thứ Năm hằng tuần.", None, "other"),
    ("Sở Nội vụ gửi báo cáo năm trước ngày 25/11 hàng năm.", None, "annual"),
    ("Báo cáo năm gửi về Sở Y tế trước ngày 25/11 hàng năm.", None, "annual"),
    ("Báo cáo tuần gửi Sở Y tế trước 14 giờ thứ Tư.", None, "weekly"),
    ("Báo cáo ngày gửi Sở Y tế trước 16 giờ 00.", None, "other"),
    ("Báo cáo tháng gửi Sở Y tế trước ngày 20.", None, "monthly"),
    ("Sở Nội vụ gửi báo cáo 6 tháng đến Sở Y tế trước ngày 16 tháng 6.", None, "semiannual"),
    ("Sở Nội vụ gửi báo cáo quý đến Sở Y tế trước ngày 20 tháng cuối quý.", None, "quarterly"),
    ("Khi xảy ra ngộ độc, Sở Nội vụ phải báo cáo UBND tỉnh trong vòng 02 giờ.", None, "on_event"),
    ("Sở Nội vụ phải báo cáo UBND tỉnh trong vòng 02 giờ khi xảy ra ngộ độc.", None, "on_event"),
    ("Khi có từ hai ca mắc trở lên, Sở Nội vụ báo về Sở Y tế.", None, "on_event"),
    ("Nếu có khó khăn, vướng mắc thì báo cáo kịp thời về Sở Y tế.", None, "on_event"),
    ("Trong quá trình thực hiện, nếu có vướng mắc, Sở Nội vụ báo cáo Sở Y tế.", None, "on_event"),
    ("Quá trình thực hiện có khó khăn, vướng mắc, các đơn vị phản ánh về Sở Y tế.", None, "on_event"),
    ("Sở Nội vụ thực hiện nhiệm vụ khi được Trưởng ban, Phó Trưởng ban phân công.", None, "on_event"),
    ("Trường hợp vi phạm, Sở Nội vụ xử lý nghiêm.", None, "on_event"),
    ("Trường hợp cố tình vi phạm, Sở Nội vụ xử lý nghiêm.", None, "on_event"),
    ("Trong trường hợp hồ sơ không đúng mẫu, Sở Nội vụ yêu cầu chỉnh sửa.", None, "on_event"),
    ("Vụ việc nào chưa giải quyết xong thì Sở Nội vụ báo cáo UBND tỉnh.", None, "on_event"),
    ("Trong thời hạn 03 ngày làm việc sau khi cấp giấy phép, Sở Nội vụ gửi bản sao cho Công an tỉnh.", None, "on_event"),
    ("Cứ 3 ngày một lần, Sở Nội vụ báo cáo UBND tỉnh.", None, "other"),
]  # fmt: skip


def only(words: str) -> dict:  # type: ignore[type-arg]
    (task,) = read(HEAD + words + FOOT).as_json()["tasks"]
    return task


@pytest.mark.parametrize(("words", "day"), [*FIRST, *INSIDE, *LATER])
def test_a_day(words: str, day: str | None):
    task = only(words)
    assert (task["deadline"], task["cadence"]) == (day, None)
    assert [x["name"] for x in task["actors"]] == ["Sở Nội vụ"]


@pytest.mark.parametrize(("words", "day", "cadence"), OFTEN)
def test_how_often(words: str, day: str | None, cadence: str):
    task = only(words)
    assert (task["deadline"], task["cadence"]) == (day, cadence)


def test_what_is_said_later_belongs_to_the_order():
    text = HEAD + "Sở Nội vụ rà soát hồ sơ. Hoàn thành trước ngày 30/6/2026." + FOOT
    (task,) = read(text).tasks
    assert text[task.start : task.end] == "Sở Nội vụ rà soát hồ sơ. Hoàn thành trước ngày 30/6/2026."


def test_dated_lines_under_who_does_it():
    text = (
        HEAD
        + "Đoàn kiểm tra làm việc trực tiếp:\n+ Sáng ngày 03/4/2026: tại Trường Mầm non Sao Mai;\n+ Chiều ngày 07/4/2026: tại Trường Tiểu học Đồng Tâm.\n"
        + FOOT
    )
    assert [x["deadline"] for x in read(text).as_json()["tasks"]] == ["2026-04-03", "2026-04-07"]


@pytest.mark.parametrize(
    ("over", "day"),
    [
        ("2. Tháng 4/2026", "2026-04-30"),
        ("2. Trong tháng 4", "2026-04-30"),
        ("2. Những việc xong trước ngày 20/4/2026", "2026-04-20"),
        ("2. Sở Y tế yêu cầu các trạm làm xong những việc sau trước ngày 20/4/2026:", "2026-04-20"),
        ("2. Nhiệm vụ năm 2026", None),
        ("2. Nhiệm vụ sau khi nghe báo cáo tháng 4 của các phòng", None),
    ],
)
def test_a_heading_says_by_when(over: str, day: str | None):
    text = (
        HEAD.removesuffix("1. ")
        + f"1. Sở Tài chính bố trí kinh phí.\n{over}\n- Sở Nội vụ rà soát hồ sơ, phải thẩm tra kỹ.\n"
    )
    text += "- Sở Xây dựng phải sửa nhà kho trước ngày 15/4/2026.\n3. Thanh tra tỉnh rà soát đơn thư." + FOOT
    found = [x["deadline"] for x in read(text).as_json()["tasks"]]
    assert found == [None, day, "2026-04-15", None]
