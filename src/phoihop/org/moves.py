"""What higher rooms do when units end: each registers a mover, called inside the restructuring's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from phoihop.kit.actor import Actor
from phoihop.org.models import Restructuring


@dataclass(frozen=True, slots=True)
class Move:
    """`source` ended on `on`; `targets` are (unit id, share in millionths), empty where nobody follows."""

    source: int
    targets: tuple[tuple[int, int], ...]
    on: date

    @property
    def heir(self) -> int | None:
        """Who takes over what only one can have: the greatest share, the first named of equals."""
        return max(self.targets, key=lambda one: one[1])[0] if self.targets else None


@dataclass(frozen=True, slots=True)
class Effect:
    """One line of a preview: how many there are now, how many of them stay where they are, and what is there after.

    `by_unit`: of how many of the ending unit, by its id. `what` and `how` are for people, in their language.
    """

    what: str
    how: str
    before: int
    after: int
    by_unit: Mapping[int, int] = field(default_factory=dict)
    where: str = ""  # where the list of them opens, if it does


class Mover(Protocol):
    """What a room does with what is a unit's."""

    @property
    def fields(self) -> Mapping[str, str]:
        """Every foreign key of the room's models to a unit, as «app.Model.field», with the rule in a few English words;
        a test finds any that is missing.
        """

    def preview(self, actor: Actor, moves: Sequence[Move]) -> list[Effect]: ...

    def apply(self, actor: Actor, restructuring: Restructuring, moves: Sequence[Move]) -> dict[str, Any]:
        """Returns the memo that `standing` and `undo` are given."""

    def standing(self, restructuring: Restructuring, memo: dict[str, Any]) -> list[str]:
        """What stands on the change and would be lost by taking it back, a sentence each."""

    def undo(self, actor: Actor, restructuring: Restructuring, memo: dict[str, Any]) -> None: ...


_movers: dict[str, Mover] = {}


def register(name: str, mover: Mover) -> None:
    _movers[name] = mover


def registered() -> dict[str, Mover]:
    return dict(sorted(_movers.items()))


# The tree's own keys to a unit: what becomes of them is the plan itself.
TREE_FIELDS = {
    "org.UnitVersion.unit": "ends on the day",
    "org.UnitCode.unit": "ends on the day; the code is free from then",
    "org.Placement.unit": "ends on the day",
    "org.Placement.parent": "whoever stands below must move or end in the same decision",
    "org.GroupMember.unit": "ends on the day; an heir of the same level joins",
    "org.Reach.ancestor": "derived from placements",
    "org.Reach.unit": "derived from placements",
    "org.AnnexDraft.unit": "stays: a draft of who read the annex",
    "org.Succession.source": "written by the decision",
    "org.Succession.target": "written by the decision",
}
