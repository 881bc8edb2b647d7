"""Whether an error of the database says that its pages are damaged, and not that it is away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.utils import DatabaseError

from phoihop.ops.say import Stop, _

_OF_SQLITE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_OF_POSTGRESQL = {"XX001", "XX002"}  # data corrupted, index corrupted


class Damaged(Stop):
    """What is there can no longer be read."""


@contextmanager
def said() -> Iterator[None]:
    """Around everything that reads the database: one sentence instead of the error."""
    try:
        yield
    except DatabaseError as error:
        if is_damage(error):
            raise damaged(error) from error
        words = _("The database cannot be reached: %(why)s. Check that it runs, and PHOIHOP_DATABASE_URL.")
        raise Stop(words % {"why": first_line(error)}) from error
    except ValueError as error:  # a date, a number or a JSON that no writer of ours wrote
        raise damaged(error) from error


def damaged(error: Exception) -> Damaged:
    words = _(
        "The database is damaged: %(why)s. Stop server and worker, keep a copy of it as it is, and take the newest backup: phoihop restore --help"
    )
    return Damaged(words % {"why": first_line(error)})


def is_damage(error: DatabaseError) -> bool:
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _OF_SQLITE
    return getattr(cause, "sqlstate", None) in _OF_POSTGRESQL or "Could not decode" in str(error)


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
