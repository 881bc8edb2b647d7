"""Registering, correcting, issuing and withdrawing papers."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phoihop.audit.actions import record
from phoihop.documents import rules
from phoihop.documents.citing import can_mean, hold_register, settle, settle_around, write_citations
from phoihop.documents.dependants import dependants
from phoihop.documents.matching import tidy_number
from phoihop.documents.models import Citation, Direction, Document, Passage, Verb
from phoihop.documents.numbering import next_arrival
from phoihop.documents.queries import same_letter, twin_of
from phoihop.documents.signing import day_trouble
from phoihop.files.models import StoredFile
from phoihop.files.secrecy import refuse_secret
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.kit.refused import Refused
from phoihop.kit.seen import refuse_changed, token_of
from phoihop.reading import Reading, read, told_of_second

CORRECTABLE = (
    "doc_type", "number", "issuer", "signed_on", "place", "subject", "urgency", "arrived_on", "direction",
    "signer_position", "signed_for", "issuer_unit",
)  # fmt: skip


class Doubt(Refused):
    """Refused until a person says what `ask` asks; then it is registered all the same."""

    ask: Any = ""


class NoLetter(Doubt):
    """The reader takes nothing from it: no words, no directive."""

    ask = gettext_lazy("Register it all the same")

    def __init__(self, why: str) -> None:
        words = _("This was not registered: %(why)s If it is a letter all the same, say so below and send it again.")
        super().__init__(words % {"why": NO_LETTER.get(why, NO_LETTER["not_document"])})


NO_LETTER = {
    "empty": gettext_lazy("there is not a word in it."),
    "signs": gettext_lazy("it holds nothing but signs or figures, not a word."),
    "binary": gettext_lazy("it is no text but binary data."),
    "letters": gettext_lazy("its letters cannot be read: the file is not in UTF-8. Save it as UTF-8."),
    "web": gettext_lazy("it is a web page (HTML), no plain text. Copy its words from a browser."),
    "coded": gettext_lazy("it is encoded data (base64 or the like), not words."),
    "foreign": gettext_lazy("it is not in Vietnamese."),
    "unreadable": gettext_lazy("only a letterhead or a signature can be read in it."),
    "not_document": gettext_lazy("it reads like no directive or official letter."),
}


class Twin(Doubt):
    """The letter seems to be here already; whoever says that it is another one may go on."""

    ask = gettext_lazy("It is another letter under the same number")

    def __init__(self, held: Document) -> None:
        words = _(
            "Letter %(number)s of %(issuer)s of %(day)s is here already. Open that one; if this is another letter under the same number, tick so below and send it again."
        )
        day = formats.day(held.signed_on) if held.signed_on else ""
        super().__init__(words % {"number": held.number, "issuer": held.issuer, "day": day})


def refuse_doubtful(*, unit: int, text: str, name: str) -> None:
    """Before a byte of it is kept: no letter, or the same number, body, kind and day came in already, in other words."""
    reading = read(text, name=name)
    if reading.refused and text.strip():
        raise NoLetter(reading.why)
    document = Document(unit_id=unit, text=text)
    _take(document, reading)
    if held := twin_of(document):
        raise Twin(held)


@transaction.atomic
def register_document(
    *,
    actor: Actor,
    text: str,
    file: StoredFile | None = None,
    file_name: str = "",
    direction: str = Direction.IN,
    arrived_on: date | None = None,
    remarks: list[dict[str, Any]] | None = None,
) -> Document:
    """Read the letter in; the same file (or text) again gives the document there is."""
    if not rules.may_register(actor):
        raise PermissionDenied
    refuse_secret(text, file_name)
    if not text.strip():
        raise Refused(_("There is no text in this letter. Give a file with text, or paste the text itself."))
    digest = file.sha256 if file else hashlib.sha256(text.encode()).hexdigest()
    hold_register(actor.unit)
    if earlier := same_letter(actor.unit, digest, text):
        return earlier
    reading = read(text, name=file_name)
    day = arrived_on or actor.on
    document = Document(
        unit_id=actor.unit,
        direction=direction,
        text=text,
        content_hash=digest,
        file=file,
        file_name=file_name[:255],
        remarks=[*(remarks or []), *_second_told(reading)],
        arrived_on=day,
        year=day.year,
        arrival_number=next_arrival(actor.unit, day.year) if direction == Direction.IN else None,
        created_by_id=actor.user_id,
        created_at=actor.at,
    )
    _take(document, reading)
    document.save()
    write_citations(document, reading)
    settle_around(document)
    record(actor=actor, verb=Verb.REGISTERED, subject=document, words={"number": document.number})
    return document


def _second_told(reading: Reading) -> list[dict[str, Any]]:
    """Another letter in the same file is said on the page of the first."""
    if not (second := reading.second):
        return []
    said = {language: told_of_second(reading.text, second, language) for language in ("vi", "en")}
    return [{"code": "second", **said, "items": []}]


def _take(document: Document, reading: Reading) -> None:
    """The reader's header fields; what it did not find stays empty."""
    found = reading.as_json()
    document.found = found
    if found.get("refused"):
        document.folded = fold(document.text)
        return
    document.number = (found.get("number") or "")[:80]
    document.number_raw = (found.get("number_raw") or "")[:120]
    document.doc_type = (found.get("doc_type") or "")[:60]
    document.issuer = (found.get("issuing_body") or "")[:300]
    document.signed_on = date.fromisoformat(found["date"]) if found.get("date") else None
    document.place = (found.get("place") or "")[:120]
    document.subject = (found.get("subject") or "")[:600]
    document.signer_position = (found.get("signer_position") or "")[:200]
    document.signed_for = (found.get("signed_for") or "")[:200]
    document.urgency = found.get("urgency") or ""
    document.folded = folded_words(document)


def folded_words(document: Document) -> str:
    return fold(f"{document.number} {document.issuer} {document.subject} {document.text}")


def header_token(document: Document) -> str:
    return token_of(*(getattr(document, name) for name in CORRECTABLE if name != "issuer_unit"))


@transaction.atomic
def correct_document(
    *, actor: Actor, document: Document, seen: str = "", again: bool = True, **fields: Any
) -> Document:
    """What the reader missed or the letter left out, by hand; `seen` is the header that was looked at.

    Not `again`: a header that makes it the twin of a letter that came in already is asked about.
    """
    hold_register(document.unit_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    before = document.number
    if not rules.may_change(actor, document):
        raise PermissionDenied
    if document.status == Document.Status.ISSUED:
        raise Refused(_("This letter was issued here and stands as it was signed. What is wrong is withdrawn."))
    refuse_changed(seen, header_token(document))
    changed = {k: v for k, v in fields.items() if k in CORRECTABLE and getattr(document, k) != v}
    if not changed:
        return document
    if "number" in changed:
        changed["number"] = tidy_number(changed["number"])
    for name, value in changed.items():
        setattr(document, name, value)
    trouble = day_trouble(document.signed_on, document.arrived_on, actor.on)
    if trouble and not changed.keys().isdisjoint({"signed_on", "arrived_on"}):
        raise Refused(trouble)
    if not again and document.direction == Direction.IN and (held := twin_of(document)):
        raise Twin(held)
    document.folded = folded_words(document)
    document.save(update_fields=[*changed, "folded"])
    settle_around(document, before)
    record(actor=actor, verb=Verb.CORRECTED, subject=document, words={"fields": sorted(changed)})
    return document


@transaction.atomic
def file_document(*, actor: Actor, document: Document) -> None:
    """Nothing to do here: the letter is kept and leaves the desk."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not rules.may_change(actor, document):
        raise PermissionDenied
    if document.status not in {Document.Status.NEW, Document.Status.READING}:
        raise Refused(_("This letter is not waiting to be read any more."))
    set_status(document, Document.Status.FILED)
    record(actor=actor, verb=Verb.CORRECTED, subject=document, words={"status": "filed"})


def set_status(document: Document, status: str) -> None:
    """Part of a higher room's action, which records it."""
    document.status = status
    document.save(update_fields=["status"])


@transaction.atomic
def withdraw_document(*, actor: Actor, document: Document, reason: str) -> None:
    """A letter taken in by mistake, with all that came of it."""
    hold_register(document.unit_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not rules.may_change(actor, document):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(_("Say why the letter is withdrawn."))
    if document.status == Document.Status.WITHDRAWN:
        return
    for dependant in dependants():
        dependant.withdraw(actor, document, reason)
    document.status = Document.Status.WITHDRAWN
    document.withdrawn_reason = reason.strip()[:500]
    document.content_hash = ""  # the same file may come in again, rightly this time
    document.save(update_fields=["status", "withdrawn_reason", "content_hash"])
    settle_around(document)
    record(actor=actor, verb=Verb.WITHDRAWN, subject=document, words={"reason": reason.strip()})


@transaction.atomic
def choose_cited(*, actor: Actor, citation: Citation, letter: Document | None) -> None:
    """Say which letter of the register is meant; None takes the choice back, and the machine looks again."""
    hold_register(citation.document.unit_id)
    citation = Citation.objects.select_related("document").get(pk=citation.pk)
    if not rules.may_change(actor, citation.document):
        raise PermissionDenied
    if citation.document.status == Document.Status.WITHDRAWN:
        raise Refused(_("This letter is withdrawn. Take it in again if it was right after all."))
    if letter and not can_mean(citation, letter):
        raise Refused(_("This letter cannot be the one that is cited. Choose one of those shown."))
    citation.resolved, citation.chosen = letter, letter is not None
    citation.save(update_fields=["resolved", "chosen"])
    if letter is None:
        settle(Citation.objects.filter(pk=citation.pk))
    words = {"citation": citation.pk, "number": citation.number, "letter": letter.pk if letter else None}
    record(actor=actor, verb=Verb.CITATION_RESOLVED, subject=citation.document, words=words)


def passage_of(document: Document, start: int, end: int, path: str = "") -> Passage:
    """The words of a duty at their place; the same words are one passage."""
    passage, _made = Passage.objects.get_or_create(document=document, start=start, end=end, defaults={"path": path})
    return passage
