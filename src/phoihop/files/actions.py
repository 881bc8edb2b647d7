"""Keeping bytes: written beside their place, synced, moved; the same bytes once."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.extract import Refusal, kind_of
from phoihop.files.models import Attachment, StoredFile, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused

KEPT = {"txt", "csv", "docx", "xlsx", "ods", "pdf", "png", "jpeg", "tiff", "doc"}  # kinds of content that are taken


def check_size(size: int) -> None:
    if size > settings.UPLOAD_LIMIT:
        most = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise Refused(_("The file is larger than %(most)s MB. Make it smaller or split it.") % {"most": most})
    if size == 0:
        raise Refused(_("The file is empty. Choose another one."))


def media_type_of(data: bytes, name: str) -> str:
    """Judged by the content, not by the name's ending."""
    kind = kind_of(data, name)
    if kind.name not in KEPT:
        raise Refused(
            _("Files of this kind are not kept. Send Word, Excel, PDF, a picture (PNG, JPEG, TIFF) or plain text.")
        )
    return str(kind.media_type)


def sentence(refusal: Refusal) -> str:
    """What a pure room says no with, in the reader's language."""
    return str(refusal.vi if (get_language() or "vi").startswith("vi") else refusal.en)


@transaction.atomic
def store(*, actor: Actor, data: bytes, name: str) -> StoredFile:
    """The file of these bytes; kept already, nothing is written."""
    check_size(len(data))
    digest = hashlib.sha256(data).hexdigest()
    if (held := StoredFile.objects.filter(sha256=digest).first()) and path_of(digest).exists():
        return held
    media_type = media_type_of(data, name)
    _write(digest, data)
    if held:
        return held
    file = StoredFile.objects.create(sha256=digest, size=len(data), media_type=media_type, created_at=actor.at)
    record(actor=actor, verb=Verb.STORED, subject=file, words={"size": len(data)})
    return file


def path_of(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:]


def _write(digest: str, data: bytes) -> None:
    place = path_of(digest)
    draft = place.with_name(f".{secrets.token_hex(8)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(
            _("The file could not be kept: the disk of the server is full. Tell the administrator.")
        ) from error


def content_of(file: StoredFile) -> bytes:
    return path_of(file.sha256).read_bytes()


@transaction.atomic
def attach(*, actor: Actor, file: StoredFile, name: str, owner_kind: str, owner_id: int) -> Attachment:
    """The same file twice on one owner is once."""
    found, made = Attachment.objects.get_or_create(
        file=file,
        owner_kind=owner_kind,
        owner_id=owner_id,
        defaults={"name": clean_name(name), "added_by_id": actor.user_id, "added_at": actor.at},
    )
    if made:
        record(actor=actor, verb=Verb.ATTACHED, subject=found, words={"owner": f"{owner_kind}:{owner_id}"})
    return found


@transaction.atomic
def detach(*, actor: Actor, attachment: Attachment) -> None:
    """The owner's room asks its rule first."""
    record(actor=actor, verb=Verb.DETACHED, subject=attachment, words={"name": attachment.name})
    attachment.delete()


def clean_name(name: str) -> str:
    """Only the last part of a path, without control characters."""
    last = name.replace("\\", "/").split("/")[-1]
    return "".join(c for c in last if c.isprintable()).strip(" .")[:200] or "tep"
