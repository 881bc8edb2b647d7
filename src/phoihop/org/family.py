"""The lineage of a unit: everybody it came from and everybody it became, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from phoihop.kit.actor import Actor
from phoihop.org.kinship import WHOLE, Kinship, Link
from phoihop.org.lineage import kinship_of
from phoihop.org.models import Unit, UnitVersion
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
    """One unit from its beginning to its end; one that was opened again stands there once more, `after` that gap."""

    key: str
    name: str
    starts: date | None
    ends: date | None
    known: bool
    here: bool
    into: tuple[Step, ...]
    out_of: tuple[Step, ...]
    after: date | None = None  # the day on which it had ended, before it was opened again
    again: date | None = None  # the day on which it is opened again, after this end


@dataclass(frozen=True, slots=True)
class Family:
    rows: list[Relative]
    drawing: Drawing
    left_out: int

    @property
    def is_alone(self) -> bool:
        return len({row.key for row in self.rows}) == 1


Node = tuple[int, int]  # a unit, and which of its lives


@dataclass(frozen=True, slots=True)
class Edge:
    source: Node
    target: Node
    link: Link


class _Lives:
    """When each unit stood, gaps between; a change of name is none."""

    def __init__(self, kin: Kinship) -> None:
        self._spans = {unit: _joined(spans) for unit, spans in kin.stood.items()}

    def of(self, unit: int) -> list[tuple[date | None, date | None]]:
        return self._spans.get(unit) or [(None, None)]

    def giving(self, unit: int, on: date) -> Node:
        """In which life it had something to give on that day."""
        return unit, max((at for at, (starts, _e) in enumerate(self.of(unit)) if starts and starts < on), default=0)

    def taking(self, unit: int, on: date) -> Node:
        return unit, max((at for at, (starts, _e) in enumerate(self.of(unit)) if starts and starts <= on), default=0)

    def starts(self, node: Node) -> date:
        return self.of(node[0])[node[1]][0] or date.min


def _joined(spans: Iterable[tuple[date, date | None]]) -> list[tuple[date | None, date | None]]:
    out: list[tuple[date | None, date | None]] = []
    for starts, ends in sorted(spans, key=lambda span: span[0]):
        if out and out[-1][1] == starts:
            out[-1] = (out[-1][0], ends)
        else:
            out.append((starts, ends))
    return out


def family_of(actor: Actor, unit: Unit) -> Family:
    kin = kinship_of([unit.pk])
    lives = _Lives(kin)
    related = _related(kin.links, unit.pk)
    links = [Edge(lives.giving(one.source, one.on), lives.taking(one.target, one.on), one) for one in related]
    units = {unit.pk} | {pk for one in related for pk in (one.source, one.target)}
    nodes = [(pk, at) for pk in units for at in range(len(lives.of(pk)))]
    order = _in_time(nodes, links, lives)
    shown = _nearest(unit.pk, order, links)
    pks = [node for node in order if node in shown]
    edges = [edge for edge in links if edge.source in shown and edge.target in shown]
    gaps = [((pk, at - 1), (pk, at)) for pk, at in pks if at and (pk, at - 1) in shown]
    here = (unit.pk, len(lives.of(unit.pk)) - 1)
    drawn = [(edge.source, edge.target) for edge in edges]
    drawing = graph_rails(pks, drawn, ROW, here=here, gaps=gaps)
    return Family(_rows(actor, here, pks, edges, lives), drawing, len(order) - len(shown))


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


def _in_time(nodes: Iterable[Node], edges: Iterable[Edge], lives: _Lives) -> list[Node]:
    """Each after those it came from, the earlier first."""
    came: dict[Node, set[Node]] = defaultdict(set)
    for edge in edges:
        came[edge.target].add(edge.source)
    waiting = sorted(nodes, key=lambda node: (lives.starts(node), node))
    for pk, at in waiting:
        if at:
            came[pk, at].add((pk, at - 1))
    done: list[Node] = []
    while waiting:
        ready = [node for node in waiting if came[node] <= set(done)] or waiting
        done.append(ready[0])
        waiting.remove(ready[0])
    return done


def _nearest(unit: int, order: list[Node], edges: Iterable[Edge]) -> set[Node]:
    near: dict[Node, set[Node]] = defaultdict(set)
    for edge in edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    for pk, at in order:
        if at:
            near[pk, at].add((pk, at - 1))
            near[pk, at - 1].add((pk, at))
    edge_of = [node for node in order if node[0] == unit]
    shown = set(edge_of)
    while edge_of and len(shown) < min(MOST, len(order)):
        for other in sorted(near[edge_of.pop(0)] - shown):
            if len(shown) < MOST:
                shown.add(other)
                edge_of.append(other)
    return shown


def _rows(actor: Actor, here: Node, nodes: list[Node], edges: list[Edge], lives: _Lives) -> list[Relative]:
    pks = {pk for pk, _at in nodes}
    keys = Unit.objects.in_bulk(pks)
    known = set(known_units(actor).filter(pk__in=pks).values_list("pk", flat=True))
    names = _names(pks)

    def name(node: Node) -> str:
        ends = lives.of(node[0])[node[1]][1] or date.max
        called = [short for starts, short in names.get(node[0], ()) if starts < ends]
        return called[-1] if called else keys[node[0]].key

    def row(node: Node) -> Relative:
        (pk, at), spans = node, lives.of(node[0])
        starts, ends = spans[at]
        into = tuple(_step(edge.link, name(edge.target)) for edge in edges if edge.source == node)
        out_of = tuple(_step(edge.link, name(edge.source)) for edge in edges if edge.target == node)
        after = spans[at - 1][1] if at else None
        again = spans[at + 1][0] if at + 1 < len(spans) else None
        return Relative(keys[pk].key, name(node), starts, ends, pk in known, node == here, into, out_of, after, again)

    return [row(node) for node in nodes]


def _names(units: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    rows = UnitVersion.objects.standing().filter(unit__in=list(units)).order_by("starts")
    for pk, starts, name in rows.values_list("unit_id", "starts", "short_name"):
        found[pk].append((starts, name))
    return found


def _step(link: Link, name: str) -> Step:
    return Step(name, None if link.share == WHOLE else link.share / WHOLE, link.on)
