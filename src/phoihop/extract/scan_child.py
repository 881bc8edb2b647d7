"""Run as a process of its own, by file: pictures are opened by native code that a bad one can crash or swell.

`read tesseract limits… pages…` answers a line of JSON for each page as soon as it is read; `picture limits… page dpi`
answers a JPEG. The file comes by standard input and goes to tesseract by a pipe: nothing of it touches the disk. A
picture knows nothing of the room around it, so that it comes fast.
"""

from __future__ import annotations

import io
import json
import math
import os
import subprocess
import sys
from bisect import bisect
from itertools import pairwise
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

_DPI = 300
_SPARSE_DPI = 200
_BLOCK, _SPARSE = 6, 11  # how tesseract cuts a page: line by line right across it; words wherever they stand
_LONG_SIDE = 11.7  # inches of a sheet whose resolution nobody says
_FORMATS = ("PNG", "JPEG", "TIFF")
_COLOURED = 80  # apart from grey by so much is ink of another colour
_STAMPED = 0.0003  # share of a page that a stamp covers at least
_RED = 50  # redder than it is green or blue by so much is a stamp
_A_WORD, _CLEAR = 3, 85  # letters, and how sure of them: such a piece is not read once more
_EDGE = 40  # pixels of paper around ink
_TOP = 0.33  # of a page, where a mark is stamped
_UPRIGHT = 60  # a page read worse is looked at for lying on its side
_STEEP = 3.0  # degrees that a sheet lies askew at most …
_LEANING = 8.0  # … and a stamp, set by hand

Line = list[tuple[str, float]]  # its words, and how sure of each


class RefusedError(Exception):
    """With the code of the sentence."""


def main() -> None:
    job, memory, seconds, pixels, slow, *words = sys.argv[1:]
    _bound(int(memory), int(seconds))
    Image.MAX_IMAGE_PIXELS = None  # refused below, before a pixel is unpacked
    try:
        source = _opened(sys.stdin.buffer.read(), int(pixels))
        if job == "picture":
            sys.stdout.buffer.write(_jpeg(source.sheet(int(words[0]), int(words[1]))))
        else:
            _read(source, Tesseract(words[0], int(slow)), [int(word) for word in words[1:]])
    except RefusedError as no:
        sys.stdout.write(json.dumps({"error": str(no)}) + "\n")


def _bound(memory: int, seconds: int) -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would be a copy of the content
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # pipes only: no library can leave a byte on the disk


def _opened(data: bytes, pixels: int) -> Any:
    return _Pdf(data, pixels) if b"%PDF-" in data[:1024] else _Pictures(data, pixels)


class _Pdf:
    def __init__(self, data: bytes, pixels: int) -> None:
        import pypdfium2

        self.pixels = pixels
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise RefusedError("broken") from None

    def sheet(self, number: int, dpi: int) -> Image.Image:
        from pypdfium2 import raw

        page = self._document[number]
        for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            if math.prod(picture.get_px_size()) > self.pixels:
                raise RefusedError("bomb")
        width, height = page.get_size()
        scale = min(dpi / 72, math.sqrt(self.pixels / max(width * height, 1)) / 2)
        return _on_white(page.render(scale=scale).to_pil())

    def __len__(self) -> int:
        return len(self._document)


class _Pictures:
    """One, or the pages of a TIFF."""

    def __init__(self, data: bytes, pixels: int) -> None:
        self.pixels = pixels
        try:
            self._image = Image.open(io.BytesIO(data), formats=_FORMATS)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            raise RefusedError("broken") from None

    def sheet(self, number: int, dpi: int) -> Image.Image:
        try:
            self._image.seek(number)
            if math.prod(self._image.size) > self.pixels:
                raise RefusedError("bomb")
            upright = ImageOps.exif_transpose(self._image)
            sheet = _on_white(upright if upright is not None else self._image)
        except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError):
            raise RefusedError("broken") from None
        scale = min(dpi * _LONG_SIDE / max(sheet.size), 3.0)
        size = (max(round(sheet.width * scale), 1), max(round(sheet.height * scale), 1))
        return sheet.resize(size, Image.Resampling.LANCZOS)

    def __len__(self) -> int:
        return getattr(self._image, "n_frames", 1)


def _on_white(picture: Image.Image) -> Image.Image:
    """Grey or three colours; what shines through is paper."""
    if picture.mode in {"RGBA", "LA", "PA", "P"}:
        picture = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture.convert("L" if picture.mode in {"1", "L", "I", "F"} else "RGB")


def _jpeg(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=75)
    return out.getvalue()


class Tesseract:
    def __init__(self, command: str, seconds: int) -> None:
        self.command, self.seconds = command, seconds

    def run(self, picture: Image.Image, mode: int, dpi: int, *more: str, language: str = "vie") -> str:
        given = io.BytesIO()
        picture.save(given, "PPM")
        words = [self.command, "stdin", "stdout", "-l", language, "--psm", str(mode), "--dpi", str(dpi), *more]
        alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # several threads make one page no faster
        try:
            done = subprocess.run(  # noqa: S603 - the command the room found
                words, input=given.getvalue(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=alone,
                timeout=self.seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise RefusedError("too_slow") from None
        return done.stdout.decode("utf-8", "replace")

    def words(self, picture: Image.Image, mode: int, dpi: int) -> list[Any]:
        """Text, line, box, confidence; rows of its table as it reads them."""
        found: list[Any] = []
        lines: dict[tuple[str, ...], int] = {}
        for row in self.run(picture, mode, dpi, "tsv").splitlines()[1:]:
            cells = row.split("\t")
            if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
                continue
            left, top, width, height = map(int, cells[6:10])
            line = lines.setdefault(tuple(cells[1:5]), len(lines))
            found.append([cells[11].strip(), line, (left, top, left + width, top + height), float(cells[10])])
        return found


def _read(source: Any, tesseract: Tesseract, pages: list[int]) -> None:
    for number in pages or range(len(source)):
        sheet = source.sheet(number, _DPI)
        answer = [number, len(pages or source), *_page(sheet, tesseract)]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _page(sheet: Image.Image, tesseract: Tesseract) -> list[Any]:
    """Width and height in points, the words (text, line, place on the straight page, place on the sheet, confidence, table
    and column if it stands in one), and what is stamped.
    """
    straight, turn = _clear(_without_red(sheet)), 0
    angle = _askew(straight)
    words = _words(_turned(straight, turn, angle), tesseract)
    if _sureness(words) < _UPRIGHT and (turn := _side(straight, tesseract)):
        angle = _askew(straight.rotate(turn, expand=True))
        words = _words(_turned(straight, turn, angle), tesseract)
    size = _turned_size(sheet.size, turn)
    point = 72 / _DPI
    out = [
        [
            text,
            line,
            [round(side * point, 1) for side in box],
            _on_sheet(box, sheet.size, size, turn, angle),
            sure,
            cell,
        ]
        for text, line, box, sure, cell in words
    ]
    stamps = _stamps(sheet.rotate(turn, expand=True) if turn else sheet, tesseract)
    return [size[0] * point, size[1] * point, out, stamps]


def _words(page: Image.Image, tesseract: Tesseract) -> list[Any]:
    """Line by line right across the page, but cell by cell where lines rule a table: one line for each of its rows."""
    from phoihop.extract.ruling import tables_on  # the room around it: a picture can do without

    rest, grids, columns = tables_on(page)
    lines: dict[int, list[Any]] = {}
    for text, line, box, sure in tesseract.words(rest, _BLOCK, _DPI):
        lines.setdefault(line, []).append((text, box, sure, None))
    rows: dict[tuple[int, int], list[Any]] = {}
    for column in columns:
        for text, _line, box, sure in tesseract.words(column.picture, _BLOCK, _DPI):
            table, cell, placed = column.home(box)
            rows.setdefault((table, cell.row), []).append((text, placed, sure, (table, cell.column)))
    ordered = list(lines.values())
    for number, grid in enumerate(grids):
        above = next((at for at, line in enumerate(ordered) if _middle(line) > grid.box[1]), len(ordered))
        ordered[above:above] = [rows[place] for place in sorted(rows) if place[0] == number]
    return [[text, at, box, sure, cell] for at, line in enumerate(ordered) for text, box, sure, cell in line]


def _middle(line: list[Any]) -> float:
    """How far down the page it stands."""
    middles = [(box[1] + box[3]) / 2 for _, box, _, _ in line]
    return float(sum(middles) / len(middles))


def _without_red(sheet: Image.Image) -> Image.Image:
    """A stamp becomes paper; blue and black ink stay."""
    if sheet.mode != "RGB":
        return sheet
    red, green, blue = sheet.split()
    stamped = ImageChops.subtract(red, ImageChops.darker(green, blue)).point(
        [255 * (value > _RED) for value in range(256)]
    )
    red.paste(255, mask=stamped.filter(ImageFilter.MaxFilter(3)))
    return red


def _clear(sheet: Image.Image) -> Image.Image:
    """The grain of the scanner smoothed, the strokes sharper again: hooks and dots over letters come out."""
    return sheet.filter(ImageFilter.GaussianBlur(1.2)).filter(ImageFilter.UnsharpMask(4, 150, 2))


def _sureness(words: list[Any]) -> float:
    weight = sum(len(word[0]) for word in words)
    return sum(len(word[0]) * word[3] for word in words) / weight if weight else 0.0


def _side(sheet: Image.Image, tesseract: Tesseract) -> int:
    """How far to turn a sheet that went in sideways or upside down."""
    said = tesseract.run(sheet, 0, _DPI, language="osd")
    found = next((line.split(":")[1] for line in said.splitlines() if line.startswith("Rotate:")), "0")
    return (360 - int(found)) % 360 if found.strip().isdecimal() else 0


def _turned(sheet: Image.Image, turn: int, angle: float) -> Image.Image:
    upright = sheet.rotate(turn, expand=True) if turn else sheet
    return upright.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else upright


def _turned_size(size: tuple[int, int], turn: int) -> tuple[int, int]:
    return (size[1], size[0]) if turn in {90, 270} else size


def _askew(sheet: Image.Image, most: float = _STEEP) -> float:
    """The angle at which lines and the gaps between them stand out most, found coarsely, then finely."""
    fine = ImageOps.invert(sheet.resize((max(sheet.width // 3, 1), max(sheet.height // 3, 1)), Image.Resampling.BOX))
    fine = fine.point([0 if value < 70 else min(255, value * 2) for value in range(256)])
    coarse = fine.resize((max(fine.width // 2, 1), max(fine.height // 2, 1)), Image.Resampling.BOX)
    about = max((step / 2 for step in range(-round(2 * most), round(2 * most) + 1)), key=lambda a: _relief(coarse, a))
    near = [about + step / 10 for step in range(-5, 6)]
    return max((angle for angle in near if abs(angle) <= most), key=lambda a: (_relief(fine, a), -abs(a)))


def _relief(picture: Image.Image, angle: float) -> int:
    turned = picture.rotate(angle, Image.Resampling.BILINEAR)
    ink = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((upper - lower) ** 2 for upper, lower in pairwise(ink))


def _on_sheet(
    box: tuple[int, ...], sheet: tuple[int, int], turned: tuple[int, int], turn: int, angle: float
) -> list[float]:
    """The box around the word as it lies on the sheet, in shares of its width and height."""
    corners = [(box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])]
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    middle = (turned[0] / 2, turned[1] / 2)
    shares = []
    for x, y in corners:
        across, down = x - middle[0], y - middle[1]
        shares.append(
            _unturned(middle[0] + across * cos - down * sin, middle[1] + across * sin + down * cos, sheet, turn)
        )
    sides = [min(s[0] for s in shares), min(s[1] for s in shares), max(s[0] for s in shares), max(s[1] for s in shares)]
    return [round(min(max(side, 0.0), 1.0), 4) for side in sides]


def _unturned(x: float, y: float, sheet: tuple[int, int], turn: int) -> tuple[float, float]:
    width, height = sheet
    if turn == 90:
        x, y = width - y, x
    elif turn == 180:
        x, y = width - x, height - y
    elif turn == 270:
        x, y = y, height - x
    return x / width, y / height


def _stamps(sheet: Image.Image, tesseract: Tesseract) -> list[list[str]]:
    """Lines of what is stamped in ink of another colour; and of all that stands at the top, each piece by itself, with
    what leans, runs up the page or is larger than a text wherever it stands.
    """
    share = _SPARSE_DPI / _DPI
    small = sheet.resize(
        (max(round(sheet.width * share), 1), max(round(sheet.height * share), 1)), Image.Resampling.BOX
    )
    grey = small.convert("L")
    ink = _other_ink(small)
    stamped = _inked(ink.rotate(_askew(ink, _LEANING), Image.Resampling.BICUBIC, fillcolor=255)) if ink else None
    top = grey.crop((0, 0, small.width, max(round(small.height * _TOP), 1)))
    turned, standing = _cut_out(_other_ink(sheet) if ink else None, grey, tesseract)
    return [_apart(stamped, tesseract) + turned, _apart(top, tesseract) + standing]


def _cut_out(ink: Image.Image | None, grey: Image.Image, tesseract: Tesseract) -> tuple[list[str], list[str]]:
    """Lines of the pieces that may be stamped at any angle: of the other ink, and of all."""
    from phoihop.extract import stamps  # the room around it: a picture can do without

    pieces = stamps.coloured(ink, _DPI) if ink else []
    other = stamps.black(grey, _SPARSE_DPI) + stamps.thick(grey, _SPARSE_DPI)
    read = _each(*stamps.laid_out(pieces + other), tesseract)
    unread = [piece for piece, lines in zip(pieces, read, strict=False) if not any(map(_is_clear, lines))]
    smaller = [small for piece in unread if (small := stamps.smaller(piece))]
    again = _each(*stamps.laid_out(smaller), tesseract)
    stamped, standing = read[: len(pieces)] + again, read[len(pieces) :]
    return _said(stamped), _said(standing)


def _each(sheet: Image.Image | None, ends: list[int], tesseract: Tesseract) -> list[list[Line]]:
    """The lines of each piece laid out on the sheet."""
    lines: dict[int, Line] = {}
    out: list[list[Line]] = [[] for _ in ends]
    for text, line, box, sure in tesseract.words(sheet, _SPARSE, _SPARSE_DPI) if sheet else []:
        if line not in lines:
            out[min(bisect(ends, box[1]), len(ends) - 1)].append(lines.setdefault(line, []))
        lines[line].append((text, sure))
    return out


def _is_clear(line: Line) -> bool:
    """A word of it was read with hardly a doubt."""
    return any(sum(map(str.isalpha, text)) >= _A_WORD and sure >= _CLEAR for text, sure in line)


def _said(pieces: list[list[Line]]) -> list[str]:
    return [" ".join(text for text, _ in line) for lines in pieces for line in lines]


def _other_ink(sheet: Image.Image) -> Image.Image | None:
    if sheet.mode != "RGB":
        return None
    red, green, blue = sheet.split()
    light = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    ink = ImageChops.subtract(light, ImageChops.darker(red, ImageChops.darker(green, blue)))
    if sum(ink.histogram()[_COLOURED:]) < _STAMPED * sheet.width * sheet.height:
        return None
    return ink.point([255 if value < _COLOURED / 2 else max(0, 255 - value * 2) for value in range(256)])


def _inked(picture: Image.Image) -> Image.Image:
    """Without the paper around it."""
    left, top, right, bottom = ImageOps.invert(picture).getbbox() or (0, 0, *picture.size)
    right, bottom = min(right + _EDGE, picture.width), min(bottom + _EDGE, picture.height)
    return picture.crop((max(left - _EDGE, 0), max(top - _EDGE, 0), right, bottom))


def _apart(picture: Image.Image | None, tesseract: Tesseract) -> list[str]:
    if picture is None:
        return []
    lines: dict[int, list[str]] = {}
    for text, line, _box, _sure in tesseract.words(picture, _SPARSE, _SPARSE_DPI):
        lines.setdefault(line, []).append(text)
    return [" ".join(words) for words in lines.values()]


if __name__ == "__main__":
    main()
