"""The words of a letter cut into lines and runs, so that marks can be drawn without touching a character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from phoihop.documents.models import Document


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind` is number, date, cite, doer or due: what a stretch of the letter is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A task in the letter; `thing` is whatever its owner shows beside it."""

    start: int
    end: int
    thing: Any


@dataclass(frozen=True, slots=True)
class Run:
    """`at` is the place of its first character in the letter."""

    at: int
    text: str
    kind: str = ""


@dataclass(slots=True)
class Block:
    """Runs of one stretch, or of none; `first` where the stretch begins here."""

    thing: Any = None
    first: bool = False
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """`middle`: a line of the letterhead, set in the middle; `faint`: nothing to do in it."""

    blocks: list[Block]
    middle: bool = False
    faint: bool = False


def marks_of(document: Document) -> list[Mark]:
    """What the reader found in the words, by its offsets."""
    found = document.found or {}
    out = [_placed(place, {"number": "number", "date_raw": "date"}.get(name, "")) for name, place in _places(found)]
    out += [_placed(one, "cite") for one in found.get("cited") or [] if "start" in one]
    out += [_placed(one, "cite") for one in found.get("references") or [] if one["kind"] != "own"]
    for task in found.get("tasks") or []:
        out += [_placed(who, "doer") for who in task.get("actors") or []]
        out += _times(document.text, task)
    out += _addressed(document.text, addressees_of(found))
    return sorted({mark for mark in out if mark.kind and mark.end > mark.start}, key=lambda m: (m.start, -m.end))


def addressees_of(found: dict[str, Any]) -> list[str]:
    """To whom the letter is written («Kính gửi», or «đề nghị …» where it is relayed), in its words."""
    return list((found.get("addressees") or {}).get("kinh_gui") or [])


def _addressed(text: str, names: Iterable[str]) -> list[Mark]:
    """Their first place; the letter may break their lines elsewhere."""
    places = (re.search(r"\s+".join(map(re.escape, name.split())), text) for name in names if name.strip())
    return [Mark(*place.span(), "doer") for place in places if place]


def _places(found: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    return (found.get("places") or {}).items()


def _placed(part: dict[str, Any], kind: str) -> Mark:
    return Mark(part["start"], part["end"], kind)


def _times(text: str, task: dict[str, Any]) -> list[Mark]:
    report = task.get("report") or {}
    phrases = [task.get("deadline_phrase"), task.get("cadence_phrase"), task.get("span_choice")]
    phrases += [report.get("deadline_phrase"), report.get("cadence_phrase")]
    out = []
    for phrase in filter(None, phrases):
        at = text.find(phrase, task["start"], task["end"])
        if at >= 0:
            out.append(Mark(at, at + len(phrase), "due"))
    return out


def lines_of(text: str, marks: Sequence[Mark], stretches: Sequence[Stretch] = ()) -> list[PaperLine]:
    """Lines that are not blank; every character of them stands in exactly one run."""
    body = min((s.start for s in stretches), default=0)
    out, at = [], 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            middle = at < body and len(line) < 90 and line.strip().isupper()
            out.append(PaperLine(_blocks(text, at, end, marks, stretches), middle))
        at = end + 1
    return out


def _blocks(text: str, start: int, end: int, marks: Sequence[Mark], stretches: Sequence[Stretch]) -> list[Block]:
    near = [s for s in stretches if s.start < end and s.end > start]
    inside = [m for m in marks if m.start < end and m.end > start]
    edges = {start, end}
    for a, b in [(s.start, s.end) for s in near] + [(m.start, m.end) for m in inside]:
        edges.update(place for place in (a, b) if start < place < end)
    cuts = sorted(edges)
    out: list[Block] = []
    for a, b in pairwise(cuts):
        held = next((s for s in near if s.start <= a and b <= s.end), None)
        thing = held.thing if held else None
        if not out or out[-1].thing is not thing or (held and held.start == a):
            out.append(Block(thing, bool(held and held.start == a)))
        kind = next((m.kind for m in inside if m.start <= a and b <= m.end), "")
        out[-1].runs.append(Run(a, text[a:b], kind))
    return out
