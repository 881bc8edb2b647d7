"""The text made readable without losing the place of a single character."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from html import unescape

from phoihop.reading.noise import noise_of

MOST = 2_000_000  # characters; more is no letter
_BREAK = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]|<br ?/?>", re.IGNORECASE)
# What a line may hold that is not to be read: blanks of other kinds, marks set apart from their letter, markdown.
_DIRT = re.compile(
    r"(?P<blank>[ \t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*[\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
    r"[ \t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*|  +)"
    r"|(?P<nothing>(?:\\r)?\\n(?=\s|$)|[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|\*\*+|<[/a-z][^<>]{0,80}>)"
    r"|(?P<star>\*(?=\S)|(?<=\S)\*)"
    r"|(?P<letter>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<entity>(?:&nbsp;[ ]?)+|&[A-Za-z]{2,8};|&#\d{2,5};)"
    r"|(?P<eth>[Ðɖ])"
)
_SUSPECT = re.compile(
    r"[\t\x00-\x08\x0e-\x1f\x7f\u00a0\u00ad\u0300-\u036f\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff\\*<&Ðɖ]"
)  # one of these, or two blanks, is in every dirt
_NEAR = 3  # lines that may be blank around a page number
_SHORT = 40
_REST_OF_DATE = re.compile(r"\d{1,2}(?:\s+tháng\s|\s?[/.-]\s?\d)")
_MARKDOWN = re.compile(r"(?:#{1,6}|>)[ \t]+")


@dataclass(slots=True)
class Source:
    """`text` is what is read: NFC, plain blanks, no running heads. A gap of three blanks or more is kept as a tab."""

    raw: str
    text: str = ""
    _clean: list[int] = field(default_factory=list)  # where each piece begins in `text` …
    _raw: list[int] = field(default_factory=list)  # … and in `raw`
    _size: list[int] = field(default_factory=list)  # raw characters of a replaced piece; -1: the piece is as in raw

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the readable text as offsets of the raw one."""
        if not self._clean:
            return 0, 0
        first = self._first(start)
        return first, max(first, self._last(end - 1))

    def _first(self, at: int) -> int:
        k = max(0, bisect_right(self._clean, at) - 1)
        return self._raw[k] + (at - self._clean[k] if self._size[k] < 0 else 0)

    def _last(self, at: int) -> int:
        k = max(0, bisect_right(self._clean, at) - 1)
        return self._raw[k] + (at - self._clean[k] + 1 if self._size[k] < 0 else self._size[k])


@dataclass(slots=True)
class _Row:
    """One line of the raw text, cleaned, and the break behind it."""

    pieces: list[tuple[str, int, int]]
    end: int
    stop: int
    noise: str

    def words(self) -> str:
        return self.pieces[0][0] if len(self.pieces) == 1 else "".join(p[0] for p in self.pieces)


def normalise(raw: str) -> Source:
    """Line by line; a page's running head goes, the sentence around it stays whole."""
    out = Source(raw)
    parts: list[str] = []
    at = 0
    for row in _without_pages(_rows(raw)):
        for words, place, size in [*row.pieces, ("\n", row.end, row.stop - row.end)]:
            out._clean.append(at)  # noqa: SLF001 - built here
            out._raw.append(place)  # noqa: SLF001
            out._size.append(size)  # noqa: SLF001
            parts.append(words)
            at += len(words)
    out.text = "".join(parts)
    return out


def _rows(raw: str) -> list[_Row]:
    rows = []
    at = 0
    for cut in _BREAK.finditer(raw):
        rows.append(_row(raw, at, cut.start(), cut.end()))
        at = cut.end()
    rows.append(_row(raw, at, len(raw), len(raw)))
    return rows


def _row(raw: str, start: int, end: int, stop: int) -> _Row:
    line = raw[start:end]
    lead = _MARKDOWN.match(line) if line.startswith(("#", ">")) else None
    at = lead.end() if lead else 0
    dirty = _SUSPECT.search(line, at) or line.find("  ", at) >= 0
    pieces = _stripped(_pieces(line, at) if dirty else [(line[at:], at, -1)])
    if not pieces:
        return _Row([], end, stop, "blank")
    row = _Row([(words, start + place, size) for words, place, size in pieces], end, stop, "")
    row.noise = noise_of(row.words())
    return row


def _without_pages(rows: list[_Row]) -> list[_Row]:
    """Running heads go with the blank lines and the page number beside them; of blank lines and rules one stays."""
    out: list[_Row] = []
    page = False
    for n, row in enumerate(rows):
        if row.noise == "page":
            _drop_tail(out)
            page = True
        elif row.noise:
            if not page and out and out[-1].pieces:
                out.append(_Row([], row.end, row.stop, "blank"))
        elif page and row.words().isdigit():
            continue
        elif _is_page_number(rows, n):
            _drop_tail(out)
            page = True
        else:
            out.append(row)
            page = False
    return out


def _is_page_number(rows: list[_Row], n: int) -> bool:
    """A number alone on its line between a line that does not end and one that goes on in small letters or in a date."""
    if not 0 < n < len(rows) - 1 or not rows[n].words().isdigit() or len(rows[n].words()) > 4:
        return False
    above = next((r.words() for r in reversed(rows[max(0, n - _NEAR) : n]) if r.pieces), "")
    below = next((r.words() for r in rows[n + 1 : n + 1 + _NEAR] if r.pieces), "")
    if len(above) <= _SHORT or above[-1] in ".;:!?":
        return False
    return below[:1].islower() or (above.endswith(" ngày") and _REST_OF_DATE.match(below) is not None)


def _drop_tail(out: list[_Row]) -> None:
    while out and not out[-1].pieces:
        out.pop()
    if out and out[-1].words().isdigit():
        out.pop()
        while out and not out[-1].pieces:
            out.pop()


def _pieces(line: str, at: int) -> list[tuple[str, int, int]]:
    out = []
    for dirt in _DIRT.finditer(line, at):
        if dirt.start() > at:
            out.append((line[at : dirt.start()], at, -1))
        if put := _instead(dirt):
            out.append((put, dirt.start(), len(dirt[0])))
        at = dirt.end()
    if at < len(line):
        out.append((line[at:], at, -1))
    return out


def _instead(dirt: re.Match[str]) -> str:
    kind = dirt.lastgroup
    if kind == "blank":
        return "\t" if len(dirt[0]) > 2 or "\t" in dirt[0] else " "
    if kind == "letter":
        return unicodedata.normalize("NFC", dirt[0])
    if kind == "entity":
        return _entity(dirt[0])
    return "Đ" if kind == "eth" else ""


def _entity(words: str) -> str:
    """«&nbsp;» as a blank, more than two in a row as a gap, other entities as their letter; unknown ones stay."""
    if words.startswith("&nbsp;"):
        return "\t" if words.count("&") > 2 else " "
    return " ".join(unicodedata.normalize("NFC", unescape(words)).split())


def _stripped(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    while pieces and not pieces[0][0].strip():
        pieces.pop(0)
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if not pieces:
        return []
    words, at, size = pieces[0]
    if size < 0:
        bare = words.lstrip()
        pieces[0] = (bare, at + len(words) - len(bare), size)
    words, at, size = pieces[-1]
    if size < 0:
        pieces[-1] = (words.rstrip(), at, size)
    return pieces


def collapse(words: str) -> str:
    """As printed, blanks collapsed."""
    return " ".join(words.split())


@dataclass(frozen=True, slots=True)
class Line:
    """`after_blank`: a blank line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool = False


def lines_of(text: str) -> list[Line]:
    """Lines that are not blank, without their outer blanks."""
    out = []
    at = 0
    blank = True
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            out.append(Line(start, start + len(bare), bare, blank))
        blank = not bare
        at += len(line) + 1
    return out
