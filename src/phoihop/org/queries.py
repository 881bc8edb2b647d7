"""Reads of the tree, of names and of roles; each is told the day it is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.org.models import (
    GroupMember,
    Hierarchy,
    Placement,
    Reach,
    Role,
    RoleKind,
    Succession,
    Unit,
    UnitCode,
    UnitGroup,
    UnitKind,
    UnitVersion,
)

# Which role the record names where several are held.
_PRIMARY = [
    RoleKind.CLERK,
    RoleKind.LEADER,
    RoleKind.HEAD,
    RoleKind.OFFICER,
    RoleKind.AUDITOR,
    RoleKind.READER,
    RoleKind.ADMINISTRATOR,
]


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A unit a user may act for, with all roles held there on a day."""

    unit_id: int
    key: str
    name: str
    kind: str
    roles: frozenset[str]
    lenders: tuple[int, ...] = ()  # whose roles the user holds for them only
    ended: date | None = None  # of a unit that is no more: the first day on which it was none


def in_force(day: date, prefix: str = "") -> Q:
    """The same as `DatedQuerySet.on`, for a joined row."""
    return (Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gt": day})) & Q(**{f"{prefix}starts__lte": day})


def subtree(unit_id: int, *, on: date, hierarchy: str = Hierarchy.STEERING) -> QuerySet[Reach, Any]:
    """Ids (column `unit`) of the unit and everything below it on that day, as a subquery."""
    return Reach.objects.filter(in_force(on), ancestor_id=unit_id, hierarchy=hierarchy).values("unit")


def visible_units(actor: Actor) -> QuerySet[Unit]:
    if actor.is_system:
        return Unit.objects.all()
    if actor.unit_id is None:
        return Unit.objects.none()
    return Unit.objects.filter(pk__in=subtree(actor.unit_id, on=actor.on))


def past_reach(actor: Actor) -> QuerySet[Reach, Any]:
    """Ids of units that are or ever were in the actor's subtree, or in that of a unit it followed: whose old papers
    they still read.
    """
    kinds = [Hierarchy.STEERING, Hierarchy.LINEAGE]
    return Reach.objects.filter(ancestor_id=actor.unit_id, hierarchy__in=kinds).values("unit")


def versions_on(day: date, unit_ids: Iterable[int] | None = None) -> dict[int, UnitVersion]:
    """Name and kind of each unit as they stood on that day; a unit that had ended keeps its last."""
    rows = UnitVersion.objects.standing().filter(starts__lte=day).order_by("starts")
    if unit_ids is not None:
        rows = rows.filter(unit__in=list(unit_ids))
    return {row.unit_id: row for row in rows}


def versions_near(day: date, unit_ids: Iterable[int]) -> dict[int, UnitVersion]:
    """As `versions_on`; one that began later has its first: to who looks from a past day it follows whom they knew."""
    found: dict[int, UnitVersion] = {}
    for row in UnitVersion.objects.standing().filter(unit__in=list(unit_ids)).order_by("starts"):
        if row.starts <= day or row.unit_id not in found:
            found[row.unit_id] = row
    return found


def known_at(known: datetime | None) -> Q:
    """Rows that stood in our books at that moment (now)."""
    if known is None:
        return Q(superseded=None)
    return (Q(superseded=None) | Q(superseded__gt=known)) & Q(recorded__lte=known)


def versions_known(unit_ids: Iterable[int], day: date, known: datetime | None) -> dict[int, UnitVersion]:
    """`versions_on` as it was known at a moment: a decision that came later changes no name in it."""
    rows = UnitVersion.objects.filter(known_at(known), starts__lte=day, unit__in=list(unit_ids)).order_by(
        "starts", "pk"
    )
    return {row.unit_id: row for row in rows}


def parent_known(unit_id: int, day: date, known: datetime | None) -> int | None:
    """What a unit stood under on that day, as it was known then; of one that had ended, the last."""
    rows = Placement.objects.filter(known_at(known), starts__lte=day, unit=unit_id, hierarchy=Hierarchy.STEERING)
    last = rows.order_by("-starts", "-pk").first()
    return last.parent_id if last else None


def short_names_on(day: date, unit_ids: Iterable[int]) -> dict[int, str]:
    """The same for a list that shows nothing else of a unit."""
    rows = UnitVersion.objects.standing().filter(starts__lte=day, unit__in=list(unit_ids)).order_by("starts")
    return dict(rows.values_list("unit_id", "short_name"))


def name_on(unit_id: int, day: date) -> str:
    found = versions_on(day, [unit_id]).get(unit_id)
    if found is None:  # asked about a day before it began
        found = UnitVersion.objects.standing().filter(unit_id=unit_id).order_by("starts").first()
    return found.name if found else ""


def living_units(day: date) -> QuerySet[UnitVersion]:
    """Units that exist on that day, as their names of that day, in dictionary order."""
    rows: QuerySet[UnitVersion] = UnitVersion.objects.on(day).select_related("unit").order_by("sort_key")
    return rows


def parents_on(day: date, hierarchy: str = Hierarchy.STEERING) -> dict[int, int | None]:
    rows = Placement.objects.on(day).filter(hierarchy=hierarchy)
    return dict(rows.values_list("unit_id", "parent_id"))


def parents_then(day: date, units: Iterable[int]) -> dict[int, int | None]:
    """As `parents_on`; who had ended by then, and is asked for, hangs where it stood last: what it did before is told
    there.
    """
    found = parents_on(day)
    waiting = set(units) - found.keys()
    while waiting:
        rows = Placement.objects.standing().filter(unit__in=list(waiting), hierarchy=Hierarchy.STEERING)
        last = dict(rows.filter(starts__lte=day).order_by("starts").values_list("unit_id", "parent_id"))
        found |= last
        waiting = {parent for parent in last.values() if parent} - found.keys()
    return found


def stood_under(unit_id: int, *, on: date) -> QuerySet[Reach, Any]:
    """As `subtree`, with those that had ended there by that day."""
    reach = Reach.objects.filter(ancestor_id=unit_id, hierarchy=Hierarchy.STEERING, starts__lte=on)
    return in_force_or_ended(reach, on).values("unit")


def in_force_or_ended(reach: QuerySet[Reach], on: date) -> QuerySet[Reach]:
    """In reach on the day, or until they ended."""
    lived_on = Reach.objects.filter(
        Q(ends=None) | Q(ends__gt=OuterRef("ends")),
        ancestor=OuterRef("unit"),
        unit=OuterRef("unit"),
        hierarchy=Hierarchy.STEERING,
    )
    return reach.filter(in_force(on) | Q(ends__lte=on) & ~Exists(lived_on))


def members_on(group_id: int, day: date) -> list[int]:
    return list(GroupMember.objects.on(day).filter(group_id=group_id).values_list("unit_id", flat=True))


def members_then(group_id: int, day: date) -> list[int]:
    """As `members_on`, with those that had ended as members by that day."""
    lived_on = UnitVersion.objects.standing().filter(Q(ends=None) | Q(ends__gt=OuterRef("ends")), unit=OuterRef("unit"))
    rows = GroupMember.objects.standing().filter(group_id=group_id, starts__lte=day)
    rows = rows.filter(Q(ends=None) | Q(ends__gt=day) | ~Exists(lived_on))
    return list(rows.values_list("unit_id", flat=True).distinct())


def member_when(group_id: int, day: Combinable, *, unit: str = "unit") -> Exists:
    """Of each row, whether its unit belonged to the group on the row's own day, or had ended as a member by then."""
    lived_on = UnitVersion.objects.standing().filter(Q(ends=None) | Q(ends__gt=OuterRef("ends")), unit=OuterRef("unit"))
    rows = GroupMember.objects.standing().filter(group_id=group_id, unit=OuterRef(unit))
    rows = rows.alias(on=ExpressionWrapper(day, DateField())).filter(starts__lte=F("on"))
    return Exists(rows.filter(Q(ends=None) | Q(ends__gt=F("on")) | ~Exists(lived_on)))


def heirs_of(unit_ids: Iterable[int], *, on: date) -> list[Unit]:
    """Who stands in the place of ended units that day, however often what followed them was merged again."""
    found: dict[int, Unit] = {}
    seen = waiting = set(unit_ids)
    while waiting:
        rows = (
            Succession.objects.filter(source__in=waiting, ceded=False)
            .select_related("target")
            .order_by("source_id", "-share")
        )
        targets = {row.target_id: row.target for row in rows}
        living = set(UnitVersion.objects.on(on).filter(unit__in=targets).values_list("unit_id", flat=True))
        found |= {pk: unit for pk, unit in targets.items() if pk in living and pk not in found}
        waiting = targets.keys() - living - seen
        seen = seen | waiting
    return list(found.values())


def last_members(group_id: int, on: date) -> list[int]:
    """Who belonged to the group on the last day on which it had a living member, and ended; of a group without any."""
    ends: dict[int, date] = {}
    rows = GroupMember.objects.standing().filter(group_id=group_id, starts__lte=on).exclude(ends=None)
    for row in rows:
        assert row.ends  # noqa: S101 - asked for above
        ends[row.unit_id] = max(row.ends, ends.get(row.unit_id, row.ends))
    living = set(UnitVersion.objects.on(on).filter(unit__in=ends).values_list("unit_id", flat=True))
    ended = {unit: day for unit, day in ends.items() if unit not in living}
    return sorted(unit for unit, day in ended.items() if day == max(ended.values()))


# Asked by every request: one statement, not three that Django puts together anew each time.
_POSTS = """
SELECT unit.id, unit.key, named.name, named.kind, held.kind, held.holder
FROM (
    SELECT unit_id, kind, 0 AS holder FROM org_role
    WHERE user_id = %(user)s AND superseded IS NULL AND starts <= %(on)s AND (ends IS NULL OR ends > %(on)s)
    UNION
    SELECT role.unit_id, CASE lent.part WHEN '' THEN role.kind ELSE lent.part END, role.user_id
    FROM org_substitution lent JOIN org_role role ON role.id = lent.role_id
    WHERE lent.substitute_id = %(user)s AND lent.starts <= %(on)s AND lent.ends > %(on)s
        AND (lent.ended_on IS NULL OR lent.ended_on > %(on)s)
        AND role.superseded IS NULL AND role.starts <= %(on)s AND (role.ends IS NULL OR role.ends > %(on)s)
) held
JOIN org_unitversion named ON named.unit_id = held.unit_id AND named.superseded IS NULL
    AND named.starts <= %(on)s AND (named.ends IS NULL OR named.ends > %(on)s)
JOIN org_unit unit ON unit.id = held.unit_id
ORDER BY named.sort_key, unit.id
"""


def posts_of(user_id: int, *, on: date) -> list[PostHeld]:
    """Units the user may act for on that day, own roles and those they stand in for, in dictionary order."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, {"user": user_id, "on": on})
        rows = cursor.fetchall()
    roles: dict[tuple[int, str, str, str], dict[str, set[int]]] = {}
    for *unit, role, holder in rows:
        roles.setdefault((unit[0], unit[1], unit[2], unit[3]), {}).setdefault(role, set()).add(holder)
    return [PostHeld(*unit, frozenset(held), _lenders(held)) for unit, held in roles.items()]


def _lenders(held: dict[str, set[int]]) -> tuple[int, ...]:
    """Whose roles these are, where none of the user's own is the same."""
    return tuple(sorted({holder for holders in held.values() if 0 not in holders for holder in holders}))


# Roles that ended because their unit did: who had it then still reads what was there then.
_PAST_POSTS = """
SELECT unit.id, unit.key, named.name, named.kind, role.kind, named.ends
FROM org_role role
JOIN org_unitversion named ON named.unit_id = role.unit_id AND named.superseded IS NULL AND named.ends <= %(on)s
    AND role.starts < named.ends AND role.ends = named.ends
JOIN org_unit unit ON unit.id = role.unit_id
WHERE role.user_id = %(user)s AND role.superseded IS NULL AND role.kind <> 'administrator'
    AND NOT EXISTS (SELECT 1 FROM org_unitversion later WHERE later.unit_id = role.unit_id
        AND later.superseded IS NULL AND later.starts >= named.ends AND later.starts <= %(on)s)
ORDER BY named.ends DESC, named.sort_key, unit.id
"""


def past_posts_of(user_id: int, *, on: date) -> list[PostHeld]:
    """Units that are no more and that the user had a role at on their last day: to be read, with nothing to press."""
    with connection.cursor() as cursor:
        cursor.execute(_PAST_POSTS, {"user": user_id, "on": on})
        rows = cursor.fetchall()
    held: dict[tuple[int, str, str, str, date], set[str]] = {}
    for *unit, role, ends in rows:
        day = ends if isinstance(ends, date) else date.fromisoformat(ends)
        kind = role if role == RoleKind.AUDITOR else RoleKind.READER
        held.setdefault((unit[0], unit[1], unit[2], unit[3], day), set()).add(str(kind))
    return [PostHeld(pk, key, name, kind, frozenset(r), (), ends) for (pk, key, name, kind, ends), r in held.items()]


def actor_for(user_id: int, unit_key: str, *, on: date, at: datetime) -> Actor | None:
    """Who this user is at that unit on that day; None where they are nobody."""
    posts = posts_of(user_id, on=on)
    return next((actor_at(user_id, post, on=on, at=at) for post in posts if post.key == unit_key), None)


def actor_at(user_id: int, post: PostHeld, *, on: date, at: datetime) -> Actor:
    role = primary_role(post.roles)
    if post.ended:
        last = post.ended - timedelta(days=1)
        return Actor(user_id, post.unit_id, role, last, at, post.roles, reads_only=True, past=True)
    return Actor(user_id, post.unit_id, role, on, at, post.roles, post.lenders)


def primary_role(roles: frozenset[str]) -> str:
    return next(str(role) for role in _PRIMARY if role in roles)


def users_with(unit_id: int, *kinds: str, on: date) -> list[int]:
    """Users who hold one of the roles at exactly that unit on that day."""
    rows = Role.objects.on(on).filter(unit_id=unit_id, kind__in=kinds, user__is_active=True)
    return list(rows.values_list("user_id", flat=True).distinct())


def units_named(words: str, *, on: date) -> list[int]:
    """Units whose name, short name or alias is exactly these words after folding, existing that day."""
    wanted = fold(words)
    named = [
        row.unit_id
        for row in UnitVersion.objects.on(on).filter(folded__contains=wanted)
        if wanted in row.folded.split("|")
    ]
    alias = UnitCode.objects.on(on).filter(scheme="alias", code=wanted).values_list("unit_id", flat=True)
    return list(dict.fromkeys([*named, *alias]))


def ended_units_named(words: str, *, on: date) -> list[int]:
    """Units that bore this name once and no longer exist: their successors are to be offered."""
    wanted = fold(words)
    rows = UnitVersion.objects.standing().filter(folded__contains=wanted, ends__lte=on)
    living = set(UnitVersion.objects.on(on).values_list("unit_id", flat=True))
    return [row.unit_id for row in rows if wanted in row.folded.split("|") and row.unit_id not in living]


def groups_named(words: str, among: Iterable[UnitGroup] | None = None) -> list[UnitGroup]:
    """`among`: where all of them are read already."""
    wanted = fold(words)
    groups = UnitGroup.objects.filter(folded__contains=wanted) if among is None else among
    return [group for group in groups if wanted in group.folded.split("|")]


def groups_by_unit(on: date) -> dict[int, list[str]]:
    """Names of the groups that each unit is in that day."""
    rows = GroupMember.objects.on(on).order_by("group__name").values_list("unit_id", "group__name")
    found: dict[int, list[str]] = {}
    for unit, name in rows:
        found.setdefault(unit, []).append(name)
    return found


def administered_units(actor: Actor) -> QuerySet[Unit]:
    """The subtree; with nothing above the actor's unit, also bodies outside and others that stand apart."""
    if actor.is_system:
        return Unit.objects.all()
    placed = Placement.objects.on(actor.on).filter(hierarchy=Hierarchy.STEERING, parent=None)
    if not placed.filter(unit=actor.unit).exists():
        return visible_units(actor)
    outside = UnitVersion.objects.on(actor.on).filter(kind=UnitKind.OUTSIDE, unit__in=placed.values("unit"))
    return Unit.objects.filter(Q(pk__in=subtree(actor.unit, on=actor.on)) | Q(pk__in=outside.values("unit")))


def decidable_units(actor: Actor) -> QuerySet[Unit]:
    """Administered, or once in reach and no more: a late decision may be about it."""
    gone = Unit.objects.filter(pk__in=past_reach(actor)).exclude(pk__in=UnitVersion.objects.on(actor.on).values("unit"))
    return Unit.objects.filter(Q(pk__in=administered_units(actor).values("pk")) | Q(pk__in=gone.values("pk")))


def administrators_over(unit_id: int, on: date) -> QuerySet[Role]:
    """Roles of those who administer the unit, at itself or above, and can sign in."""
    above = Reach.objects.filter(in_force(on), unit=unit_id, hierarchy=Hierarchy.STEERING).values("ancestor")
    rows: QuerySet[Role] = Role.objects.on(on).filter(kind=RoleKind.ADMINISTRATOR, unit__in=above, user__is_active=True)
    return rows
