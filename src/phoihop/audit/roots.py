"""Roots of the chain in files outside the database, one line each, only ever added to. Pure: no database, no settings.

`seals.txt`: «NUMBER ROOT LAST_ID MOMENT», each seal as soon as the worker made it.
`days.txt`: «DAY NUMBER ROOT LAST_ID LINK», the last seal of each day; a link is the hash of the link before and its line, so
that a signature under one line stands for all before it.
In both, «restored NUMBER ROOT MOMENT …» says that a backup came back which ends with that seal (0: with none): what was
noted after it is lost, and the chain goes on from there. «deleted SPANS» says whose words went by law.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from phoihop.audit.hashing import START, spanned

DAYS, SEALS = "days.txt", "seals.txt"
_TAIL = 8192  # bytes: more than any two lines
_HEX = r"[0-9a-f]{64}"
_AT = r"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)"
_SEAL = re.compile(rf"(\d{{1,18}}) ({_HEX}) (-?\d{{1,19}}) ({_AT})")
_DAY = re.compile(rf"(\d{{4}}-\d\d-\d\d) (\d{{1,18}}) ({_HEX}) (-?\d{{1,19}}) ({_HEX})")
_RESTORED = re.compile(rf"restored (\d{{1,18}}) ({_HEX}) ({_AT})(?: ({_HEX}))?")
_DELETED = re.compile(r"deleted ([\d,-]{1,4000})")
_FIRST = {SEALS: _SEAL, DAYS: _DAY}


@dataclass(frozen=True, slots=True)
class Note:
    """One line: `kind` is seal, day, restored or deleted; `link` only where the file has links."""

    kind: str
    line: int
    text: str
    number: int = 0
    root: str = START
    last_id: int = 0
    day: date | None = None
    link: str = ""
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def said(self) -> str:
        """What its link is made of."""
        return self.text.removesuffix(self.link).rstrip()


@dataclass(slots=True)
class Noted:
    """What a file says in the end: roots that must stand, ids whose words went, and what is wrong with the file itself."""

    file: str
    roots: dict[int, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    back: list[tuple[int, int]] = field(default_factory=list)  # of these, what the last restore brought back
    unreadable: list[int] = field(default_factory=list)
    twice: list[Note] = field(default_factory=list)
    unlinked: list[Note] = field(default_factory=list)
    restored: list[Note] = field(default_factory=list)
    lost: int = 0  # seals that were noted and that a restore took back

    @property
    def last(self) -> Note | None:
        return self.notes[-1] if self.notes else None


def linked(before: str, said: str) -> str:
    return hashlib.sha256(bytes.fromhex(before) + said.encode()).hexdigest()


def parsed(text: str, line: int, name: str) -> Note | None:
    """None: nobody here writes such a line."""
    if found := _FIRST[name].fullmatch(text):
        if name == SEALS:
            number, root, last_id, _at = found.groups()
            return Note("seal", line, text, int(number), root, int(last_id))
        said, number, root, last_id, link = found.groups()
        day = _day(said)
        return Note("day", line, text, int(number), root, int(last_id), day, link) if day else None
    if found := _RESTORED.fullmatch(text):
        return Note("restored", line, text, int(found[1]), found[2], link=found[4] or "")
    if name == SEALS and (found := _DELETED.fullmatch(text)):
        return Note("deleted", line, text, spans=tuple(spanned(found[1])))
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read(folder: Path, name: str) -> Noted:
    """All of a file; one that is not there says nothing."""
    noted, link = Noted(name), START
    for line, text in _lines(folder / name):
        note = parsed(text, line, name)
        if note is None:
            noted.unreadable.append(line)
            continue
        noted.notes.append(note)
        if note.link:
            if linked(link, note.said) != note.link:
                noted.unlinked.append(note)
            link = note.link
        _take(noted, note)
    return noted


def _take(noted: Noted, note: Note) -> None:
    if note.kind == "deleted":
        noted.deleted += note.spans
    elif note.kind == "restored":
        gone = [number for number in noted.roots if number > note.number]
        noted.lost += len(gone)
        for number in gone:
            del noted.roots[number]
        until = max((one.last_id for one in noted.notes if one.number == note.number and one.kind == "seal"), default=0)
        noted.deleted = [(first, min(last, until)) for first, last in noted.deleted if first <= until]
        noted.back = list(noted.deleted)
        noted.restored.append(note)
        if note.number and noted.roots.setdefault(note.number, note.root) != note.root:
            noted.twice.append(note)
    elif noted.roots.setdefault(note.number, note.root) != note.root:
        noted.twice.append(note)


def _lines(place: Path) -> Iterator[tuple[int, str]]:
    """A line cut short by a power cut is written anew behind it, and counts as nothing."""
    try:
        held = place.read_bytes().decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return
    for at, text in enumerate(held):
        torn = at + 1 == len(held) or held[at + 1].startswith(text)  # the last has no end, or it was begun anew
        if text and (parsed(text, 0, place.name) or not torn):
            yield at + 1, text


@contextmanager
def opened(folder: Path, name: str) -> Iterator[Writer]:
    """One writer at a time; it adds, and what it added is on the disk when it lets go."""
    folder.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640), "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        writer = Writer(file, name)
        yield writer
        if writer.added:
            os.fsync(file.fileno())


class Writer:
    """`last` is the newest line that counts: where the writer goes on."""

    def __init__(self, file: BinaryIO | object, name: str) -> None:
        self._file: BinaryIO = file  # type: ignore[assignment]
        self._name, self.added, self._torn = name, 0, False
        self._notes: list[Note] = []
        size, end = _TAIL, self._file.seek(0, os.SEEK_END)
        while not self._notes or (self.last is None and size < 2 * end):
            self._notes = self._read(size, end)
            if size >= end:
                break
            size *= 2

    def _read(self, size: int, end: int) -> list[Note]:
        """Of that many bytes at the end; a line that begins before them does not count."""
        self._file.seek(max(0, end - size))
        tail = _read_whole(self._file, min(size, end))
        self._torn = bool(tail) and not tail.endswith(b"\n")
        lines = tail.decode("utf-8", "replace").split("\n")
        whole = lines[1 if size < end else 0 : -1]
        return [note for text in whole if (note := parsed(text, 0, self._name))]

    @property
    def last(self) -> Note | None:
        """The seal or day that was noted last, or the restore after it."""
        return next((note for note in reversed(self._notes) if note.kind != "deleted"), None)

    @property
    def newest(self) -> Note | None:
        return self._notes[-1] if self._notes else None

    def add(self, said: str) -> None:
        if self._name == DAYS:
            before = next((note.link for note in reversed(self._notes) if note.link), START)
            said = f"{said} {linked(before, said)}"
        note = parsed(said, 0, self._name)
        if note is None:
            raise ValueError(said)
        _write_whole(self._file, (b"\n" if self._torn else b"") + said.encode() + b"\n")
        self._torn = False
        self._notes.append(note)
        self.added += 1


def _read_whole(file: BinaryIO, count: int) -> bytes:
    found = b""
    while len(found) < count and (more := file.read(count - len(found))):
        found += more
    return found


def _write_whole(file: BinaryIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def seal_line(number: int, root: str, last_id: int, at: str) -> str:
    return f"{number} {root} {last_id} {at}"


def day_line(day: date, number: int, root: str, last_id: int) -> str:
    return f"{day.isoformat()} {number} {root} {last_id}"


def restored_line(number: int, root: str, at: str) -> str:
    return f"restored {number} {root} {at}"


def deleted_lines(parts: Sequence[str]) -> Iterator[str]:
    """As many as it takes: a line has its longest."""
    held: list[str] = []
    for part in parts:
        if held and sum(map(len, held)) + len(held) + len(part) > 3900:
            yield "deleted " + ",".join(held)
            held = []
        held.append(part)
    if held:
        yield "deleted " + ",".join(held)
