"""A sentence in pieces, its numbers apart; and what stands behind it, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from phoihop.org.queries import versions_on
from phoihop.reports.models import Field, Figure, FigureKind
from phoihop.reports.queries.rollup import why_unknown
from phoihop.reports.values import KINDS, NOT_REPORTED, NUMBER, show_amount
from phoihop.synthesis.models import Number, Sentence, Source

MOST = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a computed number."""

    text: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A unit's words with the sentence marked, or its answer to the field."""

    unit: str
    obligation: int
    at: datetime
    before: str = ""
    mark: str = ""
    after: str = ""
    value: str = ""
    why: str = ""  # of a figure that the unit does not know yet


@dataclass(slots=True)
class SourcesShown:
    rows: list[SourceShown] = field(default_factory=list)
    total: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    field_label: str = ""
    sum_shown: str = ""


def pieces_of(sentence: Sentence) -> list[Piece]:
    out, at = [], 0
    for number in sentence.numbers.all():
        if number.start > at:
            out.append(Piece(sentence.text[at : number.start]))
        out.append(Piece(sentence.text[number.start : number.end], number))
        at = number.end
    if at < len(sentence.text):
        out.append(Piece(sentence.text[at:]))
    return out


def sources_of(sentence: Sentence, on: date) -> SourcesShown:
    rows = list(
        Source.objects.filter(sentence=sentence)
        .select_related("response__obligation", "narrative")
        .order_by("response__obligation__unit_id", "start")
    )
    names = {pk: v.short_name for pk, v in versions_on(on, {r.response.obligation.unit_id for r in rows}).items()}
    number = sentence.numbers.exclude(field=None).select_related("field").first()
    figures = _figures(number, rows)
    out = SourcesShown(total=len(rows))
    if number and number.field:
        out.field_label = f"{number.field.code} {number.field.label}"
        out.sum_shown = _sum(number, number.field)
        for figure in figures.values():
            out.counts[figure.kind] += 1
    out.rows = [_row(r, names, figures, number) for r in rows[:MOST]]
    return out


def _sum(number: Number, of: Field) -> str:
    if number.measure == "none":
        return str(FigureKind.NIL.label)
    return show_amount(number.value, of.scale) if number.measure == "sum" else ""


def _figures(number: Number | None, rows: list[Source]) -> dict[int, Figure]:
    if number is None:
        return {}
    found = Figure.objects.filter(field=number.field, response__in=[r.response_id for r in rows])
    return {figure.response_id: figure for figure in found}


def _row(row: Source, names: dict[int, str], figures: dict[int, Figure], number: Number | None) -> SourceShown:
    obligation = row.response.obligation
    unit = names.get(obligation.unit_id, "")
    if row.narrative and row.start is not None and row.end is not None:
        text = row.narrative.text
        return SourceShown(
            unit,
            obligation.pk,
            row.response.handed_in_at,
            text[: row.start],
            text[row.start : row.end],
            text[row.end :],
        )
    figure = figures.get(row.response_id)
    shown, why = "–", ""
    if figure and number and number.field:
        counted = figure.value if figure.kind == NUMBER else None
        shown = figure.get_kind_display() if counted is None else show_amount(counted, number.field.scale)
        why = why_unknown(row.response, number.field.code) if figure.kind == NOT_REPORTED else ""
    return SourceShown(unit, obligation.pk, row.response.handed_in_at, value=shown, why=why)
