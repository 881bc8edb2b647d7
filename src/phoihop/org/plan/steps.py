"""A step as somebody gives it, before it is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from phoihop.org.models import Restructuring, RestructuringStep

WHOLE = 1_000_000
Kind = RestructuringStep.Kind


@dataclass(frozen=True, slots=True)
class StepGiven:
    """See `RestructuringStep` for what `data` holds."""

    kind: str
    unit_key: str
    data: dict[str, Any] = field(default_factory=dict)


Step = StepGiven | RestructuringStep


def given(made: Restructuring) -> list[StepGiven]:
    """The steps of a decision that was written down."""
    rows = made.steps.order_by("position").values_list("kind", "unit_key", "data")
    return [StepGiven(kind, key, data) for kind, key, data in rows]


def targets_of(step: Step) -> list[tuple[str, int]]:
    """Where a unit goes, with shares in millionths."""
    into = step.data.get("into") or []
    return [(into, WHOLE)] if isinstance(into, str) else [(key, int(share)) for key, share in into]


def units_of(steps: Iterable[Step]) -> set[str]:
    """Keys of the units that the steps touch or stand something under; «» is the place above all others."""
    given = list(steps)
    made = {step.unit_key for step in given if step.kind == Kind.CREATE}
    touched: set[str] = set()
    for step in given:
        touched.add(step.unit_key)
        if step.kind in {Kind.CREATE, Kind.MOVE, Kind.REOPEN}:
            touched.add(step.data.get("parent") or "")
            touched |= {above for above in (step.data.get("also_under") or {}).values() if above}
        touched |= {key for key, _share in targets_of(step)}
    return touched - made
