import io

import pypdfium2
import pytest
import typst
from pypdfium2 import raw

from phoihop.extract import Limits, Refusal, extract
from phoihop.typeset.metrics import FONTS


def pdf_of(source):
    return typst.compile(source.encode())


def picture_pdf(pages, *, text_on=()):
    """Pages that hold a grey picture, some of them words too."""
    document = pypdfium2.PdfDocument.new()
    words = pypdfium2.PdfDocument(pdf_of("Kính gửi các đơn vị trong toàn tỉnh"))
    for number in range(pages):
        if number in text_on:
            document.import_pages(words, [0])
            continue
        page = document.new_page(595, 842)
        bitmap = pypdfium2.PdfBitmap.new_native(8, 8, raw.FPDFBitmap_Gray)
        picture = pypdfium2.PdfImage.new(document)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(picture)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_pages_keep_their_offsets():
    found = extract(pdf_of("Trang một, đầy đủ dấu: ế ợ ữ ỵ\n#pagebreak()\nTrang hai"), "thư.pdf")
    assert [found.text[page.start : page.end] for page in found.pages] == [
        "Trang một, đầy đủ dấu: ế ợ ữ ỵ",
        "Trang hai",
    ]


def test_a_scan_is_said_to_be_one():
    with pytest.raises(Refusal) as refusal:
        extract(picture_pdf(2), "quét.pdf")
    assert refusal.value.code == "scan"
    assert refusal.value.vi.startswith("PDF này là bản quét")


def test_scanned_pages_among_others_are_named():
    found = extract(picture_pdf(3, text_on={1}), "thư.pdf")
    (told,) = found.warnings
    assert (told.code, told.vi.startswith("Trang 1, 3 là ảnh quét")) == ("scanned_pages", True)
    assert found.text.strip() == "Kính gửi các đơn vị trong toàn tỉnh"


def test_a_pdf_without_anything_is_refused():
    with pytest.raises(Refusal) as refusal:
        extract(pdf_of(""), "a.pdf")
    assert refusal.value.code == "blank"


def test_too_many_pages_are_refused():
    with pytest.raises(Refusal) as refusal:
        extract(pdf_of("a#pagebreak()" * 5), "a.pdf", limits=Limits(pages=3))
    assert (refusal.value.code, "nhiều nhất 3 trang" in refusal.value.vi) == ("too_long", True)


LOCKED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[(a)(a)]>>
"""


def test_a_password_is_named():
    with pytest.raises(Refusal) as refusal:
        extract(LOCKED, "a.pdf")
    assert refusal.value.code == "password"


def test_a_broken_pdf_is_refused():
    with pytest.raises(Refusal) as refusal:
        extract(b"%PDF-1.7\nrubbish", "a.pdf")
    assert refusal.value.code == "broken"


def test_reading_stops_at_its_time():
    with pytest.raises(Refusal) as refusal:
        extract(pdf_of("a"), "a.pdf", limits=Limits(seconds=0.01))
    assert refusal.value.code == "too_slow"


def test_reading_stops_at_its_memory():
    with pytest.raises(Refusal) as refusal:
        extract(pdf_of("a"), "a.pdf", limits=Limits(memory=20 * 1024 * 1024))
    assert refusal.value.code == "broken"


LANDSCAPE = """#set page(paper: "a4", flipped: true, margin: 20mm)
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true)
Căn cứ Chương trình công tác số 09-CTr/ĐU, ngày 30/12/2025 của Ban Chấp hành Đảng bộ phường; thực hiện Hướng dẫn số 21-HD/BTGDVTU của Ban Tuyên giáo và Dân vận Thành ủy, Ban Thường vụ Đảng ủy phường xây dựng Kế hoạch như sau:

Các đơn vị báo cáo kết quả.
"""


def turned(pdf, by, *, upright):
    """The page as a scanner's or a printer's driver writes it: its words lie askew, and the page may say that it is turned."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    wide, high = page.get_size()
    matrix = {90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, wide)}[by]
    for piece in page.get_objects():
        piece.transform(pypdfium2.PdfMatrix(*matrix))
    if by != 180:
        page.set_mediabox(0, 0, high, wide)
        page.set_cropbox(0, 0, high, wide)
    page.set_rotation(by if upright else 0)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("by", [90, 180, 270])
@pytest.mark.parametrize("upright", [True, False])
def test_the_lines_of_a_turned_annex_are_put_together_as_those_of_any_page(by, upright):
    pdf = typst.compile(LANDSCAPE.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)
    told = extract(pdf, "phụ lục.pdf").text
    assert told.count("\n") == 1
    assert extract(turned(pdf, by, upright=upright), "phụ lục.pdf").text == told


LINES = [
    "Kính gửi: Các sở, ban, ngành; Ủy ban nhân dân các xã, phường.",
    "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát thuốc, vật tư trước ngày 25/4/2026.",
    "2. Tăng cường phòng, chống dịch bệnh; nghiêng về cơ sở. Độc lập - Tự do - Hạnh phúc.",
]


def glued_pdf(gap, *, size=10, tracking=0):
    """Each word set by itself, `gap` points behind the one before, and no blank between them."""
    lines = [f"#h({gap}pt)".join(f"#box[{word}]" for word in line.split()) for line in LINES]
    head = f'#set text(size: {size}pt, lang: "vi", hyphenate: false, tracking: {tracking}pt)'
    return pdf_of(head + "\n\n" + "\n\n".join(lines))


@pytest.mark.parametrize(("gap", "size"), [(1.2, 10), (1.6, 13), (1.7, 14), (2.5, 14)])
def test_words_without_blanks_between_them_are_told_by_their_gaps(gap, size):
    assert extract(glued_pdf(gap, size=size), "a.pdf").text.split("\n") == LINES


@pytest.mark.parametrize("tracking", [0, 0.5])
def test_words_that_stand_close_are_not_cut_to_pieces(tracking):
    found = extract(glued_pdf(0, tracking=tracking), "a.pdf").text.split()
    assert found == ["".join(line.split()) for line in LINES]
