"""What happened to one obligation, read from its own rows, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phoihop.duties.models import Dispatch, Explanation, Extension, Nudge, Obligation, Response
from phoihop.kit import formats


@dataclass(frozen=True, slots=True)
class Event:
    """`who` is a name, empty where the clock did it."""

    at: datetime
    words: str
    who: str = ""
    said: str = ""


def history_of(obligation: Obligation, answers: QuerySet[Response]) -> list[Event]:
    """`answers` are those the reader may see."""
    found = [Event(obligation.opened_at, _("Opened"))]
    found += _answers(answers)
    found += _nudges(obligation)
    found += _time(obligation)
    if obligation.closed_at:
        found.append(Event(obligation.closed_at, obligation.get_state_display(), "", obligation.closed_reason))
    return sorted(found, key=lambda event: event.at)


def _name(user: Any) -> str:
    return str(user.name) if user else ""


def _answers(rows: QuerySet[Response]) -> Iterator[Event]:
    for r in rows.select_related("handed_in_by", "approved_by", "decided_by"):
        number = {"n": r.revision}
        yield Event(r.handed_in_at, _("Answer %(n)d handed in") % number, _name(r.handed_in_by))
        if r.approved_at and (r.approved_at, r.approved_by_id) != (r.handed_in_at, r.handed_in_by_id):
            yield Event(r.approved_at, _("Answer %(n)d approved by the unit's head") % number, _name(r.approved_by))
        if r.decided_at:
            yield Event(r.decided_at, _DECIDED[Response.State(r.state)]() % number, _name(r.decided_by), r.reason)


_DECIDED = {
    Response.State.SENT_BACK: lambda: _("Answer %(n)d sent back by the unit's head"),
    Response.State.RETURNED: lambda: _("Answer %(n)d returned"),
    Response.State.ACCEPTED: lambda: _("Answer %(n)d accepted"),
    Response.State.HANDED_IN: lambda: _("Answer %(n)d decided"),
    Response.State.WAITING_HEAD: lambda: _("Answer %(n)d decided"),
}


def _nudges(obligation: Obligation) -> Iterator[Event]:
    for n in Nudge.objects.filter(obligation=obligation).select_related("made_by"):
        yield Event(n.made_at, nudge_words(n.kind), _name(n.made_by))


def nudge_words(kind: str) -> str:
    return {
        Nudge.Kind.BEFORE: _("Reminded before the day, by the clock"),
        Nudge.Kind.AFTER: _("Reminded of lateness, by the clock"),
        Nudge.Kind.BY_HAND: _("Reminded by the office"),
        Nudge.Kind.TO_HEAD: _("Told to the unit's head"),
        Nudge.Kind.TO_LEADER: _("Told to the unit's leader"),
    }[Nudge.Kind(kind)]


def _time(obligation: Obligation) -> Iterator[Event]:
    for x in Explanation.objects.filter(obligation=obligation).select_related("made_by"):
        yield Event(x.made_at, _("Explained"), _name(x.made_by), x.words)
    for e in Extension.objects.filter(obligation=obligation).select_related("asked_by", "decided_by"):
        until = {"day": formats.day(e.asked_until)}
        yield Event(e.asked_at, _("More time asked for, until %(day)s") % until, _name(e.asked_by), e.reason)
        if e.decided_at and e.granted and e.granted_until:
            until = {"day": formats.day(e.granted_until)}
            yield Event(e.decided_at, _("More time granted, until %(day)s") % until, _name(e.decided_by), e.answer)
        elif e.decided_at:
            yield Event(e.decided_at, _("More time refused"), _name(e.decided_by), e.answer)
    for d in Dispatch.objects.filter(obligation=obligation).select_related("recorded_by"):
        words = _("Sent with %(number)s on %(day)s") % {"number": d.number, "day": formats.day(d.sent_on)}
        yield Event(d.recorded_at, words, _name(d.recorded_by), d.how)
