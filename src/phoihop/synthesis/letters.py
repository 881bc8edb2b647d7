"""What a report says on the page of the letter that it became."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from phoihop.documents.dependants import Piece
from phoihop.documents.models import Document
from phoihop.kit.actor import Actor
from phoihop.synthesis.actions.issuing import give_number_back
from phoihop.synthesis.queries import visible_syntheses


class LetterReport:
    """Fills `documents.dependants`."""

    def asked(self, actor: Actor) -> Q:
        return Q(pk__in=[])

    def show(self, actor: Actor, document: Document) -> Piece:
        held = visible_syntheses(actor).filter(document=document).first()
        return Piece("synthesis/_letter_report.html", {"synthesis": held})

    def head(self, actor: Actor, document: Document) -> Piece | None:
        return None

    def act(self, actor: Actor, document: Document) -> Piece:
        held = visible_syntheses(actor).filter(document=document).first()
        return Piece("synthesis/_letter_acts.html", {"synthesis": held})

    def take_up(self, actor: Actor, document: Document) -> str:
        return ""

    def judge(self, actor: Actor, documents: Sequence[Document]) -> dict[int, Piece]:
        return {}

    def kinds(self) -> list[tuple[str, str]]:
        return []

    def withdraw(self, actor: Actor, document: Document, reason: str) -> None:
        give_number_back(actor=actor, document=document, reason=reason)
