"""Orders that stand in less usual words are taken; those that nobody understands stay in sight; closing clauses order nothing."""

from __future__ import annotations

import pytest

from phoihop.reading import read
from phoihop.reading.when_words import timing_of

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH AN LÃNG\nSố: 12/UBND-VX\nAn Lãng, ngày 12 tháng 3 năm 2026\nKính gửi: Các cơ quan, đơn vị.\n\n"
    "Để triển khai công tác năm 2026, Ủy ban nhân dân tỉnh yêu cầu:\n"
)
FOOT = "\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"

UNDER = "1. Các sở, ngành; UBND các xã, phường\n"
GROUP = "do Các sở, ngành; do UBND các xã, phường"

TAKEN = {
    # a ground without a comma before the verb
    UNDER + "- Căn cứ chức năng, nhiệm vụ được giao xây dựng phương án trước ngày 31/5/2026.": GROUP,
    UNDER + "- Căn cứ tình hình thực tế bố trí lực lượng trực.": GROUP,
    UNDER + "- Trên cơ sở nhiệm vụ được phân công chủ động rà soát hồ sơ.": GROUP,
    UNDER + "- Căn cứ Kế hoạch này tổ chức tập huấn tại đơn vị.": GROUP,
    UNDER + "- Căn cứ chức năng, nhiệm vụ được giao.": "",
    UNDER + "- Căn cứ kết quả rà soát các năm trước.": "",
    # between the doers and their verb
    "1. Sở Y tế và UBND các xã, phường mỗi đơn vị cử 01 cán bộ.": "do Sở Y tế; do UBND các xã, phường",
    "1. UBND các xã, phường và các đơn vị rà soát mỗi đơn vị một lần.": "do UBND các xã, phường; do các đơn vị",
    "1. Sở Nông nghiệp & Môi trường phối hợp Sở Tài chính lập quy hoạch.": "do Sở Nông nghiệp & Môi trường; coordinate Sở Tài chính",
    "1. Sở Y tế & Sở Nội vụ rà soát hồ sơ.": "do Sở Y tế; do Sở Nội vụ",
    "1. Phòng GD&ĐT, Phòng VH & TT rà soát hồ sơ.": "do Phòng GD&ĐT; do Phòng VH & TT",
    "1. Hằng tháng (trước ngày 05 tháng kế tiếp) UBND các xã báo cáo số liệu về Sở Nội vụ.": "do UBND các xã",
    "1. Rà soát hồ sơ (xong trong tháng 5) UBND các xã đã gửi.": "",
    "1. Ủy viên Ban Chấp hành phụ trách địa bàn xuống cơ sở ít nhất 1 lần/tháng.": "do Ủy viên Ban Chấp hành phụ trách địa bàn",
    "1. Phó Giám đốc Sở phụ trách khối hành chính rà soát hồ sơ.": "do Phó Giám đốc Sở phụ trách khối hành chính",
    "1. Phó Giám đốc Sở phụ trách khối hành chính.": "do Phó Giám đốc Sở",
    "1. Ngay khi nhận được văn bản này, Sở Y tế tổ chức họp.": "do Sở Y tế",
    # slips of a scanner
    "1. Sở Nội vụ chủ trì, phôi hợp với các đon vị liên quan rà soát hồ sơ.": "lead Sở Nội vụ; coordinate các đon vị liên quan",
    "1. UBND các xã, phưòng rà soát hồ sơ hằng tuân.": "do UBND các xã, phưòng",
    # doers that are named shortly
    "1. Trưởng các thôn: lập danh sách hộ nghèo trước ngày 05/9/2026.": "do Trưởng các thôn",
    "1. Trưởng các thôn được khen: 12 người.": "",
    "1. GVCN các lớp nhắc học sinh đội mũ bảo hiểm.": "do GVCN các lớp",
    "1. Đoàn trường, tổ Ngữ văn tập văn nghệ từ ngày 25/8 đến ngày 03/9/2026.": "do Đoàn trường; do tổ Ngữ văn",
    "1. Sở Y tế rà soát tập tài liệu của tổ Ngữ văn.": "do Sở Y tế",
    # in brackets at the end
    "1. Nghị quyết về du lịch (Đảng ủy UBND phường chuẩn bị; tháng 4/2026).": "do Đảng ủy UBND phường",
    "1. Sơ kết phong trào (Văn phòng Đảng ủy; tháng 6/2026).": "do Văn phòng Đảng ủy",
    "1. Sơ kết phong trào (Văn phòng Đảng ủy chủ trì, tháng 6/2026).": "lead Văn phòng Đảng ủy",
    "1. Gửi danh sách về Ủy ban nhân dân tỉnh (Sở Nội vụ, tháng 6/2026).": "",
    "1. Sở Y tế sơ kết phong trào (Văn phòng Sở chuẩn bị).": "do Sở Y tế",
    "1. Nghị quyết về du lịch (Đảng ủy UBND phường đã ban hành tháng 4/2025).": "",
}

CLOSING = [
    "Yêu cầu các sở, ngành nghiêm túc thực hiện.",
    "Đề nghị Thủ trưởng các đơn vị khẩn trương, nghiêm túc tổ chức thực hiện./.",
    "Các cơ quan, đơn vị nghiêm túc triển khai thực hiện Kế hoạch này.",
    "Chánh Văn phòng, các ông (bà) có tên tại Điều 2 chịu trách nhiệm thi hành./.",
    "Giám đốc Sở Y tế chịu trách nhiệm thi hành kể từ ngày ký.",
]
NOT_CLOSING = [
    "Yêu cầu các sở, ngành rà soát hồ sơ, nghiêm túc thực hiện.",
    "Yêu cầu các sở, ngành nghiêm túc thực hiện chế độ trực.",
    "Yêu cầu các sở, ngành thực hiện trước ngày 20/4/2026.",
    "Chi cục trưởng chịu trách nhiệm thi hành bản án trước ngày 20/4/2026.",
]

IN_SIGHT = [
    "2. Tuyên truyền: Báo và Đài tỉnh; thường xuyên trong quý II/2026.",
    "2. Căn cứ kết quả rà soát của Sở Y tế.",
]


def doers(words: str) -> str:
    found = [[f"{actor.role} {actor.name}" for actor in task.actors] for task in read(words).tasks]
    return " | ".join("; ".join(names) for names in found)


WHEN = {
    # two days that are no halves of a year are two days, the second asked
    "trước ngày 20/4 và 20/9": ("2026-04-20", None, ["20/9"]),
    "trước ngày 20/6 và 20/12": (None, "semiannual", []),
    "trước ngày 20/4 và 20/9 hằng năm": (None, "semiannual", []),
    # figures of a time that is no value are asked
    "trước 28 tết": (None, None, ["trước 28 tết"]),
    "trước ngày 31/4/2026": (None, None, ["trước ngày 31/4/2026"]),
    "chậm nhất 24 giờ sau khi có kết luận": (None, None, ["chậm nhất 24 giờ sau khi có kết luận"]),
    "trước ngày 30/4/2026": ("2026-04-30", None, []),
    "trong vòng 24 bệnh viện": (None, None, []),
    # a second time without work of its own is no second order; «at the latest» is what counts
    "trong tháng 4, chậm nhất là ngày 10/5/2026": ("2026-05-10", None, ["trong tháng 4"]),
}


@pytest.mark.parametrize(("words", "meant"), WHEN.items())
def test_times_that_are_no_value_are_asked(words: str, meant: tuple[str | None, str | None, list[str]]):
    (task,) = read(HEAD + f"1. Sở Y tế rà soát hồ sơ {words}." + FOOT).tasks
    assert (task.deadline and task.deadline.isoformat(), task.cadence, task.left) == meant


def test_a_part_of_the_day_and_lost_marks_do_not_lose_the_weekday():
    assert (
        timing_of("sáng thứ Hai hằng tuần", None)
        == timing_of("thứ Hai hằng tuần", None)
        != timing_of("hằng tuần", None)
    )
    assert timing_of("truoc ngay 25 hang thang", None) == timing_of("trước ngày 25 hằng tháng", None) is not None
    assert timing_of("sáng sớm", None) is None


def test_a_heading_over_a_number_is_no_document():
    words = "III. KẾT LUẬN\n1. Sở Y tế rà soát hồ sơ.\n2. Sở Nội vụ thực hiện Kết luận số 7."
    assert [x.number for x in read(HEAD + words + FOOT).references] == ["7"]


@pytest.mark.parametrize(("words", "named"), TAKEN.items())
def test_an_order_in_less_usual_words(words: str, named: str):
    assert [x for x in doers(HEAD + words + FOOT).split(" | ") if x] == ([named] if named else [])


@pytest.mark.parametrize("words", CLOSING)
def test_a_closing_clause_orders_nothing(words: str):
    found = read(HEAD + "1. Sở Y tế rà soát hồ sơ.\n" + words + FOOT)
    assert (len(found.tasks), [x.value for x in found.ignored if x.rule == "ignored.closing"]) == (1, [words])


@pytest.mark.parametrize("words", NOT_CLOSING)
def test_work_in_a_last_sentence_is_an_order(words: str):
    found = read(HEAD + "1. Sở Y tế rà soát hồ sơ.\n" + words + FOOT)
    assert [task.words for task in found.tasks][1:] == [words]


@pytest.mark.parametrize("words", IN_SIGHT)
def test_what_nobody_understands_stays_in_sight(words: str):
    found = read(HEAD + "1. Sở Y tế rà soát hồ sơ.\n" + words + FOOT)
    assert words[3:] in [x.value for x in (*found.ignored,)] + [task.words for task in found.tasks]


def test_a_rhythm_that_a_scanner_misread_comes_back():
    (task,) = read(HEAD + "1. Sở Y tế rà soát hồ sơ vào thứ Sáu hằng tuân." + FOOT).tasks
    assert (task.cadence, task.cadence_phrase) == ("weekly", "thứ Sáu hằng tuân")


STORY = (
    "CHƯƠNG II\nBẾN ĐÒ\n\nNgày 5 tháng 4 năm 1961, chủ tịch xã Bến Đá triệu tập cuộc họp tại đình. Trời rét căm căm.\n\n"
    "“Ủy ban xã yêu cầu: Một, dân quân chủ trì đắp đê trước ngày 20/4. Hai, báo cáo hằng ngày về Ủy ban,” chị Hoa đọc to.\n\n"
    "Minh ngồi nép bên cửa. Anh nhớ buổi chia tay ở ga.\n"
)
FAMILY = "BIÊN BẢN HỌP HỌ TỘC\nHôm nay ngày 12/3/2026, tại nhà ông Tư:\n1. Anh Bình lo lễ vật trước ngày 20/3/2026.\nNgười lập biên bản\n"


def test_a_story_and_the_minutes_of_a_family_are_refused():
    assert [read(text).refused for text in (STORY, FAMILY)] == [True, True]
    office = (
        FAMILY.replace("HỌ TỘC", "CHI BỘ")
        .replace("nhà ông Tư", "trụ sở UBND xã An Lãng")
        .replace("Anh Bình", "Văn phòng")
    )
    assert not read(office).refused
    assert not read(HEAD + "1. Sở Y tế rà soát hồ sơ “Gia đình văn hóa,” báo cáo UBND tỉnh." + FOOT).refused


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("Đảng ủy xã Suối Trúc lập báo cáo gửi Ban trước ngày 15/8/2026.", ["Ban"]),
        ("Đảng ủy xã Suối Trúc lập báo cáo gửi Ban Tổ chức trước ngày 15/8/2026.", ["Ban Tổ chức"]),
        ("Đảng ủy xã Suối Trúc lập kế hoạch gửi Ban trước ngày 15/8/2026.", None),
    ],
)
def test_a_report_goes_to_the_office_by_its_kind_alone(words: str, to: list[str] | None):
    (task,) = read(HEAD + "1. " + words + FOOT).tasks
    assert (task.report and task.report.to) == to


def test_minutes_of_an_offence_are_no_report():
    words = "1. Công an xã lập biên bản hộ vi phạm gửi Công an tỉnh.\n2. Công an xã lập biên bản kiểm tra, lập danh sách gửi Công an tỉnh."
    assert [task.report is not None for task in read(HEAD + words + FOOT).tasks] == [False, True]
