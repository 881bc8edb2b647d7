"""The words of time of a task as one value, printed back: what the reader took them for, checkable at a glance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from phoihop.periods import Timing
from phoihop.reading.marks import with_marks

_PART_OF_DAY = re.compile(r"(?:buổi\s+)?(?:sáng|trưa|chiều|tối)\s+(?=(?:thứ|chủ)\s)")  # dropped as an hour is


def timing_of(cadence: str | None, deadline: str | None, whole: str | None = None) -> Timing | None:
    """How often and by when together, else the one that is read; None where a person must say. `whole` are all the
    words of time where they hold more than the two.
    """
    often, due = _flat(cadence), _flat(deadline)
    both = f"{often} ({due})" if often and due else ""
    yearly = f"{due} {often}" if due and often and often not in due else ""  # «vào tháng 5» and «hằng năm»
    tried = (_flat(whole), both, yearly, often, due)
    return next((found for words in tried if words and (found := Timing.read(words))), None)


def timing_json(
    cadence: str | None, deadline: str | None, whole: str | None = None, left: Sequence[str] = ()
) -> dict[str, Any] | None:
    """`open` also where words of time are left out of the value: they are to be asked about."""
    found = timing_of(cadence, deadline, whole)
    if found is None:
        return None
    return {"vi": found.label("vi"), "en": found.label("en"), "open": found.is_open or bool(left), "left": list(left)}


def _flat(words: str | None) -> str:
    """In one line, with the marks of a text that was printed without, and without the part of a day."""
    flat = " ".join(words.split()) if words else ""
    return _PART_OF_DAY.sub("", with_marks(flat) if flat.isascii() else flat)
