"""Who may do what to a duty, an obligation, an answer."""

from __future__ import annotations

from phoihop.duties.models import DraftCell, Duty, Obligation, Response
from phoihop.kit.actor import Actor
from phoihop.org.models import RoleKind, Unit

_OFFICE = (RoleKind.CLERK, RoleKind.LEADER)
_UNIT = (RoleKind.OFFICER, RoleKind.HEAD, RoleKind.CLERK, RoleKind.LEADER)


def may_assign(actor: Actor) -> bool:
    """Make duties of a letter the unit holds."""
    return actor.is_system or (actor.unit_id is not None and actor.is_any(*_OFFICE))


def may_steer(actor: Actor, duty: Duty) -> bool:
    """Change, withdraw, nudge, extend: the unit that asks; what a body outside asks of us, the unit with its letter."""
    return actor.is_system or (actor.is_any(*_OFFICE) and (actor.unit_id == duty.asker_id or _keeps(actor, duty)))


def _keeps(actor: Actor, duty: Duty) -> bool:
    return duty.document is not None and duty.document.unit_id == actor.unit_id


def may_judge(actor: Actor, obligation: Obligation) -> bool:
    return actor.is_system or (actor.unit_id == obligation.asker_id and actor.is_any(*_OFFICE))


def may_answer(actor: Actor) -> bool:
    """What their own unit owes; the auditor only reads it."""
    return actor.is_any(*_UNIT)


def may_respond(actor: Actor, obligation: Obligation) -> bool:
    return actor.is_system or (actor.unit_id == obligation.unit_id and may_answer(actor))


def may_answer_for(actor: Actor, unit: Unit) -> bool:
    """Tell what happened there, and choose its rhythm."""
    return actor.unit_id == unit.pk and actor.is_any(*_UNIT)


def may_approve_for(actor: Actor) -> bool:
    """What their own unit hands in."""
    return actor.is_any(RoleKind.HEAD, RoleKind.LEADER)


def may_approve(actor: Actor, obligation: Obligation) -> bool:
    """The unit's head (or leader), before it goes up."""
    return actor.unit_id == obligation.unit_id and may_approve_for(actor)


def goes_up_at_once(actor: Actor, obligation: Obligation) -> bool:
    """Whether this hand-in needs no second person in the unit; where duties are kept apart a head's own waits for another."""
    if not obligation.unit.head_approves:
        return True
    return not obligation.unit.separates and may_approve(actor, obligation)


def kept_apart_from_approving(actor: Actor, response: Response) -> bool:
    """The unit says that who wrote does not approve, and this person, or whom they stand in for, wrote."""
    return response.obligation.unit.separates and bool(_hands(actor) & _writers(response))


def kept_apart_from_accepting(actor: Actor, response: Response) -> bool:
    """The asking unit says that who wrote, handed in or approved does not accept."""
    had_part = _writers(response) | {response.approved_by_id}
    return response.obligation.asker.separates and bool(_hands(actor) & had_part)


def _hands(actor: Actor) -> set[int | None]:
    return {actor.user, actor.hand, *actor.stands_for}


def _writers(response: Response) -> set[int | None]:
    typed = DraftCell.objects.filter(draft__obligation=response.obligation_id).values_list("saved_by_id", flat=True)
    return {response.handed_in_by_id, *typed} - {None}


def may_decide_response(actor: Actor, response: Response) -> bool:
    return may_judge(actor, response.obligation)
