"""Unit by unit: who answered, and every figure and word of it beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.models import Obligation, Response
from phoihop.kit.listing import CHUNK, KINDS, Cell, as_file
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import versions_on
from phoihop.reports.models import Field, FormSection
from phoihop.reports.queries import sections_of
from phoihop.reports.queries.rollup import figures_of, texts_of, why_unknown
from phoihop.reports.queries.viewed import now_with
from phoihop.reports.values import NOT_REPORTED, NUMBER, Value
from phoihop.reports.views.seeing import Seen, file_name, frame, seen
from phoihop.reports.words import tree_heads, value_cell, value_words

PAGE = 50


@require_GET
def answers(request: ActorRequest, duty: int, period: str) -> HttpResponseBase:
    """`?tt=` `roi` who answered, `chua` who did not."""
    found = seen(request, duty, period)
    rows = _asked(request, found.rows).select_related("answer", "unit")
    fields, sections = _columns(found)
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Unit"), _("State"), _("Handed in"), *(f"{f.code} {f.label}" for f in fields)]
        heads += [f"{s.code} {s.title}" for s in sections] + [
            _("Why a figure is not known yet"),
            tree_heads()[0],
            _("Unit in that tree"),
        ]
        return as_file(kind, file_name(found, "bai"), heads, _lines(found, rows, fields, sections))
    ordered = _in_order(found, rows)
    page = Paginator(ordered, PAGE).get_page(request.GET.get("trang"))
    held = {row.pk: row for row in rows.filter(pk__in=[pk for pk, _name in page.object_list])}
    values = figures_of(row.answer_id for row in held.values() if row.answer_id)
    there = now_with(found.report, found.cut, [row.unit_id for row in held.values()])
    context = {
        **frame(request, found),
        "columns": [] if request.GET.get("tt") == "chua" else fields,  # nobody of these has said anything
        "page": page,
        "rows": [
            (name, held[pk], _shown(held[pk], values, fields), there.get(held[pk].unit_id, ""))
            for pk, name in page.object_list
        ],
        "total": len(ordered),
        "state": request.GET.get("tt", ""),
    }
    return render(request, "reports/answers.html", context)


def _asked(request: ActorRequest, rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    wanted = request.GET.get("tt")
    if wanted == "roi":
        return rows.exclude(answer=None)
    return rows.filter(answer=None) if wanted == "chua" else rows


def _columns(found: Seen) -> tuple[list[Field], list[FormSection]]:
    shown = sections_of(found.report.version) if found.report.version else []
    return [f for part in shown for f in part.fields], [p.section for p in shown if p.section.asks_text]


def _in_order(found: Seen, rows: QuerySet[Obligation]) -> list[tuple[int, str]]:
    """Obligation and name of its unit, in dictionary order."""
    units = dict(rows.order_by().values_list("unit_id", "pk"))
    versions = versions_on(found.report.day, units)
    sorts = {unit: versions[unit].sort_key if unit in versions else "" for unit in units}
    ordered = sorted(units, key=lambda unit: (sorts[unit], unit))
    return [(units[unit], versions[unit].short_name if unit in versions else "") for unit in ordered]


def _shown(row: Obligation, values: dict[int, dict[str, Value]], fields: list[Field]) -> list[tuple[str, bool]]:
    """Each figure as a word, and whether it is a number."""
    if row.answer_id is None:
        return []
    own = values.get(row.answer_id, {})
    return [(value_words(own.get(f.code), f), f.code in own and own[f.code].kind == NUMBER) for f in fields]


def _lines(
    found: Seen, rows: QuerySet[Obligation], fields: list[Field], sections: list[FormSection]
) -> Iterator[list[Cell]]:
    ordered = iter(_in_order(found, rows))
    there = now_with(found.report, found.cut, rows.order_by().values_list("unit_id", flat=True))
    while heap := dict(islice(ordered, CHUNK)):
        held = rows.in_bulk(list(heap))
        given = [row.answer_id for row in held.values() if row.answer_id]
        values, texts = figures_of(given), texts_of(given)
        for pk, name in heap.items():
            row = held[pk]
            own, said = values.get(row.answer_id or 0, {}), texts.get(row.answer_id or 0, {})
            yield [
                name,
                str(row.get_state_display()),
                row.answer.handed_in_at if row.answer else None,
                *(value_cell(own.get(f.code), f) for f in fields),
                *(said.get(s.code, "") for s in sections),
                _reasons(row.answer, fields, own),
                found.cut.words,
                there.get(row.unit_id, name),
            ]


def _reasons(answer: Response | None, fields: list[Field], own: dict[str, Value]) -> str:
    """Each figure that is not known yet with what the unit says of it."""
    unknown = [f for f in fields if f.code in own and own[f.code].kind == NOT_REPORTED]
    said = [(f.code, why_unknown(answer, f.code)) for f in unknown] if answer else []
    return "; ".join(f"{code}: {words}" for code, words in said if words)
