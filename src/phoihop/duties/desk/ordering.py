"""In which order a letter's tasks are gone through: what was read with less certainty first, or as the letter has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from phoihop.duties.desk.proposing import OF_DOERS, undecided
from phoihop.duties.desk.ways import printed_ways
from phoihop.duties.models import Desk, DeskItem, ScheduleKind
from phoihop.reading.scoring.sure import SURE

UNSURE_FIRST, AS_PRINTED = "chua-chac", "van-ban"
ORDERS = (UNSURE_FIRST, AS_PRINTED)
PLAIN = (ScheduleKind.UNDATED, ScheduleKind.EVENT, ScheduleKind.STANDING)  # ways of a task whose letter names no day


def is_unsure(item: DeskItem) -> bool:
    """By what the reader said of itself; it stays so when the clerk has looked, so that the list does not jump."""
    return float(item.found.get("confidence", 1)) < SURE


def in_order(items: Iterable[DeskItem], order: str) -> list[DeskItem]:
    """Of items in the letter's order."""
    return sorted(items, key=lambda item: order == UNSURE_FIRST and not is_unsure(item))


def ready(desk: Desk, items: Iterable[DeskItem], on: date) -> list[DeskItem]:
    """What one press may confirm: read surely, and nothing of its own left to decide."""
    unseen = [item for item in items if item.status == DeskItem.Status.UNSEEN and not is_unsure(item)]
    return [item for item in unseen if {"unseen", *OF_DOERS}.issuperset(undecided(item, desk.doers, on))]


def without_a_day(items: Sequence[DeskItem], on: date) -> list[DeskItem]:
    """Of which the same is asked: the letter names no day, and nobody has chosen yet how they fall due."""
    open_ones = [item for item in items if item.status == DeskItem.Status.UNSEEN and not item.schedule]
    plain = [item for item in open_ones if not (item.found.get("choices") or item.found.get("span_choice"))]
    return [item for item in plain if not printed_ways(item, on)]
