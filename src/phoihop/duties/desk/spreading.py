"""Asked once: words that were said to mean somebody mean the same at every place that still asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from phoihop.audit.actions import record
from phoihop.documents.models import Document
from phoihop.duties.desk.gone import Doer
from phoihop.duties.desk.proposing import marks_in, resolved
from phoihop.duties.desk.working import hold
from phoihop.duties.models import Desk, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold


def fill_same_words(desk: Desk, named: Iterable[Doer]) -> bool:
    """Of this letter, part of an action that holds it; whether anything was filled in."""
    known = {fold(doer["words"]): doer for doer in named if marks_in(doer)}
    doers = [_filled(doer, known) for doer in desk.doers]
    changed = bool(doers != desk.doers)
    if changed:
        desk.doers = doers
        desk.save(update_fields=["doers"])
    for item in desk.items.exclude(doers=None):
        own = [_filled(doer, known) for doer in item.doers or []]
        if own != item.doers:
            item.doers, changed = own, True
            item.save(update_fields=["doers"])
    return changed


def _filled(doer: Doer, known: dict[str, Doer]) -> Doer:
    means = known.get(fold(doer["words"]))
    return doer if means is None or marks_in(doer) else {**doer, "units": means["units"], "groups": means["groups"]}


def put_right(desk: Desk, misread: Iterable[Doer], named: Sequence[Doer]) -> None:
    """In the place of words that nobody knew, with the part that stood there; part of an action that holds the letter."""
    wrong = {fold(doer["words"]) for doer in misread}
    desk.doers = _replaced(desk.doers, wrong, named)
    desk.save(update_fields=["doers"])
    for item in desk.items.exclude(doers=None):
        item.doers = _replaced(item.doers or [], wrong, named)
        item.save(update_fields=["doers"])


def _replaced(doers: Sequence[Doer], wrong: set[str], named: Sequence[Doer]) -> list[Doer]:
    out: list[Doer] = []
    for doer in doers:
        misread = fold(doer["words"]) in wrong and not marks_in(doer)
        out += [{**one, "part": doer["part"]} for one in named] if misread else [doer]
    return list({fold(doer["words"]): doer for doer in reversed(out)}.values())[::-1]


def fill_open_letters(actor: Actor, words: Sequence[str]) -> None:
    """Letters of the unit that lie on the desk and ask for the same words; part of the action that remembers them."""
    named = [resolved(one, "do", actor.on) for one in words]
    wanted = {fold(doer["words"]) for doer in named if marks_in(doer)}
    waiting = (Document.Status.NEW, Document.Status.READING)
    rows = Desk.objects.filter(assigned_at=None, document__unit_id=actor.unit, document__status__in=waiting)
    for desk in rows.prefetch_related("items") if wanted else []:
        if wanted.isdisjoint(_unknown(desk)):
            continue
        held = hold(actor, desk, None)
        fill_same_words(held, named)
        record(actor=actor, verb=Verb.CHANGED, subject=held, words={"doers": len(wanted & _unknown(desk))})


def _unknown(desk: Desk) -> set[str]:
    doers = [*desk.doers, *(doer for item in desk.items.all() for doer in item.doers or [])]
    return {fold(doer["words"]) for doer in doers if not marks_in(doer)}
