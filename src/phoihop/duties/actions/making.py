"""A duty without a letter: whatever asks (a regime, a conclusion, an item) holds the key to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.audit.actions import record
from phoihop.duties import rules
from phoihop.duties.actions.opening import open_obligations
from phoihop.duties.models import Duty, Party, Verb
from phoihop.kit.actor import Actor
from phoihop.org.models import Unit, UnitGroup


@transaction.atomic
def make_duty(  # noqa: PLR0913 - a duty is what its letter says, all of it
    *,
    actor: Actor,
    title: str,
    words: str,
    schedule: str,
    starts: date,
    owing: Sequence[Unit | UnitGroup],
    asker: Unit | None = None,
    cadence: str = "",
    due_rule: str = "",
    through: date | None = None,
    reaches_back: bool = False,
    origin: tuple[str, str] = ("", ""),
) -> Duty:
    """`origin` is a label and an address of who made it; periods over by now are owed if it `reaches_back`. Its
    obligations open at once.
    """
    if not rules.may_assign(actor):
        raise PermissionDenied
    duty = Duty.objects.create(
        asker_id=asker.pk if asker else actor.unit,
        title=title[:300],
        words=words,
        schedule=schedule,
        cadence=cadence,
        due_rule=due_rule,
        starts=starts,
        through=through,
        reaches_back=reaches_back,
        origin_label=origin[0],
        origin_url=origin[1],
        created_by_id=actor.user_id,
        created_at=actor.at,
    )
    Party.objects.bulk_create(
        Party(duty=duty, unit=one) if isinstance(one, Unit) else Party(duty=duty, group=one) for one in owing
    )
    record(actor=actor, verb=Verb.ASSIGNED, subject=duty, words={"title": title})
    open_obligations(actor=Actor.system(on=actor.on, at=actor.at), duty=duty)
    return duty
