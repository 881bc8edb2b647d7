"""The one way the tree changes: a decision's steps take effect together at the start of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold, sort_key
from phoihop.kit.refused import Refused
from phoihop.org import moves, rules
from phoihop.org.actions.groups import group_called
from phoihop.org.models import (
    GroupMember,
    Placement,
    Restructuring,
    RestructuringStep,
    Role,
    Succession,
    Unit,
    UnitCode,
    UnitVersion,
    Verb,
)
from phoihop.org.reach import batches, rebuild_reach

WHOLE = 1_000_000
Kind = RestructuringStep.Kind


@dataclass(frozen=True, slots=True)
class StepGiven:
    """See `RestructuringStep` for what `data` holds."""

    kind: str
    unit_key: str
    data: dict[str, Any] = field(default_factory=dict)


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
    if not rules.may_restructure(actor, units_of(steps)):
        raise PermissionDenied
    if not steps:
        raise Refused(
            _("This restructuring has no step. Add at least one unit to create, rename, move, merge or close.")
        )
    if fingerprint and (earlier := Restructuring.objects.filter(fingerprint=fingerprint).first()):
        return earlier
    made = Restructuring(
        title=title,
        decision=decision,
        effective=effective,
        fingerprint=fingerprint,
        made_by_id=actor.user_id,
        made_at=actor.at,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # the same, at the same moment
        return Restructuring.objects.get(fingerprint=fingerprint)
    RestructuringStep.objects.bulk_create(
        RestructuringStep(restructuring=made, position=i, kind=s.kind, unit_key=s.unit_key, data=s.data)
        for i, s in enumerate(steps, 1)
    )
    if effective <= actor.on:
        _apply(actor, made)
    else:
        words = {"title": made.title, "decision": made.decision, "effective": made.effective.isoformat()}
        record(actor=actor, verb=Verb.PLANNED, subject=made, words=words)
    return made


def try_restructuring(*, actor: Actor, title: str, effective: date, steps: Sequence[StepGiven]) -> None:
    """Does all of it and takes it back: what would be refused is refused now, and nothing stays."""
    with transaction.atomic():
        made = restructure(actor=actor, title=title, effective=effective, steps=steps)
        if made.status == Restructuring.Status.PLANNED:
            _apply(actor, made)
        transaction.set_rollback(True)


def units_of(steps: Iterable[StepGiven | RestructuringStep]) -> set[str]:
    """Keys of the units that the steps touch or stand something under; «» is the place above all others."""
    made = {step.unit_key for step in steps if step.kind == Kind.CREATE}
    touched: set[str] = set()
    for step in steps:
        touched.add(step.unit_key)
        if step.kind in {Kind.CREATE, Kind.MOVE}:
            touched.add(step.data.get("parent") or "")
        into = step.data.get("into") or []
        touched |= {into} if isinstance(into, str) else {key for key, _share in into}
    return touched - made


@transaction.atomic
def withdraw_restructuring(*, actor: Actor, restructuring: Restructuring, reason: str) -> Restructuring:
    """A planned one that will not come; one in effect is undone by another decision."""
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    steps = [StepGiven(step.kind, step.unit_key, step.data) for step in made.steps.all()]
    if not rules.may_restructure(actor, units_of(steps)):
        raise PermissionDenied
    if made.status != Restructuring.Status.PLANNED:
        raise Refused(_("This decision is no longer waiting. Enter another one that puts right what it changed."))
    if not reason.strip():
        raise Refused(_("Say why the decision is withdrawn; it goes on record."))
    made.status, made.fingerprint, made.trouble = Restructuring.Status.WITHDRAWN, "", ""
    made.save(update_fields=["status", "fingerprint", "trouble"])
    record(actor=actor, verb=Verb.WITHDRAWN, subject=made, words={"title": made.title, "reason": reason.strip()})
    return made


@transaction.atomic
def apply_restructuring(*, actor: Actor, restructuring: Restructuring) -> Restructuring:
    """Put a planned one into effect; one in effect already stays as it is."""
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    if not rules.may_administer(actor):
        raise PermissionDenied
    if made.status == Restructuring.Status.PLANNED:
        _apply(actor, made)
    return made


def apply_due_restructurings(*, actor: Actor) -> int:
    """The worker's: everything planned for a day that has come; one that cannot be says why and holds up no other."""
    due = Restructuring.objects.filter(status=Restructuring.Status.PLANNED, effective__lte=actor.on)
    return sum(_apply_or_say_why(actor, made) for made in due.order_by("effective", "pk"))


def _apply_or_say_why(actor: Actor, made: Restructuring) -> bool:
    try:
        apply_restructuring(actor=actor, restructuring=made)
    except Refused as refusal:
        made.trouble = str(refusal)
        made.save(update_fields=["trouble"])
        return False
    return True


def _apply(actor: Actor, made: Restructuring) -> None:
    work, steps = _Work(actor, made), list(made.steps.all())
    work.read(units_of(steps))
    for step in steps:
        work.do(step)
    work.give_codes()
    rebuild_reach(work.touched)
    moves.run(actor, made, work.moves)
    made.status, made.trouble = Restructuring.Status.APPLIED, ""
    made.applied_at = actor.at
    made.save(update_fields=["status", "trouble", "applied_at"])
    words = {"title": made.title, "decision": made.decision, "effective": made.effective.isoformat()}
    record(actor=actor, verb=Verb.RESTRUCTURED, subject=made, words=words)


class _Work:
    """One restructuring being put into effect."""

    def __init__(self, actor: Actor, made: Restructuring) -> None:
        self.actor, self.made, self.day = actor, made, made.effective
        self.touched: set[int] = set()
        self.moves: list[moves.Move] = []
        self._alive: dict[str, Unit] = {}  # by key, what exists on the day
        self._codes: list[tuple[Unit, str, str]] = []  # of new units
        self._parents: dict[str, dict[int, int | None]] = {}  # by hierarchy, once a move has asked

    def read(self, keys: Iterable[str]) -> None:
        """All that the steps speak of at once, so that none asks by itself."""
        for batch in batches(sorted(keys)):
            for row in UnitVersion.objects.on(self.day).filter(unit__key__in=batch).select_related("unit"):
                self._alive[row.unit.key] = row.unit

    def do(self, step: RestructuringStep) -> None:
        doers: dict[str, Callable[[RestructuringStep], None]] = {
            Kind.CREATE: self._create,
            Kind.RENAME: self._rename,
            Kind.MOVE: self._move,
            Kind.CLOSE: self._close,
            Kind.MERGE: self._merge,
            Kind.SPLIT: self._split,
        }
        doers[step.kind](step)

    def _unit(self, key: str) -> Unit:
        unit = Unit.objects.filter(key=key).first()
        if unit is None:
            raise Refused(_("There is no unit with the key «%(key)s». Check its spelling.") % {"key": key})
        self.touched.add(unit.pk)
        return unit

    def _living(self, key: str) -> Unit:
        if known := self._alive.get(key):
            self.touched.add(known.pk)
            return known
        unit = self._unit(key)
        if not UnitVersion.objects.on(self.day).filter(unit=unit).exists():
            words = {"key": key, "day": self.day.strftime("%d/%m/%Y")}
            raise Refused(
                _("The unit «%(key)s» does not exist on %(day)s. Choose another day or another unit.") % words
            )
        self._alive[key] = unit
        return unit

    def _create(self, step: RestructuringStep) -> None:
        if Unit.objects.filter(key=step.unit_key).exists():
            raise Refused(
                _("The key «%(key)s» is taken by another unit. Keys are never used again; choose another.")
                % {"key": step.unit_key}
            )
        data = step.data
        unit = Unit.objects.create(
            key=step.unit_key, created_at=self.actor.at, head_approves=bool(data.get("head_approves"))
        )
        self.touched.add(unit.pk)
        self._alive[unit.key] = unit
        self._name(unit, data["name"], data.get("short_name") or data["name"], data["kind"])
        parent = self._living(data["parent"]) if data.get("parent") else None
        self._stand(unit, parent, data.get("hierarchy") or "steering")
        self._codes += [(unit, scheme, code) for scheme, code in (data.get("codes") or {}).items()]
        self._join(unit, data.get("groups") or [])

    def give_codes(self) -> None:
        """After the last step: a new unit may bear the code of one that ends with the same decision."""
        for unit, scheme, code in self._codes:
            self._refuse_code(scheme, code)
            UnitCode.objects.create(unit=unit, scheme=scheme, code=code, starts=self.day, recorded=self.actor.at)

    def _refuse_code(self, scheme: str, code: str) -> None:
        """A code names one unit on a day; whose unit ended before may have given it on."""
        rows = UnitCode.objects.standing().filter(Q(ends=None) | Q(ends__gt=self.day), scheme=scheme, code=code)
        if taken := rows.select_related("unit").first():
            words = {"scheme": scheme, "code": code, "key": taken.unit.key}
            raise Refused(
                _("The code «%(scheme)s: %(code)s» belongs to the unit «%(key)s». Correct it, or leave it out.") % words
            )

    def _join(self, unit: Unit, names: Sequence[str]) -> None:
        """Into groups of these names, made where they are not there yet."""
        if names and not rules.may_administer_all(self.actor):
            raise PermissionDenied
        for name in names:
            GroupMember.objects.create(
                group=group_called(self.actor, name), unit=unit, starts=self.day, recorded=self.actor.at
            )

    def _name(self, unit: Unit, name: str, short_name: str, kind: str) -> None:
        UnitVersion.objects.create(
            unit=unit,
            name=name,
            short_name=short_name,
            kind=kind,
            folded="|".join(dict.fromkeys([fold(name), fold(short_name)])),
            sort_key=sort_key(short_name),
            starts=self.day,
            recorded=self.actor.at,
        )

    def _place(self, unit: Unit, parent_key: str | None, hierarchy: str) -> None:
        parent = self._living(parent_key) if parent_key else None
        if parent and _is_below(parent.pk, unit.pk, self._parents_in(hierarchy)):
            raise Refused(
                _("«%(parent)s» stands below «%(unit)s» already; a unit cannot stand below itself.")
                % {"parent": parent_key, "unit": unit.key}
            )
        self._stand(unit, parent, hierarchy)

    def _parents_in(self, hierarchy: str) -> dict[int, int | None]:
        if hierarchy not in self._parents:
            rows = Placement.objects.on(self.day).filter(hierarchy=hierarchy)
            self._parents[hierarchy] = dict(rows.values_list("unit_id", "parent_id"))
        return self._parents[hierarchy]

    def _stand(self, unit: Unit, parent: Unit | None, hierarchy: str) -> None:
        Placement.objects.create(unit=unit, hierarchy=hierarchy, parent=parent, starts=self.day, recorded=self.actor.at)
        if hierarchy in self._parents:
            self._parents[hierarchy][unit.pk] = parent.pk if parent else None

    def _rename(self, step: RestructuringStep) -> None:
        unit = self._living(step.unit_key)
        old = UnitVersion.objects.on(self.day).get(unit=unit)
        self._end(UnitVersion.objects.on(self.day).filter(unit=unit))
        name = step.data.get("name") or old.name
        self._name(unit, name, step.data.get("short_name") or name, step.data.get("kind") or old.kind)

    def _move(self, step: RestructuringStep) -> None:
        unit = self._living(step.unit_key)
        hierarchy = step.data.get("hierarchy") or "steering"
        self._end(Placement.objects.on(self.day).filter(unit=unit, hierarchy=hierarchy))
        self._place(unit, step.data.get("parent"), hierarchy)

    def _close(self, step: RestructuringStep) -> None:
        self._end_unit(self._living(step.unit_key), [])

    def _merge(self, step: RestructuringStep) -> None:
        self._end_unit(self._living(step.unit_key), [(self._living(step.data["into"]), WHOLE)])

    def _split(self, step: RestructuringStep) -> None:
        parts = [(self._living(key), int(share)) for key, share in step.data["into"]]
        if sum(share for _unit, share in parts) != WHOLE:
            raise Refused(_("The shares of «%(key)s» do not add up to the whole.") % {"key": step.unit_key})
        self._end_unit(self._living(step.unit_key), parts)

    def _end_unit(self, unit: Unit, targets: list[tuple[Unit, int]]) -> None:
        below = Placement.objects.on(self.day).filter(parent=unit).exclude(unit__in=self._ended_ids())
        if below.exists():
            raise Refused(
                _("Units still stand below «%(key)s». Move or close them first, in the same decision.")
                % {"key": unit.key}
            )
        for rows in (UnitVersion, Placement, UnitCode, GroupMember, Role):
            self._end(rows.objects.on(self.day).filter(unit=unit))
        self._alive.pop(unit.key, None)
        for parents in self._parents.values():
            parents.pop(unit.pk, None)
        for target, share in targets:
            Succession.objects.create(restructuring=self.made, source=unit, target=target, share=share, on=self.day)
        self.moves.append(moves.Move(unit.pk, tuple((t.pk, s) for t, s in targets), self.day))

    def _ended_ids(self) -> list[int]:
        return [move.source for move in self.moves]

    def _end(self, rows: Any) -> None:
        """Close rows on the day; one that began that very day is superseded, as it was never in force."""
        rows.filter(starts=self.day).update(superseded=self.actor.at)
        rows.filter(starts__lt=self.day).update(ends=self.day)


def _is_below(unit_id: int, above_id: int, parents: dict[int, int | None]) -> bool:
    seen: set[int] = set()
    while unit_id and unit_id not in seen:
        if unit_id == above_id:
            return True
        seen.add(unit_id)
        unit_id = parents.get(unit_id) or 0
    return False
