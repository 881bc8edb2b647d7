from django.db import models


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    ACCEPTED = "duties.accepted"
    APPROVED = "duties.approved"
    ASSIGNED = "duties.assigned"
    CALENDAR_CLOSED = "duties.calendar_closed"
    CALENDAR_OPENED = "duties.calendar_opened"
    CHANGED = "duties.changed"
    CLOSED = "duties.closed"
    DISPATCHED = "duties.dispatched"
    ESCALATED = "duties.escalated"
    EVENT_OPENED = "duties.event_opened"
    EXPLAINED = "duties.explained"
    EXTENSION_ASKED = "duties.extension_asked"
    EXTENSION_DECIDED = "duties.extension_decided"
    MOVED = "duties.moved"
    NUDGED = "duties.nudged"
    OPENED = "duties.opened"
    PROPOSED_BACK = "duties.sent_back_by_head"
    RESPONDED = "duties.responded"
    RETURNED = "duties.returned"
    RHYTHM_CHOSEN = "duties.rhythm_chosen"
    VIEW_DROPPED = "duties.view_dropped"
    VIEW_SAVED = "duties.view_saved"
    WITHDRAWN = "duties.withdrawn"
