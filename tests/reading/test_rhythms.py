"""How often, as letters write it."""

from datetime import date

import pytest

from phoihop.reading.times import rhythms_in, times_in

OFTEN = {
    "weekly": [
        "hằng tuần", "mỗi tuần một lần", "một tuần một lần", "tuần 1 lần", "thứ Năm hằng tuần", "chiều thứ Sáu hàng tuần",
        "01 tuần/lần", "vào mỗi cuối tuần", "tuần nào cũng họp", "báo cáo tuần vào chiều thứ Năm", "01 số/tuần",
    ],
    "monthly": [
        "hằng tháng", "mỗi tháng 1 lần", "01 lần/tháng", "ít nhất 01 lần/tháng", "mỗi tháng ít nhất một lần", "01 tháng/lần",
        "hằng tháng, quý, năm", "định kỳ tháng, quý, năm", "báo cáo tháng trước ngày 20", "tuần cuối của tháng",
        "Chủ nhật tuần cuối tháng", "mỗi đầu tháng", "ngày làm việc cuối cùng của tháng",
    ],
    "quarterly": [
        "hằng quý", "mỗi quý ít nhất 01 buổi", "ít nhất một lần trong một quý", "3 tháng một lần", "03 tháng/lần", "1 lần/3 tháng",
        "định kỳ 3 tháng, 6 tháng", "định kỳ ba tháng họp", "báo cáo quý, 6 tháng, năm", "báo cáo định kỳ quý", "theo quý", "theo chu kỳ 3 tháng", "04 lần/năm", "tuần đầu của quý",
    ],
    "semiannual": [
        "6 tháng một lần", "06 tháng/lần", "6 tháng/1 lần", "1 lần/6 tháng", "02 lần/năm", "mỗi năm hai lần", "2 đợt/năm",
        "định kỳ 6 tháng, năm", "ngày 15/6 và 15/12 hằng năm", "ngày 10/6 và trước ngày 10/12 hằng năm",
        "ngày 10 tháng 6 và ngày 10 tháng 12 hàng năm", "nửa năm một lần", "mỗi năm tổ chức hai đợt", "6 tháng/kỳ", "06 tháng tự đánh giá một lần", "mỗi học kỳ", "kỳ họp giữa năm và cuối năm",
    ],
    "annual": ["hằng năm", "mỗi năm học", "mỗi năm ít nhất 01 lần", "mỗi năm tổ chức 02 lớp", "12 tháng/lần", "quý I hằng năm", "trước 31/12 mỗi năm", "một năm một lần", "định kỳ 12 tháng đánh giá"],
    "other": [
        "mỗi nhiệm kỳ ít nhất một cuộc", "hằng ngày", "mỗi tuần 02 buổi", "02 kỳ/tháng", "02 tuần/lần", "15 ngày/lần", "10 ngày báo cáo một lần", "cứ 02 giờ một lần",
        "theo chu kỳ 2 tháng", "định kỳ năm năm tổng kết", "mỗi tháng họp 02 lần", "cứ 15 ngày họp giao ban một lần", "định kỳ 10 ngày họp", "nửa tháng một lần", "ngày nào cũng phải báo số ca", "tối thiểu 02 clip/tuần",
        "5 năm một lần", "hằng đêm", "mỗi năm ít nhất 02 cuộc", "2 lớp/năm", "ít nhất 02 lớp tập huấn/năm", "mỗi tháng 02 tin, bài", "ít nhất hai lần trong một học kỳ", "ngày 15 và 30 hằng tháng", "ít nhất 02 lần/năm", "tối thiểu 2 lần mỗi tháng",
    ],
}  # fmt: skip
NEVER = [
    "định kỳ 5 ngày trước khi bàn giao",
    "định kỳ 16 giờ ngày mai",
    "báo cáo tháng 8",
    "báo cáo quý III năm 2025",
    "15 giờ thứ Sáu tuần 6",
    "kỳ họp giữa năm và cuối năm 2026",
    "đến hết nhiệm kỳ",
    "báo cáo năm 2025",
    "6 tháng đầu năm",
    "sau 6 tháng kể từ ngày ký",
    "trẻ 6 tháng tuổi",
    "trong tháng 01 năm 2026",
    "kế hoạch tháng",
    "mức tối thiểu 5 triệu/tháng",
    "điểm danh từng buổi",
    "sơ kết 6 tháng, tổng kết năm",
    "không chờ kỳ báo cáo tháng",
]


@pytest.mark.parametrize(("said", "cadence"), [(said, name) for name, heap in OFTEN.items() for said in heap])
def test_a_rhythm_is_read(said, cadence):
    found = rhythms_in(f"đề nghị thực hiện, {said}; gửi về sở.".lower())
    assert found
    assert found[0].cadence == cadence


@pytest.mark.parametrize("said", NEVER)
def test_what_is_no_rhythm_is_left(said):
    assert rhythms_in(f"đề nghị gửi {said}.".lower()) == []


@pytest.mark.parametrize(
    ("said", "cadence"),
    [
        ("trước ngày 25 hằng tháng", "monthly"),
        ("trước ngày 25 của tháng", "monthly"),
        ("trước ngày 05 tháng sau", "monthly"),
        ("trước ngày 05 của tháng tiếp theo", "monthly"),
        ("trước ngày 20 của tháng cuối quý", "quarterly"),
        ("ngày 15 tháng thứ ba của mỗi quý", "quarterly"),
        ("trước ngày 10 của tháng đầu quý sau", "quarterly"),
        ("trước ngày 15 tháng 11 hằng năm", "annual"),
    ],
)
def test_a_day_that_comes_back(said, cadence):
    found = times_in(f"gửi về sở {said}.".lower(), date(2025, 5, 1))
    assert [(x.comes, x.day) for x in found] == [(cadence, None)]


@pytest.mark.parametrize("said", ["ngày 25 của tháng 8", "ngày 05 tháng 9 năm 2026", "trong tháng 8"])
def test_a_day_that_comes_once(said):
    assert all(x.comes is None for x in times_in(f"gửi về sở {said}.".lower(), date(2025, 5, 1)))


@pytest.mark.parametrize(
    "said",
    [
        "kể từ ngày ký",
        "kể từ ngày ban hành",
        "kể từ ngày Quyết định này được ban hành",
        "kể từ ngày Nghị quyết được thông qua",
    ],
)
def test_days_are_counted_from_the_letter(said):
    found = times_in(f"xây dựng kế hoạch trong vòng 20 ngày {said}.".lower(), date(2026, 12, 10))
    assert found[0].day == date(2026, 12, 30)
