"""Who drafts, who signs."""

from __future__ import annotations

from phoihop.kit.actor import Actor
from phoihop.org.models import RoleKind
from phoihop.synthesis.models import Synthesis


def may_draft(actor: Actor) -> bool:
    return actor.unit_id is not None and actor.is_any(RoleKind.CLERK, RoleKind.LEADER)


def may_edit(actor: Actor, synthesis: Synthesis) -> bool:
    return may_draft(actor) and synthesis.unit_id == actor.unit_id and synthesis.state == Synthesis.State.DRAFT


def may_sign(actor: Actor, synthesis: Synthesis) -> bool:
    return actor.is_any(RoleKind.LEADER) and synthesis.unit_id == actor.unit_id


def kept_apart_from_signing(actor: Actor, synthesis: Synthesis) -> bool:
    """The unit says that who drafted does not sign."""
    return synthesis.unit.separates and synthesis.made_by_id in {actor.user, actor.hand, *actor.stands_for}


def may_send(actor: Actor, synthesis: Synthesis) -> bool:
    """Or withdraw its number, while it has not gone."""
    return may_draft(actor) and synthesis.unit_id == actor.unit_id and synthesis.state == Synthesis.State.ISSUED


def may_issue(actor: Actor, synthesis: Synthesis) -> bool:
    return may_draft(actor) and synthesis.unit_id == actor.unit_id and synthesis.state == Synthesis.State.SIGNED
