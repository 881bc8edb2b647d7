"""Who designs forms and binds them to duties."""

from __future__ import annotations

from phoihop.kit.actor import Actor
from phoihop.org.models import RoleKind
from phoihop.reports.models import Form


def may_design(actor: Actor) -> bool:
    return actor.is_system or (actor.unit_id is not None and actor.is_any(RoleKind.CLERK, RoleKind.LEADER))


def may_change_form(actor: Actor, form: Form) -> bool:
    return may_design(actor) and (actor.is_system or form.unit_id == actor.unit_id)
