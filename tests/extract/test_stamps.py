"""Marks set askew, up the margin or across the text, in any ink; and seals, arrival stamps and signatures, which are none."""

import random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from extract.scans import bytes_of, sheet_of
from phoihop.extract import extract_scan
from phoihop.reading import scan_mark
from phoihop.typeset.metrics import FONTS

pytestmark = [pytest.mark.slow, pytest.mark.tool("tesseract")]
INKS = {"red": (200, 20, 30), "blue": (40, 40, 160), "purple": (150, 40, 160)}
DPI = 200


def font_of(pixels):
    return ImageFont.truetype(str(FONTS / "Tinos-Bold.ttf"), pixels)


def laid_on(sheet, piece, at):
    place = (*at, at[0] + piece.width, at[1] + piece.height)
    sheet.paste(ImageChops.multiply(sheet.crop(place), piece), place)
    return sheet


def stamp_of(words, ink, *, high, framed, angle):
    """`high` in millimetres of a capital letter."""
    font = font_of(round(high / 25.4 * DPI / 0.66))
    size = (round(font.getlength(words)) + font.size, round(font.size * 1.7))
    piece = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(piece)
    draw.text((size[0] / 2, size[1] / 2), words, fill=ink, font=font, anchor="mm")
    if framed:
        draw.rectangle((2, 2, size[0] - 3, size[1] - 3), outline=ink, width=max(3, font.size // 18))
    return piece.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def somewhere(sheet, piece, rng):
    return rng.randint(0, max(0, sheet.width - piece.width)), rng.randint(0, max(0, sheet.height - piece.height))


def bears_mark(sheet):
    found = extract_scan(bytes_of(sheet), "a.png")
    return scan_mark(found.text, found.stamps, found.apart)


@pytest.mark.parametrize("seed", range(16))
def test_a_mark_in_coloured_ink_is_found_at_any_angle_place_and_size(seed):
    rng = random.Random(seed)
    words, ink = rng.choice(["MẬT", "TỐI MẬT", "TUYỆT MẬT"]), rng.choice(list(INKS.values()))
    piece = stamp_of(
        words,
        ink,
        high=rng.uniform(5, 10),
        framed=rng.random() < 0.6,
        angle=rng.choice([20, -30, 90, 270, rng.uniform(0, 360)]),
    )
    sheet = sheet_of(dpi=DPI)
    assert bears_mark(laid_on(sheet, piece, somewhere(sheet, piece, rng)))


@pytest.mark.parametrize(("high", "angle"), [(20, 45), (12, -30)])
def test_a_large_black_one_is_found_across_the_text(high, angle):
    sheet = sheet_of(dpi=DPI)
    piece = stamp_of("MẬT", (0, 0, 0), high=high, framed=False, angle=angle)
    assert bears_mark(laid_on(sheet, piece, ((sheet.width - piece.width) // 2, (sheet.height - piece.height) // 2)))


@pytest.mark.parametrize("angle", [20, 90, 270])
def test_a_black_one_beside_the_text_is_found(angle):
    sheet = Image.new("RGB", (1200, 1500), "white")
    sheet.paste(sheet_of(dpi=DPI), (0, 780))
    assert bears_mark(laid_on(sheet, stamp_of("TUYỆT MẬT", (20, 20, 20), high=6, framed=True, angle=angle), (330, 60)))


def seal_of(words, middle, ink):
    """Round, its words along the rim."""
    piece = Image.new("RGB", (300, 300), "white")
    draw = ImageDraw.Draw(piece)
    draw.ellipse((2, 2, 297, 297), outline=ink, width=5)
    draw.ellipse((60, 60, 240, 240), outline=ink, width=3)
    draw.text((150, 150), middle, fill=ink, font=font_of(30), anchor="mm")
    for at, letter in enumerate(words):
        one = Image.new("RGB", (300, 300), "white")
        ImageDraw.Draw(one).text((150, 32), letter, fill=ink, font=font_of(30), anchor="mm")
        piece = ImageChops.multiply(piece, one.rotate(160 - at * 320 / len(words), fillcolor="white"))
    return piece


@pytest.mark.parametrize("seed", range(6))
def test_seals_signatures_and_other_stamps_are_no_mark(seed):
    rng = random.Random(seed)
    sheet = sheet_of(dpi=DPI)
    seal = seal_of(rng.choice(["ỦY BAN MẶT TRẬN TỔ QUỐC", "BAN TUYÊN GIÁO TỈNH ỦY"]), "LAM GIANG", INKS["red"])
    other = rng.choice(["ĐẾN Số: 812", "HỎA TỐC", "ĐÃ KÝ", "SAO Y BẢN CHÍNH", "CÓ MẶT", "BẢO MẬT THÔNG TIN", "BẢO MẬT"])
    stamp = stamp_of(other, rng.choice(list(INKS.values())), high=5, framed=True, angle=rng.choice([0, 15, 90]))
    for piece in (seal, stamp):
        laid_on(sheet, piece, somewhere(sheet, piece, rng))
    scrawl = [(rng.randint(0, sheet.width), rng.randint(0, sheet.height)) for _ in range(9)]
    ImageDraw.Draw(sheet).line(scrawl, fill=(20, 20, 140), width=4)
    assert not bears_mark(sheet)
