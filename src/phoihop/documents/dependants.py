"""What hangs on a letter is a higher room's: it says who may read it for that, shows it, and goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from phoihop.documents.models import Document
from phoihop.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Piece:
    """A template and what it shows; and as what of `kinds` a letter is judged, if it is."""

    template: str
    context: dict[str, Any]
    kinds: tuple[str, ...] = ()


class Dependant(Protocol):
    def asked(self, actor: Actor) -> Q:
        """Letters of others that ask something of the actor's unit."""
        ...

    def show(self, actor: Actor, document: Document) -> Piece:
        """What came of the letter, for its page."""
        ...

    def head(self, actor: Actor, document: Document) -> Piece | None:
        """What the letter is for the reader, and why: under its name."""
        ...

    def act(self, actor: Actor, document: Document) -> Piece:
        """The next step with the letter: the buttons at the head of its page."""
        ...

    def take_up(self, actor: Actor, document: Document) -> str:
        """The page on which work with a letter goes on that was just taken in by itself; empty: its own page."""
        ...

    def judge(self, actor: Actor, documents: Sequence[Document]) -> dict[int, Piece]:
        """What each letter is for the reader, by its key: for a list, in a mark."""
        ...

    def kinds(self) -> list[tuple[str, str]]:
        """As what a letter may be judged, and how that is called."""
        ...

    def withdraw(self, actor: Actor, document: Document, reason: str) -> None:
        """Inside the transaction that withdraws the letter."""
        ...


_AT_ONCE = 300
_dependants: dict[str, Dependant] = {}


def register(name: str, dependant: Dependant) -> None:
    _dependants[name] = dependant


def judged(actor: Actor, documents: Sequence[Document]) -> dict[int, list[Piece]]:
    """What the rooms above say each letter is for the reader."""
    out: dict[int, list[Piece]] = {document.pk: [] for document in documents}
    for dependant in dependants():
        for pk, piece in dependant.judge(actor, documents).items():
            out[pk].append(piece)
    return out


def judged_as(actor: Actor, letters: QuerySet[Document], kind: str) -> list[int]:
    """The keys of those that are this for the reader; some hundred are looked at in one go, each asked about as a page is."""
    out: list[int] = []
    rows = letters.defer("text", "folded").iterator(chunk_size=_AT_ONCE)
    while some := list(islice(rows, _AT_ONCE)):
        marks = judged(actor, some)
        out += [one.pk for one in some if any(kind in piece.kinds for piece in marks[one.pk])]
    return out


def kinds() -> list[tuple[str, str]]:
    """As what a letter may be judged by any room above."""
    return [kind for dependant in dependants() for kind in dependant.kinds()]


def dependants() -> list[Dependant]:
    return [_dependants[name] for name in sorted(_dependants)]
