"""Every write of duties and of the due-list."""

from phoihop.duties.actions.chasing import (
    ask_extension,
    decide_extension,
    explain,
    grant_extension,
    nudge,
    nudge_many,
)
from phoihop.duties.actions.evidence import add_evidence, drop_evidence
from phoihop.duties.actions.judging import RemarkGiven, accept_response, record_dispatch, return_response
from phoihop.duties.actions.making import make_duty
from phoihop.duties.actions.nudging import nudge_all
from phoihop.duties.actions.opening import choose_rhythm, open_all_obligations, open_event, open_obligations
from phoihop.duties.actions.responding import (
    Incomplete,
    Stale,
    approve_response,
    cells_of,
    save_cell,
    send_back_by_head,
    submit_response,
)
from phoihop.duties.actions.saving import drop_view, save_view
from phoihop.duties.actions.withdrawing import withdraw_duty, withdraw_letter, withdraw_obligation

__all__ = [
    "Incomplete",
    "RemarkGiven",
    "Stale",
    "accept_response",
    "add_evidence",
    "approve_response",
    "ask_extension",
    "cells_of",
    "choose_rhythm",
    "decide_extension",
    "drop_evidence",
    "drop_view",
    "explain",
    "grant_extension",
    "make_duty",
    "nudge",
    "nudge_all",
    "nudge_many",
    "open_all_obligations",
    "open_event",
    "open_obligations",
    "record_dispatch",
    "return_response",
    "save_cell",
    "save_view",
    "send_back_by_head",
    "submit_response",
    "withdraw_duty",
    "withdraw_letter",
    "withdraw_obligation",
]
