"""Extensions, explanations, and nudges by hand; the automatic ones are in `nudging`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from phoihop.audit.actions import record
from phoihop.duties import clock, rules
from phoihop.duties.actions.telling import ASKED, NUDGE, Told, done_with, tell, tell_office, tell_unit
from phoihop.duties.models import Explanation, Extension, Nudge, Obligation, Verb
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.kit.refused import Refused


@transaction.atomic
def ask_extension(*, actor: Actor, obligation: Obligation, until: date, reason: str) -> Extension:
    """At most one for an obligation."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not rules.may_respond(actor, obligation):
        raise PermissionDenied
    if Extension.objects.filter(obligation=obligation).exists():
        raise Refused(_("An extension was asked for once already; it can be asked only once."))
    if obligation.due is None or obligation.settled_at or obligation.closed_at:
        raise Refused(_("There is no open due day here that could be extended."))
    if until <= obligation.due:
        raise Refused(_("The new day must lie after the due day %(due)s.") % {"due": f"{obligation.due:%d/%m/%Y}"})
    if not reason.strip():
        raise Refused(_("Say why more time is needed."))
    asked = Extension.objects.create(
        obligation=obligation,
        asked_until=until,
        reason=reason.strip(),
        asked_at=actor.at,
        asked_by_id=actor.user_id,
    )
    record(actor=actor, verb=Verb.EXTENSION_ASKED, subject=asked, words={"until": until.isoformat()})
    tell_office(
        actor, obligation, title=_("More time is asked for: %(title)s"), key=f"extension:{asked.pk}:asked", kind=ASKED
    )
    return asked


@transaction.atomic
def decide_extension(
    *, actor: Actor, extension: Extension, granted: bool, until: date | None = None, answer: str = ""
) -> Extension:
    """Granted once, to the day asked for or an earlier one; or refused with a word."""
    obligation = Obligation.objects.select_for_update().get(pk=extension.obligation_id)
    extension = Extension.objects.get(pk=extension.pk)
    if not rules.may_judge(actor, obligation):
        raise PermissionDenied
    if extension.granted is not None:
        raise Refused(_("This extension was decided already."))
    extension.granted, extension.answer = granted, answer.strip()
    extension.decided_at, extension.decided_by_id = actor.at, actor.user_id
    if granted:
        extension.granted_until = until or extension.asked_until
        if obligation.due and extension.granted_until <= obligation.due:
            raise Refused(_("The new day must lie after the due day %(due)s.") % {"due": f"{obligation.due:%d/%m/%Y}"})
        obligation.due = extension.granted_until
        obligation.month = clock.month_of(obligation.due)
        if obligation.settled_at:
            settled = obligation.settled_at.astimezone(ZONE).date()
            obligation.late_days = clock.working_days_late(obligation.due, settled)
        obligation.save(update_fields=["due", "month", "late_days"])
        done_with(actor, [obligation], NUDGE)
    done_with(actor, [obligation], ASKED)
    extension.save(update_fields=["granted", "answer", "decided_at", "decided_by", "granted_until"])
    record(actor=actor, verb=Verb.EXTENSION_DECIDED, subject=extension, words={"granted": granted})
    title = _("More time is granted: %(title)s") if granted else _("More time is refused: %(title)s")
    tell_unit(actor, obligation, title=title, key=f"extension:{extension.pk}:decided")
    return extension


@transaction.atomic
def explain(*, actor: Actor, obligation: Obligation, words: str) -> Explanation:
    """Why it is late, in the unit's words."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not rules.may_respond(actor, obligation):
        raise PermissionDenied
    if not words.strip():
        raise Refused(_("Say why it is late."))
    made = Explanation.objects.create(
        obligation=obligation, words=words.strip(), made_at=actor.at, made_by_id=actor.user_id
    )
    record(actor=actor, verb=Verb.EXPLAINED, subject=obligation, words={"words": words.strip()[:200]})
    tell_office(actor, obligation, title=_("Lateness is explained: %(title)s"), key=f"explanation:{made.pk}")
    return made


@transaction.atomic
def grant_extension(*, actor: Actor, obligation: Obligation, until: date, reason: str) -> Extension:
    """More time that nobody asked for; it is the one extension all the same."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not rules.may_judge(actor, obligation):
        raise PermissionDenied
    if Extension.objects.filter(obligation=obligation).exists():
        raise Refused(_("More time was asked for or granted already; it can be granted only once."))
    if obligation.due is None or obligation.settled_at or obligation.closed_at:
        raise Refused(_("There is no open due day here that could be extended."))
    if not reason.strip():
        raise Refused(_("Say why more time is granted; the unit reads it."))
    made = Extension.objects.create(
        obligation=obligation,
        asked_until=until,
        reason=reason.strip(),
        asked_at=actor.at,
        asked_by_id=actor.user_id,
    )
    return decide_extension(actor=actor, extension=made, granted=True, until=until)


@transaction.atomic
def nudge(*, actor: Actor, obligation: Obligation) -> Nudge:
    """By hand, at most once a day: a unit has twenty other systems."""
    obligation = Obligation.objects.select_for_update().get(pk=obligation.pk)
    if not rules.may_judge(actor, obligation):
        raise PermissionDenied
    if obligation.settled_at or obligation.closed_at:
        raise Refused(_("There is nothing left to remind of."))
    if obligation.nudged_on == actor.on:
        raise Refused(_("This unit was reminded today already."))
    made = _nudged(actor, [obligation])[0]
    record(actor=actor, verb=Verb.NUDGED, subject=obligation, words={})
    return made


@transaction.atomic
def nudge_many(*, actor: Actor, obligations: Iterable[Obligation]) -> int:
    """What is settled, closed or was reminded today is passed over; one row on record. Returns how many were told."""
    rows = list(Obligation.objects.select_for_update().filter(pk__in=[o.pk for o in obligations]).order_by("pk"))
    if any(not rules.may_judge(actor, o) for o in rows):
        raise PermissionDenied
    due = [o for o in rows if not o.settled_at and not o.closed_at and o.nudged_on != actor.on]
    if not due:
        return 0
    _nudged(actor, due)
    record(actor=actor, verb=Verb.NUDGED, subject=due[0], words={"obligations": [o.pk for o in due]})
    return len(due)


def _nudged(actor: Actor, rows: list[Obligation]) -> list[Nudge]:
    made = Nudge.objects.bulk_create(
        Nudge(
            obligation=o,
            kind=Nudge.Kind.BY_HAND,
            rule="by_hand",
            on=actor.on,
            made_at=actor.at,
            made_by_id=actor.user_id,
        )
        for o in rows
    )
    for row in rows:
        row.nudged, row.nudged_on = row.nudged + 1, actor.on
    Obligation.objects.bulk_update(rows, ["nudged", "nudged_on"], batch_size=200)
    tell(actor, [Told(o, Nudge.Kind.BY_HAND, f"by_hand:{actor.on.isoformat()}") for o in rows])
    return made
