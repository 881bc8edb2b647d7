"""An address under which one's own calendar fetches due days without signing in."""

from __future__ import annotations

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.audit.actions import record
from phoihop.duties.models import CalendarKey, Verb
from phoihop.duties.queries import may_read
from phoihop.kit.actor import Actor


@transaction.atomic
def open_calendar(*, actor: Actor) -> CalendarKey:
    """A new address; the one before it ends. Who looks in for somebody gets none: it would outlast the leave."""
    if actor.user_id is None or actor.helper or not may_read(actor):
        raise PermissionDenied
    key, _made = CalendarKey.objects.update_or_create(
        user_id=actor.user,
        unit_id=actor.unit,
        defaults={"nonce": secrets.token_urlsafe(24), "made_at": actor.at},
    )
    record(actor=actor, verb=Verb.CALENDAR_OPENED, subject=key)
    return key


@transaction.atomic
def close_calendar(*, actor: Actor) -> None:
    """Twice is once."""
    key = CalendarKey.objects.filter(user_id=actor.user, unit_id=actor.unit).first()
    if key:
        record(actor=actor, verb=Verb.CALENDAR_CLOSED, subject=key)
        key.delete()
