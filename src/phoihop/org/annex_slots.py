"""Each unit an annex names, once, with the unit of the day before that it is, or what is unsure about it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from phoihop.org.annex_directory import Directory, Known, Match
from phoihop.org.annex_store import place_words
from phoihop.org.annex_words import WHY
from phoihop.reading.annex import Annex, Change, Named, Place, same

NEW, SKIP = "new", "skip"
_SHOWN = 4


@dataclass(slots=True)
class Slot:
    """`state`: sure, doubtful, missing, chosen, skipped; `why` as in `Match`. `makes` where it may be a new unit."""

    id: str
    named: Named
    match: Match
    makes: bool = False
    state: str = "doubtful"
    unit: Known | None = None
    places: list[Place] = field(default_factory=list)
    others: list[Known] = field(default_factory=list)  # sources whose place a new unit might take

    @property
    def open(self) -> bool:
        return self.state in {"doubtful", "missing"}

    @property
    def reason(self) -> str:
        return str(WHY.get(self.match.why, ""))

    @property
    def cells(self) -> str:
        """Where the file names it, the first few."""
        said = list(dict.fromkeys(filter(None, map(place_words, self.places))))
        return ", ".join(said[:_SHOWN]) + (" …" if len(said) > _SHOWN else "")

    @property
    def words(self) -> str:
        return f"{self.named.words} ({self.named.under})" if self.named.under else self.named.words


class Slots:
    """`of(unit)` is the slot of a mention; a unit said once with its district and once without is one."""

    def __init__(self, annex: Annex, units: Directory, chosen: Mapping[str, str]) -> None:
        self.units, self._chosen = units, chosen
        self._unders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for change in annex.changes:
            for named in _existing(change):
                if named.under:
                    self._unders[named.kind, same(named.name)].add(same(named.under))
        self.all: dict[str, Slot] = {}
        for change in annex.changes:
            for named in _existing(change):
                self._take(named)
        for change in annex.changes:
            self._by_company(change)
        for change in annex.changes:
            if change.how == "form":
                self._made(change)

    def of(self, named: Named) -> Slot:
        return self.all[self._id(named)]

    def target(self, change: Change) -> Slot:
        return self.all[f"t{self._id(change.target)}"] if change.how == "form" else self.of(change.target)

    def _id(self, named: Named) -> str:
        key = named.kind, same(named.name)
        known = self._unders.get(key, set())
        under = same(named.under) or (next(iter(known)) if len(known) == 1 else "")
        return hashlib.sha256(f"{key}|{under}|{named.code}".encode()).hexdigest()[:10]

    def _take(self, named: Named) -> None:
        made = self._id(named)
        if made not in self.all:
            self.all[made] = self._settled(Slot(made, named, self.units.find(named)))
        self.all[made].places.append(named.place)

    def _settled(self, slot: Slot) -> Slot:
        said = self._chosen.get(slot.id, "")
        if said == SKIP:
            slot.state = "skipped"
        elif said in self.units.units:
            slot.state, slot.unit = "chosen", self.units.units[said]
        elif slot.match.sure:
            slot.state, slot.unit = "sure", slot.match.found[0]
        elif not slot.match.found:
            slot.state = "missing"
        return slot

    def _by_company(self, change: Change) -> None:
        """Of several that bear the name, the one that stood beside the others of its list."""
        slots = [self.of(flow.source) for flow in change.flows]
        beside = {slot.unit.above[:1] for slot in slots if slot.unit and slot.state in {"sure", "chosen"}}
        for slot in slots:
            near = [known for known in slot.match.found if known.above[:1] in beside]
            if slot.open and slot.match.why == "several" and len(near) == 1:
                slot.state, slot.unit = "sure", near[0]
                slot.match = Match(slot.match.found, sure=True, why="company")

    def _made(self, change: Change) -> None:
        """A new unit; where one of that name lives on after the decision, somebody says whether that is meant."""
        id_ = f"t{self._id(change.target)}"
        sources = [slot.unit for flow in change.flows if (slot := self.of(flow.source)).unit]
        match = self.units.find(change.target)
        same_name = [known for known in match.found if match.why in {"", "several", "district", "company"}]
        unasked = [known for known in same_name if known not in sources]
        slot = Slot(id_, change.target, Match(tuple(unasked), sure=False, why="exists"), makes=True, others=sources)
        said = self._chosen.get(id_, "")
        if said in self.units.units:
            slot.state, slot.unit = "chosen", self.units.units[said]
        elif said == NEW or not unasked or any(known in sources for known in same_name):
            slot.state = "chosen" if said == NEW else "sure"
        slot.places.append(change.place)
        self.all[id_] = slot


def _existing(change: Change) -> list[Named]:
    """What the change names that must be there already."""
    own = [] if change.how in {"form", "rename", "retype"} else [change.target]
    return [*own, *(flow.source for flow in change.flows)]
