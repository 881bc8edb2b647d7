"""Who reads a report: the unit that puts it together and those above."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.kit.actor import Actor
from phoihop.org.sight import Tie, day_of
from phoihop.synthesis.models import Synthesis
from phoihop.synthesis.queries import visible_syntheses


class ReportSight:
    def word(self) -> str:
        return _("report")

    def words(self) -> str:
        return _("Reports")

    def visible(self, actor: Actor) -> QuerySet[Synthesis]:
        return visible_syntheses(actor).order_by("-pk")

    def files(self, actor: Actor) -> QuerySet[Synthesis]:
        return visible_syntheses(actor)

    def title(self, thing: Synthesis) -> str:
        return thing.title

    def address(self, unit_key: str, thing: Synthesis) -> str:
        return reverse("synthesis:draft", args=[unit_key, thing.pk])

    def since(self, thing: Synthesis) -> date:
        return day_of(thing.made_at)

    def ties(self, thing: Synthesis) -> list[Tie]:
        return [Tie(thing.unit_id, _("puts it together"), self.since(thing))]
