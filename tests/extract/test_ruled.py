"""Tables that lines rule on a scan: row by row, cell by cell, as those of Word files are told."""

import random
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw, ImageFilter

from extract.scans import bytes_of, scan_of, sheet_of, stamped
from phoihop.extract import extract_scan
from phoihop.extract.ruling import tables_on
from phoihop.reading import read

reads = pytest.mark.tool("tesseract")


def page(size=(1000, 900)):
    return Image.new("L", size, 240)


def ruled(sheet, columns, rows, *, ink=60, width=2, without=()):
    draw = ImageDraw.Draw(sheet)
    for n, y in enumerate(rows):
        for m, (left, right) in enumerate(pairwise(columns)):
            if ("level", n, m) not in without:
                draw.line((left, y, right, y), fill=ink, width=width)
    for n, x in enumerate(columns):
        for m, (top, bottom) in enumerate(pairwise(rows)):
            if ("upright", n, m) not in without:
                draw.line((x, top, x, bottom), fill=ink, width=width)
    return sheet


def cells_of(sheet):
    _rest, grids, _columns = tables_on(sheet)
    return [[(cell.row, cell.column) for cell in grid.cells] for grid in grids]


@pytest.mark.parametrize("angle", [0, 0.08, -0.08])
def test_every_cell_of_a_table_is_found(angle):
    sheet = ruled(page(), [100, 180, 600, 900], [100, 170, 300, 380])
    sheet = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=240)
    assert cells_of(sheet) == [[(row, column) for row in range(3) for column in range(3)]]


def test_a_merged_cell_is_one_where_it_begins():
    columns, rows = [100, 180, 600, 900], [100, 170, 300, 380]
    sheet = ruled(
        page(), columns, rows, without={("upright", 1, 0), ("upright", 2, 0), ("level", 2, 2)}
    )  # the first row whole; the last column of the others
    assert cells_of(sheet) == [[(0, 0), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)]]


def test_frames_rules_bars_and_pictures_are_no_tables():
    sheet = ruled(page(), [50, 950], [50, 850])
    draw = ImageDraw.Draw(sheet)
    draw.line((300, 120, 700, 120), fill=0, width=3)
    draw.line((400, 200, 400, 500), fill=0, width=3)
    draw.rectangle((500, 300, 800, 700), fill=20)
    assert cells_of(sheet) == []
    rng = random.Random(3)
    noise = Image.frombytes("L", (1000, 900), rng.randbytes(900_000)).filter(ImageFilter.GaussianBlur(9))
    assert cells_of(noise.point(lambda value: max(0, min(255, (value - 128) * 12 + 128)))) == []
    assert cells_of(Image.new("L", (1, 1))) == []


def test_a_page_without_tables_stays_as_it_is():
    sheet = sheet_of().convert("L")
    rest, grids, columns = tables_on(sheet)
    assert (rest, grids, columns) == (sheet, [], [])


PLAN = """
#set text(size: 11pt, bottom-edge: "descender", top-edge: "ascender")
#table(columns: (10mm, 1fr, 26mm, 30mm), stroke: 0.6pt, inset: (x: 1.5mm, y: 0.7mm),
  [TT], [Nội dung], [Chủ trì], [Thời gian],
  table.cell(colspan: 4)[Công tác tuyên truyền],
  [1], [Tổ chức hội nghị học tập nghị quyết tại các xã, phường], table.cell(rowspan: 2)[Ban Tuyên giáo], [Trước ngày 30/6/2026],
  [2], [Biên soạn tài liệu], [Tháng 9/2026])

Các đơn vị báo cáo kết quả.
"""
ROWS = (
    ("TT", "Nội dung", "Chủ trì", "Thời gian"),
    ("Công tác tuyên truyền", "", "", ""),
    ("1", "Tổ chức hội nghị học tập nghị quyết tại các xã, phường", "Ban Tuyên giáo", "Trước ngày 30/6/2026"),
    ("2", "Biên soạn tài liệu", "", "Tháng 9/2026"),
)


@pytest.mark.slow
@reads
@pytest.mark.parametrize(
    ("angle", "turn"), [(0, 0), (1.6, 0), (0, 90), (0, 270)], ids=["straight", "askew", "on its side", "on the other"]
)
def test_a_ruled_table_is_told_as_that_of_a_word_file(angle, turn):
    sheet = sheet_of(PLAN, dpi=200, angle=angle)
    found = extract_scan(scan_of(sheet.rotate(turn, expand=True)), "a.pdf")
    rows = ["\t".join(row).rstrip("\t") for row in ROWS]
    assert found.text == "\n".join([*rows, "Các đơn vị báo cáo kết quả."])
    assert [table.rows for table in found.tables] == [ROWS]
    assert found.text[found.tables[0].start : found.tables[0].end] == "\n".join(rows)
    for word in found.scans[0].words:
        assert found.text[word.start : word.end].strip() == found.text[word.start : word.end] != ""


@pytest.mark.slow
@reads
def test_words_of_a_table_lie_where_their_boxes_say():
    sheet = sheet_of(PLAN, dpi=200)
    found = extract_scan(scan_of(sheet), "a.pdf")
    places = {found.text[word.start : word.end]: word for word in found.scans[0].words}
    assert places["TT"].right < places["Chủ"].left < places["30/6/2026"].left
    assert places["Chủ"].bottom < places["soạn"].top
    draw = ImageDraw.Draw(sheet)
    for word in found.scans[0].words:
        box = (word.left * sheet.width, word.top * sheet.height, word.right * sheet.width, word.bottom * sheet.height)
        assert min(sheet.convert("L").crop(tuple(map(round, box))).tobytes()) < 128
        draw.rectangle((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3), fill="white")
    _rest, grids, columns = tables_on(sheet.convert("L").resize((sheet.width * 3 // 2, sheet.height * 3 // 2)))
    assert ([len(grid.cells) for grid in grids], columns) == ([12], [])


@pytest.mark.slow
@reads
def test_the_reader_takes_its_tasks_from_a_scanned_plan_with_a_stamp_on_it():
    words = "Số 12-KH/BTG\n\nKẾ HOẠCH\n\nBan phân công các đơn vị như sau:\n" + PLAN
    sheet = stamped(sheet_of("#set page(height: 120mm)\n" + words, dpi=200), "ĐẾN", at=(700, 20))
    text = extract_scan(bytes_of(sheet), "a.png").text
    tasks = [task for task in read(text).as_json()["tasks"] if task["deadline"]]
    assert [([actor["name"] for actor in task["actors"]], task["deadline"]) for task in tasks] == [
        (["Ban Tuyên giáo"], "2026-06-30"),
        ([], "2026-09-30"),
    ]
