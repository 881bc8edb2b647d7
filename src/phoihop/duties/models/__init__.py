"""Desk, duties, obligations, answers, and what is done about lateness."""

from phoihop.duties.models.answers import Draft, DraftCell, Remark, Response
from phoihop.duties.models.chasing import CalendarKey, Dispatch, Explanation, Extension, Nudge, SavedView
from phoihop.duties.models.desk import Desk, DeskItem, Presence
from phoihop.duties.models.duty import Duty, Party, RhythmChoice, ScheduleKind, Step
from phoihop.duties.models.obligation import Obligation, State
from phoihop.duties.models.verbs import Verb

__all__ = [
    "CalendarKey",
    "Desk",
    "DeskItem",
    "Dispatch",
    "Draft",
    "DraftCell",
    "Duty",
    "Explanation",
    "Extension",
    "Nudge",
    "Obligation",
    "Party",
    "Presence",
    "Remark",
    "Response",
    "RhythmChoice",
    "SavedView",
    "ScheduleKind",
    "State",
    "Step",
    "Verb",
]
