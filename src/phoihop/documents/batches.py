"""A hundred files in one drop: each is sent by itself and has a result of its own, on a page that can be opened again.

Like a scan on its way, a batch is not on record: the letters are. Of a refused file only the reason stays, of a marked one nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phoihop.documents import rules
from phoihop.documents.intake import Taken, take_file
from phoihop.documents.models import Batch, BatchItem, Scan
from phoihop.documents.scanning import SHOWN
from phoihop.files.secrecy import Secret
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused

MOST = 300  # files of one batch


def batches_of(actor: Actor) -> QuerySet[Batch]:
    """The unit's of the last day, newest first."""
    if not rules.may_register(actor):
        return Batch.objects.none()
    return Batch.objects.filter(unit_id=actor.unit, created_at__gte=actor.at - SHOWN).order_by("-created_at", "-pk")


def items_of(batch: Batch) -> list[BatchItem]:
    rows = batch.items.select_related("document", "scan__document").order_by("place")
    return list(rows.defer("document__text", "document__folded", "scan__document__text", "scan__document__folded"))


def open_batch(*, actor: Actor, total: int, direction: str, arrived_on: date | None) -> Batch:
    if not rules.may_register(actor):
        raise PermissionDenied
    refuse_place(total)
    return Batch.objects.create(
        unit_id=actor.unit,
        direction=direction,
        arrived_on=arrived_on,
        total=total,
        created_by_id=actor.user_id,
        created_at=actor.at,
    )


def take_into(*, actor: Actor, batch: Batch, place: int, data: bytes, name: str, again: bool) -> BatchItem:
    """As any file is taken in; sent once more because the answer was lost, it stays what it was."""
    refuse_place(place)
    taken = take_file(
        actor=actor, data=data, name=name, direction=batch.direction, arrived_on=batch.arrived_on, again=again
    )
    became: dict[str, Any] = {"document": None, "scan": None, "already": False, "why": ""}
    became |= {"document": taken.document, "already": taken.already} if isinstance(taken, Taken) else {"scan": taken}
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk, total__lt=place).update(total=place)
        held = BatchItem.objects.filter(batch=batch, place=place).first()
        if held and held.document_id and held.document_id == _key(taken):
            return held
        return BatchItem.objects.update_or_create(batch=batch, place=place, defaults=became)[0]


def keep_refusal(*, actor: Actor, batch: Batch, place: int, refusal: Refused) -> None:
    """Why the file at this place was not taken in, without its name; of a marked paper nothing."""
    if isinstance(refusal, Secret) or not 1 <= place <= MOST:
        return
    if not rules.may_register(actor):
        raise PermissionDenied
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk, total__lt=place).update(total=place)
        held, made = BatchItem.objects.get_or_create(batch=batch, place=place, defaults={"why": str(refusal)})
        if not made and not held.document_id and not held.scan_id:
            held.why = str(refusal)
            held.save(update_fields=["why"])


def _key(taken: Taken | Scan) -> int | None:
    return taken.document.pk if isinstance(taken, Taken) else None


def refuse_place(place: int) -> None:
    if not 1 <= place <= MOST:
        raise Refused(_("At most %(most)d files are taken in by one drop. Send them in parts.") % {"most": MOST})
