"""What higher rooms do when units end: each registers one function, called inside the restructuring's transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from phoihop.kit.actor import Actor
from phoihop.org.models import Restructuring


@dataclass(frozen=True, slots=True)
class Move:
    """`source` ended on `on`; `targets` are (unit id, share in millionths), empty where nobody follows."""

    source: int
    targets: tuple[tuple[int, int], ...]
    on: date


Mover = Callable[[Actor, Restructuring, list[Move]], None]
_movers: dict[str, Mover] = {}


def register(name: str, mover: Mover) -> None:
    _movers[name] = mover


def run(actor: Actor, restructuring: Restructuring, moves: list[Move]) -> None:
    if not moves:  # nobody ended: the rooms above have nothing to move
        return
    for name in sorted(_movers):
        _movers[name](actor, restructuring, moves)
