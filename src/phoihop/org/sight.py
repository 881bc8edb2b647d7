"""Who could see a thing on a day, and by what. Each room says what ties its things to units; whether somebody really
sees one is asked of the same `visible_*` query that serves the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.kit import formats
from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.org.as_known import KEPT, KnownTree
from phoihop.org.models import RoleKind, Substitution, Support
from phoihop.org.queries import PostHeld, actor_at, in_force


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a thing to a unit since a day; `above`: whoever stands above the unit sees it, too."""

    unit: int
    how: str
    since: date
    above: bool = True


class Sight(Protocol):
    """One kind of thing. `files` are those of which the actor also reads the attached files."""

    def word(self) -> str:
        """«letter», for people."""
        ...

    def words(self) -> str:
        """«Letters»."""
        ...

    def visible(self, actor: Actor) -> QuerySet[Any]: ...

    def files(self, actor: Actor) -> QuerySet[Any]: ...

    def title(self, thing: Any) -> str: ...

    def address(self, unit_key: str, thing: Any) -> str: ...

    def since(self, thing: Any) -> date: ...

    def ties(self, thing: Any) -> list[Tie]: ...


_sights: dict[str, Sight] = {}


def register(kind: str, sight: Sight) -> None:
    """`kind` is the model's label, such as duties.obligation."""
    _sights[kind] = sight


def registered() -> dict[str, Sight]:
    return dict(_sights)


def sight_of(kind: str) -> Sight | None:
    return _sights.get(kind)


def day_of(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Seer:
    """One person at one unit who could see it; `lent` names whose roles these are, `helped` who looked in as them."""

    user: User
    unit_key: str
    unit_name: str
    roles: frozenset[str]
    way: str
    lent: tuple[str, ...]
    helped: tuple[str, ...]
    past: bool

    @property
    def role_words(self) -> str:
        return ", ".join(str(RoleKind(role).label) for role in RoleKind.values if role in self.roles)


def who_saw(kind: str, thing: Model, day: date, *, known: datetime | None = None) -> list[Seer]:
    """Everybody for whom the queries would have shown it on that day, nearest first; nobody before there was the thing.
    `known`: by the tree and the roles as they were known at that moment, before what was entered later.
    """
    sight = _sights[kind]
    if sight.since(thing) > day:
        return []
    tree = KnownTree(known, {tie.unit for tie in sight.ties(thing)})
    ways = _ways(sight, thing, day, tree)
    seen: dict[tuple[int, frozenset[str], bool], bool] = {}
    found = []
    for user, post in tree.posts(set(ways), day):
        key = (post.unit_id, post.roles, post.ended is not None)
        if key not in seen:
            seen[key] = _sees(sight, thing, post, day, tree)
        if seen[key]:
            found.append((user, post))
    return _told(found, ways, day)


def _sees(sight: Sight, thing: Model, post: PostHeld, day: date, tree: KnownTree) -> bool:
    """Rights are a unit's and a role's, whoever holds them."""
    actor = actor_at(0, post, on=day, at=datetime.combine(day, time(23, 59), ZONE))
    if tree.moment is not None:
        actor.found[KEPT] = tree
    return sight.visible(actor).filter(pk=thing.pk).exists()


def _ways(sight: Sight, thing: Model, day: date, tree: KnownTree) -> dict[int, tuple[int, str]]:
    """Units from which the thing could be reached: how far away, and the way in words."""
    ties = [tie for tie in sight.ties(thing) if tie.since <= day]
    parents = tree.parents(day)
    out: dict[int, tuple[int, str]] = {}
    reached: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        _nearer(out, tie.unit, 0, tie.how)
        if tie.above:
            reached[tie.unit].append(tie)
    spans = [(unit, one) for unit in reached for one in tree.above.get(unit, ()) if one.depth and one.starts <= day]
    names = _names_of({*reached, *out, *(one.ancestor for _unit, one in spans)}, parents, day, tree)
    for unit, one in spans:
        how, now = reached[unit][0].how, one.ends > day
        words = _climbed(unit, one.ancestor, parents, names) if now else _once(one.ends)
        _nearer(out, one.ancestor, one.depth if now else 50 + one.depth, f"{how} {words}")
    _heirs(out, day, tree)
    return out


def _nearer(out: dict[int, tuple[int, str]], unit: int, far: int, words: str) -> None:
    if unit not in out or far < out[unit][0]:
        out[unit] = (far, words)


def _climbed(unit: int, ancestor: int, parents: Mapping[int, int | None], names: Mapping[int, str]) -> str:
    steps, at = [names.get(unit, "")], parents.get(unit)
    while at and at != ancestor and len(steps) < 50:
        steps.append(names.get(at, ""))
        at = parents.get(at)
    return _("(under them: %(path)s)") % {"path": " › ".join(reversed(steps))}


def _once(ends: date) -> str:
    return _("(under them until before %(day)s)") % {"day": formats.day(ends)}


def _heirs(out: dict[int, tuple[int, str]], day: date, tree: KnownTree) -> None:
    """Who took the place of a unit reads what that unit could."""
    followed = [one for one in tree.followed if one.on <= day]
    waiting = set(out)
    while waiting:
        found = [one for one in followed if one.source in waiting]
        names = _names_of({one.source for one in found}, {}, day, tree)
        waiting = set()
        for one in found:
            if one.target not in out:
                said = {"name": names.get(one.source, ""), "day": formats.day(one.on)}
                words = _("took the place of %(name)s on %(day)s") % said
                out[one.target] = (100 + out[one.source][0], f"{out[one.source][1]}; {words}")
                waiting.add(one.target)


def _names_of(units: Iterable[int], parents: Mapping[int, int | None], day: date, tree: KnownTree) -> dict[int, str]:
    wanted = set(units)
    for unit in list(wanted):
        at = parents.get(unit)
        while at and at not in wanted:
            wanted.add(at)
            at = parents.get(at)
    return {pk: version.short_name or version.name for pk, version in tree.names(wanted, day).items()}


def lent_on(day: date) -> QuerySet[Substitution]:
    """Substitutions and delegations in force on the day, of roles in force on it."""
    rows = Substitution.objects.filter(in_force(day), in_force(day, "role__"), role__superseded=None)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=day)).select_related("role")


def _told(found: Sequence[tuple[int, PostHeld]], ways: Mapping[int, tuple[int, str]], day: date) -> list[Seer]:
    helped = _helpers(day)
    people = {user for user, _post in found} | {one for _user, post in found for one in post.lenders}
    users = {user.pk: user for user in User.objects.filter(pk__in=people)}
    out = [
        Seer(
            users[user],
            post.key,
            post.name,
            post.roles,
            ways[post.unit_id][1],
            tuple(users[one].name for one in post.lenders if one in users),
            tuple(helped.get((user, post.unit_id), ())),
            post.ended is not None,
        )
        for user, post in sorted(found, key=lambda one: (ways[one[1].unit_id][0], one[1].name))
    ]
    return sorted(out, key=lambda one: one.past)


def _helpers(day: date) -> dict[tuple[int, int], list[str]]:
    """Who looked in that day as whom, where."""
    start = datetime.combine(day, time(0), ZONE)
    rows = Support.objects.filter(started_at__lt=start + timedelta(days=1)).filter(
        Q(ended_at=None, ends_at__gt=start) | Q(ended_at__gte=start)
    )
    out: dict[tuple[int, int], list[str]] = defaultdict(list)
    for person, unit, name in rows.values_list("person_id", "unit_id", "supporter__name").order_by("pk"):
        if name not in out[person, unit]:
            out[person, unit].append(name)
    return out
