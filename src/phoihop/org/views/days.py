"""The day of `?ngay=` in an address."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest


def day_asked(request: HttpRequest, today: date) -> tuple[date, bool]:
    """The day, and whether what was typed could be read; empty is today."""
    typed = request.GET.get("ngay", "").strip()
    if not typed:
        return today, True
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(typed, shape).date(), True  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return today, False
