"""Questions about a day, in the country with its whole history and in one that never changed: the tree, a subtree, who owes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from phoihop.duties.models import Duty, Party
from phoihop.duties.queries.owing import owing_units
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.ops.bench.country import (
    CENTRE,
    FOUNDED,
    REFORM,
    country_database,
    read_country,
    reform_of,
    some_of,
    system,
)
from phoihop.ops.bench.databases import empty_database, kept_database, settle, use, working_copy
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.timing import in_turns
from phoihop.org.actions import StepGiven, restructure
from phoihop.org.models import GroupMember, Unit, UnitCode, UnitGroup, UnitVersion
from phoihop.org.queries import parents_on, subtree
from phoihop.org.tree import tree_on

_BEFORE = REFORM - timedelta(days=1)
_LOCAL = ("commune", "ward", "special_zone")
_ROLE = frozenset({"auditor"})


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    """The worst of three questions on two days; each database is opened twice, and the better of both counts."""
    del names
    grown = _with_history(quick=quick)
    worst, said = 0.0, ""
    for day in (_BEFORE, REFORM):
        plain = _without_history(day, quick=quick)
        for name, ask in _QUESTIONS.items():
            mine, bare = _compared(grown, plain, day, ask, times=3 if quick else 9)
            if mine / bare > worst:
                worst = mine / bare
                said = f"{name} on {day:%d/%m/%Y}: {mine * 1000:.1f} ms, without history {bare * 1000:.1f} ms"
    yield Measured("as_of_ratio", worst, 1.0, said)


def _compared(grown: Path, plain: Path, day: date, ask: Callable[[date], object], *, times: int) -> tuple[float, float]:
    taken: dict[Path, list[float]] = {grown: [], plain: []}
    found: dict[Path, object] = {}
    for place in (grown, plain, grown, plain):
        use(place)
        found[place] = ask(day)
        taken[place] += in_turns(lambda: ask(day), times=times, warm=1)
    if found[grown] != found[plain]:
        raise AssertionError(f"The history answers otherwise on {day:%d/%m/%Y}.")
    return min(taken[grown]), min(taken[plain])


def _tree(day: date) -> object:
    centre = Unit.objects.get(key=CENTRE).pk
    actor = Actor(None, centre, "auditor", day, datetime.combine(day, time(9), ZONE), _ROLE)
    return sorted((branch.key, branch.depth, branch.below) for branch in tree_on(actor, day))


def _subtree(day: date) -> object:
    """Of a province that stays, the first of them; its key is the same in each of the databases."""
    top = Unit.objects.filter(key__in=_staying()).order_by("key")[0].pk
    return len(set(subtree(top, on=day).values_list("unit_id", flat=True)))


@cache
def _staying() -> list[str]:
    return sorted(read_country().joins)


def _owing(day: date) -> object:
    return len(owing_units(Duty.objects.get(), day))


_QUESTIONS: dict[str, Callable[[date], object]] = {"the tree": _tree, "a subtree": _subtree, "who owes": _owing}


def _with_history(*, quick: bool) -> Path:
    def build(new: Path) -> None:
        working_copy(country_database(quick=quick), new)
        country = some_of(read_country(), quick=quick)
        _join(_local(_BEFORE), FOUNDED)
        for n, province in enumerate(sorted(country.joins)):
            restructure(
                actor=system(REFORM, n),
                title=f"Sắp xếp {country.provinces[province]}",
                effective=REFORM,
                steps=reform_of(country, province),
            )
        _join(_local(REFORM), REFORM)
        settle()

    return kept_database("as-of-quick" if quick else "as-of", build)


def _without_history(day: date, *, quick: bool) -> Path:
    """The same units under the same parents, who all began once and never changed."""
    name = f"as-of-{day.isoformat()}{'-quick' if quick else ''}"

    def build(new: Path) -> None:
        use(_with_history(quick=quick))
        steps = _steps(day)
        empty_database(new)
        restructure(actor=system(FOUNDED), title="Cả nước", effective=FOUNDED, steps=steps)
        _join(_local(day), FOUNDED)
        _ask_all()
        settle()

    return kept_database(name, build)


def _steps(day: date) -> list[StepGiven]:
    """Each unit after the one above it."""
    rows = {row.unit_id: row for row in UnitVersion.objects.on(day).select_related("unit")}
    parents, codes = parents_on(day), defaultdict[int, dict[str, str]](dict)
    for held in UnitCode.objects.on(day):
        codes[held.unit_id][held.scheme] = held.code
    done: dict[int, StepGiven] = {}

    def add(unit: int) -> None:
        above = parents.get(unit)
        if unit in done:
            return
        if above:
            add(above)
        row = rows[unit]
        data = {
            "name": row.name, "short_name": row.short_name, "kind": row.kind,
            "parent": rows[above].unit.key if above else None, "codes": codes[unit],
        }  # fmt: skip
        done[unit] = StepGiven("create", row.unit.key, data)

    for unit in rows:
        add(unit)
    return list(done.values())


def _local(day: date) -> list[Unit]:
    return [row.unit for row in UnitVersion.objects.on(day).filter(kind__in=_LOCAL).select_related("unit")]


def _join(units: list[Unit], since: date) -> None:
    """Into the group that owes; who is in it stays."""
    group, _new = UnitGroup.objects.get_or_create(
        key="cac-xa", defaults={"name": "các xã, phường", "folded": "cac xa, phuong", "created_at": system(FOUNDED).at}
    )
    held = set(GroupMember.objects.on(since).filter(group=group).values_list("unit_id", flat=True))
    GroupMember.objects.bulk_create(
        [
            GroupMember(group=group, unit=unit, starts=since, recorded=system(since).at)
            for unit in units
            if unit.pk not in held
        ],
        batch_size=900,
    )


def _ask_all() -> None:
    duty = Duty.objects.create(
        asker=Unit.objects.get(key=CENTRE), words="Báo cáo số liệu hằng tháng.", title="Báo cáo số liệu tháng",
        schedule="rhythm", cadence="monthly", due_rule="day=25", starts=date(2024, 7, 1), created_at=system(FOUNDED).at,
    )  # fmt: skip
    Party.objects.create(duty=duty, group=UnitGroup.objects.get(key="cac-xa"))
