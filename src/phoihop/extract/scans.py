"""Scans: words read from pictures of pages by tesseract, page by page, each word with its place on the sheet."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import IO, Any

from phoihop.extract.api import DEFAULT, admit, why_not
from phoihop.extract.flow import COLUMN, Row, flow
from phoihop.extract.isolated import ask
from phoihop.extract.kinds import PICTURES, words
from phoihop.extract.model import SURE, Extract, Kind, Limits, Part, Remark, Scan, Table, Word
from phoihop.extract.refusal import Refusal, remark

_CHILD = Path(__file__).with_name("scan_child.py")
_APART = 2.2  # heights of a line; words further apart stand in columns
_RULES = "|¦‖"  # what the lines of a table look like
_FAINT = 30  # percent; a sign without letters read less surely is a speck
_LEGIBLE = 50  # percent; a file read worse as a whole is not read
_FEW = 8  # letters; a picture with fewer is none of a letter
_CPU_PAGE = 4  # seconds of this process for a page; tesseract's own are bound by the clock
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word on its page: `box` in points on the straightened page, `place` in shares of the sheet."""

    text: str
    line: int
    box: tuple[float, float, float, float]
    place: tuple[float, float, float, float]
    sure: float
    cell: tuple[int, int] | None = None  # the page's table, and the column in it


def can_read_scans() -> bool:
    return bool(_tesseract())


def extract_scan(data: bytes, name: str, *, limits: Limits = DEFAULT, progress: Progress | None = None) -> Extract:
    """The text of a scan or a picture, in memory and a second or so for each page; pages with text of their own keep it.

    `progress` is told the pages read and their number.
    """
    kind = admit(data, name, limits)
    try:
        return _read(data, kind, limits, progress or (lambda _done, _of: None))
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - as at the other doors: a hostile file gets a sentence
        raise Refusal("broken") from None


def page_picture(data: bytes, page: int, *, dpi: int = 110, limits: Limits = DEFAULT) -> bytes:
    """A page as a JPEG, counted from 0."""
    given = _command("picture", limits, 1, [str(page), str(dpi)])
    try:
        done = subprocess.run(given, input=data, capture_output=True, timeout=limits.seconds, check=False)  # noqa: S603 - our own file
    except subprocess.TimeoutExpired:
        raise Refusal("too_slow", limit=f"{limits.seconds:g}") from None
    if done.stdout.startswith(b"\xff\xd8"):
        return done.stdout
    raise Refusal(json.loads(done.stdout)["error"] if done.stdout.startswith(b"{") else "broken")


def _read(data: bytes, kind: Kind, limits: Limits, progress: Progress) -> Extract:
    if kind.name == "pdf":
        pages = ask("pdf", data, limits.chars, limits)["pages"]
        bare = [at for at, (_, lines, pictured) in enumerate(pages) if pictured and not lines]
        written = {at: [Row(*line) for line in lines] for at, (_, lines, _) in enumerate(pages)}
    elif kind.name in PICTURES:
        bare, written = [], {}
    else:
        raise why_not(data, kind, limits, "not_letter")
    if kind.name == "pdf" and not bare:
        raise Refusal("blank")
    seen, stamps, apart = _seen(data, bare, limits, progress)
    found = _put_together(written, seen)
    if not any(written.values()) and (sum(map(str.isalnum, found.text)) < _FEW or _mean(found.scans) < _LEGIBLE):
        raise Refusal("no_words")
    return replace(
        found, kind=kind.name, media_type=kind.media_type, warnings=_told(found, kind), stamps=stamps, apart=apart
    )


def _told(found: Extract, kind: Kind) -> tuple[Remark, ...]:
    asking = [scan.page + 1 for scan in found.scans if scan.asks]
    out = [] if kind.agrees else [remark("ending", **words(kind.name))]
    if asking:
        out.append(remark("unsure_pages", pages=", ".join(map(str, asking)), sure=SURE))
    return tuple(out)


def _mean(scans: tuple[Scan, ...]) -> float:
    weight = sum(len(scan.words) for scan in scans)
    return sum(scan.sure * len(scan.words) for scan in scans) / weight if weight else 0.0


def _seen(
    data: bytes, pages: list[int], limits: Limits, progress: Progress
) -> tuple[dict[int, tuple[float, list[_Seen]]], tuple[str, ...], tuple[str, ...]]:
    """Height and words of each scanned page; and what is no part of the text."""
    command = _tesseract()
    if not command:
        raise Refusal("no_tesseract")
    if len(pages) > limits.scanned:
        raise Refusal("many_scanned", count=len(pages), limit=limits.scanned)
    found: dict[int, tuple[float, list[_Seen]]] = {}
    stamps: list[str] = []
    apart: list[str] = []
    for number, count, _width, height, placed, (stamped, top) in _pages(data, command, pages, limits):
        if count > limits.scanned:
            raise Refusal("many_scanned", count=count, limit=limits.scanned)
        found[number] = (
            height,
            [
                _Seen(t.strip(_RULES), line, tuple(b), tuple(p), sure, cell and tuple(cell))
                for t, line, b, p, sure, cell in placed
                if _is_word(t.strip(_RULES), sure)
            ],
        )
        stamps += stamped
        apart += top
        progress(len(found), count)
    return found, tuple(stamps), tuple(apart)


def _is_word(text: str, sure: float) -> bool:
    return any(char.isalnum() for char in text) or (sure >= _FAINT and text != "")


def _pages(data: bytes, command: str, pages: list[int], limits: Limits) -> Iterator[list[Any]]:
    """One line of the child's after the other; a page that takes too long ends it."""
    given = _command("read", limits, len(pages) or limits.scanned, [command, *map(str, pages)])
    with subprocess.Popen(given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:  # noqa: S603 - our own file
        assert child.stdin  # noqa: S101 - pipes were asked for
        assert child.stdout  # noqa: S101
        try:
            threading.Thread(target=_feed, args=(child.stdin, data), daemon=True).start()
            yield from _lines(child, child.stdout, limits)
        finally:
            child.kill()


def _lines(child: subprocess.Popen[bytes], told: IO[bytes], limits: Limits) -> Iterator[list[Any]]:
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    whole = False
    while True:
        clock = threading.Timer(3 * limits.page_seconds, end)  # a page is looked at up to three times
        clock.start()
        line = told.readline()
        clock.cancel()
        if not line:
            break
        answer = json.loads(line)
        if isinstance(answer, dict):
            raise Refusal(answer["error"], limit=f"{limits.page_seconds:g}")
        yield answer
        whole = True
    if late.is_set():
        raise Refusal("too_slow", limit=f"{3 * limits.page_seconds:g}")
    if not whole or child.wait():
        raise Refusal("broken")


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except OSError:  # the child ended before it had read all: its answer says why
        return


def _command(job: str, limits: Limits, pages: int, rest: list[str]) -> list[str]:
    numbers = (limits.memory, int(limits.seconds) + _CPU_PAGE * pages, limits.pixels, int(limits.page_seconds) or 1)
    return [sys.executable, "-I", "-B", str(_CHILD), job, *map(str, numbers), *rest]


@cache
def _tesseract() -> str:
    """Where it is, if it knows Vietnamese; else nothing."""
    command = shutil.which("tesseract")
    if not command:
        return ""
    done = subprocess.run([command, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603 - found above
    return command if "vie" in done.stdout.split() else ""


def _put_together(written: dict[int, list[Row]], seen: dict[int, tuple[float, list[_Seen]]]) -> Extract:
    """Rows of every page to one text, and each word's place in it."""
    count = max([*written, *seen], default=-1) + 1
    by_row: dict[int, list[tuple[int, _Seen]]] = {}
    pages = []
    for number in range(count):
        rows = written.get(number, [])
        if number in seen:
            height, placed = seen[number]
            made = [_row(line, height) for line in _by_line(placed)]
            rows = [row for row, _ in made]
            by_row |= {id(row): offsets for row, offsets in made}
        pages.append(rows)
    found = flow(pages)
    scans = tuple(_scan(number, found.placed[number], by_row) for number in sorted(seen))
    tables = [table for number in sorted(seen) for table in _tables(found.placed[number], by_row)]
    return Extract(found.text, "", "", found.pages, (Part("body", 0, len(found.text)),), tuple(tables), scans=scans)


def _by_line(placed: list[_Seen]) -> list[list[_Seen]]:
    lines: dict[int, list[_Seen]] = {}
    for word in placed:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def _row(line: list[_Seen], height: float) -> tuple[Row, list[tuple[int, _Seen]]]:
    """The line's text, a gap between its columns or a tab between its cells, and where each word stands in it."""
    heights = sorted(word.box[3] - word.box[1] for word in line)
    tall = heights[len(heights) // 2]
    text, offsets = "", []
    for before, word in zip([None, *line], line, strict=False):
        text += _between(before, word, _APART * tall)
        offsets.append((len(text), word))
        text += word.text
    feet = sorted(word.box[3] for word in line)
    base = height - feet[len(feet) // 2]
    ruled = line[0].cell is not None
    return Row(text, line[0].box[0], max(word.box[2] for word in line), base, alone=ruled), offsets


def _between(before: _Seen | None, word: _Seen, apart: float) -> str:
    """Two words of a line; empty cells between them count."""
    if word.cell and (tabs := word.cell[1] - (before.cell[1] if before and before.cell else 0)):
        return "\t" * tabs
    if before is None:
        return ""
    return COLUMN if not word.cell and word.box[0] - before.box[2] > apart else " "


def _tables(placed: tuple[tuple[int, Row], ...], by_row: dict[int, list[tuple[int, _Seen]]]) -> list[Table]:
    """Of a page, from its rows that stand alone."""
    rows: dict[int, list[tuple[int, Row]]] = {}
    for start, row in placed:
        if row.alone and (cell := by_row[id(row)][0][1].cell):
            rows.setdefault(cell[0], []).append((start, row))
    found = []
    for there in rows.values():
        cells = [row.text.split("\t") for _, row in there]
        wide = max(map(len, cells))
        full = tuple((*row, *[""] * (wide - len(row))) for row in cells)
        found.append(Table(there[0][0], there[-1][0] + len(there[-1][1].text), full))
    return found


def _scan(number: int, placed: tuple[tuple[int, Row], ...], by_row: dict[int, list[tuple[int, _Seen]]]) -> Scan:
    found, weight, sum_ = [], 0, 0.0
    for start, row in placed:
        for at, seen in by_row[id(row)]:
            found.append(Word(start + at, start + at + len(seen.text), *seen.place, round(seen.sure)))
            weight += len(seen.text)
            sum_ += len(seen.text) * seen.sure
    return Scan(number, round(sum_ / weight) if weight else 0, tuple(found))
