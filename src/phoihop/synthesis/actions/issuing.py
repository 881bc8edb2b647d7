"""Number and issue, withdraw the number, send: each a step of its own, so that a wrong press costs nothing."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.documents.actions import withdraw_document
from phoihop.documents.citing import settle_around
from phoihop.documents.models import Direction, Document
from phoihop.documents.numbering import SYMBOLS, holder_of, next_number, term_on
from phoihop.duties.actions import record_dispatch, submit_response
from phoihop.duties.models import Dispatch, Obligation, Response, State
from phoihop.files.actions import attach, store
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.fold import fold
from phoihop.kit.refused import Refused
from phoihop.org.models import Unit
from phoihop.org.queries import name_on, versions_on
from phoihop.synthesis import rules
from phoihop.synthesis.actions.signing import locked, set_state
from phoihop.synthesis.models import Synthesis, Verb
from phoihop.synthesis.paper import letter_of
from phoihop.synthesis.queries import DOC_TYPE, goes_outside, series_of
from phoihop.typeset import to_docx


@transaction.atomic
def issue(*, actor: Actor, synthesis: Synthesis, number: int | None = None, day: date | None = None) -> Document:
    """Numbered and kept as an outgoing document with its .docx; nothing goes out. Twice is once.

    Without a number it takes the next free one, without a day today.
    """
    synthesis = locked(synthesis)
    if synthesis.document:
        return synthesis.document
    if not rules.may_issue(actor, synthesis):
        raise PermissionDenied
    on = day or actor.on
    _refuse_day(actor, synthesis, on)
    Unit.objects.select_for_update().get(pk=synthesis.unit_id)  # one number at a time
    given = number or next_number(**series_of(synthesis, on))
    if holder := holder_of(given, **series_of(synthesis, on)):
        raise Refused(
            _("Number %(number)s is taken by «%(subject)s». The next free one is %(next)d.")
            % {"number": holder.number, "subject": holder.subject[:80], "next": next_number(**series_of(synthesis, on))}
        )
    document = _register(actor, synthesis, given, on)
    settle_around(document)
    synthesis.document, synthesis.issued_at = document, actor.at
    synthesis.save(update_fields=["document", "issued_at"])
    set_state(synthesis, Synthesis.State.ISSUED)
    record(
        actor=actor, verb=Verb.ISSUED, subject=synthesis, words={"number": document.number, "signed_on": on.isoformat()}
    )
    return document


def _refuse_day(actor: Actor, synthesis: Synthesis, on: date) -> None:
    signed = synthesis.signed_at.astimezone(ZONE).date() if synthesis.signed_at else on
    if on > actor.on:
        raise Refused(_("The day of the letter, %(day)s, has not come yet.") % {"day": formats.day(on)})
    if on < signed:
        raise Refused(
            _("It was signed on %(signed)s; a letter of %(day)s cannot hold it. Give that day or a later one.")
            % {"signed": formats.day(signed), "day": formats.day(on)}
        )


def _register(actor: Actor, synthesis: Synthesis, number: int, day: date) -> Document:
    issuer = versions_on(day, [synthesis.unit_id])[synthesis.unit_id].name
    letter = letter_of(synthesis, number=number, day=day)
    name = f"{number:02d}-{SYMBOLS[DOC_TYPE]}.docx"
    file = store(actor=actor, data=to_docx(letter), name=name)
    return Document.objects.create(
        unit_id=synthesis.unit_id,
        direction=Direction.OUT,
        status=Document.Status.ISSUED,
        doc_type=DOC_TYPE,
        number=f"{number:02d}-{letter.symbol}",
        issuer=issuer,
        signed_on=day,
        place=letter.place,
        subject=synthesis.title[:600],
        signer_position=synthesis.signer_position,
        term=term_on(issuer, day),
        year=day.year,
        text=synthesis.title,
        folded=fold(f"{number:02d}-{letter.symbol} {issuer} {synthesis.title}"),
        content_hash=file.sha256,
        file=file,
        file_name=name,
        created_by_id=actor.user_id,
        created_at=actor.at,
    )


@transaction.atomic
def withdraw_number(*, actor: Actor, synthesis: Synthesis, reason: str) -> Synthesis:
    """A wrong press: the letter stays in the register as withdrawn, the number is free, the report is signed still."""
    synthesis = Synthesis.objects.select_related("document").get(pk=synthesis.pk)
    if synthesis.document is None or synthesis.state == Synthesis.State.SENT:
        raise Refused(_("There is no number to withdraw: the report has gone out, or has none."))
    if not rules.may_send(actor, synthesis):
        raise PermissionDenied
    withdraw_document(actor=actor, document=synthesis.document, reason=reason)
    return locked(synthesis)


def give_number_back(*, actor: Actor, document: Document, reason: str) -> None:
    """Part of withdrawing the letter, wherever that was pressed; what has gone out is refused."""
    held = Synthesis.objects.filter(document=document).first()
    if held is None:
        return
    synthesis = locked(held)
    if _has_gone(synthesis, document):
        raise Refused(
            _("Letter %(number)s has gone out already; its number stands. Write another letter that corrects it.")
            % {"number": document.number}
        )
    synthesis.document, synthesis.issued_at = None, None
    synthesis.save(update_fields=["document", "issued_at"])
    set_state(synthesis, Synthesis.State.SIGNED)
    words = {"number": document.number, "reason": reason.strip()}
    record(actor=actor, verb=Verb.NUMBER_WITHDRAWN, subject=synthesis, words=words)


def _has_gone(synthesis: Synthesis, document: Document) -> bool:
    debt = synthesis.answers
    sent = synthesis.state == Synthesis.State.SENT or Dispatch.objects.filter(document=document).exists()
    if sent or debt is None:
        return sent
    by_hand = Dispatch.objects.filter(obligation=debt, number=document.number)
    return by_hand.exists() or Response.objects.filter(obligation=debt, key=_key(document)).exists()


def _key(document: Document) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"synthesis {document.pk}")


@transaction.atomic
def dispatch(*, actor: Actor, synthesis: Synthesis, sent_on: date | None = None, how: str = "") -> Synthesis:
    """It goes out, which settles what it answers: a body outside by day and way, one in the system gets the answer."""
    if synthesis.document_id:
        Document.objects.select_for_update().get(pk=synthesis.document_id)  # first, as who withdraws it does
    synthesis = locked(synthesis)
    if synthesis.state == Synthesis.State.SENT:
        return synthesis
    if not rules.may_send(actor, synthesis) or synthesis.document is None:
        raise PermissionDenied
    document, debt, on = synthesis.document, synthesis.answers, sent_on or actor.on
    outside = goes_outside(synthesis, actor.on)
    _refuse_sending(actor, document, on, how if outside else "-")
    if debt and not debt.closed_at and debt.state not in {State.ACCEPTED, State.DISPATCHED}:
        if outside:
            record_dispatch(actor=actor, obligation=debt, sent_on=on, how=how.strip(), document=document)
        else:
            _hand_in(actor, debt, document)
    synthesis.sent_on, synthesis.sent_how = on, how.strip()[:200]
    synthesis.save(update_fields=["sent_on", "sent_how"])
    set_state(synthesis, Synthesis.State.SENT)
    to = name_on(debt.asker_id, actor.on) if debt else ""
    words = {"number": document.number, "sent_on": on.isoformat(), "how": how.strip(), "to": to}
    record(actor=actor, verb=Verb.DISPATCHED, subject=synthesis, words=words)
    return synthesis


def _refuse_sending(actor: Actor, document: Document, on: date, how: str) -> None:
    if on > actor.on:
        raise Refused(_("The day it was sent, %(day)s, has not come yet.") % {"day": formats.day(on)})
    if document.signed_on and on < document.signed_on:
        raise Refused(
            _("The letter is of %(signed)s; it cannot have gone on %(day)s.")
            % {"signed": formats.day(document.signed_on), "day": formats.day(on)}
        )
    if not how.strip():
        raise Refused(_("Say how it was sent, such as by post or by the document network."))


def _hand_in(actor: Actor, debt: Obligation, document: Document) -> None:
    if document.file:
        attach(
            actor=actor, file=document.file, name=document.file_name, owner_kind="duties.obligation", owner_id=debt.pk
        )
    words = f"{document.number}: {document.subject}"
    submit_response(actor=actor, obligation=debt, key=_key(document), cells={"text": words})
