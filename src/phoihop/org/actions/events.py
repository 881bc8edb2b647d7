"""A history of units brought as events: what is there already stays, what is missing is done again, decision by decision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.kit.actor import Actor
from phoihop.kit.fold import settle
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions.codes import give_code
from phoihop.org.actions.restructuring import restructure
from phoihop.org.events import CODE, Event, history, in_order
from phoihop.org.models import Restructuring, RestructuringStep, Unit
from phoihop.org.plan import StepGiven

Kind = RestructuringStep.Kind


@dataclass(slots=True)
class Brought:
    """`new` in the order in which they are done; `trouble` is the event that could not be, and why."""

    there: int = 0
    new: list[Event] = field(default_factory=list)
    trouble: tuple[Event, str] | None = None


def compare_events(events: Sequence[Event]) -> Brought:
    """Which of them the house holds already."""
    held = {_same(event) for event in history()}
    out = Brought()
    for event in events:
        if _same(event) in held:
            out.there += 1
        else:
            out.new.append(event)
    out.new = in_order(out.new)
    return out


def _same(event: Event) -> tuple[object, ...]:
    """What two reports of one event have in common; the number of the decision is each house's own."""
    name = " ".join(settle(event.name).split())
    names = (name, " ".join(settle(event.short_name).split()) or name[:80], event.kind)
    parent = event.parent if event.mode != Kind.RENAME else ""
    return (
        event.day, event.mode, event.key, names, parent, event.hierarchy if event.mode == Kind.MOVE else "",
        tuple(sorted(event.successors)), event.code, event.until,
    )  # fmt: skip


def try_events(*, actor: Actor, events: Sequence[Event]) -> Brought:
    """Does all of it and takes it back."""
    with transaction.atomic():
        brought = compare_events(events)
        _do(actor, brought)
        transaction.set_rollback(True)
    return brought


@transaction.atomic
def take_in_events(*, actor: Actor, events: Sequence[Event]) -> Brought:
    """All or nothing."""
    if not rules.may_administer_all(actor):
        raise PermissionDenied
    brought = compare_events(events)
    _do(actor, brought)
    if brought.trouble:
        raise Refused(brought.trouble[1])
    return brought


def _do(actor: Actor, brought: Brought) -> None:
    codes = [event for event in brought.new if event.mode == CODE]
    others = [event for event in brought.new if event.mode != CODE]
    for _group, listed in groupby(others, key=lambda event: (event.day, event.number)):
        group = list(listed)
        try:
            with transaction.atomic():
                _restructure(actor, group)
        except Refused as refusal:
            brought.trouble = (_about(group, str(refusal)), str(refusal))
            return
    for event in codes:
        try:
            with transaction.atomic():
                _code(actor, event)
        except Refused as refusal:
            brought.trouble = (event, str(refusal))
            return


def _about(group: list[Event], words: str) -> Event:
    """The event whose unit the refusal names."""
    return next((event for event in group if f"«{event.key}»" in words), group[0])


def _restructure(actor: Actor, group: list[Event]) -> Restructuring:
    known = {str(kind) for kind in Kind.values}
    if strange := next((event for event in group if event.mode not in known), None):
        raise Refused(_("«%(key)s»: this cannot be done here.") % {"key": strange.key})
    said = json.dumps([[str(part) for part in _same(event)] for event in group], ensure_ascii=False)
    first = group[0]
    return restructure(
        actor=actor,
        title=first.title or _("Events of units"),
        decision=first.decision,
        effective=first.day,
        steps=[_step(event) for event in group],
        fingerprint=hashlib.sha256(f"events{said}".encode()).hexdigest(),
    )


def _step(event: Event) -> StepGiven:
    names = {"name": event.name, "short_name": event.short_name or event.name[:80], "kind": event.kind}
    if event.mode == Kind.RENAME:
        return StepGiven(event.mode, event.key, names)
    if event.mode == Kind.MOVE:
        return StepGiven(
            event.mode, event.key, {"parent": event.parent or None, "hierarchy": event.hierarchy or "steering"}
        )
    if event.mode == Kind.MERGE:
        return StepGiven(event.mode, event.key, {"into": event.successors[0][0]})
    if event.mode == Kind.SPLIT:
        return StepGiven(event.mode, event.key, {"into": [list(pair) for pair in event.successors]})
    if event.mode == Kind.CLOSE:
        return StepGiven(event.mode, event.key)
    return StepGiven(
        event.mode, event.key, {**names, "parent": event.parent or None, "head_approves": event.head_approves}
    )


def _code(actor: Actor, event: Event) -> None:
    unit = Unit.objects.filter(key=event.key).first()
    if unit is None:
        raise Refused(_("There is no unit with the key «%(key)s». Check its spelling.") % {"key": event.key})
    scheme, _colon, code = event.code.partition(":")
    give_code(actor=actor, unit=unit, scheme=scheme, code=code, starts=event.day, ends=event.until)
