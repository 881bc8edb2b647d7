"""What an actor may read of the register."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from phoihop.documents.models import Citation, Document
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.models import RoleKind
from phoihop.org.queries import past_reach

READERS = (RoleKind.CLERK, RoleKind.LEADER, RoleKind.OFFICER, RoleKind.HEAD, RoleKind.AUDITOR)


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """Held by a unit of the actor's subtree. Letters that ask something of the unit are added by `duties`."""
    if actor.is_system:
        return Document.objects.all()
    if actor.unit_id is None or not actor.is_any(*READERS):
        return Document.objects.none()
    return Document.objects.filter(Q(unit_id=actor.unit) | Q(unit__in=past_reach(actor)))


def documents_matching(rows: QuerySet[Document], words: str) -> QuerySet[Document]:
    """Every word somewhere in number, issuer, subject or text, marks and case not counting."""
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def missing_citations(actor: Actor) -> QuerySet[Citation]:
    """Cited by the unit's letters and «not yet here»."""
    held = visible_documents(actor)
    return Citation.objects.filter(document__in=held, resolved=None).select_related("document").order_by("number")
