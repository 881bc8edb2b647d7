"""What the worker does for the due-list; each bears running twice, late or not at all for a month."""

from __future__ import annotations

from phoihop.duties.actions import nudge_all, open_all_obligations
from phoihop.jobs.registry import register
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.org.actions import apply_due_restructurings


def _system() -> Actor:
    at = clock.now()
    return Actor.system(on=at.astimezone(clock.ZONE).date(), at=at)


def open_obligations() -> int:
    """First what changed in the tree, then what falls due in it."""
    apply_due_restructurings(actor=_system())
    return open_all_obligations(actor=_system())


def send_nudges() -> int:
    """Reminders and escalation; run twice, late or not at all for a month, nobody is told a thing twice."""
    return nudge_all(actor=_system())


def register_all() -> None:
    register("duties.open_obligations", open_obligations, cron="5 0,6,12,18 * * *")
    register("duties.send_nudges", send_nudges, cron="0 7 * * *")
