"""What is read of duties and of the due-list."""

from phoihop.duties.queries.seeing import (
    READERS,
    asked_by_unit,
    asking_for_time,
    documents_asking,
    may_read,
    may_read_obligation,
    may_read_response,
    open_ones,
    overdue_obligations,
    owed_by_unit,
    supporting,
    visible_documents,
    visible_duties,
    visible_obligations,
    visible_responses,
    waiting_ones,
)

__all__ = [
    "READERS",
    "asked_by_unit",
    "asking_for_time",
    "documents_asking",
    "may_read",
    "may_read_obligation",
    "may_read_response",
    "open_ones",
    "overdue_obligations",
    "owed_by_unit",
    "supporting",
    "visible_documents",
    "visible_duties",
    "visible_obligations",
    "visible_responses",
    "waiting_ones",
]
