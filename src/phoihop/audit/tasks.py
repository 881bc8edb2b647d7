"""What the worker runs; the room of the queue, which stands above, puts it on its schedule."""

from __future__ import annotations

from phoihop.audit.sealing import seal_records as seal
from phoihop.kit import clock


def seal_records() -> int:
    return seal(now=clock.now())
