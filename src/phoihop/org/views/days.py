"""Days in an address."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from phoihop.kit.days import day_in


def day_asked(request: HttpRequest, today: date) -> tuple[date, bool]:
    """The day of `?ngay=`, and whether what was typed could be read; empty is today."""
    typed = request.GET.get("ngay", "").strip()
    found = day_in(typed)
    return found or today, bool(found or not typed)
