"""A report × period as the actor sees it: sums over a branch of the tree or a group, down to the single answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, Min, QuerySet

from phoihop.duties.models import Duty, Obligation, Response
from phoihop.duties.queries import visible_obligations
from phoihop.kit.actor import Actor
from phoihop.org.models import GroupMember, Unit, UnitGroup, UnitVersion
from phoihop.org.queries import members_then, parents_then, stood_under, versions_on
from phoihop.reports.models import Field, Figure, FormVersion, Narrative, Regime
from phoihop.reports.queries.forms import version_for
from phoihop.reports.values import NOT_REPORTED, NOTHING, NUMBER, Total, Value, one


@dataclass(frozen=True, slots=True)
class Ready:
    """A report × period: how many of those who owe have answered."""

    duty: Duty
    form: str
    period: str
    owed: int
    answered: int
    due: date | None

    @property
    def silent(self) -> int:
        return self.owed - self.answered


def periods_with_form(actor: Actor, *, form: int | None = None) -> list[Ready]:
    """Everything answered in a form that the actor sees and that has begun, newest first."""
    regimes = Regime.objects.select_related("duty", "form")
    held = {r.duty_id: r for r in (regimes.filter(form_id=form) if form else regimes)}
    rows = (
        visible_obligations(actor)
        .filter(duty__in=list(held), closed_at=None)
        .values("duty", "period")
        .annotate(owed=Count("pk"), answered=Count("answer"), begun=Min("first"), ended=Max("last"), by=Max("due"))
        .order_by("-ended", "duty", "-period")
    )
    return [
        Ready(held[r["duty"]].duty, held[r["duty"]].form.name, r["period"], r["owed"], r["answered"], r["by"])
        for r in rows
        if r["begun"] is None or r["begun"] <= actor.on
    ]


@dataclass(frozen=True, slots=True)
class Report:
    """The obligations of one report × period that the actor sees; `day` is the one whose tree is used."""

    duty: Duty
    period: str
    day: date
    version: FormVersion | None
    rows: QuerySet[Obligation]


def report_of(actor: Actor, duty: int, period: str) -> Report | None:
    """None where there is nothing for the actor to see, or no form."""
    rows = visible_obligations(actor).filter(duty_id=duty, period=period, closed_at=None)
    with_form = rows.filter(duty__in=Regime.objects.values("duty")).select_related("duty", "answer")
    held = with_form.order_by(F("answer").asc(nulls_last=True), "pk").first()
    if held is None:
        return None
    day = min(held.last or held.due or actor.on, actor.on)
    return Report(held.duty, period, day, version_for(held), rows)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose answers are meant: everybody's, those under a unit, those of a group."""

    unit: Unit | None = None
    group: UnitGroup | None = None


def named_scope(*, unit: str, group: str) -> Scope | None:
    """Keys of an address; None where one names nothing."""
    node = Unit.objects.filter(key=unit).first() if unit else None
    named = UnitGroup.objects.filter(key=group).first() if group else None
    if (unit and node is None) or (group and named is None):
        return None
    return Scope(node, named)


def scope_of(report: Report, *, unit: str, group: str) -> Scope | None:
    """None where the unit stands above none of those who owe the report."""
    scope = named_scope(unit=unit, group=group)
    if scope and scope.unit and not rows_in(report, Scope(scope.unit)).exists():
        return None
    return scope


def rows_in(report: Report, scope: Scope) -> QuerySet[Obligation]:
    rows = report.rows
    if scope.unit:
        rows = rows.filter(unit__in=stood_under(scope.unit.pk, on=report.day))
    if scope.group:
        rows = rows.filter(unit__in=members_then(scope.group.pk, report.day))
    return rows


def groups_in(report: Report) -> list[UnitGroup]:
    """Groups that hold one of the report's units on its day."""
    held = GroupMember.objects.on(report.day).filter(unit__in=report.rows.order_by().values("unit"))
    return list(UnitGroup.objects.filter(pk__in=held.values("group")).order_by("name"))


@dataclass(slots=True)
class Branch:
    """A unit right under the one looked at, with all that lies below it; `alone` is the answer where it is only one."""

    unit: int
    name: str = ""
    key: str = ""
    sort: str = ""
    owed: int = 0
    answered: int = 0
    total: Total = NOTHING
    alone: Obligation | None = None
    value: Value | None = None
    why: str = ""  # what it said of a figure that it does not know yet
    mark: str = "exact"  # in the tree of another day: exact, apportioned, joint
    estimate: bool = False
    joint_of: tuple[int, ...] = ()  # several units hold it in common
    outside: bool = False  # some of them stand elsewhere, so that it is in no sum here
    source: int = 0  # of a unit that has gone on into this one
    source_name: str = ""

    @property
    def silent(self) -> int:
        return self.owed - self.answered

    @property
    def unsaid(self) -> int:
        """Units that said nothing at all of the figure asked for."""
        return self.owed - self.total.answered - self.total.nr


@dataclass(slots=True)
class Level:
    """What is seen at one step of the way down; `path` leads there from the top, the last one is looked at."""

    branches: list[Branch] = field(default_factory=list)
    path: list[UnitVersion] = field(default_factory=list)
    silent: list[Obligation] = field(default_factory=list)  # of those under the filters, not answered


def level_of(report: Report, scope: Scope, *, field_of: Field | None = None) -> Level:
    """Branches in dictionary order, with the sums of one figure where it is asked for."""
    rows = list(rows_in(report, scope).select_related("unit", "answer").order_by("unit"))
    whole = scope.unit is None and scope.group is None
    owing = [row.unit_id for row in rows] if whole else _owing(report)
    parents = parents_then(report.day, owing)
    chains = {row.unit_id: _chain(row.unit_id, parents) for row in rows}
    here = scope.unit.pk if scope.unit else _fork(chains.values())
    values = _values(rows, field_of) if field_of else {}
    heaps: dict[int, list[Obligation]] = defaultdict(list)
    for row in rows:
        heaps[_step(chains[row.unit_id], here)].append(row)
    branches = [_branch(unit, heap, values, field_of) for unit, heap in heaps.items()]
    above = _chain(here, parents) if here else []
    top = here if whole else _fork(_chain(unit, parents) for unit in owing)
    level = name_level(report.day, branches, above, top=top)
    level.silent = [row for row in rows if row.answer_id is None]
    return level


def _owing(report: Report) -> list[int]:
    return list(report.rows.order_by().values_list("unit_id", flat=True))


def _chain(unit: int, parents: dict[int, int | None]) -> list[int]:
    """From the top down to the unit."""
    chain, at = [unit], parents.get(unit)
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return chain[::-1]


def _fork(chains: Iterable[list[int]]) -> int | None:
    """The lowest unit that is above all, or is one of them; None where they have nothing above in common."""
    common: list[int] | None = None
    for chain in chains:
        common = chain if common is None else [a for a, b in zip(common, chain, strict=False) if a == b]
    return common[-1] if common else None


def _step(chain: list[int], here: int | None) -> int:
    """Which unit right under `here` the chain goes through; `here` itself where it ends there."""
    if here not in chain:
        return chain[0]
    at = chain.index(here) + 1
    return chain[at] if at < len(chain) else here


def _values(rows: list[Obligation], field_of: Field) -> dict[int, Value]:
    """By unit: what it said of this figure."""
    answers = {row.answer_id: row.unit_id for row in rows if row.answer_id}
    said = Figure.objects.filter(response__in=list(answers), field__code=field_of.code)
    return {answers[r]: Value(kind, amount) for r, kind, amount in said.values_list("response_id", "kind", "value")}


def _branch(unit: int, heap: list[Obligation], values: dict[int, Value], field_of: Field | None) -> Branch:
    made = Branch(unit, owed=len(heap), answered=sum(1 for row in heap if row.answer_id))
    for row in heap:
        if field_of and (value := values.get(row.unit_id)):
            made.total += one(value)
    if len(heap) == 1 and heap[0].unit_id == unit:
        made.alone, made.value = heap[0], values.get(unit)
        if field_of and made.value and made.value.kind == NOT_REPORTED and heap[0].answer:
            made.why = why_unknown(heap[0].answer, field_of.code)
    return made


def why_unknown(answer: Response, code: str) -> str:
    """What a unit says of a figure that it does not know yet."""
    return str(answer.cells.get(f"figure:{code}:why") or "").strip()


def name_level(
    day: date, branches: list[Branch], above: list[int], *, top: int | None, fallback: date | None = None
) -> Level:
    """Called as on that day; who did not stand then, as on the other."""
    path = above[above.index(top) :] if top in above else above[-1:]
    wanted = {unit for b in branches for unit in (b.unit, b.source, *b.joint_of) if unit} | set(path)
    names = (versions_on(fallback, wanted) if fallback else {}) | versions_on(day, wanted)
    units = Unit.objects.in_bulk(wanted)
    for unit in path:
        if unit in names:
            names[unit].unit = units[unit]
    own = versions_on(fallback, {b.source for b in branches if b.source}) if fallback else {}
    for branch in branches:
        _call(branch, names, units, own)
    return Level(
        sorted(branches, key=lambda b: (bool(b.joint_of), b.sort, b.source_name, b.unit)),
        [names[unit] for unit in path if unit in names],
    )


def _call(branch: Branch, names: dict[int, UnitVersion], units: dict[int, Unit], own: dict[int, UnitVersion]) -> None:
    version = names.get(branch.unit)
    branch.key = units[branch.unit].key
    branch.name, branch.sort = (version.short_name, version.sort_key) if version else (branch.key, branch.key)
    if branch.source in own:
        branch.source_name = own[branch.source].short_name
    if branch.joint_of:
        branch.key = ""
        branch.name = names_of(branch.joint_of, names, units)


def names_of(held: Iterable[int], names: Mapping[int, UnitVersion], units: Mapping[int, Unit]) -> str:
    """In dictionary order."""
    called = [(names[u].sort_key, names[u].short_name) if u in names else (units[u].key, units[u].key) for u in held]
    return ", ".join(name for _sort, name in sorted(called))


def said_in(rows: QuerySet[Obligation], section: str = "") -> QuerySet[Narrative]:
    """Narratives of a section (of all), section by section, with their answers."""
    answers = rows.exclude(answer=None).order_by().values("answer")
    said = Narrative.objects.filter(response__in=answers).select_related("section", "response__obligation__unit")
    if section:
        said = said.filter(section__code=section)
    return said.order_by("section__position", "response__obligation__unit_id")


def figures_of(answers: Iterable[int]) -> dict[int, dict[str, Value]]:
    """By answer and field code."""
    out: dict[int, dict[str, Value]] = defaultdict(dict)
    rows = Figure.objects.filter(response__in=list(answers))
    for response, code, kind, amount in rows.values_list("response_id", "field__code", "kind", "value"):
        out[response][code] = Value(kind, amount if kind == NUMBER else None)
    return out


def texts_of(answers: Iterable[int]) -> dict[int, dict[str, str]]:
    """By answer and section code."""
    out: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Narrative.objects.filter(response__in=list(answers))
    for response, code, text in rows.values_list("response_id", "section__code", "text"):
        out[response][code] = text
    return out
