"""The tree as a picture on any day, what changed between two days, and where a unit came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.kit import formats
from phoihop.kit.days import day_in, unread_days
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.org import rules
from phoihop.org.changes import Change, change_words, changes_between, counted, marks_on
from phoihop.org.family import Family, family_of
from phoihop.org.lineage import days_of_change
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on, past_reach
from phoihop.org.rails import Drawing, tree_rails
from phoihop.org.tree import Branch, known_units, tree_on
from phoihop.org.views.days import day_asked

ROW, COLUMN = 36, 24
MOST = 400  # rows of a picture; more are opened branch by branch
PAGE = 200


def time_of(request: ActorRequest, day: date) -> dict[str, Any]:
    """What the slider and its links need: days of change in the actor's tree, the oldest first, and today."""
    days = [one for one in reversed(days_of_change(past_reach(request.actor))) if one <= request.actor.on]
    days = days if request.actor.on in days else [*days, request.actor.on]
    at = max((n for n, one in enumerate(days) if one <= day), default=0)
    return {
        "days": days,
        "at": at,
        "earlier": days[at - 1] if at else None,
        "later": days[at + 1] if at + 1 < len(days) else None,
    }


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of the picture; `more` units below it are not drawn."""

    branch: Branch
    mark: str
    more: int


@require_GET
def picture(request: ActorRequest) -> HttpResponseBase:
    """`?ngay=` the day, `?goc=` the key of a branch."""
    day, readable = day_asked(request, request.actor.on)
    branches = _under(tree_on(request.actor, day), request.GET.get("goc", ""))
    shown = _drawn(branches, day)
    context = {
        "day": day,
        "today": request.actor.on,
        "unreadable": "" if readable else request.GET.get("ngay", ""),
        "rows": shown,
        "chunks": _chunks(shown),
        "root": branches[0] if request.GET.get("goc") and branches else None,
        "total": len(branches),
        "time": time_of(request, day),
        **rules.doors_of(request.actor),
    }
    return render(request, "org/picture.html", context)


def _under(branches: list[Branch], key: str) -> list[Branch]:
    """The branch and what stands below it; all where no unit is called so."""
    start = next((n for n, branch in enumerate(branches) if branch.key == key), None)
    if start is None:
        return branches
    depth = branches[start].depth
    after = (n for n, b in enumerate(branches[start + 1 :], start + 1) if b.depth <= depth)
    return branches[start : next(after, len(branches))]


def _drawn(branches: list[Branch], day: date) -> list[Drawn]:
    """The deepest levels are left out until the rest fits."""
    if not branches:
        return []
    deepest = max(branch.depth for branch in branches)
    top = branches[0].depth
    while deepest > top + 1 and sum(1 for b in branches if b.depth <= deepest) > MOST:
        deepest -= 1
    kept = [branch for branch in branches if branch.depth <= deepest][: MOST * 10]
    marks = marks_on([branch.version.unit_id for branch in kept], day)
    return [Drawn(b, marks.get(b.version.unit_id, ""), b.below if b.depth == deepest else 0) for b in kept]


def _chunks(rows: list[Drawn]) -> list[tuple[Drawing, list[Drawn]]]:
    """Columns of a wide page: parted where a branch right under the top begins."""
    chunks: list[list[Drawn]] = []
    for row in rows:
        if not chunks or (len(chunks[-1]) >= COLUMN and row.branch.depth <= rows[0].branch.depth + 1):
            chunks.append([])
        chunks[-1].append(row)
    top = rows[0].branch.depth if rows else 0
    return [
        (tree_rails([row.branch.depth - top for row in chunk], ROW, hangs=n > 0), chunk)
        for n, chunk in enumerate(chunks)
    ]


@require_GET
def changes(request: ActorRequest) -> HttpResponseBase:
    """`?tu=` and `?den=` two days."""
    today = request.actor.on
    days = days_of_change(past_reach(request.actor))
    newest = next((day for day in days if day <= today), today)
    last = day_in(request.GET.get("den", "").strip()) or today
    first = day_in(request.GET.get("tu", "").strip()) or newest - timedelta(days=1)
    first, last = min(first, last), max(first, last)
    found = changes_between(request.actor, first, last)
    if (kind := request.GET.get("dang", "")) in KINDS:
        return as_file(kind, f"thay-doi-{first.isoformat()}-{last.isoformat()}", _heads(), _lines(found, first, last))
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    context = {
        "first": first,
        "last": last,
        "unread": unread_days(request.GET, "tu", "den"),
        "counts": counted(found),
        "page": page,
        "rows": [(one, change_words(one.what)) for one in page.object_list],
        "total": len(found),
        "days": [(day - timedelta(days=1), day) for day in days if day <= today][:-1][:12],
        **rules.doors_of(request.actor),
    }
    return render(request, "org/changes.html", context)


def _heads() -> list[str]:
    return [_("What happened"), _("Unit"), _("Before"), _("After"), _("On"), _("Decision"), _("Between"), _("and")]


def _lines(found: Iterable[Change], first: date, last: date) -> Iterator[list[Cell]]:
    for one in found:
        yield [change_words(one.what), one.name, one.before, one.after, one.on, one.decision, first, last]


@require_GET
def family(request: ActorRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(known_units(request.actor), key=key)
    kin = family_of(request.actor, found)
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Unit"), _("From"), _("Until"), _("Came from"), _("Became")]
        return as_file(kind, f"nguon-goc-{key}", heads, _relatives(kin))
    context = {
        "unit": found,
        "name": name_on(found.pk, request.actor.on),
        "family": kin,
        "total": len(kin.rows),
        **rules.doors_of(request.actor),
    }
    return render(request, "org/family.html", context)


def _relatives(kin: Family) -> Iterator[list[Cell]]:
    for row in kin.rows:
        parts = [
            "; ".join(step.name if step.share is None else f"{step.name} {step.share:.4%}" for step in steps)
            for steps in (row.out_of, row.into)
        ]
        if row.after:
            said = _("opened again; it had ended on %(day)s") % {"day": formats.day(row.after)}
            parts[0] = f"{said}; {parts[0]}" if parts[0] else said
        yield [row.name, row.starts, row.ends, *parts]
