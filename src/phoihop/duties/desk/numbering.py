"""The number of a task on the desk: its place among those that stand, in the order of the letter."""

from __future__ import annotations

from phoihop.duties.models import Desk, DeskItem


def items_of(desk: Desk) -> list[DeskItem]:
    """All of them; what was rejected has the number 0."""
    items = list(desk.items.select_related("answered_in"))
    standing = [item.pk for item in items if item.status != DeskItem.Status.REJECTED]
    numbers = {pk: number for number, pk in enumerate(standing, 1)}
    for item in items:
        item.number = numbers.get(item.pk, 0)
        if item.answered_in:
            item.answered_in.number = numbers.get(item.answered_in_id or 0, 0)
    return items
