"""Scans and old Word files come in by two steps: they take seconds to read, so a worker does it, and until it knows that
the paper bears no secrecy mark nothing of it is kept, not even its name: the file travels sealed for that worker's memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from phoihop.documents import rules
from phoihop.documents.actions import register_document
from phoihop.documents.models import Document, Scan, ScannedPage
from phoihop.documents.seals import checked
from phoihop.documents.words import remarks_of, tidied
from phoihop.extract import Extract, Refusal, can_read_old_word, can_read_scans, extract_old_word, extract_scan, kind_of
from phoihop.files.actions import clean_name, store
from phoihop.files.secrecy import SECRET, refuse_secret
from phoihop.jobs.actions import any_worker, enqueue_sealed
from phoihop.jobs.registry import register
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.reading import scan_mark, secrecy_mark

TASK = "documents.read_scan"
OLD_WORD = "documents.read_old_word"
SHOWN = timedelta(hours=24)
Progress = Callable[[int, int], None]


def scans_of(actor: Actor) -> QuerySet[Scan]:
    """Of the actor's unit: what is being read, and what ended within a day."""
    if not rules.may_register(actor):
        return Scan.objects.none()
    rows = Scan.objects.filter(unit_id=actor.unit).select_related("document")
    return rows.filter(Q(ended_at=None) | Q(ended_at__gte=actor.at - SHOWN)).order_by("-created_at", "-pk")


@transaction.atomic
def take_scan(
    *, actor: Actor, data: bytes, name: str, direction: str, arrived_on: date | None, task: str = TASK
) -> Scan:
    """Handed to a worker that can read it; recorded when it becomes a letter, since a marked paper leaves no trace."""
    if not rules.may_register(actor):
        raise PermissionDenied
    scan = Scan.objects.create(
        unit_id=actor.unit,
        direction=direction,
        arrived_on=arrived_on,
        created_by_id=actor.user_id,
        created_at=actor.at,
    )
    head = {"name": name, "role": actor.role, "on": actor.on.isoformat(), "roles": sorted(actor.roles)}
    now = timezone.now()
    if not enqueue_sealed(task, json.dumps(head).encode() + b"\n" + data, now=now, pk=scan.pk):
        raise Refused(_no_reader(task, alive=any_worker(now)))
    return scan


def _no_reader(task: str, *, alive: bool) -> str:
    if not alive:
        return _(
            "Scans and .doc files are read by the worker, and none is running. "
            "Ask the administrator to start it: phoihop worker"
        )
    no = Refusal("no_tesseract" if task == TASK else "no_soffice")
    return no.vi if (translation.get_language() or "vi").startswith("vi") else no.en


def read_scan(pk: int, sealed: bytes | None) -> None:
    """The worker's part; run twice, the letter stands once."""
    scan = Scan.objects.filter(pk=pk, ended_at=None).first()
    if scan is None:
        return
    if sealed is None:
        _end(scan, Scan.State.LOST)
        return
    head, data = sealed.split(b"\n", 1)
    try:
        document = _register(scan, json.loads(head), data)
    except Refusal as no:
        _end(scan, Scan.State.REFUSED, said={"vi": no.vi, "en": no.en})
    except Refused as no:
        _end(scan, Scan.State.REFUSED, said={"vi": str(no), "en": str(no)})
    else:
        _end(scan, Scan.State.DONE, document=document)


def _register(scan: Scan, head: dict[str, Any], data: bytes) -> Document:
    def progress(done: int, of: int) -> None:
        Scan.objects.filter(pk=scan.pk).update(state=Scan.State.READING, pages_read=done, pages=of)

    Scan.objects.filter(pk=scan.pk).update(state=Scan.State.READING)
    found = _words_of(data, head["name"], progress)
    if scan_mark(found.text, found.stamps, found.apart) if found.scans else secrecy_mark(found.text):
        raise Marked
    found = checked(replace(found, text=tidied(found.text)), data)
    actor = Actor(
        scan.created_by_id, scan.unit_id, head["role"], date.fromisoformat(head["on"]), clock.now(),
        frozenset(head["roles"]),
    )  # fmt: skip
    with transaction.atomic():
        refuse_secret(found.text, head["name"])
        file = store(actor=actor, data=data, name=head["name"])
        document = register_document(
            actor=actor,
            text=found.text,
            file=file,
            file_name=clean_name(head["name"]),
            direction=scan.direction,
            arrived_on=scan.arrived_on,
            remarks=remarks_of(found),
        )
        keep_pages(document, found)
    return document


def _words_of(data: bytes, name: str, progress: Progress) -> Extract:
    if kind_of(data, name).name == "doc":
        return extract_old_word(data, name)
    return extract_scan(data, name, progress=progress)


class Marked(Refusal):
    """In both languages, since nobody knows in the worker who will read it."""

    def __init__(self) -> None:
        self.code, self.place = "secret", ""
        with translation.override("vi"):
            self.vi = str(SECRET)
        with translation.override("en"):
            self.en = str(SECRET)
        Exception.__init__(self, self.en)


def keep_pages(document: Document, found: Extract) -> None:
    """Where each word stands on its page; a letter that was here already keeps what it has."""
    if document.text != found.text or document.scanned_pages.exists():
        return
    ScannedPage.objects.bulk_create(
        ScannedPage(
            document=document,
            number=scan.page + 1,
            sure=scan.sure,
            words=[[w.start, w.end, w.left, w.top, w.right, w.bottom, w.sure] for w in scan.words],
        )
        for scan in found.scans
    )


def _end(scan: Scan, state: str, *, said: dict[str, str] | None = None, document: Document | None = None) -> None:
    Scan.objects.filter(pk=scan.pk).update(state=state, said=said or {}, document=document, ended_at=clock.now())


def register_all() -> None:
    register(TASK, read_scan, able=can_read_scans)
    register(OLD_WORD, read_scan, able=can_read_old_word)
