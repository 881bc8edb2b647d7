"""Looking in as somebody else: where a unit lets it, for a while, under both names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from phoihop.kit.actor import Actor
from phoihop.org.models import RoleKind, Support, SupportLeave, Unit
from phoihop.org.queries import PostHeld, actor_at, posts_of

SESSION_KEY = "org_support"
LONGEST = timedelta(minutes=60)


def why_not_here() -> str:
    """Where the installation has no support, in words; empty where it has."""
    if settings.SUPPORT:
        return ""
    return _("Support is switched off in this installation. Whoever runs it switches it on with PHOIHOP_SUPPORT=1.")


def support_of(pk: int, supporter: int, *, at: datetime) -> Support | None:
    """The one that goes on now; None once it is over, by its button or by the clock, or its leave is taken back."""
    rows = Support.objects.select_related("unit", "person", "leave").filter(pk=pk, supporter=supporter)
    found = rows.first()
    return found if found and found.is_open(at) and found.leave.ended_at is None else None


def helped_actor(support: Support, *, on: date, at: datetime) -> tuple[Actor, PostHeld] | None:
    """Who they are while it lasts: the person, with the supporter's hand."""
    posts = posts_of(support.person_id, on=on)
    post = next((held for held in posts if held.unit_id == support.unit_id), None)
    if post is None:
        return None
    actor = actor_at(support.person_id, post, on=on, at=at)
    return replace(actor, helper=support.supporter_id, reads_only=not support.writes), post


def leaves_at(unit: Unit) -> QuerySet[SupportLeave]:
    return SupportLeave.objects.filter(unit=unit).select_related("given_by").order_by("-starts", "-pk")


def leave_on(unit_id: int, day: date) -> SupportLeave | None:
    """What the unit lets in that day; of several the one that lets in most."""
    rows = SupportLeave.objects.filter(unit=unit_id, starts__lte=day, ends__gt=day, ended_at=None)
    return rows.order_by("-writes", "-pk").first()


def can_be_helped(posts: list[PostHeld], unit_id: int) -> bool:
    """Nobody works as an administrator: that would give rights and no help."""
    post = next((held for held in posts if held.unit_id == unit_id), None)
    return post is not None and RoleKind.ADMINISTRATOR not in post.roles


def times_of(unit: Unit) -> QuerySet[Support]:
    """Each time somebody looked in, newest first."""
    return Support.objects.filter(unit=unit).select_related("supporter", "person").order_by("-started_at", "-pk")
