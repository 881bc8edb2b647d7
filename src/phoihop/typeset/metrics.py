"""How wide words are in the typeface, so that a line can be broken well and a rule be as long as its text."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
POINTS_PER_MM = 72 / 25.4


class FontsMissing(RuntimeError):  # noqa: N818 - says what is missing
    def __init__(self) -> None:
        super().__init__("The Tinos typeface is not beside the typesetter. Run ./phoihop once; it brings the typeface.")


class _Face:
    """Advance widths of one TrueType file."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        tables = dict(_tables(data))
        self._units: int = struct.unpack_from(">H", data, tables["head"] + 18)[0]
        count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
        self._advances: tuple[int, ...] = struct.unpack_from(">" + "HH" * count, data, tables["hmtx"])[::2]
        self.glyphs = dict(_characters(data, tables["cmap"]))

    def width(self, text: str, size: float) -> float:
        last = len(self._advances) - 1
        units = sum(self._advances[min(self.glyphs.get(char, 0), last)] for char in text)
        return units * size / self._units


def _tables(data: bytes) -> Iterator[tuple[str, int]]:
    for at in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * at)
        yield tag.decode("ascii"), offset


def _characters(data: bytes, cmap: int) -> Iterator[tuple[str, int]]:
    """The segments of the format 4 table: a character and its glyph."""
    offsets = [
        struct.unpack_from(">HHL", data, cmap + 4 + 8 * at)[2]
        for at in range(struct.unpack_from(">H", data, cmap + 2)[0])
    ]
    start = next(cmap + offset for offset in offsets if struct.unpack_from(">H", data, cmap + offset)[0] == 4)
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    begins = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, start + 16 + 4 * count)
    ranges = start + 16 + 6 * count
    for at in range(count):
        shift = struct.unpack_from(">H", data, ranges + 2 * at)[0]
        for code in range(begins[at], min(ends[at], 0xFFFE) + 1):
            glyph = code
            if shift:
                glyph = struct.unpack_from(">H", data, ranges + 2 * at + shift + 2 * (code - begins[at]))[0]
            yield chr(code), (glyph + deltas[at]) & 0xFFFF if glyph else 0


@cache
def _face(name: str) -> _Face:
    path = FONTS / f"Tinos-{name}.ttf"
    if not path.exists():
        raise FontsMissing
    return _Face(path)


def unprintable(text: str) -> list[str]:
    """Characters that the typeface has no glyph for, in their order: a PDF would leave them out without a word."""
    glyphs = _face("Regular").glyphs
    said = (char for char in unicodedata.normalize("NFC", text) if not char.isspace() and char not in glyphs)
    return list(dict.fromkeys(said))


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """In millimetres."""
    name = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    return _face(name).width(text, size) / POINTS_PER_MM


def balance(text: str, room: float, size: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The fewest lines that fit into `room` millimetres, as even as can be: no word is left alone below."""
    words = [(word, width(word, size, bold=bold, italic=italic)) for word in text.split(" ")]
    blank = width(" ", size, bold=bold, italic=italic)
    best = _fill(words, blank, room)
    for limit in range(int(room) - 1, int(room / 3), -1):
        tighter = _fill(words, blank, limit)
        if len(tighter) > len(best):
            break
        best = tighter
    return [" ".join(line) for line in best]


def _fill(words: list[tuple[str, float]], blank: float, room: float) -> list[list[str]]:
    lines: list[list[str]] = []
    used = room
    for word, wide in words:
        if lines and used + blank + wide <= room:
            lines[-1].append(word)
            used += blank + wide
        else:
            lines.append([word])
            used = wide
    return lines
