"""Two wordings side by side: what went, what came; joined again, either side gives its text back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from phoihop.duties.sentences import sentences_of

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
FINE = 400  # words up to which a changed stretch is compared word by word


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one side; `changed` where the other says it differently or not at all."""

    text: str
    changed: bool = False


@dataclass(slots=True)
class Sides:
    old: list[Run] = field(default_factory=list)
    new: list[Run] = field(default_factory=list)

    @property
    def differ(self) -> bool:
        return any(run.changed for run in (*self.old, *self.new))


def differing(old: str, new: str) -> Sides:
    """By sentences first, then by words inside the sentences that changed."""
    out = Sides()
    before, after = _pieces(old), _pieces(new)
    for same, a, b in _matched(before, after):
        _add(out, same, "".join(before[a]), "".join(after[b]))
    return out


def _pieces(text: str) -> list[str]:
    """Sentences, each with the blanks that follow it."""
    starts = [first for first, _last in sentences_of(text)]
    cuts = [0, *starts[1:], len(text)] if starts else [0, len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if b > a]


def _matched(before: list[str], after: list[str]) -> list[tuple[bool, slice, slice]]:
    codes = SequenceMatcher(None, before, after).get_opcodes()
    return [(tag == "equal", slice(a, b), slice(c, d)) for tag, a, b, c, d in codes]


def _add(out: Sides, same: bool, old: str, new: str) -> None:  # noqa: FBT001 - what the matcher says
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if same or not old or not new or len(before) + len(after) > FINE:
        _put(out, old, new, changed=not same)
        return
    for alike, a, b in _matched(before, after):
        _put(out, "".join(before[a]), "".join(after[b]), changed=not alike)


def _put(out: Sides, old: str, new: str, *, changed: bool) -> None:
    if old:
        out.old.append(Run(old, changed))
    if new:
        out.new.append(Run(new, changed))
