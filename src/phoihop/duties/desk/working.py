"""Writes of the desk: every change names the version it saw; two clerks see each other and can't overwrite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.documents.actions import correct_document, set_status
from phoihop.documents.models import Document
from phoihop.documents.rules import may_change
from phoihop.duties.desk.ordering import asks
from phoihop.duties.desk.proposing import ASKED, doers_for, doers_of, items_of_reading
from phoihop.duties.desk.rereading import JOINED, as_they_were, read_again, take_over
from phoihop.duties.models import Desk, DeskItem, Party, Presence, ScheduleKind, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.models import Unit
from phoihop.org.queries import name_on
from phoihop.reading import Reading, read, short_title

EDITABLE = (
    "title", "status", "doers", "schedule", "cadence", "due_rule", "due", "kept_day", "starts", "through", "reaches_back",
    "choose_by", "answered_in_id", "form_key", "step",
)  # fmt: skip


class Moved(Refused):
    """The desk was changed by somebody else since this page was read."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this letter meanwhile. The page shows how it stands now; look again.")
        )


@transaction.atomic
def lay_on_desk(*, actor: Actor, document: Document, reading: Reading | None = None) -> Desk:
    """The reader's proposal, made once; opening again gives the desk as it was left. `reading`: where it was read already."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not may_change(actor, document):
        raise PermissionDenied
    if document.status == Document.Status.WITHDRAWN:
        raise Refused(_("This letter is withdrawn. Take it in again if it was right after all."))
    if held := Desk.objects.filter(document=document).first():
        if document.status == Document.Status.FILED and not held.assigned_at:
            set_status(document, Document.Status.READING)
        return held
    desk = Desk.objects.create(document=document, changed_at=actor.at, changed_by_id=actor.user_id)
    reading = reading or read(document.text, name=document.file_name)
    DeskItem.objects.bulk_create(items_of_reading(desk.pk, reading, actor.on))
    desk.doers = doers_of(reading.tasks[0], actor.on) if reading.tasks else []
    desk.save(update_fields=["doers"])
    items = list(desk.items.all())
    for item, task in zip(items, reading.tasks, strict=True):
        own = doers_of(task, actor.on)
        if [d["words"] for d in own] != [d["words"] for d in desk.doers] or own != desk.doers:
            item.doers = own
        item.found[ASKED] = asks(item, own, actor.on)
    DeskItem.objects.bulk_update(items, ["doers", "found"])
    set_status(document, Document.Status.READING)
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"items": len(reading.tasks)})
    return desk


def hold(actor: Actor, desk: Desk, seen: int | None) -> Desk:
    """Lock, check rights and version, count up; what every change of the desk begins with."""
    desk = Desk.objects.select_for_update(of=("self",)).select_related("document").get(pk=desk.pk)
    if not may_change(actor, desk.document):
        raise PermissionDenied
    if desk.assigned_at:
        raise Refused(_("This letter was given out already. Change or withdraw its duties instead."))
    if desk.document.status == Document.Status.WITHDRAWN:
        raise Refused(_("This letter is withdrawn. Take it in again if it was right after all."))
    if seen is not None and seen != desk.version:
        raise Moved
    Desk.objects.filter(pk=desk.pk).update(version=F("version") + 1, changed_at=actor.at, changed_by_id=actor.user_id)
    desk.version += 1
    return desk


@transaction.atomic
def change_item(*, actor: Actor, desk: Desk, item: DeskItem, seen: int | None = None, **fields: Any) -> Desk:
    """Confirm, reject, correct, set the schedule and who owes."""
    desk = hold(actor, desk, seen)
    changed = _set(desk, item, fields, actor.on)
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"item": item.pk, "fields": changed})
    return desk


@transaction.atomic
def change_items(
    *, actor: Actor, desk: Desk, changes: Sequence[tuple[DeskItem, dict[str, Any]]], seen: int | None = None
) -> Desk:
    """Several tasks by one press, one line on record."""
    desk = hold(actor, desk, seen)
    changed = {name for item, fields in changes for name in _set(desk, item, fields, actor.on)}
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"items": len(changes), "fields": sorted(changed)})
    return desk


def _set(desk: Desk, item: DeskItem, fields: dict[str, Any], on: date) -> list[str]:
    item = DeskItem.objects.get(pk=item.pk, desk=desk)
    changed = {k: v for k, v in fields.items() if k in EDITABLE and getattr(item, k) != v}
    for name, value in changed.items():
        setattr(item, name, value)
    _tidy(item, on)
    item.save()
    return sorted(changed)


def _tidy(item: DeskItem, on: date) -> None:
    """A schedule keeps only what belongs to it."""
    if item.schedule and not item.starts:
        item.starts = on
    if item.schedule != ScheduleKind.ONCE:
        item.due = item.kept_day = None
    elif item.due and item.starts and item.starts > item.due:
        item.starts = item.due
    if item.schedule not in {ScheduleKind.RHYTHM, ScheduleKind.UNIT_RHYTHM}:
        item.cadence, item.reaches_back = "", False
        if item.schedule != ScheduleKind.EVENT:
            item.due_rule = ""
    elif not item.due_rule:
        item.due_rule = "end"
    if item.schedule != ScheduleKind.UNIT_RHYTHM:
        item.choose_by = None
    if item.schedule != ScheduleKind.STANDING:
        item.answered_in_id = None


@transaction.atomic
def change_doers(*, actor: Actor, desk: Desk, doers: list[dict[str, Any]], seen: int | None = None) -> Desk:
    """Who owes everything that does not say otherwise."""
    desk = hold(actor, desk, seen)
    desk.doers, desk.doers_decided = doers, True
    desk.save(update_fields=["doers", "doers_decided"])
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"doers": len(doers)})
    return desk


@transaction.atomic
def take_as_own(*, actor: Actor, desk: Desk, body: Unit, seen: int | None = None) -> Desk:
    """«Việc của cơ quan ta, trả lời cho …»: our unit owes every task, and the body outside asks."""
    desk = hold(actor, desk, seen)
    own = Unit.objects.get(pk=actor.unit)
    words = name_on(own.pk, actor.on)
    desk.doers = [{"words": words, "part": Party.Part.DO, "units": [own.key], "groups": []}]
    desk.doers_decided = True
    desk.save(update_fields=["doers", "doers_decided"])
    desk.items.update(doers=None)
    correct_document(actor=actor, document=desk.document, issuer_unit=body)
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"asked_by": body.pk})
    return desk


@transaction.atomic
def change_header(*, actor: Actor, desk: Desk, seen: int | None = None, **fields: Any) -> Desk:
    """The letter's header, under the version of the desk."""
    desk = hold(actor, desk, seen)
    desk.document = correct_document(actor=actor, document=desk.document, **fields)
    return desk


@transaction.atomic
def split_item(*, actor: Actor, desk: Desk, item: DeskItem, at: int, seen: int | None = None) -> Desk:
    """In two at an offset into the letter; both parts are to be looked at again."""
    desk = hold(actor, desk, seen)
    item = DeskItem.objects.get(pk=item.pk, desk=desk)
    text = desk.document.text
    if not item.start < at < item.end or not text[item.start : at].strip() or not text[at : item.end].strip():
        raise Refused(_("Put the cursor inside the words of the task, where the second one begins."))
    second = at + len(text[at : item.end]) - len(text[at : item.end].lstrip(" ;,.\n"))
    tail = DeskItem.objects.get(pk=item.pk)
    tail.pk, tail.position = None, item.position + 1
    DeskItem.objects.filter(desk=desk, position__gt=item.position).update(position=F("position") + 1)
    _reword(item, text, item.start, at)
    _reword(tail, text, second, tail.end)
    for part in (item, tail):
        read_again(part, text, actor.on)
    item.save()
    tail.save()
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"split": item.pk})
    return desk


@transaction.atomic
def join_item(*, actor: Actor, desk: Desk, item: DeskItem, seen: int | None = None) -> Desk:
    """With the next one of the letter that stands; what only that one says of who and when is said of both."""
    desk = hold(actor, desk, seen)
    item = DeskItem.objects.get(pk=item.pk, desk=desk)
    rest = DeskItem.objects.filter(desk=desk, position__gt=item.position).exclude(status=DeskItem.Status.REJECTED)
    after = rest.order_by("position").first()
    if after is None:
        raise Refused(_("There is no task after this one to join it with."))
    kept = as_they_were(item, after)
    _reword(item, desk.document.text, min(item.start, after.start), max(item.end, after.end))
    take_over(item, after)
    item.found[JOINED] = kept
    desk.items.filter(answered_in=after).exclude(pk=item.pk).update(answered_in=item)
    after.delete()
    DeskItem.objects.filter(desk=desk, position__gt=after.position).update(position=F("position") - 1)
    item.save()
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"joined": item.pk})
    return desk


@transaction.atomic
def add_item(*, actor: Actor, desk: Desk, start: int, end: int, seen: int | None = None) -> DeskItem:
    """From words selected in the letter."""
    desk = hold(actor, desk, seen)
    text = desk.document.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise Refused(_("Select the words of the task in the letter first."))
    before = DeskItem.objects.filter(desk=desk, start__lte=start).aggregate(last=Max("position"))
    place = (before["last"] or 0) + 1
    DeskItem.objects.filter(desk=desk, position__gte=place).update(position=F("position") + 1)
    item = DeskItem(desk=desk, position=place, kind="action", found={"rule": "by_hand", "confidence": 1.0})
    _reword(item, text, start, end)
    read_again(item, text, actor.on)
    item.found[ASKED] = asks(item, doers_for(desk, item), actor.on)
    item.save()
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"added": item.pk})
    return item


@transaction.atomic
def take_words(*, actor: Actor, desk: Desk, item: DeskItem, start: int, end: int, seen: int | None = None) -> DeskItem:
    """One task of exactly these words: those that mostly lie in them, or in which they lie, become it."""
    desk = hold(actor, desk, seen)
    text = desk.document.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise Refused(_("Select the words of the task in the letter first."))
    standing = desk.items.exclude(status=DeskItem.Status.REJECTED)
    meant = [one for one in standing if is_mostly(one, start, end)]
    if not meant:
        raise Refused(_("No task stands at these words. Add them as a task of their own."))
    kept = next((one for one in meant if one.pk == item.pk), meant[0])
    desk.items.filter(pk__in=[one.pk for one in meant if one.pk != kept.pk]).delete()
    _reword(kept, text, start, end)
    read_again(kept, text, actor.on)
    kept.save()
    record(actor=actor, verb=Verb.CHANGED, subject=desk, words={"joined": kept.pk, "items": len(meant)})
    return kept


def is_mostly(item: DeskItem, start: int, end: int) -> bool:
    """At least half of the shorter one lies in the other: a word caught from the neighbour is none of it."""
    shared = min(item.end, end) - max(item.start, start)
    return shared > 0 and 2 * shared >= min(item.end - item.start, end - start)


def _reword(item: DeskItem, text: str, start: int, end: int) -> None:
    words = text[start:end]
    item.start = start + len(words) - len(words.lstrip())
    item.end = end - (len(words) - len(words.rstrip(" ;,\n")))
    item.words = text[item.start : item.end]
    item.title = short_title(item.words)
    item.status = DeskItem.Status.UNSEEN
    item.found.pop(JOINED, None)


def be_present(*, actor: Actor, desk: Desk) -> None:
    """Overwritten on every look, never on record."""
    Presence.objects.update_or_create(desk=desk, user_id=actor.user, defaults={"seen_at": actor.at})
