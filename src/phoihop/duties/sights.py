"""Who reads a duty, what is due, an answer: whoever asks, whoever owes and those above, whoever supports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.documents.models import Document
from phoihop.duties.models import Duty, Obligation, Party, Response
from phoihop.duties.queries.seeing import files_of_obligations, visible_duties, visible_obligations, visible_responses
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.org.models import GroupMember
from phoihop.org.sight import Tie, day_of


class DutySight:
    def word(self) -> str:
        return _("duty")

    def words(self) -> str:
        return _("Duties")

    def visible(self, actor: Actor) -> QuerySet[Duty]:
        return visible_duties(actor).order_by("-pk")

    def files(self, actor: Actor) -> QuerySet[Duty]:
        return Duty.objects.none()

    def title(self, thing: Duty) -> str:
        return thing.title

    def address(self, unit_key: str, thing: Duty) -> str:
        return reverse("duties:duty", args=[unit_key, thing.pk])

    def since(self, thing: Duty) -> date:
        return day_of(thing.created_at)

    def ties(self, thing: Duty) -> list[Tie]:
        asks = Tie(thing.asker_id, _("asks it"), self.since(thing), above=False)
        owing = [Tie(unit, _("owes it"), day_of(at)) for unit, at in _first_owed(thing)]
        return [asks, *owing, *_named(thing)]


def _first_owed(duty: Duty) -> list[tuple[int, datetime]]:
    rows = Obligation.objects.filter(duty=duty).order_by("opened_at").values_list("unit_id", "opened_at")
    first: dict[int, datetime] = {}
    for unit, at in rows:
        first.setdefault(unit, at)
    return list(first.items())


def _named(duty: Duty) -> Iterator[Tie]:
    since = day_of(duty.created_at)
    for party in Party.objects.filter(duty=duty):
        if party.unit_id:
            yield Tie(party.unit_id, _("is named in it"), since)
        elif party.part == Party.Part.SUPPORTING:
            members = GroupMember.objects.filter(group=party.group_id)  # also who was held to be one
            for unit, starts in members.values_list("unit_id", "starts"):
                yield Tie(unit, _("supports it"), max(since, starts), above=False)


class ObligationSight:
    def word(self) -> str:
        return _("obligation")

    def words(self) -> str:
        return _("Obligations")

    def visible(self, actor: Actor) -> QuerySet[Obligation]:
        return visible_obligations(actor).select_related("duty").order_by("-pk")

    def files(self, actor: Actor) -> QuerySet[Obligation]:
        return files_of_obligations(actor)

    def title(self, thing: Obligation) -> str:
        return f"{thing.duty.title} · {formats.period(thing.period)}"

    def address(self, unit_key: str, thing: Obligation) -> str:
        return reverse("duties:obligation", args=[unit_key, thing.pk])

    def since(self, thing: Obligation) -> date:
        return day_of(thing.opened_at)

    def ties(self, thing: Obligation) -> list[Tie]:
        since = self.since(thing)
        owes = Tie(thing.unit_id, _("owes it"), since)
        return [owes, Tie(thing.asker_id, _("asks it"), since, above=False)]


class ResponseSight:
    def word(self) -> str:
        return _("answer")

    def words(self) -> str:
        return _("Answers")

    def visible(self, actor: Actor) -> QuerySet[Response]:
        return visible_responses(actor).select_related("obligation__duty").order_by("-pk")

    def files(self, actor: Actor) -> QuerySet[Response]:
        return visible_responses(actor)

    def title(self, thing: Response) -> str:
        owed = thing.obligation
        said = {"n": thing.revision, "title": owed.duty.title, "period": formats.period(owed.period)}
        return _("%(title)s · %(period)s · answer %(n)d") % said

    def address(self, unit_key: str, thing: Response) -> str:
        return reverse("duties:obligation", args=[unit_key, thing.obligation_id])

    def since(self, thing: Response) -> date:
        return day_of(thing.handed_in_at)

    def ties(self, thing: Response) -> list[Tie]:
        since = self.since(thing)
        gave = Tie(thing.obligation.unit_id, _("gave the answer"), since)
        return [gave, Tie(thing.obligation.asker_id, _("asked for it"), since, above=False)]


def asked_by(document: Document) -> list[Tie]:
    """Units that a letter asks something of: they read it, those above them do not for that."""
    out = []
    for duty in Duty.objects.filter(document=document):
        ties = [*(Tie(unit, "", day_of(at)) for unit, at in _first_owed(duty)), *_named(duty)]
        out += [Tie(tie.unit, _("is asked something by the letter"), tie.since, above=False) for tie in ties]
    return out
