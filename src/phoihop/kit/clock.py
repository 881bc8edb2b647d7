"""Today and now, for views and commands only; a rehearsal stands at a day of its own."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The moment; in a rehearsal, the time of the real day on the rehearsal's day."""
    real = timezone.now()
    if settings.DAY is None:
        return real
    local = real.astimezone(ZONE)
    return datetime.combine(settings.DAY, local.timetz()).astimezone(real.tzinfo)


def today() -> date:
    return now().astimezone(ZONE).date()
