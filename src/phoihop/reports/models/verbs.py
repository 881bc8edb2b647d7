from django.db import models


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    DRAFT_DROPPED = "reports.draft_dropped"
    FORM_CHANGED = "reports.form_changed"
    FORM_MADE = "reports.form_made"
    FORM_PUBLISHED = "reports.form_published"
    REGIME_SET = "reports.regime_set"
