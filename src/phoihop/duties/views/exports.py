"""What lists of obligations and the board hold as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from phoihop.duties.models import Obligation
from phoihop.duties.queries.board import Board, Cell, Row, first_of
from phoihop.duties.views.lines import letter_of, mark_of, period_words, settled_day
from phoihop.kit import formats
from phoihop.kit.listing import CHUNK, as_file
from phoihop.kit.listing import Cell as Value
from phoihop.org.cut import Cut
from phoihop.org.queries import versions_on


def obligations_file(rows: QuerySet[Obligation], kind: str, *, on: date, name: str) -> HttpResponseBase:
    rows = rows.select_related("duty", "duty__document").order_by("due", "id")
    return as_file(kind, f"{name}-{on.isoformat()}", _heads(), _obligation_rows(rows, on))


def _heads() -> list[str]:
    return [
        _("Unit"), _("Asked by"), _("Duty"), _("Letter"), _("Period"), _("Due"), _("First due"), _("State"),
        _("Handed in"), _("Working days late"), _("Reminders"), _("Why closed"),
    ]  # fmt: skip


def _obligation_rows(rows: QuerySet[Obligation], on: date) -> Iterator[list[Value]]:
    names = {pk: version.name for pk, version in versions_on(on).items()}
    for row in rows.iterator(chunk_size=CHUNK):
        yield [
            names.get(row.unit_id, ""),
            names.get(row.asker_id, ""),
            row.duty.title,
            letter_of(row.duty),
            period_words(row),
            row.due,
            row.due_first,
            mark_of(row, on).word,
            settled_day(row),
            row.late_days,
            row.nudged,
            row.closed_reason,
        ]


def board_file(board: Board, kind: str, *, on: date, cut: Cut) -> HttpResponseBase:
    months = (f"{first_of(month):%m/%Y}" for month in board.months)
    heads = [_("Unit"), _("On time"), *months, _("Shown in which tree")]
    rows = ([_called(row), _percent(row.share), *map(cell_words, row.cells), cut.words] for row in board.rows)
    tree = f"-cay-{cut.day.isoformat()}" if cut.day else ""
    return as_file(kind, f"bang-theo-doi-{on.isoformat()}{tree}", heads, rows)


def _called(row: Row) -> str:
    return f"{row.version.name} → {row.common}" if row.common else row.version.name


def _percent(share: object) -> str:
    return "" if share is None else formats.percent(share, places=0)  # type: ignore[arg-type]  # a Fraction


def cell_words(cell: Cell | None) -> str:
    """What the cell shows, readable without colour."""
    if cell is None:
        return "–"
    return {
        "ok": _("on time"),
        "wait": _("handed in"),
        "fut": "·",
        "late": f"+{cell.days}",
        "part": f"{cell.settled}/{cell.owed}",
        "miss": f"✕ {cell.settled}/{cell.owed}",
    }[cell.state]
