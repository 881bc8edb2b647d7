"""What every page of one report × period asks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import Http404

from phoihop.duties.models import Obligation
from phoihop.kit import formats
from phoihop.org.cut import Cut, cut_asked, cut_choices
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on
from phoihop.reports.queries.rollup import Report, Scope, groups_in, named_scope, report_of, rows_in, scope_of
from phoihop.reports.queries.viewed import Recut

_MOST = 2**63  # a key beyond is none of any row


@dataclass(frozen=True, slots=True)
class Seen:
    """A report under the filters of the address; `recut` where it is shown in the tree of another day."""

    report: Report
    scope: Scope
    owed: int
    answered: int
    cut: Cut
    recut: Recut | None = None

    @property
    def silent(self) -> int:
        return self.owed - self.answered

    @property
    def kept(self) -> str:
        return kept(self.scope, cay=self.cut.key)

    def kept_with(self, **more: str) -> str:
        return kept(self.scope, cay=self.cut.key, **more)

    @property
    def rows(self) -> QuerySet[Obligation]:
        if self.recut is None:
            return rows_in(self.report, self.scope)
        return self.report.rows.filter(pk__in=[row.pk for row in self.recut.inside])


def seen(request: ActorRequest, duty: int, period: str) -> Seen:
    """`?dv=` the key of a unit, `?khoi=` that of a group, `?cay=` the tree of which day."""
    report = report_of(request.actor, duty, period[:24]) if duty < _MOST else None
    if report is None:
        raise Http404
    cut = cut_asked(request.GET.get("cay", ""), request.actor.on)
    asked = {"unit": request.GET.get("dv", ""), "group": request.GET.get("khoi", "")}
    scope = named_scope(**asked) if cut.day else scope_of(report, **asked)
    if scope is None:
        raise Http404
    return _recut(report, scope, cut) if cut.day else _as_it_was(report, scope, cut)


def _recut(report: Report, scope: Scope, cut: Cut) -> Seen:
    recut = Recut(report, scope, cut)
    if scope.unit and not recut.inside and not scope.group:
        raise Http404
    answered = sum(1 for row in recut.inside if row.answer_id)
    return Seen(report, scope, len(recut.inside), answered, cut, recut)


def _as_it_was(report: Report, scope: Scope, cut: Cut) -> Seen:
    counts = rows_in(report, scope).order_by().aggregate(owed=Count("pk"), answered=Count("answer"))
    return Seen(report, scope, counts["owed"], counts["answered"], cut)


def kept(scope: Scope, **more: str) -> str:
    """The filters as a query, with its question mark."""
    words = {"dv": scope.unit.key if scope.unit else "", "khoi": scope.group.key if scope.group else "", **more}
    query = urlencode({name: value for name, value in words.items() if value})
    return f"?{query}" if query else ""


def frame(request: ActorRequest, found: Seen) -> dict[str, Any]:
    """The part of a page's context that all these pages share."""
    report, scope = found.report, found.scope
    return {
        "report": report,
        "seen": found,
        "label": formats.period(report.period),
        "groups": groups_in(report),
        "group": scope.group,
        "unit": scope.unit,
        "unit_name": name_on(scope.unit.pk, report.day) if scope.unit else "",
        "kept": found.kept,
        "cut": found.cut,
        "cuts": cut_choices(request.actor, found.cut),
    }


def file_name(found: Seen, what: str) -> str:
    tree = f"-cay-{found.cut.day.isoformat()}" if found.cut.day else ""
    return f"{what}-{found.report.duty.pk}-{found.report.period}{tree}"
