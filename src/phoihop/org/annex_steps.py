"""An annex that is understood, as the steps of one restructuring: new units, who moves, who takes another name, who ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from phoihop.org.annex_directory import KINDS, Directory, Known
from phoihop.org.annex_shares import Division
from phoihop.org.annex_slots import Slot, Slots
from phoihop.org.annex_store import place_words
from phoihop.org.keys import key_from
from phoihop.org.models import RestructuringStep, Unit, UnitKind
from phoihop.org.plan import StepGiven
from phoihop.reading.annex import WHOLE, Annex, Change, Place, same

Kind = RestructuringStep.Kind
SCHEME = "tckt"  # official codes, such as 00123


class Steps:
    def __init__(
        self, annex: Annex, units: Directory, slots: Slots, divisions: Mapping[str, Division], under: str
    ) -> None:
        self.annex, self.units, self.slots, self.divisions, self.under = annex, units, slots, divisions, under
        self.taken = set(Unit.objects.values_list("key", flat=True))
        self.steps: list[StepGiven] = []
        self.mistakes: list[tuple[Place, str]] = []
        self.names: dict[str, str] = {}
        self.at: dict[str, str] = {}
        self.keys: dict[str, str] = {}  # of what each target slot becomes
        self.gone: dict[str, list[list[Any]]] = {}  # key of what ends, with who follows it
        self.closed = {
            slot.unit.key
            for change in annex.changes
            if change.how == "close" and (slot := slots.of(change.target)).unit
        }

    def run(self) -> None:
        """Who is made first, so that others can follow it; who ends last, so that nobody stands below it any more."""
        self._ending()
        formed = [change for change in self.annex.changes if change.how == "form"]
        for change in formed:
            self._form(change)
        self._follow()
        self._moves()
        for change in self.annex.changes:
            if change.how in {"rename", "retype"}:
                self._rename(change)
        self._ends()

    def _ending(self) -> None:
        for change in self.annex.changes:
            for flow in change.flows if change.how in {"form", "into"} else []:
                unit = self.slots.of(flow.source).unit
                division = self.divisions.get(unit.key) if unit else None
                if unit and not (division and division.stays) and unit != self.slots.target(change).unit:
                    self.gone.setdefault(unit.key, [])

    def _form(self, change: Change) -> None:
        slot = self.slots.target(change)
        if slot.unit:
            self._goes_on(slot, slot.unit, change)
            return
        if slot.id in self.keys:
            return
        sources = [unit for flow in change.flows if (unit := self.slots.of(flow.source).unit)]
        if not sources:
            return
        named = change.target
        body = next(iter({unit.body for unit in sources})) if len({unit.body for unit in sources}) == 1 else ""
        short = f"{named.kind.capitalize()} {named.name}".strip()
        name = f"{body}{named.kind} {named.name}".strip() if body else short
        key = key_from(named.words, self.taken)
        self.taken.add(key)
        self.keys[slot.id] = key
        self.names[key] = name
        self.at[key] = place_words(change.place)
        kind = KINDS.get(named.kind) or sources[0].kind
        data = {"name": name, "short_name": short[:80], "kind": str(kind), "parent": self._parent(sources)}
        codes = {SCHEME: named.code} if named.code else {}
        self.steps.append(StepGiven(Kind.CREATE, key, {**data, "codes": codes}))

    def _goes_on(self, slot: Slot, unit: Known, change: Change) -> None:
        """One that lives on takes the others in; under the new name where that is another."""
        self.keys[slot.id] = unit.key
        self.gone.pop(unit.key, None)
        if (
            any(part.target != slot.id for part in self.divisions[unit.key].parts)
            if unit.key in self.divisions
            else False
        ):
            self.mistakes.append(
                (
                    change.place,
                    _("«%(name)s» cannot go on: a part of it goes elsewhere. Let a new unit be made.")
                    % {"name": unit.name},
                )
            )
        kind = KINDS.get(change.target.kind)
        if (kind and unit.kind != kind) or (change.target.kind, same(change.target.name)) not in unit.written:
            self._call(unit, change)

    def _rename(self, change: Change) -> None:
        unit = self.slots.of(change.flows[0].source).unit
        if unit:
            self._call(unit, change)

    def _call(self, unit: Known, change: Change) -> None:
        named = change.target
        short = f"{named.kind.capitalize()} {named.name}".strip()
        name = f"{unit.body}{named.kind} {named.name}".strip() if unit.body else short
        kind = KINDS.get(named.kind)
        if kind == UnitKind.COMMUNE and unit.kind == UnitKind.COMMUNE:
            kind = None
        data = {"name": name, "short_name": short[:80], **({"kind": str(kind)} if kind else {})}
        self.at[unit.key] = place_words(change.place)
        self.steps.append(StepGiven(Kind.RENAME, unit.key, data))

    def _parent(self, sources: list[Known]) -> str | None:
        """The nearest unit above all of them that is still there; or the one that was chosen."""
        if self.under:
            return self.under
        ways = [[self.units.by_id[above] for above in unit.above if above in self.units.by_id] for unit in sources]
        for above in ways[0]:
            if all(above in way for way in ways) and above.key not in self.closed and above.key not in self.gone:
                return above.key
        return None

    def _follow(self) -> None:
        """Who stands in the place of each that ends, with its share."""
        shares: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for change in self.annex.changes:
            if change.how not in {"form", "into"}:
                continue
            target = self.slots.target(change)
            into = self.keys.get(target.id) or (target.unit.key if target.unit else "")
            for flow in change.flows:
                unit = self.slots.of(flow.source).unit
                if unit and unit.key in self.gone and into:
                    shares[unit.key][into] += self._share(unit, target.id, flow)
                    self.at.setdefault(unit.key, place_words(flow.source.place))
        self.gone = {key: [[into, share] for into, share in shares[key].items()] for key in self.gone if shares[key]}

    def _share(self, unit: Known, target: str, flow: Any) -> int:
        division = self.divisions.get(unit.key)
        if division is None:
            return WHOLE
        return sum(part.share or 0 for part in division.parts if part.flow is flow and part.target == target)

    def _moves(self) -> None:
        """What stood below one that ends stands below who follows it; below a closed one, under what is above that."""
        for key in [*self.gone, *sorted(self.closed)]:
            unit = self.units.units[key]
            followers = sorted(self.gone.get(key, []), key=lambda pair: -pair[1])
            heir = followers[0][0] if followers else self._parent([unit])
            for child in self.units.children.get(unit.unit_id, []):
                below = self.units.by_id[child]
                if below.key not in self.gone and below.key not in self.closed:
                    self.steps.append(StepGiven(Kind.MOVE, below.key, {"parent": heir}))

    def _ends(self) -> None:
        """Those that stand lowest first."""
        deep = {key: len(self.units.units[key].above) for key in [*self.gone, *self.closed]}
        for key in sorted(deep, key=lambda key: (-deep[key], key)):
            followers = self.gone.get(key, [])
            if not followers:
                self.steps.append(StepGiven(Kind.CLOSE, key))
            elif len(followers) == 1:
                self.steps.append(StepGiven(Kind.MERGE, key, {"into": followers[0][0]}))
            else:
                self.steps.append(StepGiven(Kind.SPLIT, key, {"into": followers}))
