"""«Giao»: the confirmed items become duties, and their obligations open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.documents.actions import passage_of
from phoihop.documents.models import Document
from phoihop.documents.signing import day_trouble
from phoihop.duties import rules
from phoihop.duties.actions.opening import open_obligations
from phoihop.duties.clock import calendar
from phoihop.duties.desk.gone import addressees_on, doers_on, gone_marks, open_gone
from phoihop.duties.desk.naming import remember
from phoihop.duties.desk.numbering import items_of
from phoihop.duties.desk.offers import bind_form
from phoihop.duties.desk.owning import is_own_debt, outside_asker
from phoihop.duties.desk.proposing import doers_for, groups_and_units, undecided
from phoihop.duties.desk.saying import gone_words
from phoihop.duties.desk.spreading import fill_open_letters
from phoihop.duties.models import Desk, DeskItem, Duty, Party, ScheduleKind, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.models import Unit


@transaction.atomic
def assign_letter(*, actor: Actor, desk: Desk, asker: Unit | None = None) -> list[Duty]:
    """Give the letter out; twice is once. `asker` is the body above where the duties are our own debt to it."""
    desk = Desk.objects.select_for_update(of=("self",)).select_related("document").get(pk=desk.pk)
    if not rules.may_assign(actor) or desk.document.unit_id != actor.unit_id:
        raise PermissionDenied
    items = items_of(desk)
    if desk.assigned_at:
        return [item.duty for item in items if item.duty]
    addressees = addressees_on(desk.document, actor.on)
    gone = gone_marks([*doers_on(desk, items), *addressees], actor.on)
    open_questions = [item.number for item in items if undecided(item, doers_for(desk, item), actor.on, gone)]
    if open_questions:
        places = ", ".join(str(n) for n in open_questions)
        raise Refused(_("Tasks %(places)s still have something undecided. Settle them first.") % {"places": places})
    if lost := open_gone(desk, items, actor.on, addressees, gone):
        raise Refused(gone_words(lost))
    if trouble := signing_trouble(desk.document, actor.on):
        raise Refused(trouble)
    duties = _make(actor, desk, items, asker)
    desk.assigned_at = actor.at
    desk.save(update_fields=["assigned_at"])
    desk.document.status = Document.Status.ASSIGNED if duties else Document.Status.FILED
    desk.document.save(update_fields=["status"])
    _remember_spellings(actor, desk, items)
    record(actor=actor, verb=Verb.ASSIGNED, subject=desk.document, words={"duties": len(duties)})
    for duty in duties:
        open_obligations(actor=Actor.system(on=actor.on, at=actor.at), duty=duty)
    return duties


def signing_trouble(document: Document, on: date) -> str:
    """Why the letter's day keeps it from being given out; empty where it does not."""
    if not document.signed_on:
        return _("The letter has no day. Type the day it was signed.")
    return day_trouble(document.signed_on, document.arrived_on, on)


def _remember_spellings(actor: Actor, desk: Desk, items: Sequence[DeskItem]) -> None:
    """Not before the letter is given out: a wrong press until then is only this letter's. Letters that wait on the desk
    and ask for the same words are not asked any more.
    """
    kept = [item for item in items if item.status != DeskItem.Status.REJECTED]
    doers = {doer["words"]: doer for item in kept for doer in doers_for(desk, item)}
    for doer in doers.values():
        remember(actor, doer, desk.document.text)
    if (body := outside_asker(desk.document, actor.on)) and desk.document.issuer:
        asker = {"words": desk.document.issuer, "part": Party.Part.DO, "units": [body.key], "groups": []}
        remember(actor, asker, desk.document.text)
    fill_open_letters(actor, list(doers))


def _make(actor: Actor, desk: Desk, items: Sequence[DeskItem], asker: Unit | None) -> list[Duty]:
    """Reports first, so that a standing duty can name the one it is answered in. What our unit alone owes in a letter
    of a body outside is asked by that body.
    """
    out: dict[int, Duty] = {}
    body = None if asker else outside_asker(desk.document, actor.on)
    own = Unit.objects.get(pk=actor.unit).key if body else ""
    kept = [item for item in items if item.status != DeskItem.Status.REJECTED]
    for item in sorted(kept, key=lambda x: x.schedule == ScheduleKind.STANDING):
        doers = doers_for(desk, item)
        asks = asker or (body if body and is_own_debt(actor, doers, own) else None)
        duty = _duty(actor, desk, item, asks, out.get(item.answered_in_id or 0))
        _parties(duty, doers)
        if item.form_key and not asks:
            bind_form(actor, duty, item.form_key)
        item.duty = duty
        item.save(update_fields=["duty"])
        out[item.pk] = duty
    return [out[item.pk] for item in kept]


def _on_day(due: date) -> str:
    """That day, also where it is a day off; of a working day nothing is said about moving."""
    return f"on={due.isoformat()}" + ("" if calendar().is_working(due) else ";shift=none")


def _duty(actor: Actor, desk: Desk, item: DeskItem, asker: Unit | None, inside: Duty | None) -> Duty:
    found = item.found
    named = found.get("deadline") or found.get("report_deadline")
    return Duty.objects.create(
        asker_id=asker.pk if asker else actor.unit,
        document=desk.document,
        passage=passage_of(desk.document, item.start, item.end, item.path),
        words=item.words,
        title=item.title,
        schedule=item.schedule,
        cadence=item.cadence,
        due_rule=_on_day(item.due) if item.schedule == ScheduleKind.ONCE and item.due else item.due_rule,
        starts=item.starts or actor.on,
        through=item.through or (item.due if item.schedule == ScheduleKind.ONCE else None),
        reaches_back=item.reaches_back,
        choose_by=item.choose_by,
        day_named=date.fromisoformat(named) if named else None,
        named_before=bool(found.get("before")),
        report_to="; ".join(found.get("report_to") or [])[:300],
        report_via=(found.get("report_via") or "")[:300],
        answered_in=inside,
        step=item.step,
        created_by_id=actor.user_id,
        created_at=actor.at,
    )


def _parties(duty: Duty, doers: list[dict[str, Any]]) -> None:
    rows: dict[tuple[int, int], Party] = {}
    for doer in doers:
        units, groups = groups_and_units(doer)
        for unit in units:
            rows.setdefault((unit.pk, 0), Party(duty=duty, part=doer["part"], unit=unit, words=doer["words"][:300]))
        for group in groups:
            rows.setdefault((0, group.pk), Party(duty=duty, part=doer["part"], group=group, words=doer["words"][:300]))
    Party.objects.bulk_create(rows.values())
