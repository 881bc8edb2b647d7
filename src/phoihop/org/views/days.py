"""Days in an address."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest

from phoihop.kit.clock import ZONE
from phoihop.kit.days import day_in


def day_asked(request: HttpRequest, today: date) -> tuple[date, bool]:
    """The day of `?ngay=`, and whether what was typed could be read; empty is today."""
    typed = request.GET.get("ngay", "").strip()
    found = day_in(typed)
    return found or today, bool(found or not typed)


def known_asked(request: HttpRequest) -> tuple[date | None, datetime | None]:
    """The day of `?biet=`, by whose end something must have been known, and that moment."""
    day = day_in(request.GET.get("biet", "").strip())
    return day, end_of(day) if day else None


def end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZONE)
