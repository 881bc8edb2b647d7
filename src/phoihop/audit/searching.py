"""The words of the record made findable: folded once by the worker after the seal, so that no write pays for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from phoihop.audit.models import Record, RecordFolded, RecordWords, Seal
from phoihop.kit.fold import fold

BLOCK = 1000
_MOST = 4000  # characters of one row

# What a row's subject is called: rooms above know it, and say it here.
Namer = Callable[[Iterable[tuple[str, int]]], Mapping[tuple[str, int], str]]
NAMERS: list[Namer] = []


def fold_sealed() -> int:
    """Rows that were sealed and are not folded yet; how many were."""
    last = Seal.objects.aggregate(last=Max("last_id"))["last"] or 0
    at = RecordFolded.objects.aggregate(last=Max("record_id"))["last"] or 0
    done = 0
    while at < last:
        rows = list(Record.objects.filter(pk__gt=at, pk__lte=last).order_by("pk")[:BLOCK])
        if not rows:
            break
        done += _fold(rows)
        at = rows[-1].pk
    return done


@transaction.atomic
def _fold(rows: list[Record]) -> int:
    keep_out_others()
    said = dict(RecordWords.objects.filter(record_id__in=[row.pk for row in rows]).values_list("record_id", "words"))
    names = _names((row.subject_kind, row.subject_id) for row in rows if row.pk in said)
    made = [
        RecordFolded(record_id=row.pk, folded=_folded(said[row.pk], names.get((row.subject_kind, row.subject_id), "")))
        for row in rows
        if row.pk in said
    ]
    RecordFolded.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _names(subjects: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    asked = set(subjects)
    found: dict[tuple[str, int], str] = {}
    for namer in NAMERS:
        found.update(namer(asked))
    return found


def _folded(words: dict[str, Any], name: str) -> str:
    return fold(" ".join([name, *_values(words)]))[:_MOST]


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in {"sha256", "ids"}:
                yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def keep_out_others() -> None:
    """Inside a transaction: words that are being deleted are not folded meanwhile. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE audit_recordfolded IN SHARE ROW EXCLUSIVE MODE")
