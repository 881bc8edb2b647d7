"""Saved views of lists: one's own and those shared in the unit."""

from __future__ import annotations

from django.db.models import Q

from phoihop.duties.models import SavedView
from phoihop.kit.actor import Actor
from phoihop.kit.prepared import Prepared

_VIEWS = Prepared(
    [int, int, str],
    lambda user, unit, page: SavedView.objects.filter(
        Q(user_id=user) | Q(shared=True), unit_id=unit, page=page
    ).order_by("name", "pk"),
)


def saved_views(actor: Actor, page: str) -> list[SavedView]:
    return _VIEWS(actor.user, actor.unit, page)
