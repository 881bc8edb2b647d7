"""Who followed whom, read for some units with everybody before and after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from phoihop.org.kinship import Kinship, Link, Span
from phoihop.org.models import Placement, Succession, UnitVersion
from phoihop.org.reach import batches


def links_of(units: Iterable[int]) -> list[Link]:
    """All through which any of these came to be or went on, through as many restructurings as there were."""
    found: dict[int, Link] = {}
    asked: set[int] = set()
    waiting = set(units)
    while waiting:
        asked |= waiting
        near: set[int] = set()
        for batch in batches(sorted(waiting)):
            rows = Succession.objects.filter(Q(source__in=batch) | Q(target__in=batch))
            for pk, source, target, share, on in rows.values_list("pk", "source_id", "target_id", "share", "on"):
                found[pk] = Link(source, target, share, on)
                near |= {source, target}
        waiting = near - asked
    return [found[pk] for pk in sorted(found)]


def spans_of(units: Iterable[int]) -> dict[int, list[Span]]:
    """When each of them existed."""
    found: dict[int, list[Span]] = defaultdict(list)
    for batch in batches(sorted(set(units))):
        rows = UnitVersion.objects.standing().filter(unit__in=batch).order_by("starts")
        for unit, starts, ends in rows.values_list("unit_id", "starts", "ends"):
            found[unit].append((starts, ends))
    return dict(found)


def kinship_of(units: Iterable[int]) -> Kinship:
    asked = set(units)
    links = links_of(asked)
    return Kinship(links, spans_of(asked | {unit for link in links for unit in (link.source, link.target)}))


def days_of_change(units: Any = None) -> list[date]:
    """Days on which a unit came, went, was renamed or moved, newest first; of all units unless told (ids, or a
    subquery of them).
    """
    asked = []
    for model in (UnitVersion, Placement):
        rows = model.objects.standing().order_by()
        rows = rows if units is None else rows.filter(unit__in=units)
        asked += [rows.values_list("starts", flat=True), rows.exclude(ends=None).values_list("ends", flat=True)]
    return sorted({day for day in asked[0].union(*asked[1:]) if day}, reverse=True)
