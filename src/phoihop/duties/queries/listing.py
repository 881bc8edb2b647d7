"""A list of obligations under filters: its rows page by page, and how many they are, at any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from phoihop.duties.models import Duty, Extension, Obligation, State
from phoihop.duties.queries.seeing import may_read, open_ones, overdue_obligations, waiting_ones
from phoihop.kit.actor import Actor
from phoihop.kit.fold import fold
from phoihop.kit.prepared import Prepared
from phoihop.org.models import UnitVersion
from phoihop.org.queries import versions_on

PAGE = 50
SORTS = ("due", "-due", "unit")
SCOPES = ("open", "handed_in", "returned", "taken", "all", "closed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; empty means no such bound."""

    scope: str = "open"
    late: bool = False
    unit: str = ""  # part of a name
    duty: int | None = None
    document: int | None = None
    period: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of the page before; `day` None where it has no due day."""

    unit: int
    day: date | None
    pk: int

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        try:
            unit, day, pk = text.split("_")
            return cls(int(unit), date.fromisoformat(day) if day else None, int(pk))
        except ValueError:
            return None

    @classmethod
    def of(cls, row: Obligation) -> Cursor:
        return cls(row.unit_id, row.due, row.pk)

    def __str__(self) -> str:
        return f"{self.unit}_{self.day.isoformat() if self.day else ''}_{self.pk}"


def matching(rows: QuerySet[Obligation], wanted: Wanted, *, on: date) -> QuerySet[Obligation]:
    """Filters only; the counting of them uses the partial indexes wherever the scope is the open ones."""
    rows = _scope(rows, wanted.scope)
    if wanted.late:
        rows = _late(rows, wanted, on)
    if wanted.unit.strip():
        rows = rows.filter(unit__in=units_like(wanted.unit))
    if wanted.duty is not None:
        rows = rows.filter(duty_id=wanted.duty)
    if wanted.document is not None:
        rows = rows.filter(duty__document_id=wanted.document)
    if wanted.period:
        rows = rows.filter(period=wanted.period)
    if wanted.since:
        rows = rows.filter(due__gte=wanted.since)
    return rows.filter(due__lte=wanted.until) if wanted.until else rows


def units_like(words: str) -> list[int]:
    """Units that bear or bore a name with these words in it, marks and case not counting."""
    rows = UnitVersion.objects.standing().filter(folded__contains=fold(words))
    return list(rows.values_list("unit_id", flat=True).distinct())


def _scope(rows: QuerySet[Obligation], scope: str) -> QuerySet[Obligation]:
    if scope == "open":
        return open_ones(rows)
    if scope == "closed":
        return rows.filter(closed_at__isnull=False)
    if scope == "handed_in":
        return waiting_ones(rows)
    rows = rows.filter(closed_at=None)
    if scope == "returned":
        return rows.filter(state=State.RETURNED, settled_at=None)
    return rows.filter(state__in=[State.ACCEPTED, State.DISPATCHED]) if scope == "taken" else rows


def _late(rows: QuerySet[Obligation], wanted: Wanted, on: date) -> QuerySet[Obligation]:
    """Past due and not settled, or settled late."""
    if wanted.scope in {"open", "returned"}:
        return rows.filter(due__lt=on)
    if wanted.scope in {"handed_in", "taken"}:
        return rows.filter(late_days__gt=0)
    return rows.filter(Q(late_days__gt=0) | Q(settled_at=None, due__lt=on))


def page_of(rows: QuerySet[Obligation], sort: str, after: Cursor | None, *, on: date) -> list[Obligation]:
    """At most PAGE + 1 rows behind the cursor; the one more tells that there are more.

    Ranges of an index instead of an offset: the last of 600,000 rows comes as fast as the first.
    """
    if sort == "unit":
        return _page_by_unit(rows, after, on)
    found: list[Obligation] = []
    for part in _parts(rows, after, turned=sort == "-due"):
        found += part[: PAGE + 1 - len(found)]
        if len(found) > PAGE:
            break
    return found


def _asked(unit: int) -> QuerySet[Obligation]:
    return Obligation.objects.filter(asker_id=unit).order_by()


def _late_at(unit: int, on: date) -> QuerySet[Obligation, Any]:
    rows = overdue_obligations(_asked(unit), on=on).order_by().values("asker_id")
    return rows.annotate(n=Count("pk"), units=Count("unit_id", distinct=True)).values_list("n", "units")


def _asking_for_time(unit: int) -> QuerySet[Extension, Any]:
    still = Extension.objects.filter(granted=None, obligation__settled_at=None, obligation__closed_at=None)
    rows = still.filter(obligation__asker_id=unit).values("obligation__asker_id")
    return rows.annotate(n=Count("obligation_id", distinct=True)).values_list("n")


_LATE = Prepared([int, date], _late_at)
_WAITING = Prepared(
    [int], lambda unit: waiting_ones(_asked(unit)).values("asker_id").annotate(n=Count("pk")).values_list("n")
)
_EXTENSIONS = Prepared([int], _asking_for_time)


def standing_of_asked(actor: Actor, *, on: date) -> dict[str, int]:
    """How what the unit asked of others stands: late, at how many units, answers to judge, wishes for more time."""
    unit = actor.unit if may_read(actor) else 0
    late, units = _LATE.first(unit, on) or (0, 0)
    (waiting,), (asking,) = _WAITING.first(unit) or (0,), _EXTENSIONS.first(unit) or (0,)
    return {"late": late, "late_units": units, "waiting": waiting, "extensions": asking}


def with_duties(rows: Sequence[Obligation]) -> None:
    """Each with its duty and letter: a page of many rows has few of them."""
    found = Duty.objects.select_related("document").in_bulk({row.duty_id for row in rows})
    for row in rows:
        row.duty = found[row.duty_id]


def _parts(rows: QuerySet[Obligation], after: Cursor | None, *, turned: bool) -> list[QuerySet[Obligation]]:
    """Those with a day and those without, in their order, from the cursor on."""
    order, compare = (("-due", "-id"), "lt") if turned else (("due", "id"), "gt")
    dated, undated = rows.filter(due__isnull=False).order_by(*order), rows.filter(due=None).order_by(order[1])
    if after is None:
        return [undated, dated] if turned else [dated, undated]
    if after.day is None:
        undated = undated.filter(**{f"id__{compare}": after.pk})
        return [undated, dated] if turned else [undated]
    behind = Q(**{f"due__{compare}": after.day}) | Q(**{"due": after.day, f"id__{compare}": after.pk})
    dated = dated.filter(behind, **{f"due__{compare}e": after.day})
    return [dated] if turned else [dated, undated]


def _page_by_unit(rows: QuerySet[Obligation], after: Cursor | None, on: date) -> list[Obligation]:
    """Units in dictionary order; only those whose rows can stand on this page are read."""
    counts = dict(rows.order_by().values_list("unit_id").annotate(n=Count("pk")))
    keys = {pk: version.sort_key for pk, version in versions_on(on, counts).items()}
    units = sorted(counts, key=lambda pk: (keys.get(pk, ""), pk))
    if after and after.unit in counts:
        units = units[units.index(after.unit) :]
    chosen: list[int] = []
    room = PAGE + 1
    for unit in units:
        chosen.append(unit)
        room -= counts[unit] if after is None or unit != after.unit else 0
        if room <= 0:
            break
    rank = {unit: at for at, unit in enumerate(units)}
    found = sorted(rows.filter(unit__in=chosen), key=lambda row: (rank[row.unit_id], *_place(row.due, row.pk)))
    if after and after.unit in rank:
        found = [r for r in found if r.unit_id != after.unit or _place(r.due, r.pk) > _place(after.day, after.pk)]
    return found[: PAGE + 1]


def _place(day: date | None, pk: int) -> tuple[date, int]:
    return day or date.max, pk


def periods_asked(rows: QuerySet[Obligation], duty: int) -> list[str]:
    """Periods of one duty that are among the rows, newest first."""
    return list(rows.filter(duty_id=duty).order_by("-last", "-period").values_list("period", flat=True).distinct())
