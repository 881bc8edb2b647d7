"""One's own notices."""

from __future__ import annotations

from django.db.models import QuerySet

from phoihop.kit.actor import Actor
from phoihop.notices.models import Notice


def own_notices(actor: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(user_id=actor.user).order_by("-made_at", "-pk")
