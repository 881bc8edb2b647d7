"""The record read by subject and by person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from phoihop.audit.actions import BULK, kind_of
from phoihop.audit.hashing import within
from phoihop.audit.models import Record, RecordWords


def about(subject: tuple[str, int]) -> Q:
    """Rows of one thing; bulk actions that it was among are found too."""
    kind, pk = subject
    if pk == BULK:
        return Q(subject_kind=kind, subject_id=pk)
    many = Record.objects.filter(subject_kind=kind, subject_id=BULK).values("pk")
    said = RecordWords.objects.filter(record_id__in=many).values_list("record_id", "words")
    among = [row for row, words in said.iterator(chunk_size=2000) if within(pk, str(words.get("ids", "")))]
    return Q(subject_kind=kind, subject_id=pk) | Q(pk__in=among)


def history_of(subject: Model | tuple[str, int]) -> QuerySet[Record]:
    """Every write of one subject, oldest first."""
    kind, pk = subject if isinstance(subject, tuple) else (kind_of(subject), subject.pk)
    return Record.objects.filter(about((kind, pk))).order_by("pk")


def records_of_user(user_id: int) -> QuerySet[Record]:
    """What one person did, newest first."""
    return Record.objects.filter(user_id=user_id).order_by("-at", "-pk")


def words_of(records: Iterable[Record]) -> dict[int, dict[str, Any]]:
    """By the records' ids; what was deleted by law is absent."""
    ids = [row.pk for row in records]
    return dict(RecordWords.objects.filter(record_id__in=ids).values_list("record_id", "words"))
