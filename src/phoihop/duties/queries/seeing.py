"""What an actor sees of duties and of the due-list; each is told the day it is asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from phoihop.documents.models import Document
from phoihop.documents.queries import visible_documents as held_documents
from phoihop.duties.models import Duty, Extension, Obligation, Party, Response, State
from phoihop.kit.actor import Actor
from phoihop.kit.prepared import Prepared
from phoihop.org.as_known import moment_of
from phoihop.org.models import GroupMember, RoleKind
from phoihop.org.reading import Ways, reads, ways_of

READERS = (RoleKind.CLERK, RoleKind.LEADER, RoleKind.OFFICER, RoleKind.HEAD, RoleKind.AUDITOR, RoleKind.READER)


def may_read(actor: Actor) -> bool:
    return actor.is_system or (actor.unit_id is not None and actor.is_any(*READERS))


def visible_obligations(actor: Actor) -> QuerySet[Obligation]:
    """Owed by the actor's unit or its subtree (now or once), or asked by the actor's unit."""
    if actor.is_system:
        return Obligation.objects.all()
    if not may_read(actor):
        return Obligation.objects.none()
    ways = ways_of(actor)
    if ways.all and not actor.past:
        return Obligation.objects.all()
    held = reads(actor, unit="unit", since="opened_at", ways=ways)
    return Obligation.objects.filter(Q(unit_id=actor.unit) | asked_in(actor, "asker", ways) | held)


def asked_in(actor: Actor, asker: str, ways: Ways) -> Q:
    """By the actor's unit, or by one whose place it took, alone: of one that was divided, what it asked of others passed
    to its greatest heir, and what was settled before stays with those above.
    """
    own = Q(**{asker: actor.unit})
    return own | Q(**{f"{asker}__in": ways.whole}) if ways.whole else own


def owed_by_unit(actor: Actor) -> QuerySet[Obligation]:
    """The due-list of the actor's own unit."""
    return Obligation.objects.filter(unit_id=actor.unit) if may_read(actor) else Obligation.objects.none()


_OWED = Prepared([int, int], lambda unit, pk: Obligation.objects.filter(unit_id=unit, pk=pk).select_related("unit"))


def owed_one(actor: Actor, pk: int) -> Obligation | None:
    """That one of the due-list, with its unit; None where it is not the unit's."""
    return _OWED.first(actor.unit, pk) if may_read(actor) else None


def asked_by_unit(actor: Actor) -> QuerySet[Obligation]:
    """What the actor's unit asked of others."""
    return Obligation.objects.filter(asker_id=actor.unit) if may_read(actor) else Obligation.objects.none()


def open_ones(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Not settled and not closed: what can be late."""
    return rows.filter(settled_at=None, closed_at=None)


def waiting_ones(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Handed in and not judged yet; in the words of the index that holds only these."""
    return rows.filter(state=State.HANDED_IN, settled_at__isnull=False, accepted_at=None, closed_at=None)


def asking_for_time(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Still owed, and a later day was asked for; from the few that ask, not from the many that are owed."""
    asking = list(Extension.objects.filter(granted=None).values_list("obligation_id", flat=True))
    return open_ones(rows).filter(pk__in=asking)


def overdue_obligations(rows: QuerySet[Obligation], *, on: date) -> QuerySet[Obligation]:
    """Past due and not settled, worst first."""
    return open_ones(rows).filter(due__lt=on).order_by("due", "id")


def supporting(actor: Actor, *, on: date) -> QuerySet[Duty]:
    """Duties the actor's unit supports without owing."""
    member = GroupMember.objects.on(on, known=moment_of(actor)).filter(unit_id=actor.unit).values("group")
    mine = Party.objects.filter(Q(unit_id=actor.unit) | Q(group__in=member), part=Party.Part.SUPPORTING)
    return Duty.objects.filter(pk__in=mine.values("duty"))


def visible_duties(actor: Actor) -> QuerySet[Duty]:
    """Asked by the actor's unit or one whose place it took, owed in its subtree, or supported by it."""
    if actor.is_system:
        return Duty.objects.all()
    if not may_read(actor):
        return Duty.objects.none()
    owed = visible_obligations(actor).filter(duty=OuterRef("pk"))
    ways = ways_of(actor)
    named = Party.objects.filter(reads(actor, unit="unit", since="duty__created_at", ways=ways), duty=OuterRef("pk"))
    lent = supporting(actor, on=actor.on).values("pk")
    return Duty.objects.filter(asked_in(actor, "asker", ways) | Q(Exists(owed)) | Q(Exists(named)) | Q(pk__in=lent))


def documents_asking(actor: Actor) -> QuerySet[Duty, Any]:
    """Ids of the letters that ask something of the actor's unit, as a subquery."""
    asked = Duty.objects.filter(
        Q(pk__in=Obligation.objects.filter(unit_id=actor.unit).values("duty"))
        | Q(pk__in=Party.objects.filter(unit_id=actor.unit).values("duty"))
        | Q(pk__in=supporting(actor, on=actor.on).values("pk"))
    )
    return asked.exclude(document=None).values("document")


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """Held in the subtree, or asking something of the actor's unit."""
    if actor.is_system or not may_read(actor):
        return held_documents(actor)
    asked = documents_asking(actor)
    return Document.objects.filter(
        Q(unit_id=actor.unit) | reads(actor, unit="unit", since="created_at") | Q(pk__in=asked)
    )


def visible_responses(actor: Actor) -> QuerySet[Response]:
    """Of obligations the actor sees; what the unit's head has not let go up is the unit's own, and the auditor's.
    Of a unit that went elsewhere only what it had handed in before.
    """
    rows = Response.objects.filter(obligation__in=visible_obligations(actor))
    if not actor.is_system:
        ways = ways_of(actor)
        mine = Q(obligation__unit_id=actor.unit) | asked_in(actor, "obligation__asker", ways)
        rows = rows.filter(mine | reads(actor, unit="obligation__unit", since="handed_in_at", ways=ways))
    if _looks_inside(actor):
        return rows
    inside = (Response.State.WAITING_HEAD, Response.State.SENT_BACK)
    return rows.filter(~Q(state__in=inside) | Q(obligation__unit_id=actor.unit))


def _looks_inside(actor: Actor) -> bool:
    return actor.is_system or actor.is_any(RoleKind.AUDITOR)


def may_read_obligation(actor: Actor, pk: int) -> bool:
    """Files of a draft are the unit's until they are handed in with the answer."""
    return files_of_obligations(actor).filter(pk=pk).exists()


def files_of_obligations(actor: Actor) -> QuerySet[Obligation]:
    """Of which the files of a draft are read."""
    return visible_obligations(actor) if _looks_inside(actor) else owed_by_unit(actor)


def may_read_response(actor: Actor, pk: int) -> bool:
    return visible_responses(actor).filter(pk=pk).exists()
