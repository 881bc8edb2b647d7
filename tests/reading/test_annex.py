"""The annex of a decision as tables and sentences: what is said is read, what is not is a doubt, and no file makes it fall."""

import io
import random

import pytest
import xlsxwriter

from phoihop.extract import Extract, Page, Refusal, Sheet
from phoihop.ops.bench.annexes.files import file_of
from phoihop.ops.bench.annexes.score import f1
from phoihop.ops.bench.annexes.seen import SEEN
from phoihop.ops.bench.annexes.unseen import UNSEEN
from phoihop.reading.annex import WHOLE, apportion, flows_in, read_annex
from phoihop.reading.annex.model import Place
from phoihop.reading.annex.reader import annex_of_sheets, annex_of_text

ALL = [*SEEN, *UNSEEN]


def told(text):
    found = annex_of_text(Extract(text, "docx", "", (Page(0, len(text)),)))
    return [
        (
            change.how,
            change.target.words,
            [(flow.source.words, flow.source.under, flow.portion) for flow in change.flows],
        )
        for change in found.changes
    ]


def grid(*rows):
    return annex_of_sheets([Sheet("A", tuple(rows))])


def doubts(annex):
    return [(doubt.code, doubt.words, doubt.place.cell) for doubt in annex.doubts]


def test_the_annexes_are_read_right():
    share, wrong = f1(ALL)
    assert share >= 0.98, wrong


def whole(*names):
    return [(name, "", "whole") for name in names]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Sáp nhập xã Đông Tân với xã Tây Tân thành xã Đông Tây.", ("form", "xã Đông Tây", whole("xã Đông Tân", "xã Tây Tân"))),
    ("Hợp nhất 03 xã: Nghĩa Lâm, Nghĩa Sơn, Nghĩa Yên thành 01 xã mới, lấy tên là xã Nghĩa Lâm.",
     ("form", "xã Nghĩa Lâm", whole("xã Nghĩa Lâm", "xã Nghĩa Sơn", "xã Nghĩa Yên"))),
    (("Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Tuyên Thành (thị xã Kiến Tượng), xã Bình và một phần diện tích tự nhiên của xã Hà "
     "thành xã mới có tên gọi là xã Tuyên Thành."),
     ("form", "xã Tuyên Thành", [("xã Tuyên Thành", "thị xã Kiến Tượng", "whole"), ("xã Bình", "", "whole"), ("xã Hà", "", "part")])),
    ("Phường Đúc và phường Phường Đúc → phường Thuận Hóa Bắc", ("form", "phường Thuận Hóa Bắc", whole("phường Đúc", "phường Phường Đúc"))),
    ("Chuyển xã Uy Nỗ Hạ thành phường Uy Nỗ Hạ", ("retype", "phường Uy Nỗ Hạ", whole("xã Uy Nỗ Hạ"))),
    ("Đổi tên xã Vĩnh Ninh Cũ thành xã Vĩnh Ninh.", ("rename", "xã Vĩnh Ninh", whole("xã Vĩnh Ninh Cũ"))),
    ("Nhập các thôn 1, 2 và 3 của xã Bình An vào xã Bình Yên.", ("into", "xã Bình Yên", [("xã Bình An", "", "part")])),
    ("1. Nhập toàn bộ 5,20 km2 diện tích tự nhiên, quy mô dân số 4.120 người của xã Khe vào xã Lim.", ("into", "xã Lim", whole("xã Khe"))),
    ("Nhập toàn bộ diện tích tự nhiên là 5,20 km², quy mô dân số là 4.120 người của xã Khe và xã Ngà vào xã Lim.",
     ("into", "xã Lim", whole("xã Khe", "xã Ngà"))),
    ("Nhập 1,25 km2 diện tích tự nhiên, dân số 310 người của xã Khe vào xã Lim.", ("into", "xã Lim", [("xã Khe", "", "part")])),
    ("Thành lập xã Suối trên cơ sở nhập toàn bộ 7 km2 diện tích tự nhiên, quy mô dân số 5.000 người của xã Trúc, xã Lim và 35% diện tích tự nhiên, 40% dân số của xã Vọng.",
     ("form", "xã Suối", [("xã Trúc", "", "whole"), ("xã Lim", "", "whole"), ("xã Vọng", "", "part")])),
    ("Xã Nà Mận giữ nguyên.", ("keep", "xã Nà Mận", [])),
    ("Giải thể huyện Vân Hà.", ("close", "huyện Vân Hà", [])),
    ("Xã Đông Hải được hình thành từ việc sắp xếp xã Lĩnh, thị trấn Nhồi.", ("form", "xã Đông Hải", whole("xã Lĩnh", "thị trấn Nhồi"))),
])  # fmt: skip
def test_a_sentence_is_read(text, wanted):
    assert told(text) == [wanted]


@pytest.mark.parametrize("text", [
    "Sau khi sắp xếp, tỉnh Lạng Giang có 65 đơn vị hành chính cấp xã, gồm 61 xã và 04 phường.",
    "Ủy ban nhân dân xã Tân Lập báo cáo kết quả sắp xếp về Sở Nội vụ.",
    "Chủ tịch xã Bình An chịu trách nhiệm thi hành.",
    "",
])  # fmt: skip
def test_a_frame_is_no_change_and_no_doubt(text):
    annex = annex_of_text(Extract(text, "docx", "", (Page(0, len(text)),)))
    assert (annex.changes, annex.doubts) == ([], [])


@pytest.mark.parametrize(("words", "wanted"), [
    ("P9, P11 – P13", ["phường 9", "phường 11", "phường 12", "phường 13"]),
    ("Phường 1, 3 và Phường 05", ["phường 1", "phường 3", "phường 5"]),
    ("TT. Nhà Rông; các xã: A Lưới, B Lưới", ["thị trấn Nhà Rông", "xã A Lưới", "xã B Lưới"]),
    ("- Xã A;\n- Xã B", ["xã A", "xã B"]),
    ("XÃ HOÀ BÌNH, XÃ M'DRẮK", ["xã Hòa Bình", "xã M'Drắk"]),
    ("xã Thanh + xã Bình", ["xã Thanh", "xã Bình"]),
])  # fmt: skip
def test_lists_of_units(words, wanted):
    assert [flow.source.words for flow in flows_in(words, Place())] == wanted


HEADS = ("ĐVHC cũ", "ĐVHC mới", "Tỷ lệ (%)")


def test_a_divided_unit_without_a_share_is_a_doubt_never_a_guess():
    annex = grid(HEADS[:2], ("một phần xã A", "xã B"), ("phần còn lại của xã A", "xã C"))
    assert [flow.share for change in annex.changes for flow in change.flows] == [None, None]
    assert doubts(annex) == [("share", "xã A", "A2")]


def test_a_part_whose_rest_goes_nowhere_is_a_doubt():
    assert doubts(grid(HEADS[:2], ("một phần xã A", "xã B"))) == [("rest", "xã A", "A2")]


def test_one_that_goes_whole_to_two_is_a_doubt():
    assert doubts(grid(HEADS[:2], ("xã A", "xã B"), ("xã A", "xã C"))) == [("twice", "xã A", "A2")]


def test_shares_that_do_not_add_up_are_a_doubt():
    assert doubts(grid(HEADS, ("xã A", "xã B", "30"), ("xã A", "xã C", "60"))) == [("sum", "xã A", "A2")]


def test_two_rows_that_make_units_of_one_name_are_a_doubt():
    annex = grid(("Tên ĐVHC mới", "Các ĐVHC sáp nhập"), ("Xã A", "xã B, xã C"), ("Xã A", "xã D, xã E"))
    assert doubts(annex) == [("formed_twice", "xã A", "A3")]


def test_a_pdf_says_that_its_tables_were_not_read():
    text = "1. Nhập xã Nà Phát vào xã Co Mạ."
    found = annex_of_text(Extract(text, "pdf", "", (Page(0, len(text)),)))
    assert ([change.how for change in found.changes], [doubt.code for doubt in found.doubts]) == (["into"], ["tables"])


def test_the_rest_is_what_the_other_shares_leave():
    annex = grid(HEADS, ("xã A", "xã B", "30,5"), ("phần còn lại của xã A", "xã C", None))
    assert [(flow.share, flow.basis) for change in annex.changes for flow in change.flows] == [
        (305_000, "share"),
        (695_000, "share"),
    ]


@pytest.mark.parametrize("weights", [[1, 1, 1], [1e-9, 5], [3, 3, 3, 3, 3, 3, 3], [0.1] * 999, [10**9, 1]])
def test_shares_are_apportioned_to_the_last_millionth(weights):
    parts = apportion(weights)
    assert sum(parts) == WHOLE
    assert min(parts) > 0


def test_what_is_random_never_falls_and_never_has_an_impossible_share():
    rng = random.Random(7)
    words = [word for annex in ALL for block in annex.blocks for word in str(block).split()]
    words += ["(", ")", ";", "→", "%", "400%", "một phần", "còn lại", "\x00", "\x01", "\x05", "[", "1-99", "P1–P5"]
    for _turn in range(60):
        rows = [
            tuple(
                rng.choice([None, " ".join(rng.choices(words, k=rng.randrange(1, 12))), rng.randrange(200), 0.5])
                for _ in range(6)
            )
            for _ in range(rng.randrange(1, 12))
        ]
        text = " ".join(rng.choices([*words, "\n"], k=400))
        for annex in (grid(("STT", "Tên ĐVHC mới", "Các ĐVHC cũ", "Tỷ lệ", "Ghi chú", "Dân số"), *rows),
                      annex_of_text(Extract(text, "txt", "", (Page(0, len(text)),)))):  # fmt: skip
            shares = [flow.share for change in annex.changes for flow in change.flows]
            assert all(share is None or 1 <= share <= WHOLE for share in shares)


@pytest.mark.parametrize(
    "piece",
    [
        "xã ",
        "(",
        "thôn 1, ",
        "một phần ",
        "sau khi sắp xếp ",
        "Nhập ",
        "thành lập xã A từ ",
        "xã A, ",
        "sắp xếp xã A thành ",
    ],
)
def test_a_line_of_a_hundred_thousand_letters_is_read_in_no_time(piece):
    import time

    text = piece * (100_000 // len(piece))
    before = time.process_time()
    annex_of_text(Extract(text, "docx", "", (Page(0, len(text)),)))
    assert time.process_time() - before < 2


def test_bent_files_give_an_annex_or_a_refusal():
    rng = random.Random(3)
    said = []
    for annex in ALL[:12]:
        data = bytearray(file_of(annex))
        for _turn in range(4):
            bent = bytearray(data)
            for _byte in range(rng.randrange(1, 30)):
                bent[rng.randrange(len(bent))] = rng.randrange(256)
            try:
                read_annex(bytes(bent[: rng.randrange(1, len(bent) + 1)]), annex.name)
            except Refusal as refusal:
                said.append((refusal.vi, refusal.en))
    assert all(vi and en for vi, en in said)
    assert said


def test_the_figures_of_parts_give_their_shares():
    text = (
        "Nhập 1,25 km2 diện tích tự nhiên, quy mô dân số 300 người của xã Khe vào xã Lim.\n"
        "Nhập 3,75 km2 diện tích tự nhiên, quy mô dân số 1.200 người của xã Khe vào xã Ngà.\n"
    )
    found = annex_of_text(Extract(text, "docx", "", (Page(0, len(text)),)))
    assert [(c.target.words, c.flows[0].share, c.flows[0].basis) for c in found.changes] == [
        ("xã Lim", 200_000, "people"), ("xã Ngà", 800_000, "people"),
    ]  # fmt: skip
    assert found.doubts == []


def test_the_share_of_the_people_is_the_share():
    text = "Nhập 35% diện tích tự nhiên, 40% dân số của xã Vọng vào xã Lim; nhập 65% diện tích tự nhiên, 60% dân số của xã Vọng vào xã Ngà."
    found = annex_of_text(Extract(text, "docx", "", (Page(0, len(text)),)))
    assert [(c.target.words, c.flows[0].share) for c in found.changes] == [("xã Lim", 400_000), ("xã Ngà", 600_000)]


def test_each_arrow_of_a_text_file_is_a_change():
    found = read_annex(
        "xã Hạ, xã Kẻ → xã Hạ Kẻ\nxã Sen, xã Mận → xã Sen Mận\nxã An, xã Bình → xã An Bình\n".encode(), "a.txt"
    )
    assert [(change.target.words, [flow.source.words for flow in change.flows]) for change in found.changes] == [
        ("xã Hạ Kẻ", ["xã Hạ", "xã Kẻ"]), ("xã Sen Mận", ["xã Sen", "xã Mận"]), ("xã An Bình", ["xã An", "xã Bình"]),
    ]  # fmt: skip


def test_lines_with_an_arrow_each_are_changes_each_and_a_broken_list_is_one():
    two = read_annex("xã Hạ Trà, xã Kẻ Vạc → xã Hạ Kẻ\nxã Lũng Sen, xã Nà Mận → xã Lũng Mận\n".encode(), "a.txt")
    assert [change.target.name for change in two.changes] == ["Hạ Kẻ", "Lũng Mận"]
    assert [flow.source.name for change in two.changes for flow in change.flows] == [
        "Hạ Trà", "Kẻ Vạc", "Lũng Sen", "Nà Mận",
    ]  # fmt: skip
    broken = read_annex("xã Hạ Trà,\nxã Kẻ Vạc → xã Hạ\nKẻ; xã A,\nxã B → xã C\n".encode(), "a.txt")
    assert [(change.target.name, len(change.flows)) for change in broken.changes] == [("Hạ Kẻ", 2), ("C", 2)]


def test_what_is_hidden_in_a_workbook_decides_nothing_and_is_told():
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    shown, other = book.add_worksheet("Phụ & lục"), book.add_worksheet("Ẩn")
    rows = (["Xã mới", "Các xã cũ"], ["Xã Một", "xã A, xã B"], ["Xã Bỏ Đi", "xã C, xã D"], ["Xã Hai", "xã E, xã G"])
    for line, row in enumerate(rows):
        shown.write_row(line, 0, row)
    shown.set_row(2, None, None, {"hidden": True})
    other.write_row(0, 0, ["Xã Ẩn", "xã H, xã K"])
    other.hide()
    book.add_worksheet("Trống").very_hidden()
    book.close()

    found = read_annex(held.getvalue(), "a.xlsx")
    assert [change.target.name for change in found.changes] == ["Một", "Hai"]
    assert [(d.code, d.words, d.place.cell) for d in found.doubts] == [
        ("hidden", "3", "Phụ & lục!A3"),
        ("hidden", "Ẩn", "Ẩn!A1"),
    ]
