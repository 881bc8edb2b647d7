"""A file or pasted words become a letter of the register; what may not be kept is refused before anything is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop.documents import rules
from phoihop.documents.actions import refuse_doubtful, register_document
from phoihop.documents.models import Direction, Document, Scan
from phoihop.documents.queries import same_letter
from phoihop.documents.scanning import OLD_WORD, TASK, take_scan
from phoihop.documents.seals import ask_check
from phoihop.documents.words import remarks_of, tidied
from phoihop.extract import Extract, Refusal, extract, may_be_signed, signatures_to_come
from phoihop.files.actions import clean_name, sentence, store
from phoihop.files.secrecy import Secret, Unseen, refuse_secret, refuse_secret_file
from phoihop.jobs.actions import able_workers
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused

_BY_WORKER = {"scan": TASK, "image": TASK, "old_word": OLD_WORD}


@dataclass(frozen=True, slots=True)
class Taken:
    """`already`: the same file or words were here before, and this is that letter."""

    document: Document
    already: bool


def take_text(
    *,
    actor: Actor,
    text: str,
    direction: str = Direction.IN,
    arrived_on: date | None = None,
    name: str = "",
    again: bool = True,
) -> Taken:
    """Words pasted by hand. Not `again`: what is no letter, or seems to be here already in other words, is asked about."""
    if not rules.may_register(actor):
        raise PermissionDenied
    text = tidied(text)
    if earlier := same_letter(actor.unit, hashlib.sha256(text.encode()).hexdigest(), text):
        return Taken(earlier, already=True)
    if not again and direction == Direction.IN:
        refuse_secret(text, name)
        refuse_doubtful(unit=actor.unit, text=text, name=name)
    document = register_document(actor=actor, text=text, file_name=name, direction=direction, arrived_on=arrived_on)
    return Taken(document, already=False)


def take_file(
    *,
    actor: Actor,
    data: bytes,
    name: str,
    direction: str = Direction.IN,
    arrived_on: date | None = None,
    again: bool = True,
) -> Taken | Scan:
    """Read in memory and checked for a secrecy mark before a byte of it is kept; a scan goes to a worker for that."""
    if not rules.may_register(actor):
        raise PermissionDenied
    refuse_secret("", name)
    digest = hashlib.sha256(data).hexdigest()
    if earlier := same_letter(actor.unit, digest, ""):
        return Taken(earlier, already=True)
    found = _words_of(data, name)
    refuse_secret_file(data, name)
    if isinstance(found, str):
        return take_scan(actor=actor, data=data, name=name, direction=direction, arrived_on=arrived_on, task=found)
    text = tidied(found.text)
    if earlier := same_letter(actor.unit, digest, text):
        return Taken(earlier, already=True)
    if not again and direction == Direction.IN:
        refuse_doubtful(unit=actor.unit, text=text, name=name)
    with transaction.atomic():
        file = store(actor=actor, data=data, name=name)
        document = register_document(
            actor=actor, text=text, file=file, file_name=clean_name(name), direction=direction, arrived_on=arrived_on,
            remarks=remarks_of(signatures_to_come(found, data)),
        )  # fmt: skip
        if may_be_signed(data):
            ask_check(document)
    return Taken(document, already=False)


def _unread(data: bytes, name: str, why: str) -> Refused:
    """The same words, as of a marked paper where no mark could be looked for."""
    try:
        refuse_secret_file(data, name)
    except Unseen:
        return Unseen(why) if data else Refused(why)
    except Secret as marked:
        return marked
    return Refused(why)


def _words_of(data: bytes, name: str) -> Extract | str:
    """The text of a file, or the reason why it cannot be read, in the reader's language; or which task of the worker's
    reads it: pages of it are pictures, or it must be turned into another file first.
    """
    try:
        found = extract(data, name)
    except Refusal as no:
        if no.code in _BY_WORKER:
            return _BY_WORKER[no.code]
        raise _unread(data, name, sentence(no)) from no
    bare = any(one.code == "scanned_pages" for one in found.warnings)
    return TASK if bare and able_workers(TASK, timezone.now()) else found
