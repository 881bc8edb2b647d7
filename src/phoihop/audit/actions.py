"""Putting a write on record, inside its own transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import models

from phoihop.audit.models import Record, RecordWords
from phoihop.kit.actor import Actor


def new_salt() -> str:
    return secrets.token_hex(16)


def canonical(words: dict[str, Any]) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest_of(salt: str, words: dict[str, Any]) -> str:
    return hashlib.sha256((salt + canonical(words)).encode()).hexdigest()


def kind_of(subject: models.Model) -> str:
    return str(subject._meta.label_lower)  # noqa: SLF001 - Django's documented Meta API


def record(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model | tuple[str, int],
    words: dict[str, Any] | None = None,
) -> Record:
    """Two rows: ids with a salted hash, and the words apart."""
    kind, pk = subject if isinstance(subject, tuple) else (kind_of(subject), subject.pk)
    salt = _salts()
    said = json.loads(canonical(words or {}))
    row = Record.objects.create(
        at=actor.at,
        user_id=actor.user_id,
        unit_id=actor.unit_id,
        role=actor.role,
        verb=str(verb),
        subject_kind=kind,
        subject_id=pk,
        salt=salt,
        digest=digest_of(salt, said),
    )
    RecordWords.objects.create(record_id=row.pk, words=said)
    return row


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


def record_many(rows: Iterable[tuple[datetime, int | None, int | None, str, str, str, int]]) -> int:
    """Many writes of a rehearsal at once: (at, user, unit, role, verb, kind, id), words empty."""
    made = []
    for at, user, unit, role, verb, kind, pk in rows:
        salt = _salts()
        made.append(
            Record(
                at=at, user_id=user, unit_id=unit, role=role, verb=str(verb), subject_kind=kind, subject_id=pk,
                salt=salt, digest=digest_of(salt, {}),
            )
        )  # fmt: skip
    written = Record.objects.bulk_create(made, batch_size=1000)
    RecordWords.objects.bulk_create((RecordWords(record_id=r.pk, words={}) for r in written), batch_size=1000)
    return len(written)
