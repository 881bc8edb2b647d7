"""A history of units brought as events: what is there already stays, what is missing is done again, decision by decision."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.fold import settle
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions.codes import give_code
from phoihop.org.actions.groups import take_member
from phoihop.org.actions.restructuring import TREE, restructure, undo_unasked
from phoihop.org.events import CODE, MEMBER, Event, history, in_order
from phoihop.org.models import Hierarchy, Placement, Restructuring, RestructuringStep, Unit, UnitVersion, Verb
from phoihop.org.own_office import called
from phoihop.org.plan import StepGiven, units_of

Kind = RestructuringStep.Kind
NOT_IN_IT = "-"  # the own office is no unit of the file


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
        tuple(sorted(event.successors)), event.code, event.until, event.group,
    )  # fmt: skip


def try_events(*, actor: Actor, events: Sequence[Event]) -> Brought:
    """Does all of it and takes it back."""
    with transaction.atomic():
        brought = _bring(actor, events)
        transaction.set_rollback(True)
    return brought


@transaction.atomic
def take_in_events(*, actor: Actor, events: Sequence[Event]) -> Brought:
    """All or nothing."""
    if not rules.may_administer_all(actor):
        raise PermissionDenied
    brought = _bring(actor, events)
    if brought.trouble:
        raise Refused(brought.trouble[1])
    return brought


def with_own_office(actor: Actor, events: Sequence[Event], chosen: str) -> list[Event]:
    """The own office under the key it has here: `chosen` is its key in the file, «-» that it is not in it, «» what bears
    the same key. In a house of nothing but its office one of these must be so.
    """
    ours = Unit.objects.get(pk=actor.unit).key
    there = {event.key for event in events}
    if chosen == NOT_IN_IT or (not chosen and (ours in there or not _is_alone(actor))):
        return list(events)
    if not chosen:
        raise Refused(_("Which unit of the file is your own office? Choose it below, and send the file again."))
    if chosen not in there:
        raise Refused(_("The file has no unit with the key «%(key)s».") % {"key": chosen})
    if chosen != ours and ours in there:
        raise Refused(
            _(
                "«%(key)s» is the key of your office, and of another unit of the file. Choose that one, or found the office under another name."
            )
            % {"key": ours}
        )
    return called(events, chosen, ours)


def _is_alone(actor: Actor) -> bool:
    """No unit but the own office has ever been here."""
    return not UnitVersion.objects.standing().exclude(unit=actor.unit).exists()


def _bring(actor: Actor, events: Sequence[Event]) -> Brought:
    """In a house of nothing but its office the file says its whole past, its founding included: nobody else's is
    touched. In any other only what the actor may decide.
    """
    alone = _is_alone(actor)
    own = Unit.objects.filter(pk=actor.unit).first()
    brought = compare_events(events)
    hands = replace(actor, role="system") if alone and own else actor
    if alone and own and any(event.key == own.key for event in brought.new):
        _forget_founding(actor, own)
        brought = compare_events(events)
    _do(hands, brought)
    if own and alone and brought.new and brought.trouble is None and any(event.key == own.key for event in events):
        _must_stand(actor, own, brought)
    return brought


def _forget_founding(actor: Actor, own: Unit) -> None:
    """Its past comes from the file: what was typed when it was founded is no longer held to be so."""
    made = Restructuring.objects.filter(status=Restructuring.Status.APPLIED, steps__unit_key=own.key).distinct()
    for one in made.order_by("-applied_at", "-pk"):
        if not one.changes.filter(room=TREE).exists():
            raise Refused(_("Your office was entered before decisions could be taken back, so its past cannot be replaced."))  # fmt: skip
        undo_unasked(actor, one, _("The past of the office comes from a file of events."))
        words = {"title": one.title, "reason": one.undone_reason}
        record(actor=actor, verb=Verb.UNDONE, subject=one, words=words)


def _must_stand(actor: Actor, own: Unit, brought: Brought) -> None:
    """Who founded it would have no place to act from."""
    placed = Placement.objects.on(actor.on).filter(unit=own, hierarchy=Hierarchy.STEERING).select_related("parent")
    stands = placed.first()
    last = [event for event in brought.new if event.key == own.key][-1]
    if stands is None:
        words = _("«%(key)s» is no more today. Your own office is a unit that lives: choose another.")
        brought.trouble = last, words % {"key": last.key}
    elif stands.parent:
        words = _("«%(key)s» stands under «%(above)s» today. Your own office has nothing above it: choose that one.")
        brought.trouble = last, words % {"key": last.key, "above": stands.parent.key}


def _do(actor: Actor, brought: Brought) -> None:
    codes = [event for event in brought.new if event.mode == CODE]
    members = [event for event in brought.new if event.mode == MEMBER]
    others = [event for event in brought.new if event.mode not in {CODE, MEMBER}]
    for _group, listed in groupby(others, key=lambda event: (event.day, event.number)):
        group = list(listed)
        try:
            with transaction.atomic():
                _restructure(actor, group)
        except Refused as refusal:
            brought.trouble = (_about(group, str(refusal)), str(refusal))
            return
        except PermissionDenied:
            brought.trouble = _foreign(actor, group)
            return
    for event in [*codes, *members]:
        try:
            with transaction.atomic():
                take_member(actor, event) if event.mode == MEMBER else _code(actor, event)
        except Refused as refusal:
            brought.trouble = (event, str(refusal))
            return
        except PermissionDenied:
            brought.trouble = _foreign(actor, [event])
            return


def _foreign(actor: Actor, group: list[Event]) -> tuple[Event, str]:
    """Whose unit stands elsewhere than below the office."""
    event = next((one for one in group if not rules.may_restructure(actor, units_of([_step_or_code(one)]))), group[0])
    words = _("«%(key)s» does not stand under your office, so this cannot be taken in here.")
    return event, words % {"key": event.key}


def _step_or_code(event: Event) -> StepGiven:
    return StepGiven(Kind.RENAME, event.key) if event.mode in {CODE, MEMBER} else _step(event)


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
