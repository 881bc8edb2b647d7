"""Saved views of lists: one's own and those shared in the unit."""

from __future__ import annotations

from django.db.models import Q

from phoihop.duties.models import SavedView
from phoihop.kit.actor import Actor


def saved_views(actor: Actor, page: str) -> list[SavedView]:
    rows = SavedView.objects.filter(Q(user_id=actor.user) | Q(shared=True), unit_id=actor.unit, page=page)
    return list(rows.order_by("name", "pk"))
