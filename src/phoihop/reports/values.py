"""The four kinds of value: a number, nil, not applicable, not known yet; pure arithmetic of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

NUMBER, NIL, NOT_APPLICABLE, NOT_REPORTED = "number", "nil", "na", "nr"
KINDS = (NUMBER, NIL, NOT_APPLICABLE, NOT_REPORTED)
LIMIT = 10**15  # in the smallest unit; nine thousand of the largest still add up within 64 bits


@dataclass(frozen=True, slots=True)
class Value:
    """`amount` is an integer in the field's smallest unit, given for a number only."""

    kind: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with its kinds kept: how many gave each; `amount` is None where nobody gave a number.

    A number and nil are the number, nil and nil are nil: that is no 0, which is a number somebody counted.
    """

    amount: int | None
    numbers: int = 0
    nil: int = 0
    na: int = 0
    nr: int = 0

    @property
    def none(self) -> bool:
        """Who counted found that there is none."""
        return self.amount is None and self.nil > 0

    @property
    def answered(self) -> int:
        return self.numbers + self.nil + self.na

    def __add__(self, other: Total) -> Total:
        amounts = [a for a in (self.amount, other.amount) if a is not None]
        return Total(
            sum(amounts) if amounts else None,
            self.numbers + other.numbers,
            self.nil + other.nil,
            self.na + other.na,
            self.nr + other.nr,
        )


NOTHING = Total(None)


def total_of(values: Iterable[Value]) -> Total:
    out = NOTHING
    for value in values:
        out += one(value)
    return out


def one(value: Value) -> Total:
    return {
        NUMBER: Total(value.amount, numbers=1),
        NIL: Total(None, nil=1),
        NOT_APPLICABLE: Total(None, na=1),
        NOT_REPORTED: Total(None, nr=1),
    }[value.kind]


_PLAIN = 15  # digits that stay below the limit whatever they are
_TYPED = re.compile(r"^-?(?:\d{1,3}(?:[.  ]\d{3})+|\d+)(?:,(\d+))?$")


def parse_amount(typed: str, scale: int) -> int | None:
    """«41.206» or «98,31» as an integer in the smallest unit; None where it is no number of that scale."""
    text = typed.strip()
    if text.isascii() and text.isdecimal() and len(text) + scale <= _PLAIN:
        return int(text + "0" * scale)
    found = _TYPED.match(text)
    if not found:
        return None
    decimals = found[1] or ""
    if len(decimals) > scale:
        return None
    whole = re.sub(r"[.  ]", "", text.split(",")[0])
    amount = int(whole + decimals.ljust(scale, "0"))
    return amount if abs(amount) <= LIMIT else None


def too_large(typed: str) -> bool:
    """A number that is written well and is beyond what figures hold."""
    return len(re.sub(r"\D", "", typed)) > _PLAIN and _TYPED.match(typed.strip()) is not None


def show_amount(amount: int, scale: int) -> str:
    """As offices write it: 41.206 and 98,31."""
    sign, digits = ("-" if amount < 0 else ""), str(abs(amount)).rjust(scale + 1, "0")
    whole, decimals = (digits[:-scale], digits[-scale:]) if scale else (digits, "")
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + ("," + decimals if decimals else "")


def value_of_cell(cell: Any, scale: int) -> Value | None:
    """What a draft cell {"kind", "text"} says; None where it is empty or cannot be read."""
    if not isinstance(cell, dict) or cell.get("kind") not in KINDS:
        return None
    if cell["kind"] != NUMBER:
        return Value(cell["kind"])
    amount = parse_amount(str(cell.get("text", "")), scale)
    return None if amount is None else Value(NUMBER, amount)
