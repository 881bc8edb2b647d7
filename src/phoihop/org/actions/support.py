"""Support: a unit lets in, an administrator looks in as one of its people for a while, both names on record."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.audit.actions import record
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.refused import Refused
from phoihop.notices.actions import notify
from phoihop.org import rules
from phoihop.org.models import Support, SupportLeave, Unit, Verb
from phoihop.org.queries import name_on, posts_of
from phoihop.org.support import LONGEST, can_be_helped, leave_on, why_not_here

KIND = "org.support"


@transaction.atomic
def allow_support(*, actor: Actor, unit: Unit, starts: date, ends: date, writes: bool, reason: str) -> SupportLeave:
    """For some days, by the unit's own head or leader."""
    if not rules.may_let_in(actor, unit) or actor.helper:
        raise PermissionDenied
    if off := why_not_here():
        raise Refused(off)
    if ends <= starts or ends <= actor.on:
        raise Refused(_("The last day must be today or later, and not before the first."))
    if ends > starts + timedelta(days=31):
        raise Refused(_("At most a month at a time. Choose an earlier last day; it can be renewed."))
    if not reason.strip():
        raise Refused(_("Say what help is needed; it goes on record."))
    leave = SupportLeave.objects.create(
        unit=unit,
        given_by_id=actor.user,
        starts=starts,
        ends=ends,
        writes=writes,
        reason=reason.strip(),
        made_at=actor.at,
    )
    words = {
        "unit": unit.pk,
        "starts": starts.isoformat(),
        "until": ends.isoformat(),
        "writes": writes,
        "reason": leave.reason,
    }
    record(actor=actor, verb=Verb.SUPPORT_ALLOWED, subject=leave, words=words)
    return leave


@transaction.atomic
def stop_support(*, actor: Actor, leave: SupportLeave) -> None:
    """From this moment nobody looks in any more, who is inside included."""
    leave = SupportLeave.objects.select_for_update().select_related("unit").get(pk=leave.pk)
    if not rules.may_let_in(actor, leave.unit) and not rules.may_separate(actor, leave.unit):
        raise PermissionDenied
    if leave.ended_at is None:
        leave.ended_at = actor.at
        leave.save(update_fields=["ended_at"])
        Support.objects.filter(leave=leave, ended_at=None).update(ended_at=actor.at)
        record(actor=actor, verb=Verb.SUPPORT_STOPPED, subject=leave, words={"unit": leave.unit_id})


@transaction.atomic
def begin_support(*, actor: Actor, person: User, unit: Unit, minutes: int, writes: bool, reason: str) -> Support:
    """Reading only unless the unit lets in more and it is asked for; the person is told at once."""
    if not rules.would_support(actor, unit.pk) or person.pk == actor.user_id:
        raise PermissionDenied
    if off := why_not_here():
        raise Refused(off)
    leave = leave_on(unit.pk, actor.on)
    if leave is None:
        raise Refused(_("The unit has not let support in. Ask its head to do so on the unit's page."))
    if not can_be_helped(posts_of(person.pk, on=actor.on), unit.pk):
        raise Refused(_("Only somebody who works at the unit, and is no administrator, can be helped so."))
    if not reason.strip():
        raise Refused(_("Say what you help with; it goes on record, and the person reads it."))
    if writes and not leave.writes:
        raise Refused(_("The unit lets in for reading only. Take the tick away, or ask its head for more."))
    length = min(timedelta(minutes=max(1, minutes)), LONGEST)
    _close_open(actor)
    begun = Support.objects.create(
        leave=leave, unit=unit, supporter_id=actor.user, person=person, writes=writes, reason=reason.strip(),
        started_at=actor.at, ends_at=actor.at + length,
    )  # fmt: skip
    words = {
        "person": person.pk,
        "unit": unit.pk,
        "writes": writes,
        "until": formats.moment(begun.ends_at),
        "reason": begun.reason,
    }
    record(actor=actor, verb=Verb.SUPPORTED, subject=begun, words=words)
    with translation.override(person.language):
        _tell(actor, begun, person, unit)
    return begun


def _close_open(actor: Actor) -> None:
    for earlier in Support.objects.select_for_update().filter(supporter=actor.user, ended_at=None):
        earlier.ended_at = min(max(actor.at, earlier.started_at), earlier.ends_at)
        earlier.save(update_fields=["ended_at"])


def _tell(actor: Actor, begun: Support, person: User, unit: Unit) -> None:
    helper = User.objects.get(pk=begun.supporter_id)
    said = {
        "name": helper.name,
        "until": formats.moment(begun.ends_at),
        "reason": begun.reason,
        "unit": name_on(unit.pk, actor.on),
    }
    if begun.writes:
        title = _("%(name)s works as you at %(unit)s until %(until)s: %(reason)s") % said
    else:
        title = _("%(name)s sees what you see at %(unit)s until %(until)s, without changing it: %(reason)s") % said
    url = reverse("org:unit", args=[unit.key, unit.key])
    notify(
        actor=actor, users=[person.pk], kind=KIND, title=title, url=url, key=f"support:{begun.pk}", unit_key=unit.key
    )


@transaction.atomic
def end_support(*, actor: Actor, support: Support) -> None:
    """By the button of who looks in, or of whom it is about."""
    support = Support.objects.select_for_update().get(pk=support.pk)
    if actor.hand not in {support.supporter_id, support.person_id}:
        raise PermissionDenied
    if support.ended_at is None and actor.at < support.ends_at:
        support.ended_at = actor.at
        support.save(update_fields=["ended_at"])
        record(actor=actor, verb=Verb.SUPPORT_ENDED, subject=support, words={"person": support.person_id})
