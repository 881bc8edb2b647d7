"""One report × period: its sums, what one figure is made of, and what was said in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.models import Obligation
from phoihop.kit.listing import CHUNK, KINDS, Cell, as_file
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import UnitVersion
from phoihop.org.queries import versions_on
from phoihop.reports.models import Field, FormSection, Narrative, Rollup
from phoihop.reports.queries import sections_of, sums_of
from phoihop.reports.queries.rollup import Branch, level_of, rows_in, said_in
from phoihop.reports.values import NOTHING, Total
from phoihop.reports.views.seeing import Seen, file_name, frame, kept, seen
from phoihop.reports.words import total_cell, total_words, value_words

FIRST_WORDS = 3  # narratives of a section shown with its figures; all of them stand on their own page
PAGE = 50
SILENT = 200


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure with its total; `silent` said nothing of it at all."""

    field: Field
    total: Total
    silent: int


@dataclass(slots=True)
class Part:
    """A section: its sums, how many spoke, and the first of them."""

    section: FormSection
    sums: list[Sum]
    spoke: int = 0
    words: list[tuple[str, Narrative]] = field(default_factory=list)


@require_GET
def rollup(request: ActorRequest, duty: int, period: str) -> HttpResponseBase:
    found = seen(request, duty, period)
    sums = sums_of(rows_in(found.report, found.scope))
    parts = _parts(found, sums)
    if (kind := request.GET.get("dang", "")) in KINDS:
        return as_file(kind, file_name(found, "so-lieu"), _sum_heads(), _sum_lines(parts))
    level = level_of(found.report, found.scope)
    said, silent = list(said_in(found.report, found.scope)), level.silent
    versions = versions_on(
        found.report.day, {n.response.obligation.unit_id for n in said} | {o.unit_id for o in silent}
    )
    _give_words(said, parts, versions)
    context = {
        **frame(found),
        "parts": parts,
        "total": sum(len(part.sums) for part in parts),
        "level": level,
        "branches": [(b, kept(found.scope, dv=b.key)) for b in level.branches if b.answered or not b.alone],
        "silent_units": _silent(silent, versions),
    }
    return render(request, "reports/rollup.html", context)


def _parts(found: Seen, sums: dict[str, Total]) -> list[Part]:
    version = found.report.version
    return [
        Part(shown.section, [_sum(f, sums.get(f.code, NOTHING), found.owed) for f in shown.fields])
        for shown in (sections_of(version) if version else [])
    ]


def _sum(f: Field, total: Total, owed: int) -> Sum:
    return Sum(f, total, owed - total.answered - total.nr)


def _give_words(said: Iterable[Narrative], parts: list[Part], versions: dict[int, UnitVersion]) -> None:
    by_code: dict[str, list[Narrative]] = defaultdict(list)
    for narrative in said:
        by_code[narrative.section.code].append(narrative)
    for part in parts:
        heap = by_code[part.section.code]
        part.spoke = len(heap)
        part.words = [(_name(versions, n.response.obligation.unit_id), n) for n in heap[:FIRST_WORDS]]


def _name(versions: dict[int, UnitVersion], unit: int) -> str:
    return versions[unit].short_name if unit in versions else ""


def _names(found: Seen, said: Iterable[Narrative]) -> dict[int, str]:
    units = {n.pk: n.response.obligation.unit_id for n in said}
    versions = versions_on(found.report.day, set(units.values()))
    return {pk: _name(versions, unit) for pk, unit in units.items()}


def _silent(rows: Iterable[Obligation], versions: dict[int, UnitVersion]) -> list[tuple[str, int]]:
    """Name and obligation, in dictionary order."""
    named = sorted((versions[o.unit_id].sort_key, o.pk, versions[o.unit_id]) for o in rows if o.unit_id in versions)
    return [(version.short_name, pk) for _key, pk, version in named[:SILENT]]


def _sum_heads() -> list[str]:
    return [
        _("Section"), _("Code"), _("Figure"), _("Counted in"), _("Total"), _("Numbers"), _("Nil"), _("Not applicable"),
        _("Not known yet"), _("Not reported"),
    ]  # fmt: skip


def _sum_lines(parts: list[Part]) -> Iterator[list[Cell]]:
    for part in parts:
        for row in part.sums:
            f, total = row.field, row.total
            yield [
                f"{part.section.code} {part.section.title}", f.code, f.label, f.unit_of_measure, total_cell(total, f),
                total.numbers, total.nil, total.na, total.nr, row.silent,
            ]  # fmt: skip


@require_GET
def figure(request: ActorRequest, duty: int, period: str, code: str) -> HttpResponseBase:
    """What one sum is made of, branch by branch, down to the answer of one unit."""
    found = seen(request, duty, period)
    version = found.report.version
    if version is None:
        raise Http404
    asked = get_object_or_404(version.fields.select_related("section"), code=code)
    level = level_of(found.report, found.scope, field_of=asked)
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Unit"), asked.label, _("Numbers"), _("Nil"), _("Not applicable"), _("Not known yet"), _("Owed")]
        heads += [_("Why it is not known yet")]
        return as_file(kind, file_name(found, f"so-lieu-{code}"), heads, _branch_lines(level.branches, asked))
    total = sum((branch.total for branch in level.branches), NOTHING)
    context = {
        **frame(found),
        "field": asked,
        "level": level,
        "sum": _sum(asked, total, found.owed),
        "rows": [(b, _shown(b, asked), kept(found.scope, dv=b.key)) for b in level.branches],
        "total": len(level.branches),
        "summed": asked.rollup == Rollup.SUM,
    }
    return render(request, "reports/figure.html", context)


def _shown(branch: Branch, asked: Field) -> str:
    return value_words(branch.value, asked) if branch.alone else total_words(branch.total, asked)


def _branch_lines(branches: Iterable[Branch], asked: Field) -> Iterator[list[Cell]]:
    for b in branches:
        number = total_cell(b.total, asked) if b.total.numbers else None
        said: Cell = number if number is not None else _shown(b, asked)
        yield [b.name, said, b.total.numbers, b.total.nil, b.total.na, b.total.nr, b.owed, b.why]


@require_GET
def narratives(request: ActorRequest, duty: int, period: str, code: str) -> HttpResponseBase:
    """Everything said in one section, each with its unit."""
    found = seen(request, duty, period)
    version = found.report.version
    if version is None:
        raise Http404
    section = get_object_or_404(version.sections, code=code)
    rows = said_in(found.report, found.scope, code)
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Unit"), f"{section.code} {section.title}"]
        names = _names(found, rows.iterator(chunk_size=CHUNK))
        return as_file(kind, file_name(found, f"loi-{code}"), heads, ([names[n.pk], n.text] for n in rows))
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    names = _names(found, page.object_list)
    context = {
        **frame(found),
        "section": section,
        "page": page,
        "said": [(names[n.pk], n) for n in page.object_list],
        "total": page.paginator.count,
    }
    return render(request, "reports/narratives.html", context)
