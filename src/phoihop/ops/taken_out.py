"""Backups and exports go on record like any other reading of what is sensitive: by whom of the machine, and how much."""

from __future__ import annotations

import getpass

from phoihop.ops import damage

BACKUP, EXPORT = "ops.backup", "ops.export"


def on_record(kind: str, **words: object) -> None:
    """Of a whole database; where it cannot be put on record, the command ends."""
    from phoihop.audit.actions import record
    from phoihop.audit.models import Verb
    from phoihop.kit import clock
    from phoihop.kit.actor import Actor  # after setup

    actor = Actor.system(on=clock.today(), at=clock.now())
    with damage.said():
        record(actor=actor, verb=Verb.EXPORTED, subject=(kind, 0), words={"user": _somebody(), **words})


def _somebody() -> str:
    """Of the machine; a container may know no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
