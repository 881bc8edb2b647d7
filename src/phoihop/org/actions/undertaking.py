"""A large decision is put into effect, or taken back, by the worker: watched, stopped, begun anew where it was killed."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.jobs.actions import enqueue
from phoihop.kit import clock, progress
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.org import moves, rules
from phoihop.org.actions.restructuring import PARTS, decide_restructuring, undo_restructuring
from phoihop.org.models import Restructuring, Undertaking, Verb
from phoihop.org.plan import units_of
from phoihop.org.plan.steps import given
from phoihop.org.queries import actor_for

TASK = "org.carry_out"
What = Undertaking.What


def key_of(restructuring: Restructuring | int) -> str:
    """Under which its progress is told."""
    return f"restructuring-{restructuring if isinstance(restructuring, int) else restructuring.pk}"


@transaction.atomic
def undertake(
    *, actor: Actor, restructuring: Restructuring, post: str, what: str, seen: str = "", reason: str = ""
) -> Undertaking:
    """Hands it to the worker; what is on its way already is returned. Refusals of the decision itself are said at its end."""
    made = Restructuring.objects.select_for_update().get(pk=restructuring.pk)
    may = rules.may_restructure if what == What.APPLY else rules.may_undo
    if actor.user_id is None or not may(actor, units_of(given(made))):
        raise PermissionDenied
    if standing := Undertaking.objects.filter(restructuring=made, ended_at=None).first():
        return standing
    wanted = Restructuring.Status.DRAFT if what == What.APPLY else Restructuring.Status.APPLIED
    if made.status != wanted:
        raise Refused(_("Somebody else has changed this decision meanwhile. Look at how it stands now."))
    if what == What.UNDO and not reason.strip():
        raise Refused(_("Say why the decision is taken back; it goes on record."))
    asked = Undertaking(
        restructuring=made, what=what, by_id=actor.user_id, post=post, seen=seen, reason=reason.strip()[:500],
        asked_at=actor.at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError:  # somebody else, at the same moment
        return Undertaking.objects.get(restructuring=made, ended_at=None)
    progress.forget(key_of(made))
    record(actor=actor, verb=Verb.ASKED_FOR, subject=made, words={"title": made.title, "what": what})
    enqueue(TASK, now=actor.at, key=str(asked.pk), pk=asked.pk)
    return asked


def carry_out(pk: int) -> None:
    """The worker's; bears running twice. Whatever happens, all of the decision is there or nothing of it."""
    asked = Undertaking.objects.select_related("restructuring", "by").get(pk=pk)
    if asked.ended_at:
        return
    with translation.override(asked.by.language):
        try:
            with progress.told(key_of(asked.restructuring_id), PARTS + len(moves.registered())):
                _do(asked)
        except progress.Stopped as stop:
            _stopped(asked, stop.by)
        except Refused as refusal:
            _end(asked, str(refusal))


@transaction.atomic
def _do(asked: Undertaking) -> None:
    """Its end is written with what it did: killed before, nothing is there; after, all is."""
    at = clock.now()
    actor = actor_for(asked.by_id, asked.post, on=at.astimezone(clock.ZONE).date(), at=at)
    if actor is None:
        _nobody()
    try:
        if asked.what == What.APPLY:
            decide_restructuring(actor=actor, restructuring=asked.restructuring, seen=asked.seen)
        elif asked.restructuring.status == Restructuring.Status.APPLIED:
            undo_restructuring(actor=actor, restructuring=asked.restructuring, reason=asked.reason)
    except PermissionDenied:
        _nobody()
    _end(asked, "")


def _nobody() -> NoReturn:
    raise Refused(_("Who asked for it may no longer do so; nothing has changed."))


def _end(asked: Undertaking, said: str) -> None:
    Undertaking.objects.filter(pk=asked.pk, ended_at=None).update(ended_at=clock.now(), said=said)


@transaction.atomic
def _stopped(asked: Undertaking, by: dict[str, str]) -> None:
    at = clock.now()
    actor = actor_for(int(by["user"]), by["post"], on=at.astimezone(clock.ZONE).date(), at=at)
    _end(asked, _("%(name)s stopped it before its end: nothing has changed.") % {"name": by["name"]})
    if actor:
        words = {"title": asked.restructuring.title, "what": asked.what}
        record(actor=actor, verb=Verb.STOPPED, subject=asked.restructuring, words=words)


def stop_undertaking(*, actor: Actor, undertaking: Undertaking, post: str, name: str) -> None:
    """At work: it ends at the next piece that is done, with nothing changed. Waiting: it is not begun."""
    made = undertaking.restructuring
    if actor.user_id is None or not rules.may_restructure(actor, units_of(given(made))):
        raise PermissionDenied
    key, by = key_of(made), {"user": str(actor.user_id), "post": post, "name": name}
    progress.ask_to_stop(key, by)
    if progress.progress_of(key):
        return
    with transaction.atomic():
        waiting = Undertaking.objects.select_for_update(skip_locked=True).filter(pk=undertaking.pk, ended_at=None)
        if waiting.first():
            _stopped(undertaking, by)
            progress.forget(key)
