"""Days in an address."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest


def day_in(typed: str) -> date | None:
    """`30/6/2025`, `30-6-2025` or `2025-06-30`; None for what is no day."""
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"):
        try:
            found = datetime.strptime(typed.strip(), shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return found if 1900 <= found.year <= 2999 else None
    return None


def day_asked(request: HttpRequest, today: date) -> tuple[date, bool]:
    """The day of `?ngay=`, and whether what was typed could be read; empty is today."""
    typed = request.GET.get("ngay", "").strip()
    found = day_in(typed)
    return found or today, bool(found or not typed)
