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
from phoihop.reports.models import ADDITIVE, Field, FormSection, Narrative, Rollup
from phoihop.reports.queries import rates_of, sections_of, sums_of
from phoihop.reports.queries.rollup import Branch, level_of, said_in
from phoihop.reports.queries.viewed import Summed, now_with
from phoihop.reports.values import NOTHING, Total
from phoihop.reports.views.seeing import Seen, file_name, frame, seen
from phoihop.reports.words import beside_words, mark_words, total_cell, total_words, tree_heads, value_words

FIRST_WORDS = 3  # narratives of a section shown with its figures; all of them stand on their own page
PAGE = 50
SILENT = 200


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure with its sum; `silent` said nothing of it at all; `beside`: in words, what is in no sum here."""

    field: Field
    made: Summed
    silent: int
    beside: str

    @property
    def total(self) -> Total:
        return self.made.total

    @property
    def mark(self) -> str:
        return self.made.mark


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
    parts = _parts(found)
    if (kind := request.GET.get("dang", "")) in KINDS:
        return as_file(kind, file_name(found, "so-lieu"), _sum_heads(), _sum_lines(parts, found))
    level = found.recut.level() if found.recut else level_of(found.report, found.scope)
    said, silent = list(said_in(found.rows)), level.silent
    versions = versions_on(
        found.report.day, {n.response.obligation.unit_id for n in said} | {o.unit_id for o in silent}
    )
    _give_words(said, parts, _called(found, versions))
    context = {
        **frame(request, found),
        "parts": parts,
        "total": sum(len(part.sums) for part in parts),
        "level": level,
        "branches": [(b, found.kept_with(dv=b.key)) for b in level.branches if b.answered or not b.alone],
        "silent_units": _silent(silent, versions),
    }
    return render(request, "reports/rollup.html", context)


def _parts(found: Seen) -> list[Part]:
    version = found.report.version
    shown = sections_of(version) if version else []
    sums = _sums(found, [f for part in shown for f in part.fields])
    return [Part(part.section, [_sum(f, sums, found.owed) for f in part.fields]) for part in shown]


def _sums(found: Seen, fields: list[Field]) -> dict[str, Summed]:
    """By code; rates out of the sums of their parts."""
    if found.recut:
        return found.recut.sums(fields)
    totals = sums_of(found.rows) | rates_of(found.rows, fields)
    return {code: Summed(total) for code, total in totals.items()}


def _sum(f: Field, sums: dict[str, Summed], owed: int) -> Sum:
    """Who spoke of it in common with units that stand elsewhere is not silent."""
    made = sums.get(f.code, Summed(NOTHING))
    silent = owed - made.total.answered - made.total.nr - made.shared
    return Sum(f, made, silent, beside_words(made.common, made.shared, f))


def _give_words(said: Iterable[Narrative], parts: list[Part], names: dict[int, str]) -> None:
    by_code: dict[str, list[Narrative]] = defaultdict(list)
    for narrative in said:
        by_code[narrative.section.code].append(narrative)
    for part in parts:
        heap = by_code[part.section.code]
        part.spoke = len(heap)
        part.words = [(names.get(n.response.obligation.unit_id, ""), n) for n in heap[:FIRST_WORDS]]


def _called(found: Seen, versions: dict[int, UnitVersion]) -> dict[int, str]:
    """Words keep the name of who said them; in the tree of another day, with where that unit's part lies."""
    elsewhere = now_with(found.report, found.cut, versions)
    return {
        unit: _("%(unit)s (in that tree: %(there)s)") % {"unit": version.short_name, "there": elsewhere[unit]}
        if unit in elsewhere
        else version.short_name
        for unit, version in versions.items()
    }


def _names(found: Seen, said: Iterable[Narrative]) -> dict[int, str]:
    units = {n.pk: n.response.obligation.unit_id for n in said}
    called = _called(found, versions_on(found.report.day, set(units.values())))
    return {pk: called.get(unit, "") for pk, unit in units.items()}


def _silent(rows: Iterable[Obligation], versions: dict[int, UnitVersion]) -> list[tuple[str, int]]:
    """Name and obligation, in dictionary order."""
    named = sorted((versions[o.unit_id].sort_key, o.pk, versions[o.unit_id]) for o in rows if o.unit_id in versions)
    return [(version.short_name, pk) for _key, pk, version in named[:SILENT]]


def _sum_heads() -> list[str]:
    return [
        _("Section"), _("Code"), _("Figure"), _("Counted in"), _("Total"), _("Numbers"), _("Nil"), _("Not applicable"),
        _("Not known yet"), _("Not reported"), _("In common with units elsewhere"), _("Units in common"), *tree_heads(),
    ]  # fmt: skip


def _sum_lines(parts: list[Part], found: Seen) -> Iterator[list[Cell]]:
    for part in parts:
        for row in part.sums:
            f, total = row.field, row.total
            yield [
                f"{part.section.code} {part.section.title}", f.code, f.label, f.unit_of_measure, total_cell(total, f),
                total.numbers, total.nil, total.na, total.nr, row.silent,
                total_cell(row.made.common, f), row.made.shared, found.cut.words, mark_words(row.mark),
            ]  # fmt: skip


@require_GET
def figure(request: ActorRequest, duty: int, period: str, code: str) -> HttpResponseBase:
    """What one sum is made of, branch by branch, down to the answer of one unit."""
    found = seen(request, duty, period)
    version = found.report.version
    if version is None:
        raise Http404
    asked = get_object_or_404(version.fields.select_related("section"), code=code)
    level = found.recut.level(asked) if found.recut else level_of(found.report, found.scope, field_of=asked)
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Unit"), asked.label, _("Numbers"), _("Nil"), _("Not applicable"), _("Not known yet"), _("Owed")]
        heads += [_("Why it is not known yet"), *tree_heads()]
        return as_file(kind, file_name(found, f"so-lieu-{code}"), heads, _branch_lines(level.branches, asked, found))
    sums = _sums(found, list(version.fields.all()))
    context = {
        **frame(request, found),
        "field": asked,
        "level": level,
        "sum": _sum(asked, sums, found.owed),
        "rows": [(b, _shown(b, asked), found.kept_with(dv=b.key)) for b in level.branches],
        "total": len(level.branches),
        "summed": asked.rollup in ADDITIVE,
        "is_rate": asked.rollup == Rollup.RATE,
    }
    return render(request, "reports/figure.html", context)


def _shown(branch: Branch, asked: Field) -> str:
    if branch.alone:
        return value_words(branch.value, asked)
    return "–" if asked.rollup == Rollup.RATE else total_words(branch.total, asked)


def _branch_name(b: Branch) -> str:
    if b.joint_of:
        elsewhere = f" {_('(partly elsewhere, in no sum here)')}" if b.outside else ""
        return _("held in common by %(units)s") % {"units": b.name} + elsewhere
    return f"{b.name} ({b.source_name})" if b.source_name and b.source_name != b.name else b.name


def _branch_lines(branches: Iterable[Branch], asked: Field, found: Seen) -> Iterator[list[Cell]]:
    for b in branches:
        number = total_cell(b.total, asked) if b.total.numbers and asked.rollup != Rollup.RATE else None
        said: Cell = number if number is not None else _shown(b, asked)
        yield [
            _branch_name(b), said, b.total.numbers, b.total.nil, b.total.na, b.total.nr, b.owed, b.why,
            found.cut.words, mark_words(b.mark),
        ]  # fmt: skip


@require_GET
def narratives(request: ActorRequest, duty: int, period: str, code: str) -> HttpResponseBase:
    """Everything said in one section, each with its unit."""
    found = seen(request, duty, period)
    version = found.report.version
    if version is None:
        raise Http404
    section = get_object_or_404(version.sections, code=code)
    rows = said_in(found.rows, code)
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Unit"), f"{section.code} {section.title}", tree_heads()[0]]
        names = _names(found, rows.iterator(chunk_size=CHUNK))
        lines = ([names[n.pk], n.text, found.cut.words] for n in rows)
        return as_file(kind, file_name(found, f"loi-{code}"), heads, lines)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    names = _names(found, page.object_list)
    context = {
        **frame(request, found),
        "section": section,
        "page": page,
        "said": [(names[n.pk], n) for n in page.object_list],
        "total": page.paginator.count,
    }
    return render(request, "reports/narratives.html", context)
