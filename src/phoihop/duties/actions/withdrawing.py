"""What was given out by mistake is taken back with a reason; nothing is deleted."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.documents.actions import withdraw_document
from phoihop.documents.models import Document
from phoihop.duties import rules
from phoihop.duties.actions.telling import done_with, tell_unit, tell_units
from phoihop.duties.models import Duty, Obligation, State, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused


def _reasoned(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn; the units read it."))
    return reason.strip()[:500]


@transaction.atomic
def withdraw_obligation(*, actor: Actor, obligation: Obligation, reason: str) -> Obligation:
    """One unit and period; an answer already given stays readable."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not rules.may_judge(actor, obligation):
        raise PermissionDenied
    words = _reasoned(reason)
    if obligation.closed_at:
        return obligation
    obligation.state, obligation.closed_at, obligation.closed_reason = State.WITHDRAWN, actor.at, words
    obligation.save(update_fields=["state", "closed_at", "closed_reason"])
    done_with(actor, [obligation])
    record(actor=actor, verb=Verb.WITHDRAWN, subject=obligation, words={"reason": words})
    tell_unit(actor, obligation, title=_("Withdrawn: %(title)s"), key=f"obligation:{obligation.pk}:withdrawn")
    return obligation


@transaction.atomic
def withdraw_duty(*, actor: Actor, duty: Duty, reason: str) -> Duty:
    """With everything of it that nobody has answered yet."""
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if not rules.may_steer(actor, duty):
        raise PermissionDenied
    words = _reasoned(reason)
    if duty.status == Duty.Status.WITHDRAWN:
        return duty
    duty.status, duty.closed_reason = Duty.Status.WITHDRAWN, words
    duty.save(update_fields=["status", "closed_reason"])
    live = list(Obligation.objects.select_for_update().filter(duty=duty, closed_at=None, settled_at=None))
    Obligation.objects.filter(duty=duty, closed_at=None, settled_at=None).update(
        state=State.WITHDRAWN, closed_at=actor.at, closed_reason=words
    )
    done_with(actor, live)
    tell_units(actor, _first_of_each_unit(live), title=_("Withdrawn: %(title)s"), mark="withdrawn")
    record(actor=actor, verb=Verb.WITHDRAWN, subject=duty, words={"reason": words, "obligations": len(live)})
    return duty


def _first_of_each_unit(rows: list[Obligation]) -> list[Obligation]:
    """One word to a unit, however many periods were open."""
    first: dict[int, Obligation] = {}
    for row in sorted(rows, key=lambda o: o.pk):
        first.setdefault(row.unit_id, row)
    return list(first.values())


def withdraw_duties(*, actor: Actor, document: Document, reason: str) -> None:
    """Every duty of a letter; part of withdrawing the letter itself."""
    for duty in Duty.objects.filter(document=document, status=Duty.Status.ACTIVE):
        withdraw_duty(actor=actor, duty=duty, reason=reason)


def withdraw_letter(*, actor: Actor, document: Document, reason: str) -> None:
    """The letter and every duty of it."""
    withdraw_document(actor=actor, document=document, reason=reason)
