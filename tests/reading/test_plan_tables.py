"""Plans as tables of a Word file: headings over them, groups across them, cells of several paragraphs, tables in cells, roles in brackets."""

from __future__ import annotations

import pytest

from extract.docs import docx_of, p, table, tc
from phoihop.extract import extract
from phoihop.reading import read

HEAD = ["UBND TỈNH LAM GIANG", "Số: 45/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Lam Giang, ngày 12 tháng 3 năm 2026", "KẾ HOẠCH", "Phòng, chống dịch bệnh năm 2026"]  # fmt: skip
COLUMNS = [tc("TT"), tc("Nội dung"), tc("Chủ trì"), tc("Phối hợp"), tc("Thời gian")]
LAST = [
    tc("9"),
    tc("Đánh giá kết quả"),
    tc("Sở Nội vụ"),
    tc("Sở Tài chính"),
    tc("Tháng 6/2026"),
]
LAST_READ = ("Đánh giá kết quả", [("Sở Nội vụ", "lead"), ("Sở Tài chính", "coordinate")], "2026-06-30")


def tasks_of(*rows, columns=COLUMNS, over="I. PHÂN CÔNG NHIỆM VỤ"):
    body = "".join(map(p, [*HEAD, *([over] if over else [])])) + table(columns, *rows)
    foot = "".join(map(p, ["Nơi nhận:", "- Các sở;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]))
    found = read(extract(docx_of(body + foot), "kh.docx").text)
    return [
        (task.words, [(one.name, one.role) for one in task.actors], str(task.deadline or "")) for task in found.tasks
    ]


def row(*cells):
    return [tc(*([one] if isinstance(one, str) else one)) for one in cells]


@pytest.mark.parametrize(
    "over",
    ["I. PHÂN CÔNG NHIỆM VỤ", "PHÂN CÔNG NHIỆM VỤ", "II. Phân công nhiệm vụ", "2. NHIỆM VỤ VÀ TIẾN ĐỘ", "III. TỔ CHỨC THỰC HIỆN", ""],
)  # fmt: skip
def test_a_heading_over_a_table_is_no_duty(over):
    assert tasks_of(row("1", "Rà soát thuốc", "Sở Y tế", "Sở Tài chính", "Trước 30/4/2026"), LAST, over=over) == [
        ("Rà soát thuốc", [("Sở Y tế", "lead"), ("Sở Tài chính", "coordinate")], "2026-04-30"),
        LAST_READ,
    ]


def test_an_order_over_a_table_stays_one():
    over = "1. Sở Y tế tổ chức tập huấn cho cán bộ các xã trước ngày 30/4/2026."
    assert tasks_of(LAST, over=over) == [
        ("Sở Y tế tổ chức tập huấn cho cán bộ các xã trước ngày 30/4/2026.", [("Sở Y tế", "do")], "2026-04-30"),
        LAST_READ,
    ]


def test_a_group_across_all_columns_is_no_duty_and_takes_no_doers_away():
    found = tasks_of(
        [tc("I. Lĩnh vực y tế", span=5)],
        row("1", "Rà soát thuốc", "Sở Y tế", "", "Tháng 4/2026"),
        [tc("II. Lĩnh vực giáo dục", span=5)],
        LAST,
    )
    assert found == [("Rà soát thuốc", [("Sở Y tế", "lead")], "2026-04-30"), LAST_READ]


WHO = [("Sở Giáo dục và Đào tạo", "lead"), ("Sở Y tế", "coordinate"), ("Tỉnh đoàn", "coordinate")]


@pytest.mark.parametrize(
    ("work", "times", "expected"),
    [
        (["- Xây dựng kế hoạch", "- Tổ chức hội thi"], ["Tháng 4/2026", "Tháng 5/2026"],
         [("Xây dựng kế hoạch", "2026-04-30"), ("Tổ chức hội thi", "2026-05-31")]),
        (["- Xây dựng kế hoạch", "- Tổ chức hội thi"], ["Tháng 5/2026"],
         [("Xây dựng kế hoạch", "2026-05-31"), ("Tổ chức hội thi", "2026-05-31")]),
        (["Tổ chức ngày hội đọc sách", "- Xây dựng kế hoạch", "- Tổ chức hội thi"], ["Tháng 4/2026", "Tháng 5/2026"],
         [("Tổ chức ngày hội đọc sách", "2026-05-31"), ("Xây dựng kế hoạch", "2026-04-30"), ("Tổ chức hội thi", "2026-05-31")]),
        (["Ngày hội đọc sách:", "a) Xây dựng kế hoạch", "b) Tổ chức hội thi"], ["Tháng 5/2026"],
         [("Xây dựng kế hoạch", "2026-05-31"), ("Tổ chức hội thi", "2026-05-31")]),
        (["Rà soát thuốc", "Kiểm tra trường học"], ["Trước 30/4/2026"],
         [("Rà soát thuốc", "2026-04-30"), ("Kiểm tra trường học", "2026-04-30")]),
        (["Rà soát thuốc, vật tư,", "trang thiết bị của các trường"], ["Trước 30/4/2026"],
         [("Rà soát thuốc, vật tư, trang thiết bị của các trường", "2026-04-30")]),
        (["Rà soát thuốc phòng, chống", "COVID-19"], ["Trước 30/4/2026"], [("Rà soát thuốc phòng, chống COVID-19", "2026-04-30")]),
    ],
)  # fmt: skip
def test_each_piece_of_a_cell_keeps_the_doers_and_its_time(work, times, expected):
    found = tasks_of(row("2", work, "Sở Giáo dục và Đào tạo", "Sở Y tế; Tỉnh đoàn", times), LAST)
    assert found == [*((words, WHO, day) for words, day in expected), LAST_READ]


def test_names_in_paragraphs_of_their_own_are_all_read():
    found = tasks_of(
        row("2", "Rà soát thuốc", "Sở Giáo dục và Đào tạo", ["Sở Y tế", "Tỉnh đoàn"], "Tháng 4/2026"), LAST
    )
    assert found == [("Rà soát thuốc", WHO, "2026-04-30"), LAST_READ]


def test_a_table_in_a_cell_takes_no_doers_from_the_rows_behind_it():
    for inner in (table([tc("Rà soát thuốc")], [tc("Kiểm tra kho")]), table([tc("Rà soát thuốc"), tc("toàn tỉnh")])):
        work = f"<w:tc><w:tcPr/>{inner}<w:p/></w:tc>"
        found = tasks_of([tc("1"), work, tc("Sở Y tế"), tc("Tỉnh đoàn"), tc("Tháng 4/2026")], LAST)
        assert found[-1] == LAST_READ
        assert {(str(who), day) for _words, who, day in found[:-1]} == {
            (str([("Sở Y tế", "lead"), ("Tỉnh đoàn", "coordinate")]), "2026-04-30")
        }


DONE_BY = [tc("TT"), tc("Nhiệm vụ"), tc("Cơ quan thực hiện"), tc("Sản phẩm"), tc("Hạn hoàn thành")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Sở Y tế (chủ trì), Sở Tài chính, UBND các xã (phối hợp)", ["lead", "coordinate", "coordinate"]),
        ("Sở Y tế (cơ quan chủ trì); Sở Tài chính; UBND các xã (phối hợp thực hiện)", ["lead", "coordinate", "coordinate"]),
        ("Chủ trì: Sở Y tế; phối hợp: Sở Tài chính, UBND các xã", ["lead", "coordinate", "coordinate"]),
        ("Sở Y tế chủ trì, phối hợp với Sở Tài chính, UBND các xã", ["lead", "coordinate", "coordinate"]),
        ("Sở Y tế, Sở Tài chính (chủ trì), UBND các xã (phối hợp)", ["lead", "lead", "coordinate"]),
        ("Sở Y tế, Sở Tài chính, UBND các xã", ["do", "do", "do"]),
        ("Sở Y tế, Sở Tài chính (nếu cần), UBND các xã", ["do", "do", "do"]),
    ],
)  # fmt: skip
def test_a_cell_says_who_leads_and_who_goes_along(cell, expected):
    ((_words, who, day),) = tasks_of(
        row("1", "Xây dựng đề án chuyển đổi số", cell, "Quyết định", "30/6/2026"), columns=DONE_BY
    )
    assert who == list(zip(["Sở Y tế", "Sở Tài chính", "UBND các xã"], expected, strict=True))
    assert day == "2026-06-30"
