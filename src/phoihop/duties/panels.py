"""What a response holds beyond its text is a higher room's: it registers a panel, and the page of an answer shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from phoihop.duties.models import Obligation, Response
from phoihop.kit.actor import Actor

Cells = dict[str, Any]  # cell key -> value, as DraftCell keeps them


@dataclass(frozen=True, slots=True)
class Problem:
    """Why this answer cannot be handed in yet, at its cell."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A template and what it shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure or a text of an answer, at which a remark may stand; `key` is its cell's."""

    key: str
    label: str
    text: str


class Panel(Protocol):
    """All methods are asked only where `applies` says so."""

    def applies(self, obligation: Obligation) -> bool: ...

    def ask(self, obligation: Obligation, cells: Cells) -> Piece:
        """The form, filled with what the draft holds and what is already known."""
        ...

    def problems(self, obligation: Obligation, cells: Cells) -> list[Problem]: ...

    def warns(self, obligation: Obligation, cells: Cells) -> list[Problem]:
        """What does not fit together among what is written so far; said while typing, in nobody's way."""
        ...

    def write(self, actor: Actor, response: Response, cells: Cells) -> Any:
        """Inside the transaction of the hand-in; gives what it wrote as plain values, nothing where it wrote nothing."""
        ...

    def written(self, responses: Sequence[int]) -> dict[int, Any]:
        """The same of many answers, out of what is stored."""
        ...

    def show(self, response: Response) -> Piece:
        """A handed-in answer, to be read."""
        ...

    def targets(self, response: Response) -> list[Target]:
        """What in it a remark may be made at, in the order in which it is read."""
        ...


_panels: dict[str, Panel] = {}


def register(name: str, panel: Panel) -> None:
    _panels[name] = panel


def written_in(responses: Sequence[int]) -> dict[int, list[Any]]:
    """What the panels have written for each answer, as `write` gave it."""
    found = [_panels[name].written(responses) for name in sorted(_panels)]
    return {pk: [said[pk] for said in found if said.get(pk)] for pk in responses}


def panels_of(obligation: Obligation) -> list[Panel]:
    return [_panels[name] for name in sorted(_panels) if _panels[name].applies(obligation)]
