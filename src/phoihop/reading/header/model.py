"""What the header rules fill in, one field each; offsets into the readable text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from phoihop.reading.header.columns import bare, glued_at
from phoihop.reading.normalise import Line
from phoihop.reading.parts import Part
from phoihop.reading.tokens import lowered

URGENCY = {
    "hỏa tốc hẹn giờ": "hoa_toc_hen_gio", "hỏa tốc": "hoa_toc", "hỏa tốc hẹn": "hoa_toc_hen_gio",
    "thượng khẩn": "thuong_khan", "khẩn": "khan",
}  # fmt: skip
_TO_FILL = re.compile(r"(?:ngày|tháng|năm|số\s*:?)$", re.IGNORECASE)  # a gap left for the pen divides no columns
_HEAD, _FEW, _NEARLY_ALL = 24, 6, 0.8  # lines
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
    passed_by: Part | None = None  # who passed it, as the closing sentence says
    relayed: bool = False  # a page that passes the document on
    register: bool = False  # a row of a register, or a one-line notice
    splits_line: bool = False  # … within a line
    body_at: int = 0  # where the body may begin
    body_end: int = 0  # where the foot begins
    annexes: list[tuple[int, int]] = field(default_factory=list)  # what is issued with it, behind the foot: from, to


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
    """The columns of each line; where a copy has put a blank line behind every line, blank lines say nothing."""
    out = []
    lines = _mended(lines)
    head = lines[1:_HEAD]
    loose = len(head) >= _FEW and sum(line.after_blank for line in head) >= _NEARLY_ALL * len(head)
    for n, line in enumerate(lines):
        at, column = 0, 0
        gaps = _gaps(line.text) or list(glued_at(line.text, n, len(lines)))
        for gap in [*gaps, None]:
            stop = gap[0] if gap else len(line.text)
            if stop > at:
                place = line.start + at
                out.append(
                    Cell(line.text[at:stop], place, line.start + stop, n, column, line.after_blank and not loose)
                )
            at, column = (gap[1] if gap else stop), column + 1
    return out


def _gaps(line: str) -> list[tuple[int, int]]:
    if "\t" not in line and "|" not in line:
        return []
    return [gap.span() for gap in _GAPS.finditer(line) if not _TO_FILL.search(line[: gap.start()][-12:])]


def _mended(lines: list[Line]) -> list[Line]:
    """A portal's copy breaks the lines of a letterhead behind their first word: «ỦY / BAN NHÂN DÂN», «Số: / 28/QĐ-UBND»."""
    out: list[Line] = []
    for n, line in enumerate(lines):
        last = out[-1] if out else None
        if last and n < _HEAD + _FEW and not line.after_blank and _broken(last.text, line.text):
            words = last.text + " " * (line.start - last.end) + line.text
            out[-1] = Line(last.start, line.end, words, last.after_blank)
        else:
            out.append(line)
    return out


def _broken(above: str, below: str) -> bool:
    if above.endswith(_OPENINGS) and any(above.endswith(a) and below.startswith(b) for a, b in _HALVES):
        return True
    if below == "VIỆT NAM" and above.isupper():
        return not above.endswith(("NGHĨA", "CỘNG SẢN"))  # «BẢO HIỂM XÃ HỘI / VIỆT NAM»
    if above in {"ỦY", "UỶ", "CỘNG", "HỘI", "THỦ", "VĂN", "Ủy", "Uỷ", "Cộng"}:
        return below.isupper() == above.isupper() and below[0].isalpha()
    if above.lower().rstrip(" :.") in {"số", "so"}:
        return below[0].isdigit()
    short = " " not in above and above.isalpha() and above[0].isupper() and len(above) < _FEW + 1
    return short and _PLACED.match(below) is not None and not is_caps(above)


_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_HALVES = [(_NATION[:k], _NATION[k + 1 :]) for k in range(5, len(_NATION)) if _NATION[k] == " "]
_OPENINGS = tuple(opening for opening, _rest in _HALVES)
_PLACED = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,4}, ngày\s")


def part(cell: Cell, start: int, end: int, rule: str, confidence: float = 0.95, value: str | None = None) -> Part:
    """A part of a cell by offsets within it."""
    words = cell.text[start:end] if value is None else value
    return Part(" ".join(words.split()), cell.start + start, cell.start + end, rule, confidence)


def is_caps(text: str) -> bool:
    """Printed in capitals (a stray small letter of a scan forgiven)."""
    letters = small = 0
    most = len(text) // 10  # more small letters than a tenth of all are too many, however the line goes on
    for char in text:
        if char.isalpha():
            letters += 1
            if not char.isupper():
                small += 1
                if small > most:
                    return False
    return letters >= 3 and letters - small >= 0.9 * letters


def fold(text: str) -> str:
    """Small letters, one kind of dash, the newer place of the tone, blanks collapsed."""
    return " ".join(lowered(text).split()).strip(' .,;:"“”')


def strip_marks(text: str) -> str:
    """Lower case without tones and hooks, so that a scan's lost diacritics still compare equal."""
    return " ".join(bare(text).split())
