"""Every write of the tree and of rights."""

from phoihop.org.actions.annex import (
    annex_of_file,
    choose_in_annex,
    drop_annex,
    head_annex,
    keep_annex,
    take_in_annex,
    undo_choice,
)
from phoihop.org.actions.codes import correct_code, end_code, give_code, take_code_back
from phoihop.org.actions.events import take_in_events
from phoihop.org.actions.founding import found_office
from phoihop.org.actions.groups import add_group_alias, drop_group_alias, make_group, set_members
from phoihop.org.actions.people import (
    close_account,
    invite,
    invite_again,
    invite_many,
    open_account,
    take_back_invitation,
)
from phoihop.org.actions.restructuring import (
    apply_due_restructurings,
    apply_restructuring,
    decide_restructuring,
    draft_restructuring,
    restructure,
    try_restructuring,
    undo_restructuring,
    what_stands,
    withdraw_restructuring,
)
from phoihop.org.actions.roles import choose_roles, delegate, end_loan, grant_role, revoke_role, substitute
from phoihop.org.actions.service import close_service, drop_key, make_key, make_service
from phoihop.org.actions.support import allow_support, begin_support, end_support, stop_support
from phoihop.org.actions.undertaking import carry_out, key_of, stop_undertaking, undertake
from phoihop.org.actions.units import add_alias, drop_alias, set_head_approves, set_separates
from phoihop.org.plan import StepGiven

__all__ = [
    "StepGiven",
    "add_alias",
    "add_group_alias",
    "allow_support",
    "annex_of_file",
    "apply_due_restructurings",
    "apply_restructuring",
    "begin_support",
    "carry_out",
    "choose_in_annex",
    "choose_roles",
    "close_account",
    "close_service",
    "correct_code",
    "decide_restructuring",
    "delegate",
    "draft_restructuring",
    "drop_alias",
    "drop_annex",
    "drop_group_alias",
    "drop_key",
    "end_code",
    "end_loan",
    "end_support",
    "found_office",
    "give_code",
    "grant_role",
    "head_annex",
    "invite",
    "invite_again",
    "invite_many",
    "keep_annex",
    "key_of",
    "make_group",
    "make_key",
    "make_service",
    "open_account",
    "restructure",
    "revoke_role",
    "set_head_approves",
    "set_members",
    "set_separates",
    "stop_support",
    "stop_undertaking",
    "substitute",
    "take_back_invitation",
    "take_code_back",
    "take_in_annex",
    "take_in_events",
    "try_restructuring",
    "undertake",
    "undo_choice",
    "undo_restructuring",
    "what_stands",
    "withdraw_restructuring",
]
