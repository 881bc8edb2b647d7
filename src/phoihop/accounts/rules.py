"""Who may let people in; roles themselves are org's, their names travel with the actor."""

from __future__ import annotations

from phoihop.kit.actor import Actor

ADMINISTRATOR = "administrator"


def may_admit(actor: Actor) -> bool:
    """Invite, take an invitation back, stop a user and let them back."""
    return actor.is_system or actor.is_any(ADMINISTRATOR)


def is_self(actor: Actor, user_id: int) -> bool:
    return actor.user_id == user_id
