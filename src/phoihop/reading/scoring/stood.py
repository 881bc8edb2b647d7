"""What stood: of the parts that a reader gave once, the share that the office left as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from phoihop.reading.scoring.letters import BadLetterError, Letter
from phoihop.reading.scoring.tally import FIELDS, Tally, fold, tally

READ = "read"  # the folder beside the samples: what the machine had read of each
_PARTS = ("tasks", "doers", "roles", "deadlines", "cadences", "reports")


def read_beside(folder: Path, letters: Sequence[Letter]) -> list[dict[str, Any]]:
    """In the order of the letters; empty where the folder has no such readings."""
    if not (folder / READ).is_dir():
        return []
    try:
        return [json.loads((folder / READ / f"{letter.id}.json").read_text("utf-8")) for letter in letters]
    except (OSError, ValueError) as error:
        raise BadLetterError(f"{READ}: {error}") from error


def stood_of(letters: Sequence[Letter], answers: Sequence[dict[str, Any]]) -> dict[str, float]:
    """By field, where anything was given; a task that the office struck out did not stand."""
    strict = [replace(letter, ignored=()) for letter in letters]
    counts = _head(zip(letters, answers, strict=True)) + tally(strict, answers)
    given = {field: counts[f"{field}.given"] for field in (*(f"head.{f}" for f in FIELDS), *_PARTS)}
    return {field.removeprefix("head."): counts[f"{field}.right"] / count for field, count in given.items() if count}


def _head(pairs: Iterable[tuple[Letter, dict[str, Any]]]) -> Tally:
    """A field that was not given cannot stand."""
    out = Tally()
    for letter, got in pairs:
        for field in FIELDS:
            if (value := got.get(field)) is not None:
                out.sets(f"head.{field}", {fold(letter.gold[field])}, {fold(value)})
    return out
