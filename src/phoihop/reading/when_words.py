"""The words of time of a task as one value, printed back: what the reader took them for, checkable at a glance."""

from __future__ import annotations

from typing import Any

from phoihop.periods import Timing


def timing_of(cadence: str | None, deadline: str | None) -> Timing | None:
    """How often and by when together, else the one that is read; None where a person must say."""
    often, due = _flat(cadence), _flat(deadline)
    both = f"{often} ({due})" if often and due else ""
    return next((found for words in (both, often, due) if words and (found := Timing.read(words))), None)


def timing_json(cadence: str | None, deadline: str | None) -> dict[str, Any] | None:
    found = timing_of(cadence, deadline)
    return None if found is None else {"vi": found.label("vi"), "en": found.label("en"), "open": found.is_open}


def _flat(words: str | None) -> str:
    return " ".join(words.split()) if words else ""
