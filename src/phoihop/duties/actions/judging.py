"""The office accepts an answer or returns it with reasons at the sentence concerned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.documents.models import Document
from phoihop.duties import clock, rules
from phoihop.duties.actions.telling import RETURNED, done_with, tell_unit
from phoihop.duties.models import Dispatch, Obligation, Remark, Response, State, Verb
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org.models import UnitKind, UnitVersion


@dataclass(frozen=True, slots=True)
class RemarkGiven:
    """`target` is a cell key; offsets are characters into that cell's text."""

    words: str
    target: str = ""
    start: int | None = None
    end: int | None = None


def _locked(response: Response) -> tuple[Obligation, Response]:
    obligation = Obligation.objects.select_for_update().get(pk=response.obligation_id)
    return obligation, Response.objects.get(pk=response.pk)


@transaction.atomic
def accept_response(*, actor: Actor, response: Response) -> Response:
    obligation, response = _locked(response)
    if not rules.may_judge(actor, obligation):
        raise PermissionDenied
    if response.state == Response.State.ACCEPTED:
        return response
    if response.state != Response.State.HANDED_IN or obligation.answer_id != response.pk:
        raise Refused(_("Only the newest answer that was handed in can be accepted. Open the page again."))
    if rules.kept_apart_from_accepting(actor, response):
        raise Refused(
            _(
                "Your unit keeps duties apart: who wrote, handed in or approved an answer does not accept it. Ask a colleague."
            )
        )
    response.state = Response.State.ACCEPTED
    response.decided_at, response.decided_by_id = actor.at, actor.user_id
    response.save(update_fields=["state", "decided_at", "decided_by"])
    obligation.state, obligation.accepted_at = State.ACCEPTED, actor.at
    obligation.save(update_fields=["state", "accepted_at"])
    record(actor=actor, verb=Verb.ACCEPTED, subject=response, words={"obligation": obligation.pk})
    tell_unit(actor, obligation, title=_("Accepted: %(title)s"), key=f"response:{response.pk}:accepted")
    return response


@transaction.atomic
def return_response(
    *, actor: Actor, response: Response, reason: str, remarks: Sequence[RemarkGiven] = (), answer_by: date | None = None
) -> Response:
    """Back to the unit; an accepted one may be returned too, that is how a unit gets it back."""
    obligation, response = _locked(response)
    if not rules.may_judge(actor, obligation):
        raise PermissionDenied
    if not reason.strip() and not remarks:
        raise Refused(_("Say what is to be changed, at the sentence or for the whole."))
    if response.state not in {Response.State.HANDED_IN, Response.State.ACCEPTED} or obligation.answer_id != response.pk:
        raise Refused(_("Only the newest answer that was handed in can be returned. Open the page again."))
    response.state, response.reason, response.answer_by = Response.State.RETURNED, reason.strip(), answer_by
    response.decided_at, response.decided_by_id = actor.at, actor.user_id
    response.save(update_fields=["state", "reason", "answer_by", "decided_at", "decided_by"])
    Remark.objects.bulk_create(
        Remark(response=response, target=r.target, start=r.start, end=r.end, words=r.words, made_at=actor.at)
        for r in remarks
    )
    obligation.state = State.RETURNED
    obligation.settled_at = obligation.accepted_at = obligation.answer = None
    obligation.late_days = 0
    obligation.save(update_fields=["state", "settled_at", "accepted_at", "answer", "late_days"])
    record(actor=actor, verb=Verb.RETURNED, subject=response, words={"reason": reason.strip(), "remarks": len(remarks)})
    tell_unit(
        actor,
        obligation,
        title=_("Returned to be changed: %(title)s"),
        key=f"response:{response.pk}:returned",
        kind=RETURNED,
    )
    return response


@transaction.atomic
def record_dispatch(
    *,
    actor: Actor,
    obligation: Obligation,
    sent_on: date,
    number: str = "",
    how: str = "",
    document: Document | None = None,
) -> Dispatch:
    """What is owed to a body outside is settled by the letter that went."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not rules.may_respond(actor, obligation):
        raise PermissionDenied
    outside = UnitVersion.objects.standing().filter(unit=obligation.asker_id, kind=UnitKind.OUTSIDE)
    if not outside.exists():
        raise Refused(_("The unit that asks works in this system: hand the answer in instead."))
    if earlier := Dispatch.objects.filter(obligation=obligation).first():
        return earlier
    if sent_on > actor.on:
        raise Refused(_("The day it was sent, %(day)s, has not come yet.") % {"day": formats.day(sent_on)})
    if not document and not number.strip():
        raise Refused(_("Give the number of the letter that went, or choose it from the register."))
    sent = Dispatch.objects.create(
        obligation=obligation,
        document=document,
        number=(number.strip() or (document.number if document else ""))[:80],
        sent_on=sent_on,
        how=how[:200],
        recorded_at=actor.at,
        recorded_by_id=actor.user_id,
    )
    obligation.state, obligation.settled_at = State.DISPATCHED, actor.at
    obligation.late_days = clock.working_days_late(obligation.due, sent_on)
    obligation.save(update_fields=["state", "settled_at", "late_days"])
    done_with(actor, [obligation])
    record(actor=actor, verb=Verb.DISPATCHED, subject=obligation, words={"number": sent.number})
    return sent
