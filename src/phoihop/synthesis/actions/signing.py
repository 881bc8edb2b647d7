"""Sign-off, number, issue: the report is a letter again, and settles the debt upward."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.documents.models import Direction, Document
from phoihop.documents.numbering import SYMBOLS, next_number, term_on
from phoihop.duties.actions import record_dispatch, submit_response
from phoihop.duties.models import Obligation, State
from phoihop.files.actions import attach, store
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.kit.refused import Refused
from phoihop.notices.actions import notify
from phoihop.org.models import RoleKind, UnitKind
from phoihop.org.queries import users_with, versions_on
from phoihop.synthesis import rules
from phoihop.synthesis.models import Synthesis, Verb
from phoihop.synthesis.paper import letter_of
from phoihop.synthesis.queries import blocks_of
from phoihop.typeset import to_docx

DOC_TYPE = "báo cáo"


def _locked(synthesis: Synthesis) -> Synthesis:
    return (
        Synthesis.objects.select_for_update(of=("self",)).select_related("duty", "answers", "unit").get(pk=synthesis.pk)
    )


@transaction.atomic
def submit_for_signature(*, actor: Actor, synthesis: Synthesis) -> Synthesis:
    """Only when every sentence has a source or is the office's own, and every number is as the answers stand."""
    synthesis = _locked(synthesis)
    if not rules.may_edit(actor, synthesis):
        raise PermissionDenied
    blocks = blocks_of(synthesis)
    if blocks.unsourced:
        raise Refused(
            _("Sentences without a source: %(n)d. Give each a source or mark it as the office's own.")
            % {"n": len(blocks.unsourced)}
        )
    if blocks.stale:
        raise Refused(
            _("Numbers that are no longer what the answers say: %(n)d. Gather again first.") % {"n": len(blocks.stale)}
        )
    _set(synthesis, Synthesis.State.SIGNING)
    _tell(actor, synthesis, RoleKind.LEADER, _("Waits for your signature: %(title)s"))
    record(actor=actor, verb=Verb.SUBMITTED, subject=synthesis, words={})
    return synthesis


def _set(synthesis: Synthesis, state: str) -> None:
    synthesis.state = state
    synthesis.version += 1
    synthesis.save(update_fields=["state", "version"])


def _tell(actor: Actor, synthesis: Synthesis, role: str, title: str) -> None:
    """Whose turn it is now; each version once."""
    notify(
        actor=actor,
        users=users_with(synthesis.unit_id, role, on=actor.on),
        kind="synthesis.turn",
        title=title % {"title": synthesis.title},
        url=reverse("synthesis:draft", args=[synthesis.unit.key, synthesis.pk]),
        key=f"synthesis:{synthesis.pk}:{synthesis.version}",
        unit_key=synthesis.unit.key,
        asks=False,
    )


@transaction.atomic
def send_back(*, actor: Actor, synthesis: Synthesis, remark: str) -> Synthesis:
    """The leader wants it changed."""
    synthesis = _locked(synthesis)
    if not rules.may_sign(actor, synthesis):
        raise PermissionDenied
    if synthesis.state != Synthesis.State.SIGNING:
        raise Refused(_("This report is not waiting for a signature."))
    if not remark.strip():
        raise Refused(_("Say what should be changed."))
    synthesis.remark = remark.strip()
    synthesis.save(update_fields=["remark"])
    _set(synthesis, Synthesis.State.DRAFT)
    _tell(actor, synthesis, RoleKind.CLERK, _("Not signed yet, to be changed: %(title)s"))
    record(actor=actor, verb=Verb.SENT_BACK, subject=synthesis, words={"remark": remark.strip()})
    return synthesis


@transaction.atomic
def sign(*, actor: Actor, synthesis: Synthesis, position: str) -> Synthesis:
    """Signed off in the system; no key on the server signs for a person."""
    synthesis = _locked(synthesis)
    if not rules.may_sign(actor, synthesis):
        raise PermissionDenied
    if synthesis.state != Synthesis.State.SIGNING:
        raise Refused(_("This report is not waiting for a signature."))
    if blocks_of(synthesis):
        raise Refused(_("Answers changed since it was submitted. Send it back so that it is gathered again."))
    synthesis.signed_at, synthesis.signed_by_id = actor.at, actor.user_id
    synthesis.signer_position = position.strip()[:200]
    synthesis.remark = ""
    synthesis.save(update_fields=["signed_at", "signed_by", "signer_position", "remark"])
    _set(synthesis, Synthesis.State.SIGNED)
    record(actor=actor, verb=Verb.SIGNED, subject=synthesis, words={"position": position})
    return synthesis


@transaction.atomic
def issue(*, actor: Actor, synthesis: Synthesis) -> Document:
    """Numbered, kept as an outgoing document with its .docx, and handed to whom it is owed; twice is once."""
    synthesis = _locked(synthesis)
    if synthesis.document:
        return synthesis.document
    if not rules.may_issue(actor, synthesis):
        raise PermissionDenied
    issuer = versions_on(actor.on, [synthesis.unit_id])[synthesis.unit_id].name
    term = term_on(issuer, actor.on)
    number = next_number(unit_id=synthesis.unit_id, doc_type=DOC_TYPE, term=term, year=actor.on.year)
    letter = letter_of(synthesis, number=number, day=actor.on)
    data = to_docx(letter)
    name = f"{number:02d}-{SYMBOLS[DOC_TYPE]}.docx"
    file = store(actor=actor, data=data, name=name)
    document = Document.objects.create(
        unit_id=synthesis.unit_id,
        direction=Direction.OUT,
        status=Document.Status.ISSUED,
        doc_type=DOC_TYPE,
        number=f"{number:02d}-{letter.symbol}",
        issuer=issuer,
        signed_on=actor.on,
        place=letter.place,
        subject=synthesis.title[:600],
        term=term,
        year=actor.on.year,
        text=synthesis.title,
        folded=fold(f"{number:02d}-{letter.symbol} {issuer} {synthesis.title}"),
        content_hash=file.sha256,
        file=file,
        file_name=name,
        created_by_id=actor.user_id,
        created_at=actor.at,
    )
    synthesis.document, synthesis.issued_at = document, actor.at
    synthesis.save(update_fields=["document", "issued_at"])
    _set(synthesis, Synthesis.State.ISSUED)
    record(actor=actor, verb=Verb.ISSUED, subject=synthesis, words={"number": document.number})
    if synthesis.answers:
        _settle(actor, synthesis.answers, document)
    return document


def _settle(actor: Actor, debt: Obligation, document: Document) -> None:
    """A body outside is settled by the dispatch; one in the system gets the answer."""
    if debt.closed_at or debt.state in {State.ACCEPTED, State.DISPATCHED}:
        return
    asker = versions_on(actor.on, [debt.asker_id])[debt.asker_id]
    if asker.kind == UnitKind.OUTSIDE:
        record_dispatch(actor=actor, obligation=debt, sent_on=actor.on, document=document)
        return
    if document.file:
        attach(
            actor=actor, file=document.file, name=document.file_name, owner_kind="duties.obligation", owner_id=debt.pk
        )
    words = f"{document.number}: {document.subject}"
    submit_response(
        actor=actor,
        obligation=debt,
        key=uuid.uuid5(uuid.NAMESPACE_OID, f"synthesis {document.pk}"),
        cells={"text": words},
    )
