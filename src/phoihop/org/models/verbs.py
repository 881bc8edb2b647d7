from django.db import models


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    DRAFTED = "org.drafted"
    ANNEX_CHOSEN = "org.annex_chosen"
    ANNEX_DROPPED = "org.annex_dropped"
    ANNEX_READ = "org.annex_read"
    CODE_ENDED = "org.code_ended"
    CODE_SET = "org.code_set"
    GRANTED = "org.granted"
    GROUP_CHANGED = "org.group_changed"
    GROUP_MADE = "org.group_made"
    OFFICE_FOUNDED = "org.office_founded"
    PLANNED = "org.planned"
    RESTRUCTURED = "org.restructured"
    REVOKED = "org.revoked"
    SUBSTITUTED = "org.substituted"
    UNDONE = "org.undone"
    UNIT_SET = "org.unit_set"
    WITHDRAWN = "org.withdrawn"
