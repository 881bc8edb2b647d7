"""What the worker does in rounds; the room of the queue, which stands above, puts it on its schedule."""

from __future__ import annotations

from phoihop.audit.actions import record
from phoihop.audit.models import Verb
from phoihop.audit.noting import just_restored, note_seals
from phoihop.audit.sealing import seal_records as seal
from phoihop.audit.searching import fold_sealed
from phoihop.kit import clock
from phoihop.kit.actor import Actor


def seal_records() -> int:
    """Sealed, noted outside, and made findable; where nothing is new it only looks."""
    now = clock.now()
    if back := just_restored():
        actor = Actor.system(on=clock.today(), at=now)
        record(actor=actor, verb=Verb.RESTORED, subject=("audit.seal", back.number), words={"root": back.root})
    done = seal(now=now)
    note_seals(now)
    fold_sealed()
    return done
