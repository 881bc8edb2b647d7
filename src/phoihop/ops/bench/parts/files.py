"""Files of letters into structure: how fast Word and PDF, how well scans of sheets that were printed here."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from statistics import median

import docx
import pypdfium2

from phoihop.extract import can_read_scans, extract, extract_scan
from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.parts.letters import all_letters
from phoihop.ops.bench.printing import (
    Scanned,
    Scanner,
    Worded,
    distance,
    in_order,
    meets,
    printed,
    scanned,
    straightened,
)
from phoihop.ops.bench.timing import seconds
from phoihop.reading import read
from phoihop.reading.scoring import Letter, tally
from phoihop.reading.scoring.letters import Span

_PAGES = 10
_NEAR = 0.01  # of a page, around a stamp


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    makers: dict[str, Callable[[], Measured]] = {
        "docx_ms": lambda: _speed("docx_ms", _as_docx(_ten_pages()), "thư.docx", quick=quick),
        "pdf_ms": lambda: _speed("pdf_ms", printed(_ten_pages()), "thư.pdf", quick=quick),
        "scan_cer": lambda: _cer(_scans(quick=quick)),
        "scan_tasks_f1": lambda: _tasks(_scans(quick=quick)),
    }
    for name in [name for name in makers if name in names]:
        yield makers[name]()


@cache
def _ten_pages() -> str:
    """Letters of the collection, one after the other, until they fill ten sheets."""
    lines: list[str] = []
    for letter in all_letters():
        lines += letter.text.split("\n")
        if len(pypdfium2.PdfDocument(printed("\n".join(lines)))) >= _PAGES:
            break
    while len(pypdfium2.PdfDocument(printed("\n".join(lines)))) > _PAGES:
        lines = lines[:-8]
    return "\n".join(lines)


def _as_docx(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _speed(name: str, data: bytes, file: str, *, quick: bool) -> Measured:
    taken = [seconds(lambda: read(extract(data, file).text)) for _ in range(5 if quick else 31)]
    said = f"{_PAGES} pages, {len(_ten_pages()):,} characters, {len(data) // 1024} kB; the slowest took {max(taken) * 1000:.0f}"
    return Measured(name, median(taken) * 1000, said=said)


@dataclass(frozen=True, slots=True)
class _Read:
    letter: Letter
    scanner: Scanner
    sheets: Scanned
    words: list[Worded]  # outside the stamp
    text: str


@cache
def _scans(*, quick: bool) -> list[_Read]:
    """Each letter once, by a scanner drawn for it."""
    if not can_read_scans():
        raise CannotMeasureError("Scans are read by tesseract. Type: sudo apt install tesseract-ocr tesseract-ocr-vie")
    letters = [one for one in all_letters() if one.scored_only and not one.gold["expect_refusal"]]
    return [_read(letter) for letter in letters[:: 12 if quick else 1]]


def _read(letter: Letter) -> _Read:
    rng = random.Random(letter.id)  # noqa: S311 - the same sheets each time
    scanner = Scanner.drawn(rng)
    sheets = scanned(printed(letter.text), scanner, rng)
    found = extract_scan(sheets.pdf, "quét.pdf")
    words = []
    for scan in found.scans:
        for word in scan.words:
            box = straightened((word.left, word.top, word.right, word.bottom), scanner.angle)
            if scan.page + 1 < sheets.pages or not meets(box, sheets.stamp, _NEAR):
                words.append(Worded(scan.page, found.text[word.start : word.end], box))
    return _Read(letter, scanner, sheets, words, found.text)


def _cer(reads: list[_Read]) -> Measured:
    wrong, length = 0, 0
    by_dpi: dict[int, list[int]] = {}
    for one in reads:
        truth = in_order(one.sheets.words)
        off = distance(truth, in_order(one.words))
        wrong, length = wrong + off, length + len(truth)
        there = by_dpi.setdefault(one.scanner.dpi, [0, 0])
        there[0], there[1] = there[0] + off, there[1] + len(truth)
    parts = ", ".join(f"{dpi} dpi {there[0] / there[1]:.2%}" for dpi, there in sorted(by_dpi.items()))
    pages = sum(one.sheets.pages for one in reads)
    return Measured(
        "scan_cer", wrong / length, said=f"{len(reads)} letters, {pages} pages, {length:,} characters; {parts}"
    )


def _tasks(reads: list[_Read]) -> Measured:
    letters = [moved(one.letter, one.text) for one in reads]
    found = tally(letters, [read(letter.text).as_json() for letter in letters])
    plain = [one.letter for one in reads]
    before = tally(plain, [read(letter.text).as_json() for letter in plain])
    said = f"{len(reads)} letters, {found['tasks.wanted']} tasks; {before.f1('tasks'):.3f} from their text itself"
    return Measured("scan_tasks_f1", found.f1("tasks"), said=said)


def moved(letter: Letter, text: str) -> Letter:
    """The letter with the words of a scan, and its tasks where they stand in these."""
    theirs, ours = _places(letter.text), _places(text)
    pairs = SequenceMatcher(
        None, [letter.text[a:b] for a, b in theirs], [text[a:b] for a, b in ours], autojunk=False
    ).get_matching_blocks()
    here = {block.a + n: ours[block.b + n] for block in pairs for n in range(block.size)}

    def span(old: Span) -> Span:
        held = [here[at] for at, (start, end) in enumerate(theirs) if at in here and start < old[1] and end > old[0]]
        return (held[0][0], held[-1][1]) if held else (0, 0)

    return replace(letter, text=text, tasks=tuple(map(span, letter.tasks)), ignored=tuple(map(span, letter.ignored)))


def _places(text: str) -> list[Span]:
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return found
