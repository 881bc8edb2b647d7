"""The lineage of a unit: everybody it came from and everybody it became, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from phoihop.kit.actor import Actor
from phoihop.org.kinship import WHOLE, Kinship, Link
from phoihop.org.lineage import kinship_of
from phoihop.org.models import Unit
from phoihop.org.queries import versions_on
from phoihop.org.rails import Drawing, graph_rails
from phoihop.org.tree import known_units

ROW = 64
MOST = 80


@dataclass(frozen=True, slots=True)
class Step:
    """From one unit into another, with its part of it."""

    name: str
    share: float | None  # None: all of it
    on: date


@dataclass(frozen=True, slots=True)
class Relative:
    key: str
    name: str
    starts: date | None
    ends: date | None
    known: bool
    here: bool
    into: tuple[Step, ...]
    out_of: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Family:
    rows: list[Relative]
    drawing: Drawing
    left_out: int

    @property
    def is_alone(self) -> bool:
        return len(self.rows) == 1


def family_of(actor: Actor, unit: Unit) -> Family:
    kin = kinship_of([unit.pk])
    links = _related(kin.links, unit.pk)
    order = _in_time(unit.pk, links, kin)
    shown = _nearest(unit.pk, order, links)
    edges = [link for link in links if link.source in shown and link.target in shown]
    rows = _rows(actor, unit.pk, [pk for pk in order if pk in shown], edges, kin)
    pks = [pk for pk in order if pk in shown]
    drawing = graph_rails(pks, [(link.source, link.target) for link in edges], ROW, here=unit.pk)
    return Family(rows, drawing, len(order) - len(shown))


def _related(links: Iterable[Link], unit: int) -> list[Link]:
    """Before and after it; who only shares a successor with it is no relative."""
    out, came = defaultdict(list), defaultdict(list)
    for link in links:
        if link.source != link.target:
            out[link.source].append(link)
            came[link.target].append(link)
    found: dict[tuple[int, int, date], Link] = {}
    for near, end in ((out, "target"), (came, "source")):
        waiting, seen = [unit], {unit}
        while waiting:
            for link in near[waiting.pop()]:
                found[link.source, link.target, link.on] = link
                other = getattr(link, end)
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
    return sorted(found.values(), key=lambda link: (link.on, link.source, -link.share, link.target))


def _in_time(unit: int, links: Iterable[Link], kin: Kinship) -> list[int]:
    """Each after those it came from, the earlier first."""
    came: dict[int, set[int]] = defaultdict(set)
    units = {unit}
    for link in links:
        came[link.target].add(link.source)
        units |= {link.source, link.target}
    starts = {pk: min((day for day, _ends in kin.stood.get(pk, ())), default=date.min) for pk in units}
    done: list[int] = []
    while waiting := sorted((pk for pk in units if pk not in done), key=lambda pk: (starts[pk], pk)):
        ready = [pk for pk in waiting if came[pk] <= set(done)] or waiting
        done.append(ready[0])
    return done


def _nearest(unit: int, order: list[int], links: Iterable[Link]) -> set[int]:
    near: dict[int, set[int]] = defaultdict(set)
    for link in links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    shown, edge = {unit}, [unit]
    while edge and len(shown) < min(MOST, len(order)):
        for other in sorted(near[edge.pop(0)] - shown):
            if len(shown) < MOST:
                shown.add(other)
                edge.append(other)
    return shown


def _rows(actor: Actor, here: int, pks: list[int], edges: list[Link], kin: Kinship) -> list[Relative]:
    keys = Unit.objects.in_bulk(pks)
    known = set(known_units(actor).filter(pk__in=pks).values_list("pk", flat=True))
    names = {pk: version.short_name for pk, version in versions_on(date.max, pks).items()}
    return [
        Relative(
            keys[pk].key,
            names.get(pk, keys[pk].key),
            min((starts for starts, _ends in kin.stood.get(pk, ())), default=None),
            _end(kin, pk),
            pk in known,
            pk == here,
            tuple(_step(link, link.target, names) for link in edges if link.source == pk),
            tuple(_step(link, link.source, names) for link in edges if link.target == pk),
        )
        for pk in pks
    ]


def _end(kin: Kinship, unit: int) -> date | None:
    spans = kin.stood.get(unit, ())
    return spans[-1][1] if spans else None


def _step(link: Link, other: int, names: Mapping[int, str]) -> Step:
    return Step(names.get(other, ""), None if link.share == WHOLE else link.share / WHOLE, link.on)
