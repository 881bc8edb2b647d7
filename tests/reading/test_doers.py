"""Who is told to do what: sentences that name the doers in less usual ways, each beside one that must stay as it is."""

from __future__ import annotations

import pytest

from phoihop.reading import read

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH AN LÃNG\nSố: 12/UBND-VX\nAn Lãng, ngày 12 tháng 3 năm 2026\nKính gửi: Các cơ quan, đơn vị.\n\n"
    "Để triển khai công tác năm 2026, Ủy ban nhân dân tỉnh yêu cầu:\n"
)
FOOT = "\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
GUIDE = (
    "TỈNH ỦY AN LÃNG\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*\nSố 12-HD/BTGDVTU\nAn Lãng, ngày 12 tháng 3 năm 2026\nHƯỚNG DẪN\n"
    "tuyên truyền kỷ niệm ngày thành lập\n\n"
)

ALONE = {
    # a list whose first or last member is no usual name
    "1. Các cơ quan báo chí, Báo và Phát thanh - Truyền hình tỉnh tăng thời lượng tin, bài.": "do Các cơ quan báo chí; do Báo và Phát thanh - Truyền hình tỉnh",
    "1. Các cơ quan báo chí tăng thời lượng phát thanh, truyền hình.": "do Các cơ quan báo chí",
    "1. ĐU Suối Trúc và Trung tâm Chính trị Lam Thành lập báo cáo gửi Ban trước ngày 15/8/2026.": "do ĐU Suối Trúc; do Trung tâm Chính trị Lam Thành",
    "1. Đảng ủy Suối Trúc thành lập tổ công tác trước ngày 15/8/2026.": "do Đảng ủy Suối Trúc",
    "1. Khối khoa giáo báo cáo trước ngày 28/7/2026.": "do Khối khoa giáo",
    "1. Khối lượng báo cáo phải gọn, xong trước ngày 28/7/2026.": "",
    "1. Sở Khoa học và Công nghệ Sở Công Thương rà soát hồ sơ.": "do Sở Khoa học và Công nghệ; do Sở Công Thương",
    "1. Văn phòng Sở Công Thương rà soát hồ sơ.": "do Văn phòng Sở Công Thương",
    "1. Giao Bộ trưởng Bộ Quốc phòng, Bộ trưởng Bộ Công an rà soát hồ sơ.": "do Bộ trưởng Bộ Quốc phòng; do Bộ trưởng Bộ Công an",
    "1. UBND các xã, phường và các đơn vị liên quan rà soát hồ sơ.": "do UBND các xã, phường; do các đơn vị liên quan",
    "1. UBND các xã, phường rà soát hồ sơ và các đơn vị liên quan.": "do UBND các xã, phường",
    # what belongs to a name
    "1. Ban Quản lý các khu công nghệ cao và khu công nghiệp rà soát hồ sơ.": "do Ban Quản lý các khu công nghệ cao và khu công nghiệp",
    "1. Ban Quản lý rà soát các khu công nghệ cao và khu công nghiệp.": "do Ban Quản lý",
    "1. Ban Quản lý các khu công nghiệp và Sở Y tế rà soát hồ sơ.": "do Ban Quản lý các khu công nghiệp; do Sở Y tế",
    "1. Các trường được phân công đăng cai hội thi có trách nhiệm bố trí sân bãi.": "do Các trường được phân công đăng cai hội thi",
    "1. Các cơ quan có trách nhiệm chủ trì lập dự toán.": "lead Các cơ quan",
    "1. Sở Y tế phối hợp với đơn vị được lựa chọn vận hành trạm cân triển khai kế hoạch.": "do Sở Y tế; coordinate đơn vị được lựa chọn vận hành trạm cân",
    "1. Công an tỉnh phối hợp với các sở, ngành liên quan tổng kiểm tra các cơ sở kinh doanh.": "do Công an tỉnh; coordinate các sở, ngành liên quan",
    "1. Công an tỉnh phối hợp với các sở, ngành liên quan tổng hợp hồ sơ.": "do Công an tỉnh; coordinate các sở, ngành liên quan",
    "1. Mời các Ban Xây dựng Đảng và Văn phòng Tỉnh ủy, Thuế tỉnh, Văn phòng Đoàn ĐBQH và HĐND tỉnh cử cán bộ dự lớp.": "do các Ban Xây dựng Đảng; do Văn phòng Tỉnh ủy; do Thuế tỉnh; do Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "1. Bộ trưởng các Bộ: Nội vụ, Khoa học và Công nghệ rà soát hồ sơ.": "do Bộ trưởng các Bộ: Nội vụ, Khoa học và Công nghệ",
    "1. Công việc của các bộ: Sở Nội vụ rà soát hồ sơ.": "do Sở Nội vụ",
    "1. UBND các xã có bến đò tổ chức trực.": "do UBND các xã có bến đò",
    "1. UBND các xã có kế hoạch tổ chức trực.": "do UBND các xã",
    "1. Các trạm được giao đầu mối gửi số liệu về Sở Y tế trước ngày 15/5/2026.": "do Các trạm được giao đầu mối",
    "1. Sở Y tế được giao đầu mối gửi số liệu về Bộ Y tế trước ngày 15/5/2026.": "lead Sở Y tế",
    "1. Giao Sở Nông nghiệp và Môi trường3 rà soát hồ sơ.": "do Sở Nông nghiệp và Môi trường",
    "1. Giao Phòng Nghiệp vụ 3 rà soát hồ sơ.": "do Phòng Nghiệp vụ 3",
    "1. Giao trường TH Kim Đồng, trường THCS Suối Trúc rà soát hồ sơ.": "do trường TH Kim Đồng; do trường THCS Suối Trúc",
    "1. Đài Tiếng nói Việt Nam, Đài Truyền hình Việt Nam mở chuyên mục.": "do Đài Tiếng nói Việt Nam; do Đài Truyền hình Việt Nam",
    "1. Các chủ hồ, đơn vị quản lý công trình thủy lợi vận hành cống.": "do Các chủ hồ, đơn vị quản lý công trình thủy lợi",
    "1. Các đơn vị quản lý tài sản đúng quy định.": "do Các đơn vị",
    # time, an event or a ground between the name and its verb
    "1. Sở Y tế định kỳ hằng quý và khi có phát sinh báo cáo tình hình.": "do Sở Y tế",
    "1. Sở Y tế định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12) báo cáo Ban Chỉ đạo tỉnh.": "do Sở Y tế",
    "1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc các trạm y tế kịp thời báo cáo Sở Y tế.": "do các trạm y tế",
    "1. Sở Nội vụ, căn cứ số liệu của các trường, trạm, chủ trì dựng biểu đồ.": "lead Sở Nội vụ",
    "1. Sở Nội vụ, căn cứ số liệu của cơ quan chủ trì, dựng biểu đồ.": "do Sở Nội vụ",
    # persons, passives, roles on both sides of a semicolon
    "1. Giao đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh chỉ đạo việc rà soát hồ sơ.": "do đồng chí Nguyễn Văn An",
    "1. Giao đồng chí Chánh Văn phòng chỉ đạo việc rà soát hồ sơ.": "do Chánh Văn phòng",
    "1. Việc rà soát hồ sơ phải được các đơn vị hoàn thành trước ngày 20/4/2026.": "do các đơn vị",
    "1. Việc rà soát hồ sơ phải hoàn thành trước ngày 20/4/2026, được các đơn vị đánh giá cao.": "",
    "1. Sở Tài chính chủ trì; Sở Y tế, Sở Nội vụ phối hợp xây dựng dự toán.": "lead Sở Tài chính; coordinate Sở Y tế; coordinate Sở Nội vụ",
    "1. Sở Tài chính chủ trì xây dựng dự toán; Sở Y tế rà soát hồ sơ.": "lead Sở Tài chính | do Sở Y tế",
    "1. Hồ sơ do Sở Y tế lập, trình UBND tỉnh trước ngày 20/5/2026.": "do Sở Y tế",
    "1. Hồ sơ do Sở Y tế lập đã được UBND tỉnh xem.": "",
    "1. Cùng với Sở Y tế, Sở Nội vụ rà soát hồ sơ.": "do Sở Nội vụ; coordinate Sở Y tế",
    "1. Phối hợp với Sở Y tế, Sở Nội vụ rà soát hồ sơ.": "coordinate Sở Y tế; coordinate Sở Nội vụ",
    # who asks
    "1. Ban Thường vụ yêu cầu đồng chí Bí thư Đảng ủy xã Suối Trúc rà soát hồ sơ.": "do Bí thư Đảng ủy xã Suối Trúc",
    "1. Sở Y tế yêu cầu các bệnh viện rà soát hồ sơ.": "do Sở Y tế; do các bệnh viện",
}

BELOW = {
    "1.\nSở Nông nghiệp và Môi trường\n\n- Rà soát hồ sơ.": "do Sở Nông nghiệp và Môi trường",
    "1. Giao Thủ trưởng các đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh; Giám đốc Trung tâm Phục vụ hành chính công, Giám đốc Sở Nông nghiệp và Môi trường; Chủ tịch Ủy ban nhân dân các xã, phường\n- Rà soát hồ sơ.": "do Thủ trưởng các đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh; do Giám đốc Trung tâm Phục vụ hành chính công; do Giám đốc Sở Nông nghiệp và Môi trường; do Chủ tịch Ủy ban nhân dân các xã, phường",
    "1. Các hợp tác xã, hộ kinh doanh bán hàng rong quanh hồ có trách nhiệm\na) Rà soát hồ sơ.": "do Các hợp tác xã, hộ kinh doanh bán hàng rong quanh hồ",
    "1. Các hợp tác xã, hộ kinh doanh bán hàng rong quanh hồ\na) Sở Y tế rà soát hồ sơ.": "do Sở Y tế",
    "1. Sở Y tế chủ trì, phối hợp với các đơn vị liên quan\n- Rà soát hồ sơ.": "lead Sở Y tế; coordinate các đơn vị liên quan",
    "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ:\n- Rà soát hồ sơ.": "lead Sở Y tế; coordinate Sở Nội vụ",
    "1. Đối với Sở Nội vụ\n- Rà soát hồ sơ.": "do Sở Nội vụ",
    "1. Sở Y tế chỉ đạo Chi cục Dân số tỉnh thực hiện các nội dung sau:\n- Rà soát hồ sơ.": "do Sở Y tế; do Chi cục Dân số tỉnh",
    "1. Sở Y tế chỉ đạo các đơn vị thực hiện các nội dung sau:\n- Rà soát hồ sơ.": "do Sở Y tế",
    "1. Sở Y tế\n- Trình Ủy ban nhân dân\nThành phố danh sách các trạm y tế được sửa chữa trong năm nay và năm sau.": "do Sở Y tế",
}


CELLS = {
    "Trung tâm Cung ứng dịch vụ công": "lead Trung tâm Cung ứng dịch vụ công",
    "Ban QLDA công trình giao thông": "lead Ban QLDA công trình giao thông",
    "Sở Y tế trình Hội đồng nhân dân tỉnh": "lead Sở Y tế",
    "Hợp tác xã, nhà cung cấp con giống, nhà đầu tư": "lead Hợp tác xã; lead nhà cung cấp con giống; lead nhà đầu tư",
}


def doers(words: str) -> str:
    found = [[f"{actor.role} {actor.name}" for actor in task.actors] for task in read(words).tasks]
    return " | ".join("; ".join(names) for names in found)


@pytest.mark.parametrize(("words", "named"), [*ALONE.items(), *BELOW.items()])
def test_the_doers_of_an_item(words: str, named: str):
    assert doers(HEAD + words + FOOT) == named


@pytest.mark.parametrize(("cell", "named"), CELLS.items())
def test_the_doers_of_a_cell(cell: str, named: str):
    table = f"| STT | Nội dung | Chủ trì | Thời gian |\n| 1 | Tổ chức hội thi | {cell} | Tháng 5/2026 |"
    assert doers(HEAD + table + FOOT) == named


def test_items_are_marked_by_a_letter_and_a_dash():
    assert doers(HEAD + "a- Sở Y tế rà soát hồ sơ.\nb- Sở Nội vụ rà soát hồ sơ." + FOOT) == "do Sở Y tế | do Sở Nội vụ"


def test_comrades_are_those_the_letter_is_addressed_to():
    to = HEAD.replace("Các cơ quan, đơn vị.", "Giám đốc các bệnh viện tuyến tỉnh.").replace(
        "yêu cầu:", "đề nghị các đồng chí:"
    )
    assert doers(to + "- Rà soát hồ sơ." + FOOT) == "do Giám đốc các bệnh viện tuyến tỉnh"
    assert doers(to.replace("đồng chí", "trạm y tế") + "- Rà soát hồ sơ." + FOOT) == "do các trạm y tế"


def test_what_is_due_after_the_letter_is_asked_without_a_mark():
    due = "Các đảng ủy xã, phường xây dựng kế hoạch thực hiện, gửi về Ban trước ngày 20/3/2026."
    asked = read(GUIDE + due + "\nSở Văn hóa chỉ đạo các rạp chiếu phim tổ chức tuần phim.\n\nTRƯỞNG BAN\n")
    assert [task.actors[0].name for task in asked.tasks] == ["Các đảng ủy xã, phường", "Sở Văn hóa"]
    told = read(GUIDE + due.replace("20/3/2026", "20/3/2025") + "\n\nTRƯỞNG BAN\n")
    assert not told.tasks


def test_the_sentence_behind_a_closing_one_keeps_whom_that_one_asked():
    closing = (
        "1. Sở Y tế rà soát hồ sơ.\nTrên đây là nội dung kế hoạch, đề nghị Giám đốc Sở Nội vụ, Hiệu trưởng các trường chịu trách nhiệm "
        "thực hiện Kế hoạch này. Có vướng mắc thì gọi ngay cho Sở Y tế."
    )
    assert doers(HEAD + closing + FOOT) == "do Sở Y tế | do Giám đốc Sở Nội vụ; do Hiệu trưởng các trường"


def test_who_gets_a_report_is_not_what_it_says():
    task = read(HEAD + "1. Sở Y tế rà soát thuốc, báo cáo UBND tỉnh kết quả trước ngày 20/4/2026." + FOOT).tasks[0]
    assert task.report is not None
    assert task.report.to == ["UBND tỉnh"]
    desk = read(HEAD + "1. Sở Y tế gửi báo cáo về Bộ phận Tiếp nhận và Trả kết quả trước ngày 20/4/2026." + FOOT).tasks[
        0
    ]
    assert desk.report is not None
    assert desk.report.to == ["Bộ phận Tiếp nhận và Trả kết quả"]


def test_what_a_thing_is_is_no_order():
    words = "\nPhòng cháy rừng là việc của mọi nhà.\nPhòng cháy rừng ở các xã."
    assert [task.words for task in read(HEAD + "1. Sở Y tế rà soát hồ sơ." + words + FOOT).tasks][1:] == [
        "Phòng cháy rừng ở các xã."
    ]
