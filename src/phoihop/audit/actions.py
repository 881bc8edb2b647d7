"""Putting a write on record, inside its own transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef

from phoihop.audit.hashing import digest_of, digest_of_text, settled, settled_text, spans
from phoihop.audit.models import Record, RecordFolded, RecordWords, Sensitive, Verb
from phoihop.audit.searching import keep_out_others
from phoihop.audit.writing import insert_record
from phoihop.kit.actor import Actor
from phoihop.kit.insert import insert_numbered

BULK = 0
_AT_ONCE = 10_000  # ids of one statement
COLUMNS = ("at", "user_id", "unit_id", "role", "verb", "subject_kind", "subject_id", "digest")


def new_salt() -> str:
    return secrets.token_hex(16)


_salts: Callable[[], str] = new_salt


@contextmanager
def salted_by(source: Callable[[], str]) -> Iterator[None]:
    """Salts from elsewhere: only for a rehearsal that must come out the same from the same seed."""
    global _salts  # noqa: PLW0603 - one source for the process, given back at the end
    _salts = source
    try:
        yield
    finally:
        _salts = new_salt


def kind_of(subject: models.Model) -> str:
    return str(subject._meta.label_lower)  # noqa: SLF001 - Django's documented Meta API


def record(
    *, actor: Actor, verb: str, subject: models.Model | tuple[str, int], words: dict[str, Any] | None = None
) -> Record:
    """Two rows: ids with a salted hash, and the words with their salt apart."""
    kind, pk = subject if isinstance(subject, tuple) else (kind_of(subject), subject.pk)
    salt, said = _salts(), settled_text({**(words or {}), **actor.other_names})
    digest = digest_of_text(salt, said)
    cells = (actor.at, actor.hand, actor.unit_id, actor.role, str(verb), kind, pk, digest)
    if connection.in_atomic_block:
        return insert_record(cells, salt, said)
    with transaction.atomic():
        return insert_record(cells, salt, said)


def record_bulk(
    *, actor: Actor, verb: str, subject_kind: str, ids: Iterable[int], words: dict[str, Any] | None = None
) -> Record:
    """One row for many subjects of a kind; their ids stand in its words as spans."""
    known = list(ids)
    said = {**(words or {}), "count": len(known), "ids": spans(known)}
    return record(actor=actor, verb=verb, subject=(subject_kind, BULK), words=said)


@transaction.atomic
def delete_words(*, actor: Actor, records: Iterable[int], ground: str) -> int:
    """What the law lets be forgotten: words and salt go, the hash and the chain stay. The deletion is on record, and
    what it says stays: else nobody would know any more on what ground words are missing.
    """
    keep_out_others()
    asked = list(records)
    blocks = [asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)]
    held = [pk for block in blocks for pk in deletable(block)]
    if held:
        record_bulk(
            actor=actor, verb=Verb.WORDS_DELETED, subject_kind="audit.record", ids=held, words={"ground": ground}
        )
    for at in range(0, len(held), _AT_ONCE):
        RecordWords.objects.filter(record_id__in=held[at : at + _AT_ONCE]).delete()
        RecordFolded.objects.filter(record_id__in=held[at : at + _AT_ONCE]).delete()
    return len(held)


def deletable(records: Iterable[int]) -> list[int]:
    """Those that still have words, and are no deletion themselves."""
    deletions = Record.objects.filter(pk=OuterRef("record_id"), verb=Verb.WORDS_DELETED)
    rows = RecordWords.objects.filter(record_id__in=list(records)).exclude(Exists(deletions)).order_by("record_id")
    return list(rows.values_list("record_id", flat=True))


@transaction.atomic
def mark_sensitive(*, actor: Actor, subject: tuple[str, int], reason: str) -> None:
    """From here on each reading of it is put on record; twice is once."""
    kind, pk = subject
    given = {"since": actor.at, "by_id": actor.user_id, "reason": reason}
    _row, new = Sensitive.objects.get_or_create(subject_kind=kind, subject_id=pk, defaults=given)
    if new:
        record(actor=actor, verb=Verb.MARKED, subject=subject, words={"reason": reason})


@transaction.atomic
def unmark_sensitive(*, actor: Actor, subject: tuple[str, int], reason: str) -> None:
    kind, pk = subject
    if Sensitive.objects.filter(subject_kind=kind, subject_id=pk).delete()[0]:
        record(actor=actor, verb=Verb.UNMARKED, subject=subject, words={"reason": reason})


def record_many(
    rows: Iterable[tuple[datetime, int | None, int | None, str, str, str, int]],
    words: Iterable[dict[str, Any]] = (),
) -> int:
    """Many writes of a rehearsal at once: (at, user, unit, role, verb, kind, id), and the words of each, else none."""
    made = [(at, user, unit, role, str(verb), kind, pk) for at, user, unit, role, verb, kind, pk in rows]
    said = [settled(one) for one in words] or [{}] * len(made)
    salts = [_salts() for _row in made]
    digests = [digest_of(salt, one) for salt, one in zip(salts, said, strict=True)]
    keys = insert_numbered(Record, COLUMNS, [(*row, digest) for row, digest in zip(made, digests, strict=True)])
    adapted = (connection.ops.adapt_json_value(one, json.JSONEncoder) for one in said)
    insert_numbered(RecordWords, ("record_id", "salt", "words"), list(zip(keys, salts, adapted, strict=True)))
    return len(made)
