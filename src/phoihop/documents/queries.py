"""What an actor may read of the register."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from phoihop.documents.dependants import dependants
from phoihop.documents.models import Direction, Document, ScannedPage
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.models import RoleKind
from phoihop.org.reading import reads

READERS = (RoleKind.CLERK, RoleKind.LEADER, RoleKind.OFFICER, RoleKind.HEAD, RoleKind.AUDITOR, RoleKind.READER)


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """Held by a unit of the actor's subtree. Letters that ask something of the unit are added by `duties`."""
    if actor.is_system:
        return Document.objects.all()
    if actor.unit_id is None or not actor.is_any(*READERS):
        return Document.objects.none()
    return Document.objects.filter(Q(unit_id=actor.unit) | reads(actor, unit="unit", since="created_at"))


def asked_of(actor: Actor) -> Q:
    """Letters of others that ask something of the actor's unit, as higher rooms know."""
    found = Q(pk__in=[])
    if actor.unit_id is not None and actor.is_any(*READERS):
        for dependant in dependants():
            found |= dependant.asked(actor)
    return found


def readable_documents(actor: Actor) -> QuerySet[Document]:
    """Every letter the actor may open."""
    held = visible_documents(actor)
    return held if actor.is_system else Document.objects.filter(Q(pk__in=held.values("pk")) | asked_of(actor))


def same_letter(unit: int, digest: str, text: str) -> Document | None:
    """What the unit holds already as the same file, or in the same words: a letter comes by two ways, and pasted."""
    held = Document.objects.filter(unit_id=unit)
    return held.filter(content_hash=digest).first() or held.filter(text=text).exclude(text="").first()


def namesakes_of(actor: Actor, document: Document) -> list[Document]:
    """Other letters of the same number and issuer: most often the same one once more, from another scan."""
    if not document.number:
        return []
    rows = Document.objects.filter(unit_id=document.unit_id, number=document.number, issuer=document.issuer)
    others = rows.exclude(pk=document.pk).exclude(status=Document.Status.WITHDRAWN).order_by("pk")
    return list(others.filter(pk__in=readable_documents(actor).values("pk")).defer("text", "folded"))


def twin_of(document: Document) -> Document | None:
    """A letter that came in already under the same number, of the same body, kind and day: surely the same one."""
    if not (document.number and document.issuer and document.signed_on):
        return None
    told = ("unit_id", "number", "issuer", "doc_type", "signed_on")
    rows = Document.objects.filter(direction=Direction.IN, **{name: getattr(document, name) for name in told})
    return rows.exclude(pk=document.pk).exclude(status=Document.Status.WITHDRAWN).order_by("pk").first()


def scanned_of(document: Document) -> list[ScannedPage]:
    """Its pages that were read from pictures, without their words."""
    return list(document.scanned_pages.defer("words"))


def register_of(actor: Actor, direction: str) -> QuerySet[Document]:
    """The unit's own register, newest first; what others ask of the unit stands among the incoming."""
    if not actor.is_any(*READERS):
        return Document.objects.none()
    own = Q(unit_id=actor.unit, direction=direction)
    rows = Document.objects.filter(own | asked_of(actor) & ~Q(unit_id=actor.unit) if direction == Direction.IN else own)
    return rows.order_by("-created_at", "-pk")


def documents_matching(rows: QuerySet[Document], words: str) -> QuerySet[Document]:
    """Every word somewhere in number, issuer, subject or text, marks and case not counting."""
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows
