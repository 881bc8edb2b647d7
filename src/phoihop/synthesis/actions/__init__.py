"""Every write of a synthesis."""

from phoihop.synthesis.actions.drafting import OtherPeriod, draft_synthesis, gather_again
from phoihop.synthesis.actions.editing import Moved, add_sentence, edit_sentence, mark_own, remove_sentence, retitle
from phoihop.synthesis.actions.issuing import dispatch, issue, withdraw_number
from phoihop.synthesis.actions.signing import send_back, sign, submit_for_signature

__all__ = [
    "Moved",
    "OtherPeriod",
    "add_sentence",
    "dispatch",
    "draft_synthesis",
    "edit_sentence",
    "gather_again",
    "issue",
    "mark_own",
    "remove_sentence",
    "retitle",
    "send_back",
    "sign",
    "submit_for_signature",
    "withdraw_number",
]
