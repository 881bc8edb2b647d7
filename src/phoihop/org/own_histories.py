"""Units, people, groups and decisions have a history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from phoihop.kit.actor import Actor
from phoihop.org import rules
from phoihop.org.decisions import visible_decisions
from phoihop.org.histories import Kind, register
from phoihop.org.models import Role, Substitution, UnitGroup
from phoihop.org.people import visible_people, visible_roles
from phoihop.org.tree import known_units


def _of_person(actor: Actor, pk: int) -> Mapping[str, QuerySet[Any]]:
    """Their roles as far as the reader reaches."""
    held = visible_roles(actor).filter(user=pk)
    return {"org.role": held, "org.substitution": Substitution.objects.filter(role__in=held)}


def _of_unit(actor: Actor, pk: int) -> Mapping[str, QuerySet[Any]]:
    """Who works there is told to who may read people."""
    held = visible_roles(actor).filter(unit=pk) if rules.may_read_people(actor) else Role.objects.none()
    return {"org.role": held, "org.substitution": Substitution.objects.filter(role__in=held)}


def _groups(actor: Actor) -> QuerySet[UnitGroup]:
    return UnitGroup.objects.all() if rules.may_read_units(actor) else UnitGroup.objects.none()


def register_all() -> None:
    register(Kind("org.unit", "don-vi", known_units, {"org:unit": "key"}, lookup="key", also=_of_unit))
    register(
        Kind(
            "accounts.user",
            "nguoi",
            visible_people,
            {"org:person": "pk"},
            also=_of_person,
            offered=rules.may_read_people,
        )
    )
    register(Kind("org.unitgroup", "nhom", _groups, {"org:group": "pk"}))
    register(Kind("org.restructuring", "quyet-dinh", visible_decisions, {"org:decision": "pk"}))
