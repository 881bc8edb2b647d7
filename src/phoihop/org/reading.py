"""What may be read of units that are, or once were, in somebody's reach: of those that went elsewhere only what was
there before they went.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q

from phoihop.kit.actor import Actor
from phoihop.kit.clock import ZONE
from phoihop.org.as_known import KnownTree, reads_known, tree_of
from phoihop.org.models import Hierarchy, Reach
from phoihop.org.queries import in_force_or_ended
from phoihop.org.reach import changes

# Whose place the unit took, to the first one, and whether all of it; on which days units left the reach of any of these
# and lived on; and whether every unit there is was in reach of one of them.
_WAYS = """
WITH RECURSIVE line(unit, part) AS (
    SELECT CAST(%(unit)s AS bigint), 0
    UNION
    SELECT came.source_id, CASE WHEN line.part = 0 AND came.share = 1000000 THEN 0 ELSE 1 END
    FROM org_succession came JOIN line ON came.target_id = line.unit
    WHERE NOT came.ceded AND came."on" <= %(on)s
)
SELECT unit, part, NULL FROM line
UNION ALL
SELECT DISTINCT 0, 0, reach.ends FROM line
JOIN org_reach reach ON reach.ancestor_id = line.unit AND reach.hierarchy = 'steering' AND reach.ends <= %(on)s
JOIN org_reach own ON own.ancestor_id = reach.unit_id AND own.unit_id = reach.unit_id AND own.hierarchy = 'steering'
    AND (own.ends IS NULL OR own.ends > reach.ends)
WHERE line.part = 0 AND NOT EXISTS (SELECT 1 FROM org_reach still WHERE still.ancestor_id = reach.ancestor_id
    AND still.hierarchy = 'steering' AND still.unit_id = reach.unit_id AND still.starts <= reach.ends
    AND (still.ends IS NULL OR still.ends > reach.ends))
UNION ALL
SELECT -1, 0, NULL WHERE (SELECT count(*) FROM org_unit) = (
    SELECT count(DISTINCT reach.unit_id) FROM org_reach reach JOIN line ON reach.ancestor_id = line.unit
    WHERE line.part = 0 AND reach.hierarchy = 'steering' AND reach.starts <= %(on)s)
"""


@dataclass(frozen=True, slots=True)
class Ways:
    """`line`: the unit and all whose whole place it took; `parts`: of which it took a part, with others: their own
    papers it reads, not what stood below them. `left`: the days on which units left the line's reach and lived on.
    """

    line: tuple[int, ...]
    parts: tuple[int, ...]
    left: tuple[date, ...]
    every: bool = False  # unit there is was in their reach

    @property
    def all(self) -> bool:
        """Nothing is kept from them: no unit stands outside, none went elsewhere."""
        return self.every and not self.left

    @property
    def before(self) -> tuple[int, ...]:
        """Whose place the unit took, all of it or a part."""
        return self.line[1:] + self.parts

    @property
    def whole(self) -> tuple[int, ...]:
        """Whose place it took alone."""
        return self.line[1:]


def ways_of(actor: Actor) -> Ways:
    """Asked once for an actor, and again where the tree changed under them."""
    kept: tuple[int, Ways] | None = actor.found.get("ways")
    if kept is None or kept[0] != changes():
        tree = tree_of(actor)
        kept = changes(), _ways_known(actor, tree) if tree else _ways(actor)
        actor.found["ways"] = kept
    return kept[1]


def _ways(actor: Actor) -> Ways:
    with connection.cursor() as cursor:
        cursor.execute(_WAYS, {"unit": actor.unit, "on": actor.on})
        rows = cursor.fetchall()
    units = {(int(unit), bool(part)) for unit, part, left in rows if left is None}
    line = sorted(unit for unit, part in units if unit > 0 and not part and unit != actor.unit)
    parts = sorted(unit for unit, part in units if part and (unit, False) not in units)
    left = {day if isinstance(day, date) else date.fromisoformat(day) for _unit, _part, day in rows if day is not None}
    return Ways((actor.unit, *line), tuple(parts), tuple(sorted(left)), (-1, False) in units)


def _ways_known(actor: Actor, tree: KnownTree) -> Ways:
    whole, parts = tree.line(actor.unit, actor.on)
    line = (actor.unit, *sorted(whole - {actor.unit}))
    return Ways(line, tuple(sorted(parts)), tuple(sorted(tree.left(whole, actor.on))))


def reads(actor: Actor, *, unit: str, since: str, days: bool = False, ways: Ways | None = None) -> Q:
    """Rows of a unit in reach now; of one that ended there; and of one that went elsewhere, what began before it went.

    `unit` and `since` name the row's fields; `days` where `since` is a day and no moment.
    """
    if (tree := tree_of(actor)) is not None:
        found = Q(pk__in=[])
        for rows, day in reads_known(tree, actor, unit):
            found |= rows if day is None else rows & _before(since, day, days=days)
        return found
    known = ways or ways_of(actor)
    reach = Reach.objects.filter(ancestor_id__in=known.line, hierarchy=Hierarchy.STEERING, starts__lte=actor.on)
    own = Q(**{f"{unit}__in": known.parts}) if known.parts else Q()
    if actor.past:
        until = _before(since, actor.on + timedelta(days=1), days=days)
        return (Q(**{f"{unit}__in": reach.values("unit")}) | own) & until
    if not known.left:  # whatever is past there ended there
        return Q(**{f"{unit}__in": reach.values("unit")}) | own
    found = own | Q(**{f"{unit}__in": in_force_or_ended(reach, actor.on).values("unit")})
    for day in known.left:
        found |= Q(**{f"{unit}__in": reach.filter(ends=day).values("unit")}) & _before(since, day, days=days)
    return found


def _before(since: str, day: date, *, days: bool) -> Q:
    until: date | datetime = day if days else datetime.combine(day, time(0), ZONE)
    return Q(**{f"{since}__lt": until})
