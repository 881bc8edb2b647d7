"""Who may register, correct and withdraw papers."""

from __future__ import annotations

from phoihop.documents.models import Document
from phoihop.kit.actor import Actor
from phoihop.org.models import RoleKind


def may_register(actor: Actor) -> bool:
    return actor.is_system or (actor.unit_id is not None and actor.is_any(RoleKind.CLERK, RoleKind.LEADER))


def may_change(actor: Actor, document: Document) -> bool:
    return may_register(actor) and (actor.is_system or document.unit_id == actor.unit_id)
