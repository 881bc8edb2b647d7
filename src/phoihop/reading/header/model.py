"""What the header rules fill in, one field each; offsets into the readable text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from phoihop.reading.header.columns import glued_at
from phoihop.reading.normalise import Line
from phoihop.reading.parts import Part

_TO_FILL = re.compile(r"(?:ngày|tháng|năm|số\s*:?)$", re.IGNORECASE)  # a gap left for the pen divides no columns
_GAPS = re.compile(r"\s*[\t|]+\s*")


@dataclass(slots=True)
class Header:
    number: Part | None = None
    number_raw: Part | None = None
    doc_type: Part | None = None
    issuing_body: Part | None = None
    date: date | None = None
    date_raw: Part | None = None
    place: Part | None = None
    subject: Part | None = None
    signer_position: Part | None = None
    signed_for: Part | None = None
    urgency: Part | None = None
    to: list[Part] = field(default_factory=list)
    copies: list[Part] = field(default_factory=list)
    relayed: bool = False  # a page that passes the document on
    register: bool = False  # a row of a register, or a one-line notice
    body_at: int = 0  # where the body may begin
    body_end: int = 0  # where the foot begins


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a line; letterheads stand in two."""

    text: str
    start: int
    end: int
    line: int
    column: int
    after_blank: bool


def cells_of(lines: list[Line]) -> list[Cell]:
    out = []
    for n, line in enumerate(lines):
        at, column = 0, 0
        gaps = [g.span() for g in _GAPS.finditer(line.text) if not _TO_FILL.search(line.text[: g.start()][-12:])]
        gaps = gaps or list(glued_at(line.text, n, len(lines)))
        for gap in [*gaps, None]:
            stop = gap[0] if gap else len(line.text)
            if stop > at:
                place = line.start + at
                out.append(Cell(line.text[at:stop], place, line.start + stop, n, column, line.after_blank))
            at, column = (gap[1] if gap else stop), column + 1
    return out


def part(cell: Cell, start: int, end: int, rule: str, confidence: float = 0.95, value: str | None = None) -> Part:
    """A part of a cell by offsets within it."""
    words = cell.text[start:end] if value is None else value
    return Part(" ".join(words.split()), cell.start + start, cell.start + end, rule, confidence)


def is_caps(text: str) -> bool:
    """Printed in capitals (a stray small letter of a scan forgiven)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def strip_marks(text: str) -> str:
    """Lower case without tones and hooks, so that a scan's lost diacritics still compare equal."""
    import unicodedata

    bare = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())
