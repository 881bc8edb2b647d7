"""Who may read a file depends on what it belongs to: higher rooms say it here."""

from __future__ import annotations

from collections.abc import Callable

from phoihop.files.models import Attachment
from phoihop.kit.actor import Actor

Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}


def register(owner_kind: str, reader: Reader) -> None:
    _readers[owner_kind] = reader


def may_read(actor: Actor, attachment: Attachment) -> bool:
    reader = _readers.get(attachment.owner_kind)
    return reader is not None and reader(actor, attachment.owner_id)
