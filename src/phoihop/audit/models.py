"""Rows that are only ever added: ids and a salted hash; the words stand apart and can be deleted by law."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class RecordsStandError(TypeError):
    """Somebody's code tried to change what is on record; the database would have refused it as well."""


class StandingQuerySet(models.QuerySet[Row]):
    """Adds and reads."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise RecordsStandError("What is on record is never changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RecordsStandError("What is on record is never changed.")

    def delete(self) -> NoReturn:
        raise RecordsStandError("What is on record is never deleted.")


class Standing(models.Model):
    """A row that is written once; triggers of the database refuse what Python lets through."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RecordsStandError("What is on record is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RecordsStandError("What is on record is never deleted.")


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    EXPORTED = "audit.exported"
    MARKED = "audit.marked"
    READ = "audit.read"
    RESTORED = "audit.restored"
    UNMARKED = "audit.unmarked"
    WORDS_DELETED = "audit.words_deleted"


class Record(Standing):
    """One write: who, where, in which role, what, of what, when. `digest` is sha256(salt + canonical words).

    A bulk action is one row with `subject_id` 0, whose words name the ids.
    """

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    objects = StandingQuerySet["Record"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"]),
            models.Index(fields=["user_id", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind}:{self.subject_id}"


class RecordWords(models.Model):
    """What a row says in words, with the salt: both go together, so that the hash left behind gives nothing away."""

    record_id = models.BigIntegerField(unique=True)
    salt = models.CharField(max_length=32)
    words = models.JSONField()

    def __str__(self) -> str:
        return str(self.record_id)


class RecordFolded(models.Model):
    """The words once more without marks, for search: made by the worker after the seal, gone with the words."""

    record_id = models.BigIntegerField(primary_key=True)
    folded = models.TextField()

    def __str__(self) -> str:
        return str(self.record_id)


class Sensitive(models.Model):
    """A thing whose every reading is put on record, by its kind and id; taken off by deleting the row."""

    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    since = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="sensitive_once")]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id}"


class Seal(Standing):
    """Closes the rows after the previous seal's `last_id` up to its own, in order of id.

    `root` is sha256(previous root + id and content hash of each row); `leaves` holds 16 bytes a row, the id and the
    beginning of its content hash, by which a broken seal says which row it is about.
    """

    number = models.PositiveBigIntegerField(unique=True)
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    leaves = models.BinaryField()
    at = models.DateTimeField()

    objects = StandingQuerySet["Seal"].as_manager()

    def __str__(self) -> str:
        return f"{self.number}:{self.root}"
