"""Lines and dots beside a list: how units hang together, drawn without the page's help. Pure arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

STEP, PAD = 18, 12  # from lane to lane, and before the first


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    kind: str = ""


@dataclass(slots=True)
class Drawing:
    """`paths` are of the letters M, V, C and L of SVG; rows of the list beside it are `row` pixels high."""

    width: int = 0
    height: int = 0
    paths: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)  # from the end of one to where it begins again
    dots: list[Dot] = field(default_factory=list)


def tree_rails(depths: Sequence[int], row: int, *, hangs: bool = False) -> Drawing:
    """Each unit hangs on the one above it that stands one step further out; `hangs`: or on what was drawn before."""
    if not depths:
        return Drawing()
    made = Drawing(PAD * 2 + max(depths) * STEP, len(depths) * row)
    above: dict[int, int] = {}
    for at, depth in enumerate(depths):
        x, y = PAD + depth * STEP, at * row + row // 2
        made.dots.append(Dot(x, y))
        if depth and depth - 1 in above:
            made.paths.append(
                f"M{x - STEP} {above[depth - 1]}V{y - 6}C{x - STEP} {y} {x - STEP} {y} {x - STEP + 6} {y}L{x} {y}"
            )
        above[depth] = y
    return made


def lanes_of(nodes: Sequence[Hashable], edges: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, int]:
    """Nodes stand in rows, each after those it comes from; a lane is free again when all that leaves it has arrived."""
    rows = {node: at for at, node in enumerate(nodes)}
    targets: dict[Hashable, list[int]] = defaultdict(list)
    sources: dict[Hashable, list[Hashable]] = defaultdict(list)
    for source, target in edges:
        targets[source].append(rows[target])
        sources[target].append(source)
    lanes: dict[Hashable, int] = {}
    busy: dict[int, int] = {}  # lane -> the row until which it is
    for at, node in enumerate(nodes):
        ending = sorted(lanes[s] for s in sources[node] if max(targets[s]) == at)
        free = [lane for lane in range(len(nodes) + 1) if busy.get(lane, -1) < at]
        lane = ending[0] if ending else free[0]
        lanes[node] = lane
        busy[lane] = max([at, *targets[node]])
    return lanes


def graph_rails(
    nodes: Sequence[Hashable],
    edges: Sequence[tuple[Hashable, Hashable]],
    row: int,
    *,
    here: Hashable = None,
    gaps: Sequence[tuple[Hashable, Hashable]] = (),
) -> Drawing:
    if not nodes:
        return Drawing()
    lanes = lanes_of(nodes, [*edges, *gaps])
    made = Drawing(PAD * 2 + max(lanes.values()) * STEP, len(nodes) * row)
    place = {node: (PAD + lanes[node] * STEP, at * row + row // 2) for at, node in enumerate(nodes)}
    made.paths = [_line(place[source], place[target], row // 2) for source, target in edges]
    made.gaps = [_line(place[source], place[target], row // 2) for source, target in gaps]
    made.dots = [Dot(*place[node], "here" if node == here else "") for node in nodes]
    return made


def _line(start: tuple[int, int], stop: tuple[int, int], bend: int) -> str:
    (x, y), (to, end) = start, stop
    if x == to:
        return f"M{x} {y}V{end}"
    return f"M{x} {y}V{end - bend}C{x} {end - 6} {to} {end - bend + 6} {to} {end}"
