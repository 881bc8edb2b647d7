"""What stands in the database of the answers that writers handed in: lost ones and doubled ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from typing import Any
from uuid import UUID

FIGURES = 60
_SQL = """
SELECT obligation_id, key,
  (SELECT count(*) FROM reports_figure f WHERE f.response_id = r.id),
  (SELECT count(*) FROM audit_record a WHERE a.subject_kind = 'duties.response' AND a.subject_id = r.id)
FROM duties_response r
"""


Row = tuple[tuple[int, str], int, int]  # the answer's obligation and key, how many figures and records it has


def counted(line: Any, acknowledged: Collection[tuple[int, str]]) -> tuple[int, int]:
    """The lost and the doubled of an installation."""
    with closing(line.cursor()) as cursor:
        cursor.execute(_SQL)
        rows = [((obligation, str(UUID(str(key)))), *counts) for obligation, key, *counts in cursor.fetchall()]
    return tally(rows, acknowledged)


def tally(rows: Sequence[Row], acknowledged: Collection[tuple[int, str]]) -> tuple[int, int]:
    """Lost: acknowledged and not there, or there in part. Doubled: there more than once, or a part of it is."""
    keys = [key for key, _figures, _records in rows]
    torn = sum(figures < FIGURES or records < 1 for _key, figures, records in rows)
    swollen = sum(figures > FIGURES or records > 1 for _key, figures, records in rows)
    return len(set(acknowledged) - set(keys)) + torn, len(keys) - len(set(keys)) + swollen
