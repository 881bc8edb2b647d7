"""Putting a write on record, inside its own transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from phoihop.audit.hashing import digest_of, settled, spans
from phoihop.audit.models import Record, RecordWords, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.insert import insert_numbered
from phoihop.kit.one_row import insert_new

BULK = 0
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


@transaction.atomic(savepoint=False)
def record(
    *, actor: Actor, verb: str, subject: models.Model | tuple[str, int], words: dict[str, Any] | None = None
) -> Record:
    """Two rows: ids with a salted hash, and the words with their salt apart."""
    kind, pk = subject if isinstance(subject, tuple) else (kind_of(subject), subject.pk)
    salt, said = _salts(), settled({**(words or {}), **actor.other_names})
    row = Record(
        at=actor.at,
        user_id=actor.hand,
        unit_id=actor.unit_id,
        role=actor.role,
        verb=str(verb),
        subject_kind=kind,
        subject_id=pk,
        digest=digest_of(salt, said),
    )
    insert_new(row)
    insert_new(RecordWords(record_id=row.pk, salt=salt, words=said))
    return row


def record_bulk(
    *, actor: Actor, verb: str, subject_kind: str, ids: Iterable[int], words: dict[str, Any] | None = None
) -> Record:
    """One row for many subjects of a kind; their ids stand in its words as spans."""
    known = list(ids)
    said = {**(words or {}), "count": len(known), "ids": spans(known)}
    return record(actor=actor, verb=verb, subject=(subject_kind, BULK), words=said)


@transaction.atomic
def delete_words(*, actor: Actor, records: Iterable[int], ground: str) -> int:
    """What the law lets be forgotten: words and salt go, the hash and the chain stay. The deletion is on record."""
    held = list(RecordWords.objects.filter(record_id__in=list(records)).values_list("record_id", flat=True))
    if held:
        record_bulk(
            actor=actor, verb=Verb.WORDS_DELETED, subject_kind="audit.record", ids=held, words={"ground": ground}
        )
        RecordWords.objects.filter(record_id__in=held).delete()
    return len(held)


def record_many(
    rows: Iterable[tuple[datetime, int | None, int | None, str, str, str, int]],
    words: Iterable[dict[str, Any]] = (),
) -> int:
    """Many writes of a rehearsal at once: (at, user, unit, role, verb, kind, id), and the words of each, else none."""
    made = [(at, user, unit, role, str(verb), kind, pk) for at, user, unit, role, verb, kind, pk in rows]
    said = list(words) or [{}] * len(made)
    salts = [_salts() for _row in made]
    digests = [digest_of(salt, one) for salt, one in zip(salts, said, strict=True)]
    keys = insert_numbered(Record, COLUMNS, [(*row, digest) for row, digest in zip(made, digests, strict=True)])
    adapted = (connection.ops.adapt_json_value(one, json.JSONEncoder) for one in said)
    insert_numbered(RecordWords, ("record_id", "salt", "words"), list(zip(keys, salts, adapted, strict=True)))
    return len(made)
