"""What a decision would do, in figures and unit by unit, before anybody decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from phoihop.kit.actor import Actor
from phoihop.org import moves
from phoihop.org.following import Goes
from phoihop.org.models import Restructuring, UnitKind, UnitVersion
from phoihop.org.moves import Effect, Move
from phoihop.org.plan import Plan, make_plan, shelves_for
from phoihop.org.plan.plan import CODES, MEMBERS, VERSIONS, Problem, Span
from phoihop.org.plan.steps import WHOLE, Step, given
from phoihop.org.plan.writing import ids_of
from phoihop.org.role_moves import choices_of, effects_of, planned_roles


@dataclass(frozen=True, slots=True)
class Going:
    """One unit that ends: where it goes, and how many of each effect's rows are its own, in the effects' order."""

    key: str
    name: str
    heirs: list[tuple[str, float]]  # name, and how much of it goes there
    counts: list[int]
    said: list[tuple[str, int]]  # what of it there is, by name
    heir_keys: list[tuple[str, str]] = field(default_factory=list)  # key and name of each heir


@dataclass(slots=True)
class Preview:
    """`mark` is the same as long as the decision would do the same."""

    mark: str
    problems: list[Problem]
    kinds: list[Effect] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    going: list[Going] = field(default_factory=list)
    coming: list[str] = field(default_factory=list)  # names of units that begin or open again
    roles: list[Goes] = field(default_factory=list)  # of each role at a unit that ends; a new heir has a number below 0
    keys: dict[int, str] = field(default_factory=dict)  # of the units that `roles` names
    names: dict[str, str] = field(default_factory=dict)  # of all units of the decision


def preview_of(actor: Actor, made: Restructuring) -> Preview:
    return preview_steps(actor, given(made), made)


def preview_steps(actor: Actor, steps: Sequence[Step], made: Restructuring) -> Preview:
    plan = make_plan(steps, shelves_for(steps, made.effective))
    shown = Preview(plan.mark, plan.problems)
    ids = ids_of({*plan.ended, *(heir for targets in plan.ended.values() for heir, _share in targets)})
    unborn = {key: -at for at, key in enumerate(plan.born, 1)}  # not written yet: numbers of their own
    ids = {**unborn, **ids}
    going = [
        Move(ids[key], tuple((ids[heir], share) for heir, share in targets), plan.day)
        for key, targets in plan.ended.items()
        if key in ids and all(heir in ids for heir, _share in targets)
    ]
    shown.kinds = _kinds(plan)
    shown.effects = _tree(plan)
    if going:
        shown.roles = planned_roles(going, choices_of(made, ids) if made.pk else None)
        shown.effects += effects_of(shown.roles)
    for mover in moves.registered().values() if going else ():
        shown.effects += mover.preview(actor, going)
    names = shown.names = _names(plan)
    shown.keys = {pk: key for key, pk in ids.items()}
    shown.coming = [names.get(key, key) for key in [*plan.born, *plan.reopened]]
    shown.going = [_going(key, targets, ids, names, shown.effects) for key, targets in plan.ended.items()]
    return shown


def _going(
    key: str, targets: list[tuple[str, int]], ids: dict[str, int], names: dict[str, str], effects: list[Effect]
) -> Going:
    counts = [effect.by_unit.get(ids.get(key, 0), 0) for effect in effects]
    heirs = [(names.get(heir, heir), share / WHOLE) for heir, share in targets]
    said = [(effect.what, count) for effect, count in zip(effects, counts, strict=True) if count]
    keys = [(heir, names.get(heir, heir)) for heir, _share in targets]
    return Going(key, names.get(key, key), heirs, counts, said, keys)


def _names(plan: Plan) -> dict[str, str]:
    """As they are called on the day before, new ones as they will be."""
    shelf, out = plan.shelves.tables[VERSIONS], {}
    keys = {*plan.touched, *plan.ended, *(one.target for one in plan.follows)}
    for key in keys:
        spans = sorted(shelf.of(key), key=lambda span: span.starts)
        before = [span for span in spans if span.starts < plan.day] or spans
        if before:
            out[key] = before[-1].values["name"]
    return out


def _kinds(plan: Plan) -> list[Effect]:
    """Living units by kind, on the day before the decision does anything and after it."""
    shelf = plan.shelves.tables[VERSIONS]
    now = Counter(UnitVersion.objects.on(plan.day).values_list("kind", flat=True))
    over = Counter(span.values["kind"] for span in shelf.superseded() if _covers(span, plan))
    fresh = Counter(span.values["kind"] for span in shelf.fresh() if span.holds_on(plan.day))
    rows = []
    for kind in UnitKind:
        before, after = now[kind], now[kind] - over[kind] + fresh[kind]
        if before or after:
            rows.append(Effect(str(kind.label), "", before, after))
    return rows


def _covers(span: Span, plan: Plan) -> bool:
    return span.starts <= plan.day and (span.ends is None or span.ends > plan.day)


def _tree(plan: Plan) -> list[Effect]:
    out = []
    ids = ids_of(plan.ended)
    for table, what, how in (
        (CODES, _("Codes"), _("end; new ones begin")),
        (MEMBERS, _("Places in groups"), _("end; heirs of the same level join")),
    ):
        shelf = plan.shelves.tables[table]
        over = [span for span in shelf.superseded() if span.ends is None]
        fresh = [span for span in shelf.fresh() if span.ends is None]
        by_unit = Counter(ids[span.unit] for span in over if span.unit in ids)
        if over or fresh:
            out.append(Effect(what, how, len(over), len(fresh), by_unit))
    return out
