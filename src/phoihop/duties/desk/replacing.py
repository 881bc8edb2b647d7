"""One press for whoever is gone: successors stand in the place, or the addressee is left out with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.desk.gone import Gone, doers_on, gone_among, gone_marks
from phoihop.duties.desk.proposing import marks_in
from phoihop.duties.desk.working import hold
from phoihop.duties.models import Desk, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused

Doer = dict[str, Any]


@transaction.atomic
def replace_gone(*, actor: Actor, desk: Desk, mark: str, seen: int | None = None) -> Desk:
    """Everywhere in the letter, as far as it is still on the desk."""
    desk = hold(actor, desk, seen)
    gone = _the_gone(actor, desk, mark)
    if not gone.heirs:
        raise Refused(
            _("Nobody stands in the place of «%(name)s». Name another, or leave it out.") % {"name": gone.name}
        )
    heirs = [heir for heir, _name in gone.heirs]
    _change(desk, lambda doer: _put(doer, _others(doer, gone) + heirs) if _means(doer, gone) else doer)
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"replaced": gone.name, "doers": len(heirs)})
    return desk


@transaction.atomic
def drop_gone(*, actor: Actor, desk: Desk, mark: str, reason: str, seen: int | None = None) -> Desk:
    """Who is left without a unit or group leaves the letter's doers; the reason stays with the letter."""
    desk = hold(actor, desk, seen)
    gone = _the_gone(actor, desk, mark)
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise Refused(
            _("Say why «%(name)s» is left out; whoever opens the letter later reads it.") % {"name": gone.name}
        )

    def without(doer: Doer) -> Doer | None:
        if not _means(doer, gone):
            return doer
        others = _others(doer, gone)
        return _put(doer, others) if others else None

    _change(desk, without)
    desk.dropped = [*desk.dropped, {"name": gone.name, "reason": reason, "on": actor.on.isoformat()}]
    desk.save(update_fields=["dropped"])
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"left_out": gone.name, "reason": reason})
    return desk


def _the_gone(actor: Actor, desk: Desk, mark: str) -> Gone:
    doers = doers_on(desk, list(desk.items.all()))
    for gone in gone_among(doers, actor.on, gone_marks(doers, actor.on)):
        if gone.mark == mark:
            return gone
    raise Refused(_("This addressee is settled already. The page shows how it stands now."))


def _means(doer: Doer, gone: Gone) -> bool:
    marks = marks_in(doer)
    return gone.mark in marks or (not marks and gone.mark == f"w:{doer['words']}")


def _others(doer: Doer, gone: Gone) -> list[str]:
    return [mark for mark in marks_in(doer) if mark != gone.mark]


def _put(doer: Doer, marks: list[str]) -> Doer:
    marks = list(dict.fromkeys(marks))
    named = {kind: [mark[2:] for mark in marks if mark.startswith(kind)] for kind in ("u:", "g:")}
    return {**doer, "units": named["u:"], "groups": named["g:"]}


def _change(desk: Desk, change: Callable[[Doer], Doer | None]) -> None:
    """The letter's own doers and those of each task that has its own."""
    desk.doers = [new for doer in desk.doers if (new := change(doer))]
    desk.save(update_fields=["doers"])
    for item in desk.items.exclude(doers=None):
        item.doers = [new for doer in item.doers or [] if (new := change(doer))]
        item.save(update_fields=["doers"])
