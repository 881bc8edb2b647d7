"""Scans: words with their places, stamps, sheets askew, and pictures that are none."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageDraw, ImageFilter

from extract.scans import WORDS, bytes_of, pdf_of, scan_of, sheet_of, stamped
from phoihop.extract import Limits, Refusal, extract, extract_scan, page_picture, scans
from phoihop.reading import scan_mark

reads = pytest.mark.tool("tesseract")
PLAIN = WORDS.replace("\n\n", "\n")


@reads
def test_a_short_scan_is_read_with_its_places():
    found = extract_scan(bytes_of(sheet_of("Số 12-CV/TU")), "a.png")
    assert found.text == "Số 12-CV/TU"
    assert [found.text[word.start : word.end] for word in found.scans[0].words] == ["Số", "12-CV/TU"]


def refused(act, *given, **named):
    with pytest.raises(Refusal) as refusal:
        act(*given, **named)
    assert "{" not in refusal.value.vi + refusal.value.en
    return refusal.value


@pytest.mark.slow
@reads
@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("a.png", lambda: bytes_of(sheet_of())),
        ("a.jpg", lambda: bytes_of(sheet_of(angle=-2.4), "JPEG", quality=85)),
        ("a.tif", lambda: bytes_of(sheet_of().convert("1", dither=Image.Dither.NONE), "TIFF", compression="group4")),
        ("a.pdf", lambda: scan_of(sheet_of(angle=1.7))),
        ("a.png", lambda: bytes_of(sheet_of(dpi=300).rotate(90, expand=True))),
        ("a.png", lambda: bytes_of(sheet_of(dpi=150).rotate(180))),
    ],
    ids=["png", "jpeg askew", "fax", "pdf askew", "on its side", "upside down"],
)
def test_a_picture_of_a_letter_is_read_letter_by_letter(name, drawn):
    found = extract_scan(drawn(), name)
    assert found.text == PLAIN
    (scan,) = found.scans
    assert [found.text[word.start : word.end] for word in scan.words] == PLAIN.split()
    assert (scan.sure > 90, scan.asks, found.warnings) == (True, False, ())


@pytest.mark.slow
@reads
@pytest.mark.parametrize(("turn", "angle"), [(0, 2.5), (90, 0)])
def test_every_word_lies_where_its_box_says(turn, angle):
    """Painted over on the sheet itself, nothing is left of it."""
    sheet = sheet_of(dpi=200, angle=angle).rotate(turn, expand=True)
    found = extract_scan(bytes_of(sheet), "a.png")
    assert len(found.scans[0].words) == len(PLAIN.split())
    draw = ImageDraw.Draw(sheet)
    for word in found.scans[0].words:
        box = (word.left * sheet.width, word.top * sheet.height, word.right * sheet.width, word.bottom * sheet.height)
        assert min(sheet.convert("L").crop(tuple(map(round, box))).tobytes()) < 128
        draw.rectangle((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3), fill="white")
    assert min(sheet.convert("L").tobytes()) > 200


@pytest.mark.slow
@reads
def test_pages_with_words_of_their_own_keep_them_and_only_the_others_are_read():
    data = scan_of(sheet_of("Trang thứ hai là ảnh quét của văn bản."), before=pdf_of("Trang một có chữ."))
    told = []
    found = extract_scan(data, "a.pdf", progress=lambda done, of: told.append((done, of)))
    assert [found.text[page.start : page.end] for page in found.pages] == [
        "Trang một có chữ.",
        "Trang thứ hai là ảnh quét của văn bản.",
    ]
    assert ([scan.page for scan in found.scans], told) == ([1], [(1, 1)])
    assert [one.code for one in extract(data, "a.pdf").warnings] == ["scanned_pages"]


@pytest.mark.slow
@reads
def test_the_pages_of_a_tiff_are_counted_while_they_are_read():
    sheets = [sheet_of(f"Văn bản này có nhiều trang, trang {word}.") for word in ("một", "hai", "ba")]
    data = bytes_of(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="tiff_lzw")
    told = []
    found = extract_scan(data, "a.tiff", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [found.text[page.start : page.end].split()[-1] for page in found.pages] == ["một.", "hai.", "ba."]


@pytest.mark.slow
@reads
def test_columns_of_a_head_stay_apart_and_a_stamp_is_no_text():
    head = "#set text(size: 11pt)\n#grid(columns: (1fr, 1fr), align: center)[TỈNH ỦY LAM GIANG][ĐẢNG CỘNG SẢN VIỆT NAM]\n\n"
    sheet = stamped(sheet_of(head + WORDS), "ĐẾN", at=(400, 520))
    found = extract_scan(bytes_of(sheet), "a.png")
    assert found.text == f"TỈNH ỦY LAM GIANG   ĐẢNG CỘNG SẢN VIỆT NAM\n{PLAIN}"
    assert "ĐẾN" in found.stamps


@pytest.mark.slow
@reads
@pytest.mark.parametrize(
    ("mark", "ink", "angle"),
    [
        ("MẬT", (200, 30, 40), 0),
        ("TỐI MẬT", (210, 40, 60), 4),
        ("TUYỆT MẬT", (30, 40, 160), -3),
        ("MẬT", (0, 0, 0), 0),
    ],
)
def test_a_stamped_mark_is_seen_in_any_ink(mark, ink, angle):
    words = "#set text(size: 11pt)\n#v(20mm)\n" + WORDS
    found = extract_scan(bytes_of(stamped(sheet_of(words), mark, ink=ink, angle=angle)), "a.png")
    assert scan_mark(found.text, found.stamps, found.apart)


@pytest.mark.slow
@reads
@pytest.mark.parametrize(
    "words", ["Tăng cường bảo mật, giữ bí mật nhà nước.", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "MẶT TRẬN"]
)
def test_words_that_only_look_like_a_mark_are_none(words):
    found = extract_scan(bytes_of(stamped(sheet_of(words + "\n\n" + WORDS), "ĐẾN Số: 12", at=(500, 400))), "a.png")
    assert not scan_mark(found.text, found.stamps, found.apart)


@pytest.mark.slow
@reads
def test_a_page_that_is_hard_to_read_asks_for_a_person():
    faint = sheet_of(dpi=34).resize((1165, 709)).point(lambda value: 150 + value // 3)
    found = extract_scan(scan_of(sheet_of(), faint, sheet_of()), "a.pdf")
    assert [scan.asks for scan in found.scans] == [False, True, False]
    (told,) = found.warnings
    assert told.vi.startswith("Trang 2 đọc từ ảnh chưa chắc (dưới 80 %)")


def cat():
    picture = Image.effect_noise((900, 700), 60).filter(ImageFilter.GaussianBlur(6)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((250, 200, 650, 600), fill=(120, 90, 60))
    draw.polygon([(270, 300), (300, 120), (400, 220)], fill=(120, 90, 60))
    draw.polygon([(500, 220), (600, 120), (640, 300)], fill=(120, 90, 60))
    return picture


@pytest.mark.slow
@reads
@pytest.mark.parametrize("picture", [cat(), Image.new("RGB", (600, 800), "white"), Image.new("L", (1, 1), 0)])
def test_a_picture_of_anything_else_gives_no_words(picture):
    assert refused(extract_scan, bytes_of(picture), "mèo.png").code == "no_words"


def test_without_the_helper_its_package_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    scans._tesseract.cache_clear()
    try:
        no = refused(extract_scan, bytes_of(sheet_of()), "a.png")
    finally:
        scans._tesseract.cache_clear()
    assert no.code == "no_tesseract"
    assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in no.vi
    assert "sudo apt install tesseract-ocr tesseract-ocr-vie" in no.en


def png(width, height):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(10_000_000)))
        + chunk(b"IEND", b"")
    )


def test_a_picture_that_unpacks_to_far_more_is_refused_unopened():
    assert refused(page_picture, png(60_000, 60_000), 0).code == "bomb"


def test_a_page_that_is_far_too_large_is_drawn_smaller():
    data = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    data += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>endobj\ntrailer<</Root 1 0 R>>\n"
    picture = Image.open(io.BytesIO(page_picture(data, 0, dpi=300, limits=Limits(pixels=4_000_000))))
    assert picture.width * picture.height <= 1_000_000


@reads
def test_too_many_scanned_pages_are_refused_before_they_are_read():
    no = refused(extract_scan, scan_of(*[sheet_of()] * 3), "a.pdf", limits=Limits(scanned=2))
    assert (no.code, "3 trang" in no.vi) == ("many_scanned", True)


@reads
def test_a_page_that_takes_too_long_ends_the_reading():
    assert refused(extract_scan, bytes_of(sheet_of()), "a.png", limits=Limits(page_seconds=0.02)).code == "too_slow"


@reads
def test_words_and_workbooks_are_no_scans():
    assert refused(extract_scan, b"plain words", "a.txt").code == "not_letter"
    assert refused(extract_scan, pdf_of(), "a.pdf").code == "blank"
    assert refused(extract_scan, b"GIF89a" + bytes(20), "a.gif").code == "other_image"


@pytest.mark.slow
def test_spoiled_pictures_are_refused_and_nothing_else_comes_out():
    rng = random.Random(4)
    small = sheet_of(dpi=60)
    seeds = [bytes_of(small), bytes_of(small, "JPEG"), bytes_of(small, "TIFF", compression="tiff_lzw"), scan_of(small)]
    codes = set()
    for turn in range(80):
        data = bytearray(seeds[turn % 4])
        for _ in range(rng.randrange(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            page_picture(bytes(data[: rng.randrange(len(data) // 2, len(data) + 1)]), 0)
        except Refusal as no:
            codes.add(no.code)
    assert codes <= {"broken", "bomb", "too_slow"}
