"""Putting a write on record, inside its own transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from django.db import models

from phoihop.audit.models import Record, RecordWords
from phoihop.kit.actor import Actor


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
    salt = secrets.token_hex(16)
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
