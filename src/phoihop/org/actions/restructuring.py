"""The one way the tree changes: a decision's steps take effect together at the start of a day, or not at all."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit import progress
from phoihop.kit.actor import Actor
from phoihop.kit.fold import readable
from phoihop.kit.refused import Refused
from phoihop.org import moves, rules
from phoihop.org.actions.groups import group_called
from phoihop.org.models import Change, Restructuring, RestructuringStep, Succession, Unit, UnitGroup, Verb
from phoihop.org.plan import Plan, StepGiven, make_plan, shelves_for, take_back, units_of, write_plan
from phoihop.org.plan.standing import left_in_the_air
from phoihop.org.plan.steps import Step, given
from phoihop.org.plan.undoing import later_rows
from phoihop.org.reach import batches, rebuild_reach
from phoihop.org.ruled import follow_rules

log = logging.getLogger(__name__)
Status = Restructuring.Status
TREE = "org"  # the room whose memo is the tree's own
PARTS = 4  # of the work that can be followed, beside one for each mover: checks, the tree, what follows, the end


@transaction.atomic
def restructure(
    *,
    actor: Actor,
    title: str,
    effective: date,
    steps: Sequence[StepGiven],
    decision: str = "",
    fingerprint: str = "",
) -> Restructuring:
    """Write the decision down; it takes effect now if its day has come, else on that day by the worker."""
    made, new = _written(actor, title, effective, steps, decision, fingerprint)
    if new:
        _decide(actor, made)
    return made


@transaction.atomic
def draft_restructuring(
    *,
    actor: Actor,
    title: str,
    effective: date,
    steps: Sequence[StepGiven],
    decision: str = "",
    fingerprint: str = "",
) -> Restructuring:
    """Write it down to be looked at: nothing changes until it is decided."""
    made, new = _written(actor, title, effective, steps, decision, fingerprint)
    if new:
        words = {"title": made.title, "decision": made.decision, "effective": made.effective.isoformat()}
        record(actor=actor, verb=Verb.DRAFTED, subject=made, words=words)
    return made


def _written(
    actor: Actor, title: str, effective: date, steps: Sequence[StepGiven], decision: str, fingerprint: str
) -> tuple[Restructuring, bool]:
    if not rules.may_restructure(actor, units_of(steps)):
        raise PermissionDenied
    if not rules.may_change_own(actor, (step.unit_key for step in steps)):
        raise Refused(
            _("Your own unit is changed by who administers the one above it. Ask there, and leave these steps out.")
        )
    if not steps:
        raise Refused(
            _("This restructuring has no step. Add at least one unit to create, rename, move, merge or close.")
        )
    if fingerprint and (earlier := Restructuring.objects.filter(fingerprint=fingerprint).first()):
        return earlier, False
    steps = [_readable(step) for step in steps]
    made = Restructuring(
        title=title,
        decision=decision,
        effective=effective,
        fingerprint=fingerprint,
        status=Status.DRAFT,
        made_by_id=actor.user_id,
        made_at=actor.at,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the same, at the same moment
        return Restructuring.objects.get(fingerprint=fingerprint), False
    RestructuringStep.objects.bulk_create(
        (
            RestructuringStep(restructuring=made, position=i, kind=s.kind, unit_key=s.unit_key, data=s.data)
            for i, s in enumerate(steps, 1)
        ),
        batch_size=1000,
    )
    return made, True


def _readable(step: StepGiven) -> StepGiven:
    """Names as they are kept; one that nobody could read is no name."""
    typed = {name: step.data[name] for name in ("name", "short_name") if step.data.get(name)}
    names = {name: readable(words) for name, words in typed.items()}
    if not all(names.values()) or (step.kind == RestructuringStep.Kind.CREATE and not names.get("name")):
        raise Refused(_("A name of the unit «%(key)s» cannot be read. Type it with letters.") % {"key": step.unit_key})
    return replace(step, data={**step.data, **names}) if names != typed else step


@transaction.atomic
def decide_restructuring(*, actor: Actor, restructuring: Restructuring, seen: str = "") -> Restructuring:
    """A draft takes effect, or waits for its day. `seen` is the mark of the preview that was looked at: where the tree
    has changed since, nothing happens and it is to be looked at again.
    """
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    steps = given(made)
    if not rules.may_restructure(actor, units_of(steps)):
        raise PermissionDenied
    if made.status != Status.DRAFT:
        return made
    _hold(steps)
    if seen and plan_of(steps, made.effective).mark != seen:
        raise Refused(_("The organisation has changed since this preview was made. Look at it again, then decide."))
    _decide(actor, made)
    return made


def _decide(actor: Actor, made: Restructuring) -> None:
    if made.effective <= actor.on:
        _apply(actor, made)
        return
    made.status = Status.PLANNED
    made.save(update_fields=["status"])
    words = {"title": made.title, "decision": made.decision, "effective": made.effective.isoformat()}
    record(actor=actor, verb=Verb.PLANNED, subject=made, words=words)


def plan_of(steps: Sequence[Step], day: date) -> Plan:
    """What the steps would change, and what hinders them; nothing is written."""
    return make_plan(steps, shelves_for(steps, day))


def try_restructuring(*, actor: Actor, title: str, effective: date, steps: Sequence[StepGiven]) -> None:
    """Does all of it and takes it back: what would be refused is refused now, and nothing stays."""
    with transaction.atomic():
        made = restructure(actor=actor, title=title, effective=effective, steps=steps)
        if made.status == Status.PLANNED:
            _apply(actor, made)
        transaction.set_rollback(True)


@transaction.atomic
def withdraw_restructuring(*, actor: Actor, restructuring: Restructuring, reason: str) -> Restructuring:
    """A planned one that will not come; one in effect is undone by another decision."""
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    if not rules.may_restructure(actor, units_of(given(made))):
        raise PermissionDenied
    if made.status not in {Status.PLANNED, Status.DRAFT}:
        raise Refused(_("This decision is no longer waiting. If it is in effect, take it back instead."))
    if not reason.strip():
        raise Refused(_("Say why the decision is withdrawn; it goes on record."))
    made.status, made.fingerprint, made.trouble = Status.WITHDRAWN, "", ""
    made.save(update_fields=["status", "fingerprint", "trouble"])
    record(actor=actor, verb=Verb.WITHDRAWN, subject=made, words={"title": made.title, "reason": reason.strip()})
    return made


@transaction.atomic
def apply_restructuring(*, actor: Actor, restructuring: Restructuring) -> Restructuring:
    """Put a planned one into effect; one in effect already stays as it is."""
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    if not rules.may_administer(actor):
        raise PermissionDenied
    if made.status == Status.PLANNED:
        _apply(actor, made)
    return made


def apply_due_restructurings(*, actor: Actor) -> int:
    """The worker's: everything planned for a day that has come; one that cannot be says why and holds up no other."""
    due = Restructuring.objects.filter(status=Status.PLANNED, effective__lte=actor.on)
    return sum(_apply_or_say_why(actor, made) for made in due.order_by("effective", "pk"))


def _apply_or_say_why(actor: Actor, made: Restructuring) -> bool:
    """A fault of ours is told as one, and kept in the log: it holds up no other decision and nothing that falls due."""
    try:
        apply_restructuring(actor=actor, restructuring=made)
    except Refused as refusal:
        made.trouble = str(refusal)
    except OperationalError:  # the database is away: the job is tried again
        raise
    except Exception:
        log.exception("A planned restructuring failed: %s", made.pk)
        made.trouble = _("It met a fault of the software. Nothing of it was done; tell whoever looks after the system.")
    else:
        return True
    made.save(update_fields=["trouble"])
    return False


def _apply(actor: Actor, made: Restructuring) -> None:
    progress.part("check")
    steps = given(made)
    _hold(steps)
    plan = plan_of(steps, made.effective)
    if plan.problems:
        raise Refused(" ".join(dict.fromkeys(problem.words for problem in plan.problems[:5])))
    groups: dict[str, UnitGroup] = {}

    def group_of(name: str) -> UnitGroup:
        if name not in groups:
            groups[name] = group_called(actor, name)
        return groups[name]

    progress.part("tree")
    memo, ids = write_plan(actor, made, plan, group_of)
    progress.part("reach")
    rebuild_reach({ids[key] for key in plan.touched})
    follow_rules(actor.at)
    ended = moves_of(plan, ids)
    Change.objects.create(restructuring=made, room=TREE, memo=memo)
    for name, mover in moves.registered().items() if ended or plan.born or plan.reopened else ():
        progress.part(name)
        Change.objects.create(restructuring=made, room=name, memo=mover.apply(actor, made, ended))
    progress.part("end")
    made.status, made.trouble, made.applied_at = Status.APPLIED, "", actor.at
    made.save(update_fields=["status", "trouble", "applied_at"])
    words = {"title": made.title, "decision": made.decision, "effective": made.effective.isoformat()}
    record(actor=actor, verb=Verb.RESTRUCTURED, subject=made, words=words)


def moves_of(plan: Plan, ids: dict[str, int]) -> list[moves.Move]:
    return [
        moves.Move(ids[key], tuple((ids[heir], share) for heir, share in targets), plan.day)
        for key, targets in plan.ended.items()
    ]


def _hold(steps: Sequence[Step]) -> None:
    """Nobody else changes these units meanwhile."""
    for batch in batches(sorted(units_of(steps))):
        list(Unit.objects.select_for_update().filter(key__in=batch).order_by("pk").values_list("pk", flat=True))


def what_stands(made: Restructuring) -> list[str]:
    """What would be lost by taking a decision in effect back, a sentence each; empty where it can be taken back."""
    memos = dict(made.changes.values_list("room", "memo"))
    if TREE not in memos:
        return [_("It took effect before decisions could be taken back. Enter another one that puts it right.")]
    out = []
    if any(later_rows(memos[TREE]).values()):
        later = Restructuring.objects.filter(status=Status.APPLIED, applied_at__gte=made.applied_at).exclude(pk=made.pk)
        titles = ", ".join(f"«{row.title}»" for row in later.order_by("pk")[:5])
        out.append(
            _("Names, places, codes or groups that it set were changed since (%(by)s). Take that back first.")
            % {"by": titles or _("by hand")}
        )
    if units := left_in_the_air(made, memos[TREE]):
        out.append(
            _(
                "Other decisions build on it: without it something of %(units)s would hang in the air. Take those back first."
            )
            % {"units": ", ".join(_names(units))}
        )
    if same := _of_the_same_heirs(made):
        out.append(
            _(
                "Decisions put into effect later give to the same units, or take from them (%(by)s). Take those back first."
            )
            % {"by": ", ".join(f"«{title}»" for title in same)}
        )
    for name, mover in moves.registered().items():
        if name in memos:
            out += mover.standing(made, memos[name])
    return out


def _of_the_same_heirs(made: Restructuring) -> list[str]:
    """A role, a place in a group or a debt that the heir holds already is not given to it twice: what the second decision
    found there would go with the first.
    """
    heirs = Succession.objects.filter(restructuring=made, ceded=False).values("target")
    later = Q(applied_at__gt=made.applied_at) | Q(applied_at=made.applied_at, pk__gt=made.pk)
    touching = Succession.objects.filter(Q(source__in=heirs) | Q(target__in=heirs)).values("restructuring")
    rows = Restructuring.objects.filter(later, status=Status.APPLIED, pk__in=touching)
    return list(rows.order_by("pk").values_list("title", flat=True)[:5])


def _names(units: set[int]) -> list[str]:
    """At most five, and a sign that there are more."""
    keys = Unit.objects.filter(pk__in=sorted(units)[:900]).order_by("key").values_list("key", flat=True)
    return [f"«{key}»" for key in keys[:5]] + ["…"] * (len(units) > 5)


@transaction.atomic
def undo_restructuring(*, actor: Actor, restructuring: Restructuring, reason: str) -> Restructuring:
    """Everything is as it was before; refused, with what stands on it, where something would be lost."""
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    steps = given(made)
    if not rules.may_undo(actor, units_of(steps)):
        raise PermissionDenied
    if made.status != Status.APPLIED:
        raise Refused(_("Only a decision in effect can be taken back."))
    if not reason.strip():
        raise Refused(_("Say why the decision is taken back; it goes on record."))
    progress.part("check")
    _hold(steps)
    if stands := what_stands(made):
        raise Refused(" ".join(stands))
    undo_unasked(actor, made, reason.strip())
    record(actor=actor, verb=Verb.UNDONE, subject=made, words={"title": made.title, "reason": reason.strip()})
    return made


def undo_unasked(actor: Actor, made: Restructuring, reason: str) -> None:
    """What taking it back does, without asking who may and what stands on it: for who has asked, within their action."""
    memos = dict(made.changes.values_list("room", "memo"))
    for name, mover in reversed(moves.registered().items()):
        if name in memos:
            progress.part(name)
            mover.undo(actor, made, memos[name])
    progress.part("tree")
    rebuild_reach(take_back(actor, made, memos[TREE]))
    follow_rules(actor.at)
    progress.part("end")
    made.changes.all().delete()
    made.status, made.undone_at, made.undone_reason = Status.UNDONE, actor.at, reason[:500]
    made.fingerprint = ""
    made.save(update_fields=["status", "undone_at", "undone_reason", "fingerprint"])
