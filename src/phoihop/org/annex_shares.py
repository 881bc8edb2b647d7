"""How much of each unit goes where, once it is known which units are meant; what nothing tells is asked, with proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from phoihop.kit import formats
from phoihop.org.annex_directory import Known
from phoihop.org.annex_words import BASIS, WHY
from phoihop.reading.annex import WHOLE, Flow, apportion

STAYS, ALL, EQUAL, PEOPLE, TYPED = "stays", "all", "equal", "people", "typed"


@dataclass(slots=True)
class Part:
    target: str  # slot of where it goes
    words: str
    flow: Flow
    share: int | None = None

    @property
    def typed(self) -> str:
        """The share as somebody would type it."""
        return formats.number(Decimal(self.share) / 10_000) if self.share else ""


@dataclass(slots=True)
class Division:
    """A unit that does not simply go whole. `state`: read (figures say it), open, chosen; `why`: share, rest, twice, sum."""

    slot: str
    unit: Known
    parts: list[Part]
    state: str = "open"
    why: str = ""
    basis: str = ""
    stays: bool = False  # it lives on, and nothing is handed over

    @property
    def open(self) -> bool:
        return self.state == "open"

    @property
    def reason(self) -> str:
        return str(BASIS.get("stays" if self.stays else self.basis, "") if not self.open else WHY.get(self.why, ""))

    @property
    def equal_words(self) -> str:
        return _said(self.equal)

    @property
    def people_words(self) -> str:
        return _said(self.by_people) if self.by_people else ""

    @property
    def by_people(self) -> list[int] | None:
        """A proposal where every part says how many live there."""
        people = [part.flow.people for part in self.parts]
        return apportion([one or 0 for one in people]) if all(people) else None

    @property
    def equal(self) -> list[int]:
        return apportion([1] * len(self.parts))


def _said(shares: Sequence[int]) -> str:
    return "; ".join(share_words(share) for share in shares)


def share_words(share: int) -> str:
    return formats.percent(Fraction(share, WHOLE), places=4)


def divide(slot: str, unit: Known, parts: list[Part], said: Mapping[str, Any] | None) -> Division:
    """As the annex says, as somebody chose, or open."""
    made = Division(slot, unit, parts)
    if said and _chosen(made, said):
        return made
    shares = [part.flow.share for part in parts]
    if None not in shares and sum(filter(None, shares)) == WHOLE:
        made.state, made.basis = "read", parts[0].flow.basis
        for part in parts:
            part.share = part.flow.share
        return made
    made.why = _why(parts)
    return made


def _why(parts: Sequence[Part]) -> str:
    if len(parts) == 1:
        return "rest"
    if any(part.flow.portion == "whole" and part.flow.percent is None for part in parts):
        return "twice"
    return "sum" if any(part.flow.percent for part in parts) else "share"


def _chosen(made: Division, said: Mapping[str, Any]) -> bool:
    how = said.get("how", "")
    if how == STAYS and len(made.parts) == 1:
        made.state, made.stays = "chosen", True
        return True
    shares = {
        ALL: lambda: [WHOLE] if len(made.parts) == 1 else None,
        EQUAL: lambda: made.equal if len(made.parts) > 1 else None,
        PEOPLE: lambda: made.by_people if len(made.parts) > 1 else None,
        TYPED: lambda: _typed(said.get("shares") or [], len(made.parts)),
    }.get(how, lambda: None)()
    if shares is None:
        return False
    made.state, made.basis = "chosen", how
    for part, share in zip(made.parts, shares, strict=True):
        part.share = share
    return True


def _typed(shares: Sequence[Any], count: int) -> list[int] | None:
    given = [int(share) for share in shares]
    return given if len(given) == count and sum(given) == WHOLE and min(given, default=0) > 0 else None
