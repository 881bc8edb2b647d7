"""What a file is turned into: one text, and where in it pages, parts and tables stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

MIB = 1024 * 1024
SURE = 80  # percent; a page read less surely asks for a person

Value = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at most; what goes past is refused with a sentence."""

    bytes: int = 50 * MIB
    entries: int = 2_000
    unpacked: int = 200 * MIB
    ratio: int = 300
    chars: int = 5_000_000
    pages: int = 2_000
    cells: int = 1_000_000
    seconds: float = 30.0
    scanned: int = 300
    pixels: int = 80_000_000
    page_seconds: float = 60.0
    memory: int = 1_536 * MIB


@dataclass(frozen=True, slots=True)
class Kind:
    """What the content is, whatever the name says; `agrees` is false where the name's ending tells another story."""

    name: str
    media_type: str
    ending: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Page:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text: `body`, `header`, `footer`, `footnotes` or `endnotes`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` is a full grid; a merged cell says its text once, in its first place."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was read, but that a person should know of."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Change:
    """Tracked in the file and neither accepted nor refused: `kind` is added, deleted or comment; `day` as 2026-07-14."""

    kind: str
    words: str
    who: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a picture: its place in the text, its box on the sheet in shares of width and height, and how sure."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    sure: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A page that was read from its picture; `sure` in percent, 0 where no word was found."""

    page: int
    sure: int
    words: tuple[Word, ...]

    @property
    def asks(self) -> bool:
        """A person has to compare it with its picture."""
        return self.sure < SURE


@dataclass(frozen=True, slots=True)
class Signature:
    """`when` as the signer's machine said, `stamped` as a time stamp proves, both in ISO 8601 or empty; `words` is whole,
    added, changed or broken; `certificate` trusted, unchecked, untrusted, expired, revoked or unread.
    """

    who: str
    when: str
    stamped: str
    words: str
    certificate: str

    @property
    def sound(self) -> bool:
        """Nothing speaks against it; what was not checked does not."""
        return self.words in {"whole", "added"} and self.certificate in {"trusted", "unchecked"}


@dataclass(frozen=True, slots=True)
class Extract:
    """The text as the file has it: only line ends are made alike, so offsets stay true. Of scanned pages, and no part of the
    text: `stamps`, lines in ink of another colour, and `apart`, what stands at the top, each piece by itself.
    """

    text: str
    kind: str
    media_type: str
    pages: tuple[Page, ...]
    parts: tuple[Part, ...] = ()
    tables: tuple[Table, ...] = ()
    warnings: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    scans: tuple[Scan, ...] = ()
    stamps: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()

    def part(self, name: str) -> str:
        """All stretches of that name, in order, a line between them."""
        return "\n".join(self.text[part.start : part.end] for part in self.parts if part.name == name)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`hidden` and `hidden_rows` (from 0): what nobody sees who opens the workbook."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = field(default=False, repr=False)
    hidden_rows: frozenset[int] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of a PDF; places in millimetres from the page's upper left corner, the size in points."""

    page: int
    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Width and height of each page in millimetres, and every line on them in reading order."""

    pages: tuple[tuple[float, float], ...]
    lines: tuple[Line, ...]
