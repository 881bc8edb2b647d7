"""One press for whoever is gone: successors stand in the place, or the addressee is left out with a reason."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.desk.gone import Doer, Gone, addressees_on, doers_on, gone_marks, open_gone
from phoihop.duties.desk.proposing import marks_in
from phoihop.duties.desk.working import hold
from phoihop.duties.models import Desk, DeskItem, Party, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused


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
    if any(_means(doer, gone) for doer in doers_on(desk, list(desk.items.all()))):
        _change(desk, lambda doer: _put(doer, _others(doer, gone) + heirs) if _means(doer, gone) else doer)
    else:
        _add(desk, _put({"words": gone.name, "part": Party.Part.DO}, heirs))
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
    desk.dropped = [*desk.dropped, {"mark": gone.mark, "name": gone.name, "reason": reason, "on": actor.on.isoformat()}]
    desk.save(update_fields=["dropped"])
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"left_out": gone.name, "reason": reason})
    return desk


def _the_gone(actor: Actor, desk: Desk, mark: str) -> Gone:
    items, addressees = list(desk.items.all()), addressees_on(desk.document, actor.on)
    marks = gone_marks([*doers_on(desk, items), *addressees], actor.on)
    for gone in open_gone(desk, items, actor.on, addressees, marks):
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


def _add(desk: Desk, doer: Doer) -> None:
    """An addressee whom no task names: owes what the whole letter owes, or every task where each has its own doers."""
    live = desk.items.exclude(status=DeskItem.Status.REJECTED)
    if live.filter(doers=None).exists():
        desk.doers = [*desk.doers, doer]
        desk.save(update_fields=["doers"])
        return
    for item in live:
        item.doers = [*(item.doers or []), doer]
        item.save(update_fields=["doers"])
