"""Who reads a letter: the unit that holds it and those above; whom it asks something of, duties add."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from phoihop.documents.models import Document
from phoihop.documents.queries import readable_documents
from phoihop.kit.actor import Actor
from phoihop.org.sight import Tie, day_of

MoreTies = Callable[[Document], list[Tie]]
_more: list[MoreTies] = []


def also(ties: MoreTies) -> None:
    """A higher room's: whom the letter asks something of."""
    _more.append(ties)


class LetterSight:
    def word(self) -> str:
        return _("letter")

    def words(self) -> str:
        return _("Letters")

    def visible(self, actor: Actor) -> QuerySet[Document]:
        return readable_documents(actor).order_by("-pk")

    def files(self, actor: Actor) -> QuerySet[Document]:
        return readable_documents(actor)

    def title(self, thing: Document) -> str:
        return " · ".join(part for part in (thing.number, thing.subject) if part) or str(thing)

    def address(self, unit_key: str, thing: Document) -> str:
        return reverse("documents:document", args=[unit_key, thing.pk])

    def since(self, thing: Document) -> date:
        return day_of(thing.created_at)

    def ties(self, thing: Document) -> list[Tie]:
        held = Tie(thing.unit_id, _("holds the letter"), self.since(thing))
        return [held, *(tie for more in _more for tie in more(thing))]
