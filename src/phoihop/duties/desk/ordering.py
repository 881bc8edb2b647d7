"""In which order a letter's tasks are gone through: what has to be decided or is less certain first, or as the letter has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from phoihop.duties.desk.proposing import ASKED, OF_DOERS, doers_for, undecided
from phoihop.duties.desk.ways import printed_ways
from phoihop.duties.models import Desk, DeskItem, ScheduleKind
from phoihop.reading.scoring.sure import SURE

UNSURE_FIRST, AS_PRINTED = "chua-chac", "van-ban"
ORDERS = (UNSURE_FIRST, AS_PRINTED)
PLAIN = (ScheduleKind.UNDATED, ScheduleKind.EVENT, ScheduleKind.STANDING)  # ways of a task whose letter names no day


def is_unsure(item: DeskItem) -> bool:
    """By what the reader said of itself; it stays so when the clerk has looked, so that the list does not jump."""
    return float(item.found.get("confidence", 1)) < SURE


def look_first(desk: Desk, items: Iterable[DeskItem], on: date, gone: Collection[str] = ()) -> set[int]:
    """Keys of what was read with less certainty, or asked something of its own when it was laid on the desk or does now."""
    return {
        one.pk for one in items if is_unsure(one) or one.found.get(ASKED) or asks(one, doers_for(desk, one), on, gone)
    }


def asks(item: DeskItem, doers: list[dict[str, Any]], on: date, gone: Collection[str] = ()) -> bool:
    """Something of its own has to be decided: not who owes the whole letter, which is asked once."""
    codes = set(undecided(item, doers, on, gone)) - {"unseen"}
    return bool(codes if item.doers is not None else codes - OF_DOERS)


def in_order(items: Iterable[DeskItem], order: str, first: Collection[int]) -> list[DeskItem]:
    """Of items in the letter's order; `first` are keys."""
    return sorted(items, key=lambda item: order == UNSURE_FIRST and item.pk not in first)


def ready(desk: Desk, items: Iterable[DeskItem], on: date, gone: Collection[str] = ()) -> list[DeskItem]:
    """What one press may confirm: read surely, and nothing left to decide, not even who owes the whole letter."""
    unseen = [item for item in items if item.status == DeskItem.Status.UNSEEN and not is_unsure(item)]
    return [item for item in unseen if undecided(item, doers_for(desk, item), on, gone) == ["unseen"]]


def without_a_day(items: Sequence[DeskItem], on: date) -> list[DeskItem]:
    """Of which the same is asked: the letter names no day, and nobody has chosen yet how they fall due."""
    open_ones = [item for item in items if item.status == DeskItem.Status.UNSEEN and not item.schedule]
    plain = [item for item in open_ones if not (item.found.get("choices") or item.found.get("span_choice"))]
    return [item for item in plain if not printed_ways(item, on)]
