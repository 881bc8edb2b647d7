"""Every write of the tree and of rights."""

from phoihop.org.actions.founding import found_office
from phoihop.org.actions.groups import add_group_alias, make_group, set_members
from phoihop.org.actions.restructuring import StepGiven, apply_due_restructurings, apply_restructuring, restructure
from phoihop.org.actions.roles import grant_role, revoke_role, substitute
from phoihop.org.actions.units import add_alias, set_head_approves

__all__ = [
    "StepGiven",
    "add_alias",
    "add_group_alias",
    "apply_due_restructurings",
    "apply_restructuring",
    "found_office",
    "grant_role",
    "make_group",
    "restructure",
    "revoke_role",
    "set_head_approves",
    "set_members",
    "substitute",
]
