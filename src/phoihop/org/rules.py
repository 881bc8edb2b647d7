"""Who may change the tree, its groups and its roles."""

from __future__ import annotations

from phoihop.kit.actor import Actor
from phoihop.org.models import RoleKind, Unit
from phoihop.org.queries import visible_units


def may_administer(actor: Actor) -> bool:
    """Units, groups, roles and invitations of the subtree."""
    return actor.is_system or actor.is_any(RoleKind.ADMINISTRATOR)


def may_set_unit(actor: Actor, unit: Unit) -> bool:
    """A unit's own head decides whether answers wait for them."""
    if may_administer(actor) and visible_units(actor).filter(pk=unit.pk).exists():
        return True
    return actor.is_any(RoleKind.HEAD) and actor.unit_id == unit.pk


def may_read_units(actor: Actor) -> bool:
    return actor.unit_id is not None or actor.is_system
