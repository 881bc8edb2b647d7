"""The day a letter was signed, against the days that are known for sure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from phoihop.kit import formats


def day_trouble(signed: date | None, arrived: date | None, today: date) -> str:
    """Why a letter cannot have been signed on that day; empty where it can, or where the day is not known."""
    if signed is None:
        return ""
    if signed > today:
        return _("The signing day %(day)s has not come yet. Type the day that stands in the letter.") % {
            "day": formats.day(signed)
        }
    if arrived and signed > arrived:
        return _("The letter arrived on %(arrived)s, before its signing day %(day)s. Correct one of the two.") % {
            "arrived": formats.day(arrived),
            "day": formats.day(signed),
        }
    return ""
