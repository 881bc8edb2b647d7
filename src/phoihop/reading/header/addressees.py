"""Those after «Kính gửi»; for a page that relays, those the document is said to be sent to."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, is_caps
from phoihop.reading.normalise import collapse
from phoihop.reading.parts import Part

_TO = re.compile(r"^Kính\s+(?:gửi|gởi|trình)\s*:?\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[^\W\d]{2})\.\s+(?=[^\W\d])")
_MOST = 24
_PIECE = re.compile(r"[^;]+")


def find_addressees(text: str, cells: list[Cell], out: Header) -> None:
    for n, cell in enumerate(cells[:60]):
        if found := _TO.match(cell.text):
            _take(text, cells, n, found.end(), out)
            return


def _take(text: str, cells: list[Cell], n: int, at: int, out: Header) -> None:
    """The rest of the line, then dashed lines and what wraps below them."""
    head = cells[n]
    entries: list[list[int]] = []
    if sentence := _SENTENCE.search(head.text, at):  # the body goes on in the same line
        out.body_at, out.splits_line = max(out.body_at, head.start + sentence.end()), True
        out.to += _split(text, head.start + at, head.start + sentence.start())
        return
    if head.text[at:].strip():
        entries.append([head.start + at, head.end])
    for k, cell in enumerate(cells[n + 1 : n + 1 + _MOST], n + 1):
        dashed = cell.text[0] in "-–•+*"
        if dashed:
            entries.append([cell.start, cell.end])
        elif entries and _wraps(cells[k - 1], cell):
            entries[-1][1] = cell.end
        elif not entries and not is_caps(cell.text) and len(cell.text) < 140:
            entries.append([cell.start, cell.end])
        else:
            break
        out.body_at = max(out.body_at, cell.end)
        if text[cell.start : cell.end].rstrip().endswith("."):
            break
    out.body_at = max(out.body_at, head.end)
    for start, end in entries:
        out.to += _split(text, start, end)


def _wraps(above: Cell, cell: Cell) -> bool:
    if cell.after_blank or above.text.rstrip().endswith((".", ":")):
        return False
    return cell.text[0].islower() or (above.text.rstrip().endswith((",", ";")) and len(cell.text) < 120)


def _split(text: str, start: int, end: int) -> list[Part]:
    out = []
    for piece in _PIECE.finditer(text, start, end):
        words = collapse(piece[0]).strip(" -–+•*.,;:")
        if len(words) > 2:
            lead = len(piece[0]) - len(piece[0].lstrip(" -–+•*\n\t"))
            out.append(Part(words, piece.start() + lead, piece.end(), "addressee.line", 0.9))
    return out
