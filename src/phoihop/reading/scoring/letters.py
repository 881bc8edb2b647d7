"""Annotated letters: the text, what a careful reader takes from it, and where each task stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Span = tuple[int, int]
SCORED = "scored-only"  # the tag of letters that nobody looks at while rules are written


class BadLetterError(ValueError):
    """The file is no annotated letter; says which and why."""


@dataclass(frozen=True, slots=True)
class Letter:
    """`tasks` and `ignored` are offsets into `text`, in the order of `gold`."""

    id: str
    text: str
    gold: dict[str, Any]
    tags: tuple[str, ...]
    tasks: tuple[Span, ...]
    ignored: tuple[Span, ...]

    @property
    def scored_only(self) -> bool:
        return SCORED in self.tags


def letters_in(folder: Path) -> list[Letter]:
    """All of a folder, by name."""
    return [_letter(path) for path in sorted(folder.glob("*.json"))]


def _letter(path: Path) -> Letter:
    try:
        given = json.loads(path.read_text("utf-8"))
        text, gold = given["text"], given["gold"]
        tasks = _places(text, [task["quote"] for task in gold["tasks"]])
        return Letter(given["id"], text, gold, tuple(given["tags"]), tasks, _places(text, gold["ignore"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadLetterError(f"{path.name}: {error!r}") from error


def _places(text: str, quotes: Sequence[str]) -> tuple[Span, ...]:
    """Each at its first place that none before it has taken."""
    out: list[Span] = []
    for words in quotes:
        at = text.find(words)
        while at >= 0 and (at, at + len(words)) in out:
            at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"«{words[:60]}» is not in the text")
        out.append((at, at + len(words)))
    return tuple(out)
