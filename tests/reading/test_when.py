"""Every kind of time phrase of a directive, with the deadline and rhythm that the samples' rules give it."""

from __future__ import annotations

import pytest

from phoihop.reading import read

HEAD = "UBND TỈNH AN LÃNG\nSỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2026\nKính gửi: Các cơ quan, đơn vị.\n\n1. "
FOOT = "\n\nGIÁM ĐỐC\n"

DEADLINES = [
    ("Sở Nội vụ rà soát hồ sơ, chậm nhất ngày 31/12/2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ chậm nhất là ngày 31/12.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ, muộn nhất vào ngày 15/4/2026.", "2026-04-15"),
    ("Sở Nội vụ rà soát hồ sơ trong quý II.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong quý II năm 2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong quý III, quý IV năm 2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ trong tháng 5 và tháng 6 năm 2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong tháng 5, 6/2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong 6 tháng đầu năm 2026.", "2026-06-30"),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026.", "2026-12-31"),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026 và 2027.", "2027-12-31"),
    ("Sở Nội vụ rà soát hồ sơ trong năm 2026 - 2027.", "2027-12-31"),
    ("Sở Nội vụ rà soát hồ sơ từ ngày 13/4 đến hết ngày 18/4.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ 13/4 đến hết 18/4.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ ngày 13 đến ngày 18/4/2026.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ ngày 13 - 18/4/2026.", "2026-04-18"),
    ("Sở Nội vụ rà soát hồ sơ từ tháng 4 đến tháng 9/2026.", "2026-09-30"),
    ("Sở Nội vụ rà soát hồ sơ từ tháng 4/2026 đến hết tháng 9/2026.", "2026-09-30"),
    ("Sở Nội vụ vận hành hệ thống từ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ vận hành hệ thống bắt đầu từ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ vận hành hệ thống kể từ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị vào ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị vào sáng ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị lúc 8 giờ 00 ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị dự kiến ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ tổ chức hội nghị, dự kiến trong tháng 4/2026.", "2026-04-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17 giờ 00 ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17h00’ ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 17g00 ngày 02/4/2026 (thứ Năm).", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày thứ Năm, 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 16h30, ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ, thời gian hoàn thành: trước ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ; thời gian xong trước ngày 02/4/2026.", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ (thời hạn: 02/4/2026).", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ (hạn cuối ngày 02/4/2026).", "2026-04-02"),
    ("Sở Nội vụ hoàn thành hồ sơ (hoàn thành: 30/6/2026).", "2026-06-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (Thời gian hoàn thành: Quý III/2026).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (trong tháng 9/2026).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (tháng 9/2026).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ (trước 30/9).", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước 30.9.2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30-9-2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30/9/2026 theo quy định.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ đến ngày 30/9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ đến hết tháng 9 năm 2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ đến cuối năm 2026.", "2026-12-31"),
    ("Sở Nội vụ hoàn thành hồ sơ vào cuối tháng 9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ muộn nhất cuối tháng 7 năm 2026.", "2026-07-31"),
    ("Sở Nội vụ hoàn thành hồ sơ không muộn hơn ngày 30/9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ không quá ngày 30/9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trong vòng 10 ngày kể từ ngày ban hành Công văn này.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ trong thời hạn 10 ngày, kể từ ngày ký ban hành Kế hoạch này.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ chậm nhất 10 ngày kể từ ngày ban hành Kế hoạch.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ sau 10 ngày kể từ ngày ban hành Kế hoạch.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ trong vòng 10 ngày kể từ ngày nhận được văn bản.", None),
    ("Trong 10 ngày kể từ ngày Kế hoạch này được ban hành, Sở Nội vụ hoàn thành hồ sơ.", "2026-03-15"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30/9 tới.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ xong trước 30 tháng 9 năm 2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trước ngày 30 tháng 9\nnăm 2026.", "2026-09-30"),
    ("Trước ngày 30/9/2026, Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Chậm nhất ngày 30/9/2026, các sở phải hoàn thành hồ sơ.", "2026-09-30"),
    ("Trong tháng 9/2026, Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Đến hết quý III năm 2026, Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Tháng 9/2026: Sở Nội vụ hoàn thành hồ sơ.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ trong tuần thứ 2 của tháng 9/2026.", "2026-09-30"),
    ("Sở Nội vụ hoàn thành hồ sơ dịp 02/9/2026.", "2026-09-02"),
    ("Sở Nội vụ hoàn thành hồ sơ trước dịp Quốc khánh 02/9/2026.", "2026-09-02"),
    ("Sở Nội vụ cân đối vốn trong kế hoạch đầu tư công trung hạn 2026 - 2030.", None),
    ("Sở Nội vụ thực hiện Kế hoạch giai đoạn 2026 - 2030.", None),
    ("Sở Nội vụ hoàn thành đề án theo Kế hoạch số 12/KH-UBND ngày 02/4/2026.", None),
    ("Sở Nội vụ rà soát số liệu tính đến ngày 31/12/2025.", None),
    ("Sở Nội vụ sơ kết trong học kỳ II.", None),
    ("Sở Nội vụ phát động phong trào nhân Ngày Sức khỏe thế giới 07/4.", "2026-04-07"),
    ("Không tổ chức tham quan từ nay đến hết ngày 15/11/2026.", None),
    ("Sở Nội vụ tham mưu sơ kết 6 tháng, tổng kết năm.", None),
    ("Sở Nội vụ điểm danh từng buổi.", None),
    ("Khi cần thiết, Sở Nội vụ tổ chức khoanh vùng.", None),
    ("Trong trường hợp cần thiết, Sở Nội vụ mời chuyên gia tham gia.", None),
    ("Nếu cần, Sở Nội vụ mời chuyên gia tham gia.", None),
    ("Trong khi đó, Sở Nội vụ rà soát hồ sơ.", None),
]  # fmt: skip
CADENCES = [
    ("Sở Nội vụ phát loa ngày 2 lần từ 13/4 đến hết 18/4.", "2026-04-18", "other"),
    ("Hằng năm, trước ngày 30/11, Sở Nội vụ rà soát hồ sơ.", None, "annual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15 tháng 6 và 15 tháng 12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15 tháng 6 và trước ngày 15 tháng 12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15/6 và trước ngày 15/12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15/6 và ngày 15/12 hàng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 25/6 và 25/12.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước các ngày 15/6, 15/12 hằng năm.", None, "semiannual"),
    ("Sở Nội vụ rà soát hồ sơ trước ngày 15/3, 15/6, 15/9 và 15/12 hằng năm.", None, "quarterly"),
    ("Hằng năm, trước ngày 15/6 và 15/12, Sở Nội vụ rà soát hồ sơ.", None, "semiannual"),
    ("Định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12), Sở Nội vụ rà soát hồ sơ.", None, "semiannual"),
    ("Sở Nội vụ báo cáo định kỳ 6 tháng, năm về Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ báo cáo định kỳ 06 tháng và cả năm về Sở Y tế.", None, "semiannual"),
    ("Sở Nội vụ báo cáo tình hình quý, 6 tháng, năm về Sở Y tế.", None, "quarterly"),
    ("Sở Nội vụ báo cáo kết quả hằng tháng trước ngày 20 về Sở Y tế.", None, "monthly"),
    ("Sở Nội vụ gửi báo cáo về Sở Y tế trước ngày 20 hàng tháng.", None, "monthly"),
    ("Ngày 20 hằng tháng, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "monthly"),
    ("Sở Nội vụ báo cáo Sở Y tế vào ngày 15 của tháng cuối quý.", None, "quarterly"),
    ("Sở Nội vụ báo cáo Sở Y tế trước ngày 15 tháng cuối cùng của quý.", None, "quarterly"),
    ("Sở Nội vụ báo cáo Sở Y tế trước 15 giờ thứ Sáu hàng tuần.", None, "weekly"),
    ("Sở Nội vụ báo cáo Sở Y tế trước 15 giờ 00 hằng ngày.", None, "other"),
    ("Sở Nội vụ báo cáo Sở Y tế vào thứ Năm hằng tuần.", None, "weekly"),
    ("Sở Nội vụ tổ chức mỗi năm ít nhất 02 cuộc đối thoại.", None, "other"),
    ("Sở Nội vụ tổ chức ít nhất 02 lớp tập huấn/năm.", None, "other"),
    ("Sở Nội vụ tổ chức mỗi năm 02 lớp tập huấn.", None, "other"),
    ("Sở Nội vụ tổ chức mỗi năm từ 02 đến 03 lớp tập huấn.", None, "other"),
    ("Sở Nội vụ tổ chức mỗi năm ít nhất 01 lớp tập huấn.", None, "annual"),
    ("Sở Nội vụ tổ chức họp giao ban mỗi quý 01 lần.", None, "quarterly"),
    ("Sở Nội vụ tổ chức họp giao ban 1 tháng/lần.", None, "monthly"),
    ("Sở Nội vụ tổ chức họp giao ban định kỳ 01 quý/01 lần.", None, "quarterly"),
    ("Sở Nội vụ tổ chức họp giao ban định kỳ 02 lần/năm.", None, "semiannual"),
    ("Sở Nội vụ phát thanh 02 buổi/tuần.", None, "other"),
    ("Sở Nội vụ phát thanh tối thiểu 03 buổi/tuần.", None, "other"),
    ("Sở Nội vụ phát thanh ít nhất hai lần trong một học kỳ.", None, "other"),
    ("Sở Nội vụ thực hiện chuyên mục 02 số/tháng.", None, "other"),
    ("Sở Nội vụ thực hiện chuyên mục 01 chuyên mục/tháng.", None, "monthly"),
    ("Sở Nội vụ thực hiện mỗi tháng 02 tin, bài.", None, "other"),
    ("Sở Nội vụ thực hiện ít nhất 01 tin bài/tuần.", None, "weekly"),
    ("Mỗi học kỳ, Sở Nội vụ tổ chức khám mắt.", None, "semiannual"),
    ("Khi có ca bệnh, Sở Nội vụ tổ chức khoanh vùng.", None, "on_event"),
    ("Sở Nội vụ báo cáo đột xuất khi có yêu cầu.", None, "on_event"),
    ("Sở Nội vụ tổng hợp, gửi UBND tỉnh trước mỗi kỳ họp Hội đồng nhân dân.", None, "on_event"),
    ("Sau mỗi đợt kiểm tra, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "on_event"),
    ("Ngay sau khi kết thúc mỗi đợt, Sở Nội vụ gửi báo cáo về Sở Y tế.", None, "on_event"),
    ("Sở Nội vụ báo cáo Sở Y tế trước ngày 30 tháng 6 hằng năm5.", None, "annual"),
    ("Sở Nội vụ rà soát hồ sơ vào quý I hằng năm.", None, "annual"),
    ("Sở Nội vụ rà soát hồ sơ vào tháng 4 hằng năm.", None, "annual"),
    ("Sở Nội vụ họp giao ban hằng tuần vào chiều thứ Sáu.", None, "weekly"),
    ("Sở Nội vụ họp giao ban định kỳ hằng quý hoặc đột xuất khi có yêu cầu.", None, "quarterly"),
    ("Sở Nội vụ tổng hợp, báo cáo Sở Y tế (định kỳ hằng quý, năm).", None, "quarterly"),
    ("Cuối mỗi đợt, Sở Nội vụ báo cáo Sở Y tế.", None, "on_event"),
]  # fmt: skip


def only_task(words: str) -> dict:  # type: ignore[type-arg]
    (task,) = read(HEAD + words + FOOT).as_json()["tasks"]
    return task


@pytest.mark.parametrize(("words", "day"), DEADLINES)
def test_a_deadline(words: str, day: str | None):
    task = only_task(words)
    assert (task["deadline"], task["cadence"]) == (day, None)


@pytest.mark.parametrize(("words", "day", "cadence"), CADENCES)
def test_a_rhythm(words: str, day: str | None, cadence: str):
    task = only_task(words)
    assert (task["deadline"], task["cadence"]) == (day, cadence)
