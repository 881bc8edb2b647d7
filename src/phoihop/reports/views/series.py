"""One figure over its periods, unit by unit, in the tree that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.queries import visible_duties
from phoihop.kit import formats
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.org.cut import Cut, cut_asked, cut_choices
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Unit
from phoihop.org.queries import name_on
from phoihop.org.tree import known_units
from phoihop.reports.models import Field, Regime
from phoihop.reports.queries.series import Line, Point, Series, series_of
from phoihop.reports.words import EXACT, JOINT, mark_words, total_cell, total_words, tree_heads


@require_GET
def series(request: ActorRequest, duty: int, code: str) -> HttpResponseBase:
    """`?dv=` the key of a unit: it and what is below; `?cay=` the tree of which day."""
    asked_of = get_object_or_404(visible_duties(request.actor), pk=duty)
    regime = get_object_or_404(Regime, duty=asked_of)
    rows = Field.objects.filter(version__form=regime.form_id, code=code).exclude(version__published_at=None)
    asked = rows.order_by("-version__number").first()
    if asked is None:
        raise Http404
    cut = cut_asked(request.GET.get("cay", ""), request.actor.on)
    key = request.GET.get("dv", "")
    under = get_object_or_404(known_units(request.actor), key=key) if key else None
    found = series_of(request.actor, asked, duty, cut, under=under)
    if not found.columns:
        raise Http404
    if (kind := request.GET.get("dang", "")) in KINDS:
        return _file(kind, found, asked, cut, duty)
    context = {
        "duty": asked_of,
        "field": asked,
        "found": found,
        "columns": [(column, formats.period(column.period)) for column in found.columns],
        "lines": [
            (line, [_shown(point, asked) for point in line.points], _total(line.together, asked))
            for line in found.lines
        ],
        "whole": [_shown(point, asked) for point in found.whole],
        "together": _total(found.together, asked),
        "over_time": _over_time(asked),
        "total": len(found.lines),
        "unit": under,
        "unit_name": _name(under, request) if under else "",
        "cut": cut,
        "cuts": cut_choices(request.actor, cut),
    }
    return render(request, "reports/series.html", context)


def _name(unit: Unit, request: ActorRequest) -> str:
    return name_on(unit.pk, request.actor.on)


def _shown(point: Point | None, asked: Field) -> tuple[str, str]:
    """The number in words, and how it came there."""
    if point is None:
        return "", EXACT
    return total_words(point.total, asked), point.mark


def _total(point: Point | None, asked: Field) -> tuple[str, str]:
    return _shown(point, asked) if point else ("–", EXACT)


def _over_time(asked: Field) -> str:
    words = {
        "sum": _("All periods"),
        "heads": _("Last counted"),
        "rate": _("Recomputed over all"),
    }
    return words.get(str(asked.rollup), _("Not added up"))


def _file(kind: str, found: Series, asked: Field, cut: Cut, duty: int) -> HttpResponseBase:
    heads = [_("Unit"), *(formats.period(column.period) for column in found.columns), _over_time(asked), *tree_heads()]
    tree = f"-cay-{cut.day.isoformat()}" if cut.day else ""
    return as_file(kind, f"chuoi-{duty}-{asked.code}{tree}", heads, _lines(found, asked, cut))


def _lines(found: Series, asked: Field, cut: Cut) -> Iterator[list[Cell]]:
    for line in found.lines:
        name = _("held in common by %(units)s") % {"units": line.name} if len(line.units) > 1 else line.name
        name += f" {_('(partly elsewhere, in no sum here)')}" if line.outside else ""
        cells: list[Cell] = [total_cell(point.total, asked) if point else None for point in line.points]
        yield [name, *cells, total_cell(line.together.total, asked) if line.together else None, cut.words, _mark(line)]


def _mark(line: Line) -> str:
    marks = {point.mark for point in line.points if point}
    return mark_words(JOINT if len(line.units) > 1 else next((m for m in sorted(marks) if m != EXACT), EXACT))
