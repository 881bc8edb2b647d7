"""What duties say of a letter on its page in the register."""

from __future__ import annotations

from django.db.models import Q

from phoihop.documents.dependants import Piece
from phoihop.documents.models import Document
from phoihop.documents.rules import may_change
from phoihop.duties.actions.withdrawing import withdraw_duties
from phoihop.duties.desk.given import given_of
from phoihop.duties.queries import documents_asking
from phoihop.kit.actor import Actor


class LetterDuties:
    """Fills `documents.dependants`."""

    def asked(self, actor: Actor) -> Q:
        return Q(pk__in=documents_asking(actor))

    def show(self, actor: Actor, document: Document) -> Piece:
        given = given_of(document, actor, on=actor.on)
        return Piece("duties/_letter_duties.html", {"given": given, "unit_id": actor.unit})

    def act(self, actor: Actor, document: Document) -> Piece:
        status = Document.Status
        return Piece(
            "duties/_letter_acts.html",
            {
                "document": document,
                "may_read": may_change(actor, document) and document.status in {status.NEW, status.FILED},
                "may_go_on": may_change(actor, document) and document.status == status.READING,
            },
        )

    def withdraw(self, actor: Actor, document: Document, reason: str) -> None:
        withdraw_duties(actor=actor, document=document, reason=reason)
