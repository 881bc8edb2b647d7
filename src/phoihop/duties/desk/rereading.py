"""Where the clerk cut the letter otherwise, the machine reads those words again, set off as a task of their own behind what stands before."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django.core import serializers

from phoihop.duties.desk.proposing import ASKED, doers_of, item_of
from phoihop.duties.models import DeskItem, ScheduleKind
from phoihop.reading import TaskPart, read
from phoihop.reading.scoring.tally import overlap

JOINED = "joined"  # in what was found: the two as they were, and which tasks were answered inside the second
_SET_OFF = "\n\n"
_LABEL = re.compile(r"(?:^|(?<=\n))[ \t]*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[-–+•*])[ \t]*$", re.IGNORECASE)
_PROPOSED = ("found", "kind", "schedule", "cadence", "due_rule", "due", "starts")
_HALF = 0.5
_MOST = 200_000  # characters of a letter that is read again while somebody waits


def read_again(item: DeskItem, text: str, on: date) -> None:
    """Who owes and when, as those words say it; what the clerk decided before stays, and so does all where the words
    say nothing.
    """
    task = _task_at(text, item.start, item.end) if len(text) <= _MOST else None
    if task is None:
        return
    if doers := doers_of(task, on):
        item.doers = doers
    if not _is_untouched(item):
        return
    proposed = item_of(item.desk_id, item.position, task, on)
    proposed.found |= {
        name: item.found[name] for name in ("confidence", "rule", ASKED) if name in item.found
    }  # cut by a person
    for name in _PROPOSED:
        setattr(item, name, getattr(proposed, name))


def take_over(item: DeskItem, after: DeskItem) -> None:
    """From one that becomes a part of it: who owes and when, where it says nothing of that itself."""
    if not item.doers:
        item.doers = after.doers
    if not item.schedule and not item.found.get("choices") and (after.schedule or after.found.get("choices")):
        sure = min(item.found.get("confidence", 1.0), after.found.get("confidence", 1.0))
        for name in _PROPOSED:
            setattr(item, name, getattr(after, name))
        item.found = {**after.found, "confidence": sure}


def as_they_were(item: DeskItem, after: DeskItem) -> dict[str, Any]:
    """What a join must keep to be undone."""
    inside = DeskItem.objects.filter(answered_in=after).values_list("pk", flat=True)
    return {"parts": json.loads(serializers.serialize("json", [item, after])), "inside": list(inside)}


def _task_at(text: str, start: int, end: int) -> TaskPart | None:
    """As a paragraph of its own at the end of what stands before it; else as a numbered item, with the rest behind it."""
    before, words = _LABEL.sub("", text[:start]).rstrip() + _SET_OFF, text[start:end]
    return _read_at(before, words, "\n") or _read_at(f"{before}1. ", words, f".\n{text[end:]}")


def _read_at(before: str, words: str, after: str) -> TaskPart | None:
    span = len(before), len(before) + len(words)
    found = read(before + words + after).tasks
    best = max(found, key=lambda task: overlap(span, (task.start, task.end)), default=None)
    return best if best and overlap(span, (best.start, best.end)) > _HALF else None


def _is_untouched(item: DeskItem) -> bool:
    """As the machine proposed it, or empty."""
    found = item.found
    if found.get("choices") or found.get("span_choice"):
        return not item.schedule
    if found.get("deadline") or found.get("report_deadline"):
        return item.schedule == ScheduleKind.ONCE and item.kept_day is None
    rhythm = {"on_event": ScheduleKind.EVENT, None: "", "other": ""}
    return item.schedule == rhythm.get(found.get("cadence") or found.get("report_cadence"), ScheduleKind.RHYTHM)
