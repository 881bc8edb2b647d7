"""What a letter says of work, and to whom: the half of a verdict that stands in the text. Who «we» are is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Says(StrEnum):
    """HEAD: number, day, subject and no body; UNREADABLE: no words of a body; NO_LETTER: news, a story, anything else."""

    ORDERS = "orders"
    NO_ORDER = "no_order"
    HEAD = "head"
    UNREADABLE = "unreadable"
    NO_LETTER = "no_letter"


@dataclass(frozen=True, slots=True)
class Order:
    """Whom a task names: those who owe it, and those who only take part. Nobody: it is for the addressees."""

    owing: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    says: Says
    orders: tuple[Order, ...] = ()
    addressed: tuple[str, ...] = ()  # «Kính gửi»
    copied: tuple[str, ...] = ()  # «Nơi nhận»

    @property
    def names(self) -> set[str]:
        found = {name for order in self.orders for name in (*order.owing, *order.supporting)}
        return found | set(self.addressed) | set(self.copied)


_CLASSES = {"not_document": Says.NO_LETTER, "unreadable": Says.UNREADABLE, "header_only": Says.HEAD}
_AS_ABOVE = ("như trên", "như kính gửi", "lưu")


def said_in(found: dict[str, Any]) -> Said:
    """Of a reading as JSON, as `Reading.as_json` gives it and a register keeps it."""
    says = _CLASSES.get(found.get("class", ""))
    if says in {Says.NO_LETTER, Says.UNREADABLE}:
        return Said(says)
    orders = tuple(_order(task) for task in found.get("tasks") or [])
    to = found.get("addressees") or {}
    copied = tuple(name for name in to.get("noi_nhan") or [] if not name.lower().startswith(_AS_ABOVE))
    says = says or (Says.ORDERS if orders else Says.NO_ORDER)
    return Said(says, orders, tuple(to.get("kinh_gui") or []), copied)


def _order(task: dict[str, Any]) -> Order:
    actors = task.get("actors") or []
    owing = tuple(actor["name"] for actor in actors if actor["role"] != "coordinate")
    return Order(owing, tuple(actor["name"] for actor in actors if actor["role"] == "coordinate"))
