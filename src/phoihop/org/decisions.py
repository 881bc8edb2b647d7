"""Which decisions an actor may read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from phoihop.kit.actor import Actor
from phoihop.org import rules
from phoihop.org.models import Restructuring, RestructuringStep
from phoihop.org.steps import keys_in
from phoihop.org.tree import known_units


def visible_decisions(actor: Actor) -> QuerySet[Restructuring]:
    """Those that touch a unit whose page opens for the actor, and their own; an administrator of all sees all."""
    rows = Restructuring.objects.all()
    if rules.may_administer_all(actor):
        return rows
    keys = known_units(actor).values("key")
    touching = RestructuringStep.objects.filter(unit_key__in=keys).values("restructuring")
    return rows.filter(Q(pk__in=touching) | Q(made_by=actor.user))


def steps_known(actor: Actor, steps: list[RestructuringStep]) -> list[RestructuringStep]:
    """Steps that name a unit the actor knows; the others are of other places."""
    if rules.may_administer_all(actor):
        return steps
    known = set(known_units(actor).values_list("key", flat=True))
    return [step for step in steps if keys_in(step) & known]
