"""Looking as somebody, without becoming them: nothing changes but the record."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.audit.actions import record
from phoihop.kit.actor import Actor
from phoihop.org import rules
from phoihop.org.models import Verb
from phoihop.org.people import visible_people


@transaction.atomic
def look_as(*, actor: Actor, person: User, unit_id: int, day: date) -> None:
    """That it was asked what they would see at that unit on that day."""
    if not rules.may_look_as(actor) or not visible_people(actor).filter(pk=person.pk).exists():
        raise PermissionDenied
    record(actor=actor, verb=Verb.LOOKED_AS, subject=person, words={"unit": unit_id, "on": day.isoformat()})
