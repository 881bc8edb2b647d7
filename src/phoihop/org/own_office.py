"""Events of another house in one whose office was founded first: which unit of the file is that office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from phoihop.org.events import ABOLITION, ADMISSION, CODE, MEMBER, Event
from phoihop.org.models import Hierarchy, RestructuringStep, UnitKind

Kind = RestructuringStep.Kind


@dataclass(slots=True)
class Standing:
    """How the file leaves a unit on the day."""

    key: str
    name: str = ""
    kind: str = ""
    parent: str = ""
    lives: bool = True


def standing_in(events: Iterable[Event], on: date) -> dict[str, Standing]:
    """Every unit of the file as it stands that day; the events in the order in which they are done."""
    out: dict[str, Standing] = {}
    for event in events:
        if event.day > on or event.mode in {CODE, MEMBER}:
            continue
        unit = out.setdefault(event.key, Standing(event.key))
        if event.event == ABOLITION:
            unit.lives = event.key in dict(event.successors)
            continue
        unit.name, unit.kind = event.name or unit.name, event.kind or unit.kind
        if event.event == ADMISSION:
            unit.lives = True
        if event.event == ADMISSION or (event.mode == Kind.MOVE and event.hierarchy in {"", Hierarchy.STEERING}):
            unit.parent = event.parent
    return out


def offices_in(events: Iterable[Event], on: date) -> list[tuple[str, str]]:
    """Key and name of the units that stand above all others that day, offices first: one of them is the own."""
    tops = [one for one in standing_in(events, on).values() if one.lives and not one.parent]
    tops.sort(key=lambda one: (one.kind == UnitKind.OUTSIDE, one.kind != UnitKind.OFFICE, one.name))
    return [(one.key, one.name) for one in tops]


def called(events: Iterable[Event], theirs: str, ours: str) -> list[Event]:
    """The same events with the own office under the key it has here."""

    def key(said: str) -> str:
        return ours if said == theirs else said

    return [
        replace(
            event,
            key=key(event.key),
            parent=key(event.parent),
            successors=[(key(one), share) for one, share in event.successors],
            predecessors=[(key(one), share) for one, share in event.predecessors],
        )
        for event in events
    ]
