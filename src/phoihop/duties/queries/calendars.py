"""Whose due days an address of a calendar gives."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from phoihop.duties.models import CalendarKey
from phoihop.kit.actor import Actor
from phoihop.org.queries import actor_for

_SALT = "phoihop.duties.calendar"


def token_of(key: CalendarKey) -> str:
    """Made of the installation's secret too: who reads the database alone cannot make it."""
    return f"{key.pk}-{salted_hmac(_SALT, f'{key.pk}:{key.nonce}', algorithm='sha256').hexdigest()[:40]}"


def calendar_key(token: str) -> CalendarKey | None:
    number, _dash, _rest = token.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 15):
        return None
    key = CalendarKey.objects.select_related("user", "unit").filter(pk=int(number), user__is_active=True).first()
    return key if key and constant_time_compare(token_of(key), token) else None


def reader_of(key: CalendarKey, *, on: date, at: datetime) -> Actor | None:
    """None once the user has no role at the unit any more."""
    return actor_for(key.user_id, key.unit.key, on=on, at=at)


def own_key(actor: Actor) -> CalendarKey | None:
    return CalendarKey.objects.filter(user_id=actor.user, unit_id=actor.unit).first()
