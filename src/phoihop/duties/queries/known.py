"""What was owed and answered as it was known at a moment: a report that went out is not rewritten by what came later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from phoihop.duties.models import Obligation, Response


@dataclass(frozen=True, slots=True)
class Asked:
    """`answers`: by obligation, the answer that stood; `silent`: units that had said nothing."""

    owed: int
    answers: dict[int, int]
    silent: list[int]


def asked_known(duty: int, period: str, known: datetime | None) -> Asked:
    """Of one report; without a moment as it stands now."""
    rows = Obligation.objects.filter(duty_id=duty, period=period).order_by("unit_id")
    if known is None:
        held = list(rows.filter(closed_at=None).values_list("pk", "unit_id", "answer_id"))
        answers = {pk: answer for pk, _unit, answer in held if answer}
    else:
        open_then = rows.filter(Q(closed_at=None) | Q(closed_at__gt=known), opened_at__lte=known)
        held = list(open_then.values_list("pk", "unit_id", "answer_id"))
        answers = _standing(duty, period, known)
    kept = {pk: answers[pk] for pk, _unit, _answer in held if pk in answers}
    return Asked(len(held), kept, [unit for pk, unit, _answer in held if pk not in kept])


def _standing(duty: int, period: str, known: datetime) -> dict[int, int]:
    """The newest that had gone up by then and had not been returned."""
    rows = Response.objects.filter(obligation__duty=duty, obligation__period=period, handed_in_at__lte=known)
    found: dict[int, int] = {}
    for row in rows.order_by("obligation_id", "revision"):
        waiting = row.state in {Response.State.WAITING_HEAD, Response.State.SENT_BACK} or (
            row.approved_at is not None and row.approved_at > known
        )
        if waiting:
            continue
        returned = row.state == Response.State.RETURNED and row.decided_at is not None and row.decided_at <= known
        if returned:
            found.pop(row.obligation_id, None)
        else:
            found[row.obligation_id] = row.pk
    return found
