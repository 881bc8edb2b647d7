"""The text made readable without losing the place of a single character."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is NFC with plain blanks; `at[i]` is where its i-th character begins in `raw`, and one entry more."""

    raw: str
    text: str
    at: list[int] | None  # None where both are of the same shape

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the readable text as offsets of the raw one."""
        return (start, end) if self.at is None else (self.at[start], self.at[end])


def normalise(raw: str) -> Source:
    plain = raw.replace("\r", " ").replace("\xa0", " ").replace("\u200b", " ").replace("\ufeff", " ").replace("\t", " ")
    if unicodedata.is_normalized("NFC", plain):
        return Source(raw, plain, None)
    pieces: list[str] = []
    at: list[int] = []
    for found in re.finditer(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", plain, re.DOTALL):
        whole = unicodedata.normalize("NFC", found[0])
        pieces.append(whole)
        at += [found.start()] * len(whole)
    at.append(len(raw))
    return Source(raw, "".join(pieces), at)


def collapse(words: str) -> str:
    """As printed, blanks collapsed."""
    return _BLANKS.sub(" ", words).strip()


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Lines that are not blank, without their outer blanks."""
    out = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            out.append(Line(start, start + len(bare), bare))
        at += len(line) + 1
    return out
