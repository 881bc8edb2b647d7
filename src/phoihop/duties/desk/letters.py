"""What duties say of a letter on its page in the register."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from phoihop.documents.dependants import Piece
from phoihop.documents.models import Document
from phoihop.documents.rules import may_change
from phoihop.duties.actions.withdrawing import withdraw_duties
from phoihop.duties.desk.given import given_of
from phoihop.duties.desk.judging import day_of, verdict_of, verdicts_of
from phoihop.duties.desk.verdict_words import kinds_of, labels, told_verdict
from phoihop.duties.desk.working import lay_on_desk
from phoihop.duties.queries import documents_asking
from phoihop.kit.actor import Actor
from phoihop.reading import read


class LetterDuties:
    """Fills `documents.dependants`."""

    def asked(self, actor: Actor) -> Q:
        return Q(pk__in=documents_asking(actor))

    def show(self, actor: Actor, document: Document) -> Piece:
        given = given_of(document, actor, on=actor.on)
        return Piece("duties/_letter_duties.html", {"given": given, "unit_id": actor.unit})

    def head(self, actor: Actor, document: Document) -> Piece | None:
        verdict = verdict_of(actor, document)
        return Piece("duties/_verdict.html", {"verdict": told_verdict(verdict, day_of(document))}) if verdict else None

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

    def take_up(self, actor: Actor, document: Document) -> str:
        """What has tasks is laid on the desk at once."""
        if document.status != Document.Status.NEW or not may_change(actor, document):
            return ""
        reading = read(document.text, name=document.file_name)
        if not reading.tasks:
            return ""
        lay_on_desk(actor=actor, document=document, reading=reading)
        return "desk:desk"

    def judge(self, actor: Actor, documents: Sequence[Document]) -> dict[int, Piece]:
        days = {document.pk: day_of(document) for document in documents}
        return {
            pk: Piece("duties/_verdict_mark.html", {"verdict": told_verdict(verdict, days[pk])}, kinds_of(verdict))
            for pk, verdict in verdicts_of(actor, documents).items()
        }

    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, label) for kind, label in labels().items()]

    def withdraw(self, actor: Actor, document: Document, reason: str) -> None:
        withdraw_duties(actor=actor, document=document, reason=reason)
