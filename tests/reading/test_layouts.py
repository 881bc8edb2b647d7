"""Layouts of real life: what is issued with a letter, roles in lines of their own, a portal's tables, a sentence of time."""

from __future__ import annotations

import pytest

from phoihop.reading import read
from phoihop.reading.parts import Reading, TaskPart

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH AN LÃNG\nSố: 12/KH-UBND\nAn Lãng, ngày 05 tháng 3 năm 2030\nKẾ HOẠCH\nTiêm chủng mở rộng\n\n"
)
DECISION = (
    "ỦY BAN NHÂN DÂN TỈNH AN LÃNG\nSố: 12/QĐ-UBND\nAn Lãng, ngày 05 tháng 3 năm 2030\nQUYẾT ĐỊNH\nBan hành Kế hoạch tiêm chủng\n"
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tiêm chủng.\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n"
)


def told(reading: Reading) -> list[tuple[str, list[tuple[str, str]], str]]:
    return [(x.words, [(a.name, a.role) for a in x.actors], str(x.deadline or "")) for x in reading.tasks]


def only(reading: Reading) -> TaskPart:
    (task,) = reading.tasks
    return task


def test_orders_behind_the_foot_are_read():
    annex = (
        "KẾ HOẠCH\nTiêm chủng\n(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2030 của Ủy ban nhân dân tỉnh)\n\n"
        "I. NHIỆM VỤ\n1. Sở Y tế tập huấn cho cán bộ tiêm chủng, xong trước ngày 15/4/2030.\n"
    )
    assert told(read(DECISION + annex)) == [
        ("Sở Y tế tập huấn cho cán bộ tiêm chủng, xong trước ngày 15/4/2030.", [("Sở Y tế", "do")], "2030-04-15")
    ]
    assert read(DECISION + annex).signer_position.value == "PHÓ CHỦ TỊCH"
    assert not read(
        DECISION + annex.replace("(Kèm theo", "(Xem thêm")
    ).tasks  # a line in capitals alone brings nothing with it


@pytest.mark.parametrize("mark", ["- ", "+ ", "*", ""])
def test_roles_in_lines_of_their_own(mark):
    lines = [
        "Cơ quan chủ trì: Sở Y tế.",
        "Cơ quan phối hợp: Sở Nội vụ; các cơ quan liên quan.",
        "Thời gian thực hiện: Quý II/2030.",
    ]
    body = "1. Tập huấn cho cán bộ tiêm chủng cấp xã.\n" + "\n".join(mark + line for line in lines) + "\n"
    task = only(read(HEAD + body))
    assert [(a.name, a.role) for a in task.actors] == [
        ("Sở Y tế", "lead"), ("Sở Nội vụ", "coordinate"), ("các cơ quan liên quan", "coordinate")
    ]  # fmt: skip
    assert (str(task.deadline), task.quote.startswith("Tập huấn")) == ("2030-06-30", True)


def test_a_portals_table_is_read_cell_by_line():
    head = ["TT", "Nội dung thực hiện", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
    rows = [
        ["I", "TỔ CHỨC"],
        ["1", "Kiện toàn Ban Chỉ đạo\ncấp tỉnh", "Sở Nội vụ", "Sở Y tế", "Trước ngày\n30/11/2030"],
    ]
    table = "".join("|\n" + "\n|\n".join(cells) + "\n|\n" for cells in [head, *rows])
    task = only(read(HEAD + table))
    assert [(a.name, a.role) for a in task.actors] == [("Sở Nội vụ", "lead"), ("Sở Y tế", "coordinate")]
    assert str(task.deadline) == "2030-11-30"


def test_a_sentence_of_time_belongs_to_the_task_before_it():
    body = "1. Sở Y tế rà soát danh sách trẻ chưa tiêm. Thời gian hoàn thành: trước ngày 15/4/2030.\n"
    task = only(read(HEAD + body))
    assert (str(task.deadline), task.quote) == ("2030-04-15", body[3:].strip())


def test_another_body_that_acts_behind_a_comma_has_a_task_of_its_own():
    body = "1. Sở Y tế bảo đảm đủ vắc xin, Sở Tài chính cân đối kinh phí và Công an tỉnh xử lý vi phạm.\n"
    assert [[name for name, _ in actors] for _, actors, _ in told(read(HEAD + body))] == [
        ["Sở Y tế"], ["Sở Tài chính"], ["Công an tỉnh"]
    ]  # fmt: skip
    together = "1. Sở Y tế bảo đảm đủ vắc xin, phối hợp với Sở Tài chính, Công an tỉnh xử lý vi phạm.\n"
    assert len(read(HEAD + together).tasks) == 1


def test_a_letterhead_that_a_portal_has_broken_is_whole():
    text = (
        "ỦY\nBAN NHÂN DÂN\nTỈNH ĐẮK SƠN\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\nSố:\n28/QĐ-UBND\n|\n"
        "Đắk\nSơn, ngày 01 tháng 7 năm 2030\n|\nQUYẾT ĐỊNH\nVề việc giao nhiệm vụ\nĐiều 1. Giao Sở Y tế chủ trì tổ chức tiêm chủng.\n"
    )
    found = read(text)
    assert (found.issuing_body.value, found.number.value, found.place.value) == (
        "Ủy ban nhân dân tỉnh Đắk Sơn", "28/QĐ-UBND", "Đắk Sơn"
    )  # fmt: skip


ROWS = [
    "[2345/QĐ-BGTVT] [15/10/2023] Quyết định về việc công bố danh mục cảng biển [Hiệu lực: 01/11/2023]",
    "{2345/QĐ-BGTVT} - 15/10/2023 - Bộ Giao thông vận tải - Về việc công bố danh mục cảng biển - Hiệu lực: 01/11/2023",
    "12;2345/QĐ-BGTVT;15/10/2023;Bộ Giao thông vận tải;Quyết định;công bố danh mục cảng biển",
    "[Quyết định] Số: 2345/QĐ-BGTVT - Ngày ban hành: 15/10/2023 - Trích yếu: công bố danh mục cảng biển - Cơ quan ban hành: Bộ Giao thông vận tải",
    "1. Quyết định số 2345/QĐ-BGTVT ngày 15/10/2023 của Bộ Giao thông vận tải về việc công bố danh mục cảng biển",
    "('2345/QĐ-BGTVT', '2023-10-15', 'công bố danh mục cảng biển', 'Bộ Giao thông vận tải'),",
    '{"so":"2345/QĐ-BGTVT","ngay":"2023-10-15","trich_yeu":"công bố danh mục cảng biển","co_quan":"Bộ Giao thông vận tải"}',
]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_any_export_gives_what_it_knows(row):
    found = read(row)
    said = (found.klass, found.number.value, str(found.date), found.doc_type.value, found.subject.value)
    assert said == ("header_only", "2345/QĐ-BGTVT", "2023-10-15", "quyết định", "công bố danh mục cảng biển")
    assert found.issuing_body is None or found.issuing_body.value == "Bộ Giao thông vận tải"
    assert row[found.number.start : found.number.end] == "2345/QĐ-BGTVT"


def test_news_of_a_letter_is_no_row():
    news = "Ngày 15/10/2023, Bộ Giao thông vận tải ban hành Công văn số 2345/BGTVT-VT yêu cầu các Sở Giao thông vận tải báo cáo trước ngày 20/10/2023."
    assert read(news).klass == "relayed"


PLAN = (
    HEAD
    + "TT\tNội dung\tChủ trì\tPhối hợp\tThời gian\n1\tRà soát cơ số thuốc\tSở Y tế\tSở Tài chính\tTrước ngày 20/4/2030\n"
)
BOTH = [("Sở Y tế", "lead"), ("Sở Nội vụ", "coordinate")]


@pytest.mark.parametrize(
    ("row", "actors", "day", "cadence"),
    [
        ("2\tTổ chức tập huấn\t″\tSở Nội vụ\t″", BOTH, "2030-04-20", None),
        ("2\tTổ chức tập huấn\t″\tSở Nội vụ\tHằng quý", BOTH, "None", "quarterly"),
        ("2\tTổ chức tập huấn\tCông an tỉnh\t\t-nt-", [("Công an tỉnh", "lead")], "2030-04-20", None),
        ("2\tTổ chức tập huấn\tNhư trên\tSở Nội vụ", BOTH, "None", None),
        ("2\tTổ chức tập huấn\tCông an tỉnh\tSở Nội vụ\t", [("Công an tỉnh", "lead"), BOTH[1]], "None", None),
    ],
)
def test_a_cell_that_goes_on_from_above_says_the_same(row, actors, day, cadence):
    task = read(PLAN + row).tasks[1]
    assert task.words == "Tổ chức tập huấn"
    assert ([(a.name, a.role) for a in task.actors], str(task.deadline), task.cadence) == (actors, day, cadence)


def test_of_one_work_over_two_rows_both_lead():
    task = only(read(PLAN + "″\t″\tSở Nội vụ\t\t″"))
    assert [(a.name, a.role) for a in task.actors] == [
        ("Sở Y tế", "lead"), ("Sở Tài chính", "coordinate"), ("Sở Nội vụ", "lead")
    ]  # fmt: skip


def test_what_goes_on_over_three_rows_still_stands_where_it_was_printed():
    text = PLAN + "2\tTổ chức tập huấn\t″\tSở Nội vụ\t″\n3\tMua vắc xin\t″\tSở Nội vụ\t″\n"
    tasks = read(text).tasks
    assert [text[x.actors[0].start : x.actors[0].end] for x in tasks] == ["Sở Y tế"] * 3
    assert {x.actors[0].start for x in tasks} == {text.index("Sở Y tế")}
    assert {str(x.deadline) for x in tasks} == {"2030-04-20"}


@pytest.mark.parametrize(
    ("first", "second", "other", "paths"),
    [
        ("I.1.", "I.2.", "II.1.", ["I.1", "I.2", "II.1"]),
        ("I.1", "I.2", "II.1", ["I.1", "I.2", "II.1"]),
        ("I.1)", "I.2)", "II.1)", ["I.1", "I.2", "II.1"]),
        ("I.1.1.", "I.1.2.", "II.1.1.", ["I.1", "I.2", "II.1"]),
        ("I.1.", "I.1.a.", "II.1.", ["I.1", "I.1.a", "II.1"]),
        ("1.", "2.", "1.", ["I.1", "I.2", "II.1"]),
    ],
)
def test_items_that_say_their_section_again_inherit_its_doer(first, second, other, paths):
    letter = read(
        HEAD
        + f"I. Sở Y tế:\n{first} Rà soát thuốc, vật tư trước ngày 20/4/2030.\n{second} Tập huấn cho cán bộ y tế cơ sở.\n"
        + f"II. Sở Tài chính:\n{other} Bố trí kinh phí phòng, chống dịch.\n"
    )
    assert [(x.words.split()[0], x.actors[0].name) for x in letter.tasks] == [
        ("Rà", "Sở Y tế"), ("Tập", "Sở Y tế"), ("Bố", "Sở Tài chính")
    ]  # fmt: skip
    assert [x.path for x in letter.tasks] == paths
