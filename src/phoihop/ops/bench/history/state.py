"""Everything that happened, in the order in which it became known, and what is so after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from phoihop.ops.bench.history.duties import Counts, Duty, Slot, wanted
from phoihop.ops.bench.history.naive import Decision, ForbiddenError, Step, World

Key = tuple[int, str, str]  # duty, unit, period
Event = Callable[["State"], None]


@dataclass(slots=True)
class State:
    """`slots` tells which periods a duty has on a day."""

    world: World
    slots: Callable[[int, int], list[Slot]]
    duties: dict[int, Duty] = field(default_factory=dict)
    settled: dict[Key, int] = field(default_factory=dict)

    def owed(self, duty: int, slot: Slot) -> set[str]:
        """Who owes it today, and who has answered."""
        came = {unit for number, unit, code in self.settled if (number, code) == (duty, slot.code)}
        return wanted(self.world, self.duties[duty], slot, came) | came

    def owed_now(self) -> set[Key]:
        today = self.world.today
        return {
            (duty, unit, slot.code)
            for duty in self.duties
            for slot in self.slots(duty, today)
            for unit in self.owed(duty, slot)
        }

    def counts(self) -> dict[str, Counts]:
        found: dict[str, Counts] = {}
        for key in self.owed_now():
            mine = found.setdefault(key[1], Counts())
            mine.owed += 1
            mine.settled += key in self.settled
        return found


def dawn(state: State) -> None:
    state.world.dawn()


def decided(steps: Iterable[Step], on: int) -> Event:
    """All of it or nothing."""
    given = list(steps)

    def happen(state: State) -> None:
        world = state.world.copy()
        decision = Decision(world, on)
        for step in given:
            decision.step(step)
        decision.finish()
        state.world = world
        for duty in state.duties.values():
            _name_heirs(duty, decision)

    return happen


def _name_heirs(duty: Duty, decision: Decision) -> None:
    for source, targets in decision.ended.items():
        for heir, _share in targets if source in duty.named else ():
            duty.named[heir] = min(duty.named.get(heir, decision.on), decision.on)


def answered(key: Key) -> Event:
    def happen(state: State) -> None:
        duty, unit, code = key
        slot = next((one for one in state.slots(duty, state.world.today) if one.code == code), None)
        if slot is None or unit not in state.owed(duty, slot):
            raise ForbiddenError(f"{key} is not owed")
        state.settled.setdefault(key, state.world.today)

    return happen


def lived(new: Callable[[], State], log: Iterable[Event]) -> State:
    """All of it again from the beginning."""
    state = new()
    for event in log:
        event(state)
    return state
