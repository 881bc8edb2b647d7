"""Two tasks made one keep what they were, so that the join can be undone."""

from __future__ import annotations

from typing import cast

from django.core import serializers
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.desk.rereading import JOINED
from phoihop.duties.desk.working import hold
from phoihop.duties.models import Desk, DeskItem, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused


@transaction.atomic
def part_item(*, actor: Actor, desk: Desk, item: DeskItem, seen: int | None = None) -> Desk:
    """Two tasks again, as before they were joined; what was set since on the joined one is gone."""
    desk = hold(actor, desk, seen)
    item = DeskItem.objects.get(pk=item.pk, desk=desk)
    if not (kept := item.found.get(JOINED)):
        raise Refused(_("This task was not joined from two, or was cut anew since."))
    first, second = (cast(DeskItem, found.object) for found in serializers.deserialize("python", kept["parts"]))
    for one in (first, second):
        one.desk = desk
        if one.answered_in_id and not desk.items.filter(pk=one.answered_in_id).exists():
            one.answered_in_id = None
    first.position = item.position
    desk.items.filter(position__gte=second.position).exclude(pk=first.pk).update(position=F("position") + 1)
    first.save()
    second.save()
    desk.items.filter(pk__in=kept["inside"]).update(answered_in=second)
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"parted": item.pk})
    return desk
