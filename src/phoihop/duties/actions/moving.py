"""A restructuring never changes an obligation's unit: live ones end, the successor's opens once, linked."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties.models import Obligation, Party, State, Verb
from phoihop.kit.actor import Actor
from phoihop.org.models import Restructuring
from phoihop.org.moves import Move

LIVE = (State.OPEN, State.WAITING_HEAD, State.RETURNED)


def move_duties(actor: Actor, restructuring: Restructuring, moves: list[Move]) -> None:
    """Named parties follow to the successors; open obligations are ended and opened there."""
    heirs = {move.source: [target for target, _share in move.targets] for move in moves}
    _name_heirs(heirs, {move.source: move.on for move in moves})
    _move_open(actor, restructuring, heirs)


def _name_heirs(heirs: dict[int, list[int]], ended: dict[int, date]) -> None:
    """The old unit's name stays on the duty, for days before; its heirs stand beside it, for days after."""
    rows = Party.objects.filter(unit__in=list(heirs), duty__status="active").values_list("duty_id", "part", "unit_id")
    Party.objects.bulk_create(
        (
            Party(duty_id=duty, part=part, unit_id=heir, since=ended[unit])
            for duty, part, unit in rows
            for heir in heirs[unit]
        ),
        ignore_conflicts=True,
    )


def _move_open(actor: Actor, restructuring: Restructuring, heirs: dict[int, list[int]]) -> None:
    live = list(
        Obligation.objects.select_for_update()
        .filter(unit__in=list(heirs), state__in=LIVE, closed_at=None)
        .order_by("pk")
    )
    wanted: dict[tuple[int, int, str], Obligation] = {}
    for old in live:
        for heir in heirs[old.unit_id]:
            wanted.setdefault((old.duty_id, heir, old.period), old)
    have = _standing(live, heirs)
    fresh = [
        _heir_row(old, heir, actor) for (duty, heir, period), old in wanted.items() if (duty, heir, period) not in have
    ]
    Obligation.objects.bulk_create(fresh, batch_size=1000, ignore_conflicts=True)
    have = _standing(live, heirs)
    reason = _("The unit ended: %(title)s") % {"title": restructuring.title}
    for old in live:
        old.state, old.closed_at, old.closed_reason = State.ENDED, actor.at, reason[:500]
        first = heirs[old.unit_id][:1]
        old.successor_id = have.get((old.duty_id, first[0], old.period)) if first else None
    Obligation.objects.bulk_update(live, ["state", "closed_at", "closed_reason", "successor"], batch_size=500)
    if live:
        words = {"ended": len(live), "opened": len(fresh)}
        record(actor=actor, verb=Verb.MOVED, subject=restructuring, words=words)


def _standing(live: list[Obligation], heirs: dict[int, list[int]]) -> dict[tuple[int, int, str], int]:
    units = {heir for row in heirs.values() for heir in row}
    by_duty: dict[int, set[str]] = defaultdict(set)
    for old in live:
        by_duty[old.duty_id].add(old.period)
    rows = Obligation.objects.filter(duty__in=list(by_duty), unit__in=units)
    return {(d, u, p): pk for pk, d, u, p in rows.values_list("pk", "duty_id", "unit_id", "period")}


def _heir_row(old: Obligation, heir: int, actor: Actor) -> Obligation:
    return Obligation(
        duty_id=old.duty_id,
        asker_id=old.asker_id,
        unit_id=heir,
        period=old.period,
        first=old.first,
        last=old.last,
        due=old.due,
        due_first=old.due_first,
        month=old.month,
        event_words=old.event_words,
        opened_at=actor.at,
    )
