"""The ruled tables on a page's picture: their lines, the cells between them, and one column of all cells to be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter

# In pixels at 300 dpi.
_INK = 60  # darker than paper by so much, of 255
_STEP = 8  # a line is looked for in pieces of this length …
_FULL = 230  # … each of them ink nearly all along, of 255
_ACROSS, _DOWN = 16, 7  # pieces in a row that make a line; no letter is so wide or so tall
_GAP_ACROSS, _GAP_DOWN = 4 * _STEP, 2 * _STEP  # that a line may have; strokes of letters stand one above the other
_NEAR = 18  # lines nearer to each other are one, or touch
_JUMP = 5  # rows of pixels a line leaps where the sheet lies a little askew
_THICK = 24  # what is thicker is a picture or a bar
_MARGIN = 3  # around a line that is wiped out
_BORDERED = 0.6  # of its length must a border be drawn
_LEAST_LINES = 2
_LEAST_POSTS = 3  # a frame with one cell is no table
_AIR = 30  # between the cells of the column
_TALLEST = 20_000  # of a column; tesseract takes no picture beyond 32,767

Box = tuple[int, int, int, int]


@dataclass(slots=True)
class _Line:
    """Drawn from `start` to `end` along its direction, at `first` to `last` across it."""

    first: int
    last: int
    start: int
    end: int

    @property
    def at(self) -> int:
        return (self.first + self.last) // 2


@dataclass(frozen=True, slots=True)
class Cell:
    row: int
    column: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its box on the page and its cells, row by row; a merged cell stands where it begins."""

    box: Box
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Column:
    """Cells one below the other; `tops` is where each begins."""

    picture: Image.Image
    cells: list[tuple[int, Cell, Box]]  # of which table; and the part of the page that was taken
    tops: list[int] = field(default_factory=list)

    def home(self, box: Box) -> tuple[int, Cell, Box]:
        """Table and cell of a word of the picture, and its box on the page."""
        at = max(bisect_right(self.tops, (box[1] + box[3]) // 2) - 1, 0)
        table, cell, taken = self.cells[at]
        across, down = taken[0] - _AIR, taken[1] - self.tops[at] - _AIR // 2
        return table, cell, (box[0] + across, box[1] + down, box[2] + across, box[3] + down)


def tables_on(page: Image.Image) -> tuple[Image.Image, list[Grid], list[Column]]:
    """The page without its tables, these from top to bottom, and their cells to be read."""
    paper = _paper(page)
    ink = page.point([255 * (value < paper - _INK) for value in range(256)])
    level = _lines(ink, _ACROSS, _GAP_ACROSS)
    upright = _lines(ink.transpose(Image.Transpose.TRANSPOSE), _DOWN, _GAP_DOWN)
    found = [(grid, lines) for lines in _joined(level, upright) if (grid := _grid(*lines))]
    found.sort(key=lambda one: one[0].box[1])
    if not found:
        return page, [], []
    bare, rest = page.copy(), page.copy()
    for grid, (across, down) in found:
        _wipe(bare, across, down, paper)
        rest.paste(paper, _wider(grid.box, page.size, _NEAR // 2))
    grids = [grid for grid, _ in found]
    return rest, grids, list(_columns(bare, grids))


def _paper(page: Image.Image) -> int:
    histogram = page.histogram()
    return max(range(256), key=histogram.__getitem__)


def _lines(ink: Image.Image, least: int, gap: int) -> list[_Line]:
    """Level ones, from top to bottom."""
    thick = ImageChops.lighter(ink, ImageChops.offset(ink, 0, 1))
    pieces = thick.reduce((_STEP, 1)).point([255 * (value >= _FULL) for value in range(256)])
    width, data = pieces.width, pieces.tobytes()
    run = re.compile(rb"\xff{%d,}" % least)
    found: list[_Line] = []
    open_: list[_Line] = []
    for y in range(pieces.height):
        row = data[y * width : (y + 1) * width]
        if b"\xff" not in row:
            continue
        open_ = [line for line in open_ if y - line.last <= _JUMP]
        for piece in run.finditer(row):
            start, end = piece.start() * _STEP, piece.end() * _STEP
            near = [line for line in open_ if start <= line.end + gap and end >= line.start - gap]
            if near:
                line = near[0]
                line.last, line.start, line.end = y, min(line.start, start), max(line.end, end)
            else:
                open_.append(_Line(y, y, start, end))
                found.append(open_[-1])
    return [line for line in found if line.last - line.first <= _THICK]


def _joined(level: list[_Line], upright: list[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Lines that touch each other, directly or through others; a stroke that leads from no line to another is a letter's."""
    upright = [line for line in upright if sum(_touch(one, line) for one in level) > 1]
    level = [line for line in level if sum(_touch(line, one) for one in upright) > 1]
    left, right = set(range(len(level))), set(range(len(upright)))
    while left:
        across, down, fresh = {left.pop()}, set[int](), True
        while fresh:
            posts = {at for at in right if any(_touch(level[one], upright[at]) for one in across)}
            beams = {at for at in left if any(_touch(level[at], upright[one]) for one in down | posts)}
            right, left, fresh = right - posts, left - beams, bool(posts or beams)
            across, down = across | beams, down | posts
        lines = [level[at] for at in sorted(across)]
        yield lines, _posts(lines, [upright[at] for at in sorted(down)])


def _posts(beams: list[_Line], upright: list[_Line]) -> list[_Line]:
    """Those that are as high as a row at least."""
    rows = list(pairwise(_places(beams)))
    return [post for post in upright if any(_drawn([post], post.at, top, bottom) for top, bottom in rows)]


def _touch(level: _Line, upright: _Line) -> bool:
    return (
        level.start - 2 * _STEP <= upright.at <= level.end + 2 * _STEP
        and upright.start - 2 * _STEP <= level.at <= upright.end + 2 * _STEP
    )


def _grid(level: list[_Line], upright: list[_Line]) -> Grid | None:
    rows, columns = _places(level), _places(upright)
    if len(rows) < _LEAST_LINES or len(columns) < _LEAST_POSTS:
        return None
    homes = {(row, column): (row, column) for row in range(len(rows) - 1) for column in range(len(columns) - 1)}
    for row, column in homes:
        right, below = (row, column + 1), (row + 1, column)
        if right in homes and not _drawn(upright, columns[column + 1], rows[row], rows[row + 1]):
            _merge(homes, (row, column), right)
        if below in homes and not _drawn(level, rows[row + 1], columns[column], columns[column + 1]):
            _merge(homes, (row, column), below)
    cells = [_cell([place for place in homes if homes[place] == home], rows, columns) for home in set(homes.values())]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid((columns[0], rows[0], columns[-1], rows[-1]), tuple(cells))


def _places(lines: list[_Line]) -> list[int]:
    """Where lines stand, those near to each other once."""
    found: list[int] = []
    for line in sorted(lines, key=lambda line: line.at):
        if not found or line.at - found[-1] > _NEAR:
            found.append(line.at)
    return found


def _drawn(lines: list[_Line], at: int, start: int, end: int) -> bool:
    """Between two cells, most of the way."""
    there = [line for line in lines if abs(line.at - at) <= _NEAR]
    along = sum(max(min(line.end, end) - max(line.start, start), 0) for line in there)
    return along >= _BORDERED * (end - start)


def _merge(homes: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    old, new = homes[other], homes[one]
    for place, home in homes.items():
        if home == old:
            homes[place] = new


def _cell(places: list[tuple[int, int]], rows: list[int], columns: list[int]) -> Cell:
    top, bottom = min(row for row, _ in places), max(row for row, _ in places) + 1
    left, right = min(column for _, column in places), max(column for _, column in places) + 1
    return Cell(top, left, (columns[left], rows[top], columns[right], rows[bottom]))


def _wipe(page: Image.Image, level: list[_Line], upright: list[_Line], paper: int) -> None:
    for line in level:
        page.paste(paper, _wider((line.start, line.first, line.end, line.last + 1), page.size, _MARGIN, _STEP))
    for line in upright:
        page.paste(
            paper, _wider((line.first, line.start, line.last + 1, line.end), page.size, _MARGIN, _STEP, turned=True)
        )


def _wider(box: Box, size: tuple[int, int], by: int, along: int | None = None, *, turned: bool = False) -> Box:
    """By so much on each side, `along` so much along a line; never beyond the page."""
    far = by if along is None else along
    x, y = (by, far) if turned else (far, by)
    return max(box[0] - x, 0), max(box[1] - y, 0), min(box[2] + x, size[0]), min(box[3] + y, size[1])


def _columns(bare: Image.Image, grids: list[Grid]) -> Iterator[Column]:
    """Of all cells with ink in them, trimmed to it."""
    taken: list[tuple[int, Cell, Box]] = []
    tall = 0
    for number, grid in enumerate(grids):
        for cell in grid.cells:
            if box := _inked(bare, cell.box):
                high = box[3] - box[1] + _AIR
                if tall + high > _TALLEST and taken:
                    yield _column(bare, taken)
                    taken, tall = [], 0
                taken.append((number, cell, box))
                tall += high
    if taken:
        yield _column(bare, taken)


def _inked(page: Image.Image, box: Box) -> Box | None:
    """What of a cell holds more than specks."""
    cell = page.crop(box)
    paper = _paper(cell)
    ink = cell.point([255 * (value < paper - _INK) for value in range(256)]).filter(ImageFilter.MinFilter(3))
    held = ink.getbbox()
    if held is None:
        return None
    on_page = (held[0] + box[0], held[1] + box[1], held[2] + box[0], held[3] + box[1])
    wide = _wider(on_page, page.size, _AIR // 3)
    return max(wide[0], box[0]), max(wide[1], box[1]), min(wide[2], box[2]), min(wide[3], box[3])


def _column(page: Image.Image, cells: list[tuple[int, Cell, Box]]) -> Column:
    tops = [0]
    for _, _, box in cells:
        tops.append(tops[-1] + box[3] - box[1] + _AIR)
    wide = max(box[2] - box[0] for _, _, box in cells) + 2 * _AIR
    picture = Image.new("L", (wide, tops[-1]), _paper(page))
    for top, (_, _, box) in zip(tops, cells, strict=False):
        picture.paste(page.crop(box), (_AIR, top + _AIR // 2))
    return Column(picture, cells, tops[:-1])
