"""What happened to one obligation, read from its own rows, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phoihop.duties.models import Dispatch, Explanation, Extension, Nudge, Obligation, Response
from phoihop.kit import formats
from phoihop.org.hands import Hands


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
    unit, office = Hands(obligation.unit_id), Hands(obligation.asker_id)
    found += _answers(answers, unit, office)
    found += _nudges(obligation, office)
    found += _time(obligation, unit, office)
    if obligation.closed_at:
        found.append(Event(obligation.closed_at, obligation.get_state_display(), "", obligation.closed_reason))
    return sorted(found, key=lambda event: event.at)


def _answers(rows: QuerySet[Response], unit: Hands, office: Hands) -> Iterator[Event]:
    for r in rows.select_related("handed_in_by", "approved_by", "decided_by"):
        number = {"n": r.revision}
        yield Event(r.handed_in_at, _("Answer %(n)d handed in") % number, unit.words(r.handed_in_by, r.handed_in_at))
        if r.approved_at and (r.approved_at, r.approved_by_id) != (r.handed_in_at, r.handed_in_by_id):
            yield Event(
                r.approved_at,
                _("Answer %(n)d approved by the unit's head") % number,
                unit.words(r.approved_by, r.approved_at),
            )
        if r.decided_at:
            hands = unit if r.state == Response.State.SENT_BACK else office
            who = hands.words(r.decided_by, r.decided_at)
            yield Event(r.decided_at, _DECIDED[Response.State(r.state)]() % number, who, r.reason)


_DECIDED = {
    Response.State.SENT_BACK: lambda: _("Answer %(n)d sent back by the unit's head"),
    Response.State.RETURNED: lambda: _("Answer %(n)d returned"),
    Response.State.ACCEPTED: lambda: _("Answer %(n)d accepted"),
    Response.State.HANDED_IN: lambda: _("Answer %(n)d decided"),
    Response.State.WAITING_HEAD: lambda: _("Answer %(n)d decided"),
}


def _nudges(obligation: Obligation, office: Hands) -> Iterator[Event]:
    for n in Nudge.objects.filter(obligation=obligation).select_related("made_by"):
        yield Event(n.made_at, nudge_words(n.kind), office.words(n.made_by, n.made_at))


def nudge_words(kind: str) -> str:
    return {
        Nudge.Kind.BEFORE: _("Reminded before the day, by the clock"),
        Nudge.Kind.AFTER: _("Reminded of lateness, by the clock"),
        Nudge.Kind.BY_HAND: _("Reminded by the office"),
        Nudge.Kind.TO_HEAD: _("Told to the unit's head"),
        Nudge.Kind.TO_LEADER: _("Told to the unit's leader"),
    }[Nudge.Kind(kind)]


def _time(obligation: Obligation, unit: Hands, office: Hands) -> Iterator[Event]:
    for x in Explanation.objects.filter(obligation=obligation).select_related("made_by"):
        yield Event(x.made_at, _("Explained"), unit.words(x.made_by, x.made_at), x.words)
    for e in Extension.objects.filter(obligation=obligation).select_related("asked_by", "decided_by"):
        until = {"day": formats.day(e.asked_until)}
        yield Event(
            e.asked_at, _("More time asked for, until %(day)s") % until, unit.words(e.asked_by, e.asked_at), e.reason
        )
        if e.decided_at and e.granted and e.granted_until:
            until = {"day": formats.day(e.granted_until)}
            yield Event(
                e.decided_at,
                _("More time granted, until %(day)s") % until,
                office.words(e.decided_by, e.decided_at),
                e.answer,
            )
        elif e.decided_at:
            yield Event(e.decided_at, _("More time refused"), office.words(e.decided_by, e.decided_at), e.answer)
    for d in Dispatch.objects.filter(obligation=obligation).select_related("recorded_by"):
        words = _("Sent with %(number)s on %(day)s") % {"number": d.number, "day": formats.day(d.sent_on)}
        yield Event(d.recorded_at, words, unit.words(d.recorded_by, d.recorded_at), d.how)
