"""The lines of printed pages put together to paragraphs again: a sentence must not end where the paper did."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from phoihop.extract.model import Page

_MARKER = re.compile(r"\s*([-–—+•▪*]\s|\(?[0-9]{1,3}[.)]\s|\(?[a-zđ]\)\s|[IVXL]{1,5}\.\s|(Phần|Chương|Mục|Điều)\s)")
COLUMN = "   "  # between columns of a line
_ENDED = (".", ":", ";", "!", "?", "…")
_INDENT = 9.0  # points a new paragraph stands in at least
_LONG = 40  # characters of a line that runs across the page
_LOOSE = 1.1  # times the usual distance of lines: more is a gap


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line; places in points, `base` counted from the page's foot. `alone`, it joins no other: a table's row."""

    text: str
    left: float
    right: float
    base: float
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is usual on a page: where its text begins and ends, how far its lines stand apart."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Flowed:
    """The text, where each page stands in it, and each row with its place; a page's own number has none."""

    text: str
    pages: tuple[Page, ...]
    placed: tuple[tuple[tuple[int, Row], ...], ...]


def flow(pages: list[list[Row]]) -> Flowed:
    rows = [[row for row in page if not _is_number(row, page, number)] for number, page in enumerate(pages, 1)]
    frames = [_frame(page) for page in rows]
    whole = _frame([row for page in rows for row in page])
    pieces: list[str] = []
    found, placed, length, before = [], [], 0, None
    for page, frame in zip(rows, frames, strict=True):
        here: list[tuple[int, Row]] = []
        for at, row in enumerate(page):
            joint = _joint(before, row, frame if at else whole, across=at == 0) if before else ""
            text = row.text.rstrip()
            pieces += [joint, text]
            here.append((length + len(joint), row))
            length += len(joint) + len(text)
            before = row
        found.append(Page(here[0][0] if here else length, length))
        placed.append(tuple(here))
    return Flowed("".join(pieces), tuple(found), tuple(placed))


def _is_number(row: Row, page: list[Row], number: int) -> bool:
    """The page's own number, alone above or below all else."""
    return row.text.strip(" -–") == str(number) and row.base in {
        max(one.base for one in page),
        min(one.base for one in page),
    }


def _frame(page: list[Row]) -> _Frame:
    """The left edge is the outermost that many long lines share; the pitch the distance most lines have."""
    page = [row for row in page if not row.alone] or page
    if not page:
        return _Frame(0, 0, 0)
    lefts = Counter(round(row.left) for row in page if len(row.text) > _LONG) or Counter(
        round(row.left) for row in page
    )
    shared = [left for left, count in lefts.items() if count * 4 >= max(lefts.values())]
    gaps = Counter(round(upper.base - lower.base, 1) for upper, lower in pairwise(page) if upper.base > lower.base)
    pitch = min(gaps, key=lambda gap: (-gaps[gap], gap), default=0.0)
    if gaps and gaps[pitch] * 4 < gaps.total():  # places measured on a picture: no two distances are quite the same
        pitch = median(gaps.elements())
    return _Frame(min(shared), max(row.right for row in page), pitch)


def _joint(upper: Row, lower: Row, frame: _Frame, *, across: bool) -> str:
    """What stands between two lines: a line end where the writer made one, else a blank or nothing."""
    if not _goes_on(upper, lower, frame, across=across):
        return "\n"
    upper_text = upper.text.rstrip()
    broken_word = re.search(r"\w[-/]$", upper_text) and re.match(r"\w", lower.text)
    return "" if broken_word else " "


def _goes_on(upper: Row, lower: Row, frame: _Frame, *, across: bool) -> bool:
    """The line was full: the next one's first word had no room left in it."""
    text = lower.text.strip()
    if upper.alone or lower.alone or COLUMN in upper.text or COLUMN in text:
        return False
    if _MARKER.match(lower.text) or lower.left > frame.left + _INDENT or lower.left < frame.left - _INDENT:
        return False
    word = len(text.split(maxsplit=1)[0]) + 1
    wide = (lower.right - lower.left) / max(len(text), 1)
    if upper.right + word * wide <= frame.right:
        return False
    if across:
        return not (upper.text.rstrip().endswith(_ENDED) and text[:1].isupper())
    gap = upper.base - lower.base
    if gap <= 0 or gap > 2 * frame.pitch:
        return False
    return gap <= frame.pitch * _LOOSE or not (upper.text.rstrip().endswith(_ENDED) and text[:1].isupper())
