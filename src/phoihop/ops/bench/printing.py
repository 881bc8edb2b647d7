"""Letters printed by us, and what an office's scanner makes of the sheets: turned, noisy, blurred, stamped."""

from __future__ import annotations

import io
import json
import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import pypdfium2
import typst
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from phoihop.typeset.metrics import FONTS

_SHEET = """
#set page(paper: "a4", margin: (left: 30mm, right: 15mm, rest: 20mm))
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, spacing: 0.9em)
#for line in json(bytes(sys.inputs.lines)) {
  if line.at(0) == "row" {
    table(columns: (1fr,) * (line.len() - 1), inset: 5pt, ..line.slice(1).map(cell => par(justify: false, cell)))
  } else if line.len() == 1 { par(line.at(0)) } else {
    grid(columns: (45%, 55%), ..line.map(cell => align(center, text(size: 13pt, cell))))
  }
}
"""
_GAP = re.compile(r"[ \t]{3,}|\t")
_MARKDOWN = re.compile(r"^#+ |\*\*|\\(?=[*_#])", re.MULTILINE)
_RULE = " -–—_=*|:\t"
_HEAD = 14  # lines a letterhead has at most
_RIGHT = 25  # a line of the head that begins further right stands in its right column
_STAMP_MM = 36
_RED = (205, 32, 40)
_TILE = 251  # pixels of noise, laid side by side
_WIDE, _HIGH = 210, 297  # millimetres
_LINE = 0.006  # of a page: words nearer to each other stand on one line
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Scanner:
    """`angle` in degrees, `noise` a deviation of 255, `blur` in pixels."""

    dpi: int
    angle: float
    noise: float
    blur: float
    colour: bool

    @classmethod
    def drawn(cls, rng: random.Random) -> Scanner:
        """Anything an office may have, the worst among it."""
        return cls(
            rng.choice((150, 200, 300)),
            rng.uniform(-2, 2),
            rng.uniform(0, 12),
            rng.uniform(0, 1),
            rng.random() < 0.5,
        )


Box = tuple[float, float, float, float]  # left, top, right, bottom in shares of the page


@dataclass(frozen=True, slots=True)
class Worded:
    page: int
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Scanned:
    """`words` are those of the sheets that no stamp lies on; `stamp` is on the last page."""

    pdf: bytes
    words: list[Worded]
    stamp: Box
    pages: int


def printed(text: str) -> bytes:
    """As a PDF on A4, its letterhead in two columns."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
    data = json.dumps(list(_lines(text)), ensure_ascii=False)
    return typst.compile(_SHEET.encode(), font_paths=fonts, sys_inputs={"lines": data}, format="pdf")


def _lines(text: str) -> Iterator[list[str]]:
    """Each as its columns; «row» before the cells of a table. Rules and markdown are drawn, not written."""
    lines = _MARKDOWN.sub("", text).split("\n")
    head = len(list(takewhile(lambda line: len(line.strip()) < 80 or _GAP.search(line.strip()), lines[:_HEAD])))
    columns = head if any(_GAP.search(line.strip()) for line in lines[:head]) else 0
    for number, line in enumerate(lines):
        if not line.strip(_RULE):
            continue
        cells = _GAP.split(line.strip())
        if line.count("|") > 1:
            yield ["row", *(cell.strip() for cell in line.strip(" |").split("|"))]
        elif len(cells) == 2:
            yield cells
        elif number < columns and not line.strip().startswith("Kính gửi"):
            yield ["", line.strip()] if len(line) - len(line.lstrip()) >= _RIGHT else [line.strip(), ""]
        else:
            yield [" ".join(line.split())]


def scanned(pdf: bytes, scanner: Scanner, rng: random.Random) -> Scanned:
    """Each page a JPEG, the last one stamped."""
    document = pypdfium2.PdfDocument(pdf)
    out, words, stamp = pypdfium2.PdfDocument.new(), list[Worded](), (0.0, 0.0, 0.0, 0.0)
    for number in range(len(document)):
        page = document[number]
        sheet = page.render(scale=scanner.dpi / 72).to_pil().convert("RGB")
        placed = _words(page, number)
        if number == len(document) - 1:
            stamp = _stamp(sheet, placed, scanner.dpi)
        words += [word for word in placed if number < len(document) - 1 or not meets(word.box, stamp, 0.01)]
        _add(out, _seen(sheet, scanner, rng), page.get_size())
    data = io.BytesIO()
    out.save(data)
    return Scanned(data.getvalue(), words, stamp, len(document))


def meets(one: Box, other: Box, near: float) -> bool:
    return (
        one[0] < other[2] + near and other[0] < one[2] + near and one[1] < other[3] + near and other[1] < one[3] + near
    )


def straightened(box: Box, angle: float) -> Box:
    """On the sheet as it was before it was laid askew on an A4 scanner."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across, down = ((box[0] + box[2]) / 2 - 0.5) * _WIDE, ((box[1] + box[3]) / 2 - 0.5) * _HIGH
    x, y = (across * cos - down * sin) / _WIDE + 0.5, (across * sin + down * cos) / _HIGH + 0.5
    half = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return x - half[0], y - half[1], x + half[0], y + half[1]


def in_order(words: list[Worded]) -> str:
    """Line by line right across each page, whoever found them: two columns can be told in more than one order."""
    lines: list[list[Worded]] = []
    for word in sorted(words, key=lambda one: (one.page, one.box[1] + one.box[3])):
        middle = (word.box[1] + word.box[3]) / 2
        last = lines[-1][0] if lines else None
        if last and last.page == word.page and abs(middle - (last.box[1] + last.box[3]) / 2) < _LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return " ".join(word.text for line in lines for word in sorted(line, key=lambda one: one.box[0]))


def distance(one: str, other: str) -> int:
    """Letters to be put in, taken out or changed (Myers 1999, all rows of a column at once)."""
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    whole, up, down, found = (1 << len(one)) - 1, (1 << len(one)) - 1, 0, len(one)
    last = 1 << len(one) >> 1
    for char in other:
        equal = places.get(char, 0)
        crossing = equal | down
        level = (((equal & up) + up) ^ up) | equal
        grows, shrinks = down | ~(level | up) & whole, up & level
        found += bool(grows & last) - bool(shrinks & last)
        grows, shrinks = (grows << 1 | 1) & whole, shrinks << 1 & whole
        up, down = shrinks | ~(crossing | grows) & whole, grows & crossing
    return found


def _words(page: Any, number: int) -> list[Worded]:
    width, height = page.get_size()
    textpage = page.get_textpage()
    found = []
    for word in _WORD.finditer(textpage.get_text_range().replace("\ufffe", "-").replace("\x02", "-")):
        boxes = [textpage.get_charbox(at) for at in range(*word.span())]
        left, top = min(box[0] for box in boxes), height - max(box[3] for box in boxes)
        right, bottom = max(box[2] for box in boxes), height - min(box[1] for box in boxes)
        found.append(Worded(number, word[0], (left / width, top / height, right / width, bottom / height)))
    return found


def _stamp(sheet: Image.Image, placed: list[Worded], dpi: int) -> Box:
    """A round red one over the left of the signer's words, as it must lie."""
    size = round(_STAMP_MM / 25.4 * dpi)
    ink = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(ink)
    draw.ellipse((2, 2, size - 3, size - 3), outline=_RED, width=max(size // 40, 2))
    draw.ellipse((size * 0.2, size * 0.2, size * 0.8, size * 0.8), outline=_RED, width=max(size // 80, 1))
    font = ImageFont.truetype(str(FONTS / "Tinos-Bold.ttf"), size // 9)
    for at, words in enumerate(("BAN TUYÊN GIÁO", "*", "TỈNH LAM GIANG")):
        draw.text((size / 2, size * (0.3 + 0.2 * at)), words, fill=_RED, font=font, anchor="mm")
    foot = max((word.box[3] for word in placed), default=0.5) * sheet.height
    left, top = round(sheet.width * 0.55), min(max(round(foot - size * 0.8), 0), sheet.height - size)
    place = (left, top, left + size, top + size)
    sheet.paste(ImageChops.multiply(sheet.crop(place), ink), place)
    return left / sheet.width, top / sheet.height, place[2] / sheet.width, place[3] / sheet.height


def _seen(sheet: Image.Image, scanner: Scanner, rng: random.Random) -> Image.Image:
    seen = sheet.rotate(scanner.angle, Image.Resampling.BICUBIC, fillcolor="white")
    seen = seen.filter(ImageFilter.GaussianBlur(scanner.blur))
    seen = seen if scanner.colour else seen.convert("L")
    return Image.merge(seen.mode, [_noisy(band, scanner.noise, rng) for band in seen.split()])


def _noisy(band: Image.Image, deviation: float, rng: random.Random) -> Image.Image:
    """Around the grey of paper, since white cannot become whiter."""
    grey = band.point([round(16 + value * 0.87) for value in range(256)])
    tile = bytes(min(max(round(rng.gauss(128, deviation)), 0), 255) for _ in range(_TILE * _TILE))
    noise = Image.new("L", band.size)
    for left in range(0, band.width, _TILE):
        for top in range(0, band.height, _TILE):
            noise.paste(Image.frombytes("L", (_TILE, _TILE), tile), (left, top))
    return ImageChops.add(grey, noise, 1, -128)


def _add(out: Any, sheet: Image.Image, size: tuple[float, float]) -> None:
    jpeg = io.BytesIO()
    sheet.save(jpeg, "JPEG", quality=85)
    picture = pypdfium2.PdfImage.new(out)
    picture.load_jpeg(jpeg, inline=True)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(*size))
    page = out.new_page(*size)
    page.insert_obj(picture)
    page.gen_content()
