"""What the checker sees of a file, whichever kind it is: paper, margins, lines with their looks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """`side` is left or right where two columns stand beside each other; sizes in points."""

    text: str
    size: float
    font: str
    bold: bool = False
    italic: bool = False
    side: str = ""
    in_table: bool = False
    page: int = 1

    @property
    def key(self) -> str:
        return folded(self.text)


@dataclass(frozen=True, slots=True)
class Numbering:
    """Where the page number stands: on which pages, at the top, in the middle."""

    first: bool
    later: bool
    top: bool = True
    centred: bool = True


@dataclass(slots=True)
class Seen:
    kind: str
    papers: list[tuple[float, float]] = field(default_factory=list)
    margins: list[dict[str, float]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    numbering: Numbering | None = None
    many_pages: bool = False


def folded(text: str) -> str:
    """Lower case without marks, single blanks: HÒA and HOÀ are one."""
    bare = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return re.sub(r"\s+", " ", "".join(char for char in bare if not unicodedata.combining(char))).strip()
