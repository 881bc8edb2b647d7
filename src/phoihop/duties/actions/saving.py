"""A list's address kept under a name."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.models import SavedView, Verb
from phoihop.duties.queries import may_read
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused

MOST = 50


@transaction.atomic
def save_view(*, actor: Actor, page: str, name: str, query: str, shared: bool = False) -> SavedView:
    """The same name again replaces what it held."""
    if not may_read(actor) or actor.user_id is None:
        raise PermissionDenied
    if not name.strip():
        raise Refused(_("Give the view a name."))
    mine = SavedView.objects.filter(user_id=actor.user, unit_id=actor.unit)
    if mine.count() >= MOST and not mine.filter(page=page, name=name.strip()).exists():
        raise Refused(_("Fifty views are kept already. Remove one that is no longer needed."))
    view, _made = SavedView.objects.update_or_create(
        user_id=actor.user,
        unit_id=actor.unit,
        page=page,
        name=name.strip()[:80],
        defaults={"query": query[:600], "shared": shared, "made_at": actor.at},
    )
    record(actor=actor, verb=Verb.VIEW_SAVED, subject=view, words={"name": view.name})
    return view


@transaction.atomic
def drop_view(*, actor: Actor, view: SavedView) -> None:
    """Only one's own."""
    if view.user_id != actor.user_id or view.unit_id != actor.unit_id:
        raise PermissionDenied
    record(actor=actor, verb=Verb.VIEW_DROPPED, subject=view, words={"name": view.name})
    view.delete()
