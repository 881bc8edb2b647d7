"""Where the clocks of obligations stand: what was said already, from which day they count, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from phoihop.duties import ladder
from phoihop.duties.models import Nudge, Obligation, Response, State
from phoihop.kit.clock import ZONE


def told_of(rows: Iterable[Obligation]) -> dict[int, dict[str, date]]:
    """Rules done by the clock and their days, by obligation."""
    found: dict[int, dict[str, date]] = defaultdict(dict)
    nudges = Nudge.objects.filter(obligation__in=[o.pk for o in rows]).exclude(kind=Nudge.Kind.BY_HAND)
    for pk, rule, on in nudges.values_list("obligation_id", "rule", "on"):
        found[pk][rule] = on
    return found


def anchors_of(rows: Sequence[Obligation]) -> dict[int, ladder.Anchor]:
    """The day each clock counts from; those without a due day have no clock."""
    back = {o.pk for o in rows if o.state == State.RETURNED}
    newest = Response.objects.filter(obligation__in=back, state=Response.State.RETURNED).order_by("revision")
    returned = {r.obligation_id: r for r in newest}
    found = {}
    for row in rows:
        if row.due is None:
            continue
        answer = returned.get(row.pk)
        decided = answer.decided_at.astimezone(ZONE).date() if answer and answer.decided_at else None
        opened = row.opened_at.astimezone(ZONE).date()
        found[row.pk] = ladder.anchor_of(row.due, row.due_first, opened, decided, answer.answer_by if answer else None)
    return found


def next_steps(rows: Sequence[Obligation], *, on: date) -> dict[int, ladder.Step]:
    """What happens next by itself to each that is open and has a day."""
    live = [o for o in rows if o.settled_at is None and o.closed_at is None and o.due]
    told, anchors = told_of(live), anchors_of(live)
    found = {pk: ladder.next_step(anchor, told[pk], on) for pk, anchor in anchors.items()}
    return {pk: step for pk, step in found.items() if step}
