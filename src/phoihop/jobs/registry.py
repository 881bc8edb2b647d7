"""Rooms name their tasks and schedules in apps.py; a task must bear running twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Task = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Schedule:
    """`cron` in the office's time zone."""

    task: str
    cron: str


@dataclass(frozen=True, slots=True)
class Round:
    """What every worker does by itself, beside its jobs and whatever they take; it must bear being done twice at once."""

    name: str
    act: Callable[[], object]
    every: float  # seconds


TASKS: dict[str, Task] = {}
ROUNDS: list[Round] = []
SCHEDULES: dict[str, Schedule] = {}


NEEDS: dict[str, Callable[[], bool]] = {}


def register(name: str, task: Task, *, cron: str = "", able: Callable[[], bool] | None = None) -> None:
    """`able`: whether this machine has what the task needs."""
    TASKS[name] = task
    if able:
        NEEDS[name] = able
    if cron:
        SCHEDULES[name] = Schedule(name, cron)


def register_round(name: str, act: Callable[[], object], *, every: float) -> None:
    ROUNDS.append(Round(name, act, every))
