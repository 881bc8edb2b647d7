"""How units and files are seen: the two kinds of things that are this room's, or of rooms below it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.files.models import Attachment
from phoihop.kit.actor import Actor
from phoihop.org.models import Unit, UnitVersion
from phoihop.org.queries import name_on
from phoihop.org.sight import Tie, day_of, registered, sight_of
from phoihop.org.tree import known_units


class UnitSight:
    def word(self) -> str:
        return _("unit")

    def words(self) -> str:
        return _("Units")

    def visible(self, actor: Actor) -> QuerySet[Unit]:
        return known_units(actor).order_by("pk")

    def files(self, actor: Actor) -> QuerySet[Unit]:
        return Unit.objects.none()

    def title(self, thing: Unit) -> str:
        return name_on(thing.pk, date(9000, 1, 1))

    def address(self, unit_key: str, thing: Unit) -> str:
        return reverse("org:unit", args=[unit_key, thing.key])

    def since(self, thing: Unit) -> date:
        first = UnitVersion.objects.standing().filter(unit=thing).order_by("starts").first()
        return first.starts if first else day_of(thing.created_at)

    def ties(self, thing: Unit) -> list[Tie]:
        return [Tie(thing.pk, _("the unit itself"), self.since(thing))]


class FileSight:
    """Seen as what it hangs on is; whose files are read, each room says."""

    def word(self) -> str:
        return _("file")

    def words(self) -> str:
        return _("Files")

    def visible(self, actor: Actor) -> QuerySet[Attachment]:
        found = Q(pk__in=[])
        for kind, sight in registered().items():
            if sight is not self:
                found |= Q(owner_kind=kind, owner_id__in=sight.files(actor).values("pk"))
        return Attachment.objects.filter(found).order_by("pk")

    def files(self, actor: Actor) -> QuerySet[Attachment]:
        return Attachment.objects.none()

    def title(self, thing: Attachment) -> str:
        return str(thing.name)

    def address(self, unit_key: str, thing: Attachment) -> str:
        return reverse("files:download", args=[unit_key, thing.pk])

    def since(self, thing: Attachment) -> date:
        return day_of(thing.added_at)

    def ties(self, thing: Attachment) -> list[Tie]:
        owner = sight_of(thing.owner_kind)
        if owner is None:
            return []
        held = owner.visible(Actor.system(on=day_of(thing.added_at))).filter(pk=thing.owner_id).first()
        return owner.ties(held) if held else []
