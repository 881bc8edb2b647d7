"""Sheets as a scanner gives them: printed by typst, seen as pictures."""

import io

import pypdfium2
import typst
from PIL import Image, ImageDraw, ImageFont

from phoihop.typeset.metrics import FONTS

_SET = '#set page(width: 148mm, height: 90mm, margin: 12mm); #set text(font: "Tinos", size: 14pt, lang: "vi")\n'
WORDS = "Kính gửi: Đảng ủy các xã, phường, đặc khu\n\nBan đề nghị các đơn vị báo cáo kết quả thực hiện trước ngày 25/11/2026."


def pdf_of(words=WORDS):
    return typst.compile((_SET + words).encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


def sheet_of(words=WORDS, *, dpi=200, angle=0.0, page=0):
    picture = pypdfium2.PdfDocument(pdf_of(words))[page].render(scale=dpi / 72).to_pil().convert("RGB")
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")


def bytes_of(sheet, kind="PNG", **more):
    out = io.BytesIO()
    sheet.save(out, kind, dpi=(200, 200), **more)
    return out.getvalue()


def scan_of(*sheets, before=None):
    """A PDF of pictures; after the pages of another one, if it is given."""
    out = pypdfium2.PdfDocument.new()
    if before:
        out.import_pages(pypdfium2.PdfDocument(before))
    for sheet in sheets:
        picture = pypdfium2.PdfImage.new(out)
        picture.load_jpeg(io.BytesIO(bytes_of(sheet, "JPEG", quality=90)), inline=True)
        size = (sheet.width * 72 / 200, sheet.height * 72 / 200)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(*size))
        page = out.new_page(*size)
        page.insert_obj(picture)
        page.gen_content()
    data = io.BytesIO()
    out.save(data)
    return data.getvalue()


def stamped(sheet, words, *, ink=(200, 30, 40), at=(60, 20), angle=0):
    """A box with words in it, laid on as a clerk does."""
    font = ImageFont.truetype(str(FONTS / "Tinos-Bold.ttf"), 40)
    wide = round(font.getlength(words)) + 40
    stamp = Image.new("RGBA", (wide, 64), (255, 255, 255, 0))
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((2, 2, wide - 3, 61), outline=ink, width=4)
    draw.text((20, 8), words, fill=ink, font=font)
    stamp = stamp.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    out = sheet.copy()
    out.paste(stamp, at, stamp)
    return out
