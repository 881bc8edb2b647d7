"""What a letter says, apart from how it looks: the words and their places, nothing of paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 0 is a part or chapter («Phần thứ nhất»), 1 a section (I.), 2 a point (1.), 3 a letter (a))."""

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, text: str) -> Paragraph:
        return cls((Run(text),))


@dataclass(frozen=True, slots=True)
class Bullets:
    """Each item a paragraph of its own behind a dash."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the text's width; `align` is `left`, `center` or `right` for each column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[str, ...] = ()
    caption: str = ""


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """`authority` is T/M, K/T or T/L (written as the rules write it); `on_behalf` whom it names; `position` who signs."""

    name: str
    position: str = ""
    authority: str = ""
    on_behalf: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """An official document; a công văn has no `type_name`, and its abstract stands under the number.

    `number` and `day` are left out in a draft, and their places left blank.
    """

    issuer: str
    blocks: tuple[Block, ...]
    superior: str = ""
    number: int | None = None
    symbol: str = ""
    place: str = ""
    day: date | None = None
    type_name: str = ""
    abstract: str = ""
    addressees: tuple[str, ...] = ()
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    urgency: str = ""
    draft: str = ""
    rules: str = "36-HD/VPTW"
