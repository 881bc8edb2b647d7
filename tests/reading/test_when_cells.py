"""Cells of times in the tables of plans: a bare «30-9», «Quý II, III», «2026», «Khi có yêu cầu»."""

from __future__ import annotations

import pytest

from phoihop.reading import read

TOP = "UBND TỈNH AN LÃNG\nSỞ Y TẾ\nSố: 12/SYT-VP\nAn Lãng, ngày 05 tháng 3 năm 2026\n"
FOOT = "\n\nGIÁM ĐỐC\n"
CELLS = [
    ("30/9", "2026-09-30", None),
    ("30/9/2026", "2026-09-30", None),
    ("Quý III", "2026-09-30", None),
    ("Quý III/2026", "2026-09-30", None),
    ("Q3/2026", "2026-09-30", None),
    ("QIII", "2026-09-30", None),
    ("2026 - 2027", "2027-12-31", None),
    ("Hằng quý", None, "quarterly"),
    ("Trước 30/6", "2026-06-30", None),
    ("Trước ngày 30/6/2026", "2026-06-30", None),
    ("Tháng 3, 6, 9", "2026-09-30", None),
    ("Tháng 3, 6, 9/2026", "2026-09-30", None),
    ("Tháng 3, tháng 6 và tháng 9", "2026-09-30", None),
    ("Thường xuyên", None, None),
    ("Từ 15/6 đến 15/7/2026", "2026-07-15", None),
    ("15/6 - 15/7/2026", "2026-07-15", None),
    ("15/6/2026 - 15/7/2026", "2026-07-15", None),
    ("Năm 2026", "2026-12-31", None),
    ("2026", "2026-12-31", None),
    ("Trong năm 2026", "2026-12-31", None),
    ("Cả năm 2026", "2026-12-31", None),
    ("Hàng tháng", None, "monthly"),
    ("6 tháng, năm", None, "semiannual"),
    ("10-12/6/2026", "2026-06-12", None),
    ("10 - 12/6/2026", "2026-06-12", None),
    ("Cuối tháng 9", "2026-09-30", None),
    ("Tháng 9,10/2026", "2026-10-31", None),
    ("Tháng 3-5/2026", "2026-05-31", None),
    ("Tháng 3 - 5", "2026-05-31", None),
    ("Tháng 3 đến tháng 5", "2026-05-31", None),
    ("Quý I - IV", "2026-12-31", None),
    ("Quý II, III", "2026-09-30", None),
    ("Quý II+III/2026", "2026-09-30", None),
    ("T6/2026", "2026-06-30", None),
    ("Tháng 6/2026", "2026-06-30", None),
    ("6/2026", "2026-06-30", None),
    ("06/2026", "2026-06-30", None),
    ("Tháng 6", "2026-06-30", None),
    ("Xong trước 30/10", "2026-10-30", None),
    ("Hằng năm", None, "annual"),
    ("2 lớp/năm", None, "other"),
    ("6 tháng/lần", None, "semiannual"),
    ("Định kỳ hằng quý", None, "quarterly"),
    ("Hằng tuần", None, "weekly"),
    ("20 hằng tháng", None, "monthly"),
    ("Ngày 20 hằng tháng", None, "monthly"),
    ("Ngày 20 tháng cuối quý", None, "quarterly"),
    ("Trước 15/12 hằng năm", None, "annual"),
    ("Khi có yêu cầu", None, "on_event"),
    ("Sau mỗi đợt", None, "on_event"),
    ("6 tháng đầu năm", "2026-06-30", None),
    ("6 tháng cuối năm 2026", "2026-12-31", None),
    ("Chậm nhất 30/6", "2026-06-30", None),
    ("Đến 30/6/2026", "2026-06-30", None),
    ("Đến hết năm 2026", "2026-12-31", None),
    ("Giai đoạn 2026 - 2030", "2030-12-31", None),
    ("20/5/2026 (thứ Tư)", "2026-05-20", None),
    ("8h00, 20/5/2026", "2026-05-20", None),
    ("Ngày 20/5", "2026-05-20", None),
    ("20.5.2026", "2026-05-20", None),
    ("30-9", "2026-09-30", None),
    ("30/6; 30/11", "2026-11-30", None),
    ("Quý II và quý IV", "2026-12-31", None),
    ("Đợt 1: 30/6/2026", "2026-06-30", None),
    ("Hoàn thành 30/6/2026", "2026-06-30", None),
    ("Tuần 2 tháng 5/2026", "2026-05-31", None),
    ("Tuần 3 tháng 6", "2026-06-30", None),
    ("Quý III/2026 và Quý I/2027", "2027-03-31", None),
    ("Tháng 11/2026 và tháng 2/2027", "2027-02-28", None),
    ("Tháng 11/2026 (sau khi có hướng dẫn)", "2026-11-30", None),
    ("Từ 15 đến 30/6/2026", "2026-06-30", None),
    ("Từ ngày 15 đến ngày 30 tháng 6", "2026-06-30", None),
    ("15 - 30/6/2026", "2026-06-30", None),
    ("Sáu tháng cuối năm", "2026-12-31", None),
    ("Hoàn thành trong tháng 6/2026", "2026-06-30", None),
    ("Trước ngày bầu cử (15/5/2026)", "2026-05-15", None),
    ("Chiều 20/6/2026", "2026-06-20", None),
    ("Cả năm", "2026-12-31", None),
    ("Trong năm", "2026-12-31", None),
    ("Cuối năm", "2026-12-31", None),
    ("Theo yêu cầu", None, "on_event"),
    ("Khi phát sinh", None, "on_event"),
    ("Sau khi có Quy chế của Trung ương", None, None),
    ("Ngay sau khi Kế hoạch được ban hành", None, None),
    ("Sau khi kết thúc mỗi đợt", None, "on_event"),
]  # fmt: skip
TABLES = {
    "bars": "| STT | Nội dung công việc | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n| 1 | Tổ chức hội thi | Sở Văn hóa | Tỉnh đoàn | {} |\n",
    "tabs": "STT\tNội dung công việc\tChủ trì\tPhối hợp\tThời gian\n1\tTổ chức hội thi\tSở Văn hóa\tTỉnh đoàn\t{}\n",
    "roles": "1. Tổ chức hội thi.\n- Đơn vị chủ trì: Sở Văn hóa.\n- Đơn vị phối hợp: Tỉnh đoàn.\n- Thời gian thực hiện: {}.\n",
    "times first": "1. Tổ chức hội thi.\n- Thời gian hoàn thành: {};\n- Đơn vị chủ trì: Sở Văn hóa;\n- Đơn vị phối hợp: Tỉnh đoàn.\n",
    "flat": "BIỂU PHÂN CÔNG NHIỆM VỤ\nTT\nNhiệm vụ\nĐơn vị chủ trì\nĐơn vị phối hợp\nSản phẩm\nThời hạn\n1\nTổ chức hội thi\nSở Văn hóa\nTỉnh đoàn\nBáo cáo\n{}\n2\nTổ chức hội trại\nSở Văn hóa\nTỉnh đoàn\nBáo cáo\n30/9/2026\n",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(("cell", "day", "cadence"), CELLS)
def test_a_cell_of_times(table: str, cell: str, day: str | None, cadence: str | None):
    text = TOP + "KẾ HOẠCH\nPhòng, chống dịch năm 2026\n" + table.format(cell) + FOOT
    task = next(x for x in read(text).as_json()["tasks"] if x["rule"] == "table.row")
    assert (task["deadline"], task["cadence"]) == (day, cadence)
