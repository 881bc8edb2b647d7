"""What an annex would do to the tree: its rows as understood, what must be chosen first, and then the steps of one decision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from phoihop.kit.actor import Actor
from phoihop.org.annex_directory import Directory, Known
from phoihop.org.annex_shares import Division, Part, divide, share_words
from phoihop.org.annex_slots import Slot, Slots
from phoihop.org.annex_steps import Steps
from phoihop.org.annex_store import doubt_words, place_words
from phoihop.org.annex_words import HOW, PORTION
from phoihop.org.plan import StepGiven
from phoihop.reading.annex import WHOLE, Annex, Change, Flow, Place

_SEEN_TO = {"share", "rest", "twice", "sum"}  # asked at the unit itself


@dataclass(frozen=True, slots=True)
class Source:
    flow: Flow
    slot: Slot
    division: Division | None
    share: int | None

    @property
    def portion(self) -> str:
        return str(PORTION[self.flow.portion])

    @property
    def name(self) -> str:
        return self.slot.unit.name if self.slot.unit else self.slot.words

    @property
    def share_words(self) -> str:
        return share_words(self.share) if self.share and self.division else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A change as it was understood."""

    change: Change
    place: str
    target: Slot | None
    sources: list[Source]

    @property
    def how(self) -> str:
        goes_on = self.change.how == "form" and self.target and self.target.unit
        return str(HOW["goes on" if goes_on else self.change.how])

    @property
    def open(self) -> bool:
        slots = [source.slot for source in self.sources] + ([self.target] if self.target else [])
        return any(slot.open for slot in slots) or any(s.division.open for s in self.sources if s.division)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the file that a person has to look at; `id` to say that it was."""

    id: str
    place: str
    words: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Mistake:
    place: str
    words: str


@dataclass(slots=True)
class AnnexPlan:
    rows: list[Row]
    slots: list[Slot]
    divisions: list[Division]
    remarks: list[Remark]
    mistakes: list[Mistake] = field(default_factory=list)
    steps: list[StepGiven] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    tops: list[Known] = field(default_factory=list)  # under which new units may stand
    at: dict[str, str] = field(default_factory=dict)  # where the file names the unit of a step

    @property
    def open(self) -> int:
        """How much must be chosen before anything can be done."""
        return (
            sum(slot.open for slot in self.slots)
            + sum(division.open for division in self.divisions)
            + sum(not remark.seen for remark in self.remarks)
        )

    @property
    def ready(self) -> bool:
        return not self.open and not self.mistakes and bool(self.steps)


def plan_annex(
    actor: Actor, annex: Annex, day: date, choices: Iterable[Mapping[str, Any]], under: str = ""
) -> AnnexPlan:
    said = merged(choices)
    units = Directory(actor, day)
    slots = Slots(annex, units, said["slot"])
    divisions = _divisions(annex, slots, said["share"])
    made = AnnexPlan(
        rows=[_row(change, slots, divisions) for change in annex.changes],
        slots=list(slots.all.values()),
        divisions=list(divisions.values()),
        remarks=_remarks(annex, said["seen"]),
    )
    made.tops = _tops(slots, units)
    _mistakes(made, units)
    if not made.open and not made.mistakes:
        work = Steps(annex, units, slots, divisions, under)
        work.run()
        made.steps, made.names, made.at = work.steps, work.names, work.at
        made.mistakes += [Mistake(place_words(place), words) for place, words in work.mistakes]
    return made


def merged(choices: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The last word on each thing."""
    out: dict[str, dict[str, Any]] = {"slot": {}, "share": {}, "seen": {}}
    for batch in choices:
        for kind, given in out.items():
            given.update(batch.get(kind) or {})
    return out


def _divisions(annex: Annex, slots: Slots, said: Mapping[str, Any]) -> dict[str, Division]:
    """By key of the unit, where it goes to several or in part."""
    parts: dict[str, list[Part]] = {}
    first: dict[str, Slot] = {}
    for change in annex.changes:
        for flow in change.flows:
            slot = slots.of(flow.source)
            if change.how in {"form", "into"} and slot.unit:
                first.setdefault(slot.unit.key, slot)
                parts.setdefault(slot.unit.key, []).append(
                    Part(slots.target(change).id, change.target.words, flow, flow.share)
                )
    out = {}
    for key, listed in parts.items():
        said_twice = len({part.target for part in listed}) == 1 and all(part.flow.portion == "whole" for part in listed)
        if not said_twice and (len(listed) > 1 or listed[0].flow.share != WHOLE):
            slot = first[key]
            if slot.unit:
                out[key] = divide(slot.id, slot.unit, listed, said.get(slot.id))
    return out


def _row(change: Change, slots: Slots, divisions: Mapping[str, Division]) -> Row:
    sources = []
    for flow in change.flows:
        slot = slots.of(flow.source)
        division = divisions.get(slot.unit.key) if slot.unit else None
        share = next((part.share for part in division.parts if part.flow is flow), None) if division else flow.share
        sources.append(Source(flow, slot, division, share))
    target = None if change.how in {"rename", "retype"} else slots.target(change)
    return Row(change, place_words(change.place), target, sources)


def _remarks(annex: Annex, seen: Mapping[str, Any]) -> list[Remark]:
    out = []
    for doubt in annex.doubts:
        if doubt.code not in _SEEN_TO and (words := doubt_words(doubt)):
            place = place_words(doubt.place)
            id_ = hashlib.sha256(f"{doubt.code}|{place}|{doubt.words}".encode()).hexdigest()[:10]
            out.append(Remark(id_, place, words, id_ in seen))
    return out


def _tops(slots: Slots, units: Directory) -> list[Known]:
    found = {above for slot in slots.all.values() if slot.unit for above in slot.unit.above}
    return sorted((units.by_id[unit] for unit in found if unit in units.by_id), key=lambda known: len(known.above))


def _mistakes(made: AnnexPlan, units: Directory) -> None:
    """The same unit under two names of the annex, and names that are too long."""
    used: dict[str, Slot] = {}
    for slot in made.slots:
        place = place_words(slot.places[0]) if slot.places else ""
        if len(slot.named.words) > 180:
            made.mistakes.append(Mistake(place, _("This name is too long: 180 letters at most.")))
        if slot.makes or not slot.unit:
            continue
        earlier = used.setdefault(slot.unit.key, slot)
        if earlier is not slot:
            words = {"one": earlier.words, "other": slot.words, "name": slot.unit.name}
            made.mistakes.append(
                Mistake(
                    place,
                    _("«%(one)s» and «%(other)s» are both taken for «%(name)s». Choose another for one of them.")
                    % words,
                )
            )


__all__ = ["AnnexPlan", "Place", "merged", "plan_annex"]
