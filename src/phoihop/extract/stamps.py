"""What is stamped, pasted or drawn across a page at any angle: pieces of ink cut out, each laid upright, all on one sheet
for tesseract, so that a page costs one more run however much is stamped on it, and another where that read nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from PIL import Image, ImageFilter, ImageOps

_DPI = 50  # of the sketch in which pieces are looked for: half a millimetre a pixel
_MM = _DPI / 25.4
_RUN = re.compile(rb"\xff+")
_SMALLEST = 3.0  # mm; a lower piece of ink is no stamp
_BIG = 6.5  # mm; a piece of black ink that is lower is a word of the text
_THICK = 1.0  # mm; a stroke of the text is thinner
_AWRY = 4.0  # degrees; more than a line of the text leans
_MOST = 6  # pieces of a layer that are read, the likeliest ones
_HIGH = 88  # pixels of a piece as tesseract gets it, its letters a third to all of it
_AGAIN = 0.6
_WIDE = 1500
_GAP = 40
_LONG = 1.35  # times as long as high: its words run along it
_FRAMED = 0.55  # of an edge that is inked: a frame, not letters

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle around ink, as small as can be: its middle and sides in pixels of the sketch, `angle` that of its long side."""

    x: float
    y: float
    long: float
    short: float
    angle: float

    def near(self, other: Piece) -> bool:
        """Hardly another one."""
        apart = math.hypot(self.x - other.x, self.y - other.y)
        return apart < self.short / 4 and abs(self.long - other.long) < self.long / 5

    def covers(self, other: Piece) -> bool:
        """The middle of another one lies in it."""
        turn, x, y = math.radians(self.angle), other.x - self.x, other.y - self.y
        along, over = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
        return abs(along) <= self.long / 2 and abs(over) <= self.short / 2


def coloured(ink: Image.Image, dpi: int) -> list[Image.Image]:
    """Of a layer of ink alone, dark on white: every piece, letters far apart put together too."""
    sketch = _sketch(ink, dpi)
    found: list[Piece] = []
    for reach in (1.5, 0.7, 4.0):
        found += _pieces(sketch, reach)
    return _cut(ink, dpi, _likeliest(found))


def black(sheet: Image.Image, dpi: int) -> list[Image.Image]:
    """Of a whole page: what is much larger than its letters, or leans, or runs up the page."""
    ink = sheet.point([255 if value > 200 else value for value in range(256)])
    pieces = [piece for piece in _pieces(_sketch(ink, dpi), 0.5) if _stands_out(piece) and _is_long(piece)]
    return _cut(ink, dpi, _likeliest(pieces))


def thick(sheet: Image.Image, dpi: int) -> list[Image.Image]:
    """Of a whole page: strokes that no letter of a text has, even where the text runs through them."""
    share = 100 / dpi
    small = sheet.resize(
        (max(round(sheet.width * share), 1), max(round(sheet.height * share), 1)), Image.Resampling.BOX
    )
    reach = round(_THICK * 100 / 25.4 / 2)
    paper = _grown(small.point([255 * (value > 215) for value in range(256)]), reach)
    ink = ImageOps.invert(_grown(ImageOps.invert(paper), reach))
    sketch = _sketch(ink, 100)
    letters = [one for one in _pieces(sketch, 0) if one.short > _BIG * _MM]
    found: list[Piece] = []
    for wide in (2.0, 5.0) if letters else ():
        found += [one for one in _pieces(sketch, wide) if _is_long(one) and any(map(one.covers, letters))]
    return _cut(ink, 100, _likeliest(found))


def laid_out(pieces: list[Image.Image]) -> tuple[Image.Image | None, list[int]]:
    """One below the other, each turned as its words may run; and where each ends."""
    rows = [_ways(piece) for piece in pieces]
    if not rows:
        return None, []
    ends = list(accumulate(sum(turned.height + _GAP for turned in row) for row in rows))
    sheet = Image.new("L", (_WIDE + 2 * _GAP, ends[-1] + _GAP), 255)
    top = _GAP
    for turned in chain.from_iterable(rows):
        sheet.paste(turned, (_GAP, top))
        top += turned.height + _GAP
    return sheet, [end + _GAP // 2 for end in ends]


def smaller(piece: Image.Image) -> Image.Image | None:
    """A long one as tesseract may read it where it does not the larger one."""
    if piece.width <= _LONG * piece.height:
        return None
    size = (max(round(piece.width * _AGAIN), 1), max(round(piece.height * _AGAIN), 1))
    return piece.resize(size, Image.Resampling.BOX)


def _ways(piece: Image.Image) -> list[Image.Image]:
    turns = (0, 180) if piece.width > _LONG * piece.height else (0, 90, 180, 270)
    return [piece.rotate(turn, expand=True) for turn in turns]


def _sketch(ink: Image.Image, dpi: int) -> Image.Image:
    share = _DPI / dpi
    small = ink.resize((max(round(ink.width * share), 1), max(round(ink.height * share), 1)), Image.Resampling.BOX)
    return small.point([255 * (value < 215) for value in range(256)])


def _stands_out(piece: Piece) -> bool:
    """It leans, or runs up the page; what lies level is read with the text."""
    leaning = min(abs(piece.angle) % 90, 90 - abs(piece.angle) % 90) > _AWRY
    upright = abs(abs(piece.angle) - 90) <= _AWRY and piece.long > 2.2 * piece.short
    return (leaning and piece.short > _BIG * _MM) or upright


def _is_long(piece: Piece) -> bool:
    return piece.long > _LONG * piece.short


def _likeliest(pieces: list[Piece]) -> list[Piece]:
    """Long ones before square ones; of the same piece found twice, one."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (_is_long(one), one.long), reverse=True):
        if len(kept) < _MOST and not any(piece.near(one) for one in kept):
            kept.append(piece)
    return kept


def _pieces(sketch: Image.Image, reach: float) -> list[Piece]:
    """Ink that hangs together where gaps of twice `reach` millimetres are bridged."""
    grown = round(reach * _MM)
    joined = _grown(sketch, grown)
    out = []
    for points in _outlines(joined):
        piece = _around(points)
        piece = Piece(piece.x, piece.y, piece.long - 2 * grown, piece.short - 2 * grown, piece.angle)
        if piece.short >= _SMALLEST * _MM and piece.long >= 2 * _SMALLEST * _MM:
            out.append(piece)
    return out


def _grown(ink: Image.Image, by: int) -> Image.Image:
    """Each pixel a square, of ink that is 255."""
    return ink.filter(ImageFilter.BoxBlur(by)).point([255 * (value > 0) for value in range(256)])


def _outlines(sketch: Image.Image) -> list[list[Point]]:
    """The ends of the runs of each piece of ink."""
    wide, data = sketch.width, sketch.tobytes()
    parent: list[int] = []
    runs: list[tuple[int, int, int]] = []
    last: list[int] = []
    for row in range(sketch.height):
        line: list[int] = []
        for found in _RUN.finditer(data, row * wide, (row + 1) * wide):
            line.append(len(runs))
            parent.append(len(runs))
            runs.append((row, found.start() - row * wide, found.end() - row * wide))
        _join(last, line, runs, parent)
        last = line
    pieces: dict[int, list[Point]] = {}
    for number, (row, left, right) in enumerate(runs):
        pieces.setdefault(_root(parent, number), []).extend(
            ((left, row), (right, row), (left, row + 1), (right, row + 1))
        )
    return list(pieces.values())


def _join(upper: list[int], lower: list[int], runs: list[tuple[int, int, int]], parent: list[int]) -> None:
    """Runs of two rows that touch, corners too."""
    at = 0
    for number in lower:
        _, left, right = runs[number]
        while at < len(upper) and runs[upper[at]][2] < left:
            at += 1
        for other in upper[at:]:
            if runs[other][1] > right:
                break
            parent[_root(parent, number)] = _root(parent, other)


def _root(parent: list[int], one: int) -> int:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


def _around(points: list[Point]) -> Piece:
    """The smallest rectangle around them; one of its sides lies on the hull."""
    hull = _hull(points)
    best: tuple[float, Piece] | None = None
    for (x, y), (u, v) in pairwise([*hull, hull[0]]):
        long = math.hypot(u - x, v - y)
        if not long:
            continue
        cos, sin = (u - x) / long, (v - y) / long
        along = [px * cos + py * sin for px, py in hull]
        over = [py * cos - px * sin for px, py in hull]
        wide, high = max(along) - min(along), max(over) - min(over)
        if best is None or wide * high < best[0]:
            a, b = (max(along) + min(along)) / 2, (max(over) + min(over)) / 2
            turn = math.degrees(math.atan2(sin, cos)) + (0 if wide >= high else 90)
            middle = (a * cos - b * sin, a * sin + b * cos)
            best = wide * high, Piece(*middle, max(wide, high), min(wide, high), (turn + 90) % 180 - 90)
    assert best  # noqa: S101 - a run has four corners
    return best[1]


def _hull(points: list[Point]) -> list[Point]:
    ordered = sorted(set(points))
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def _half(points: list[Point]) -> list[Point]:
    out: list[Point] = []
    for x, y in points:
        while len(out) > 1 and (out[-1][0] - out[-2][0]) * (y - out[-2][1]) <= (out[-1][1] - out[-2][1]) * (
            x - out[-2][0]
        ):
            out.pop()
        out.append((x, y))
    return out


def _cut(ink: Image.Image, dpi: int, pieces: list[Piece]) -> list[Image.Image]:
    out = []
    for piece in pieces:
        upright = _upright(ink, dpi, piece)
        if upright.width > 1 and upright.height > 1:
            out.append(upright)
    return out


def _upright(ink: Image.Image, dpi: int, piece: Piece) -> Image.Image:
    """The piece alone, its long side level, as high as tesseract reads best, without its frame."""
    share = dpi / _DPI
    x, y, long, short = (one * share for one in (piece.x, piece.y, piece.long, piece.short))
    half = math.hypot(long, short) / 2 + 4
    around = _padded(ink, (round(x - half), round(y - half), round(x + half), round(y + half)))
    scale = min(_HIGH / short, _WIDE / long, 3.0)
    around = around.resize(
        (max(round(around.width * scale), 1), max(round(around.height * scale), 1)), Image.Resampling.BICUBIC
    )
    level = around.rotate(piece.angle, Image.Resampling.BICUBIC, fillcolor=255)
    wide, high = long * scale / 2 + 3, short * scale / 2 + 3
    middle = level.width / 2, level.height / 2
    cut = level.crop(
        (round(middle[0] - wide), round(middle[1] - high), round(middle[0] + wide), round(middle[1] + high))
    )
    return ImageOps.expand(_unframed(cut), 12, 255)


def _padded(ink: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    out = Image.new("L", (box[2] - box[0], box[3] - box[1]), 255)
    inside = (max(box[0], 0), max(box[1], 0), min(box[2], ink.width), min(box[3], ink.height))
    out.paste(ink.crop(inside), (inside[0] - box[0], inside[1] - box[1]))
    return out


def _unframed(cut: Image.Image) -> Image.Image:
    """Without a frame around it, if three of its edges show one."""
    depth = max(round(min(cut.size) * 0.16), 4)
    sides = [
        cut.crop((0, 0, cut.width, depth)).resize((1, depth), Image.Resampling.BOX),
        cut.crop((0, cut.height - depth, cut.width, cut.height)).resize((1, depth), Image.Resampling.BOX),
        cut.crop((0, 0, depth, cut.height)).resize((depth, 1), Image.Resampling.BOX),
        cut.crop((cut.width - depth, 0, cut.width, cut.height)).resize((depth, 1), Image.Resampling.BOX),
    ]
    dark = min(min(side.tobytes()) for side in sides)
    if sum(min(side.tobytes()) < 255 - _FRAMED * (255 - min(dark, 127)) for side in sides) < 3:
        return cut
    return cut.crop((depth, depth, cut.width - depth, cut.height - depth))
