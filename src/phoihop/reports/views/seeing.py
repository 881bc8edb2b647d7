"""What every page of one report × period asks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import Http404

from phoihop.kit import formats
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on
from phoihop.reports.queries.rollup import Report, Scope, groups_in, report_of, rows_in, scope_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A report under the filters of the address."""

    report: Report
    scope: Scope
    owed: int
    answered: int

    @property
    def silent(self) -> int:
        return self.owed - self.answered


def seen(request: ActorRequest, duty: int, period: str) -> Seen:
    """`?dv=` the key of a unit, `?khoi=` that of a group."""
    report = report_of(request.actor, duty, period[:24])
    if report is None:
        raise Http404
    scope = scope_of(report, unit=request.GET.get("dv", ""), group=request.GET.get("khoi", ""))
    if scope is None:
        raise Http404
    counts = rows_in(report, scope).order_by().aggregate(owed=Count("pk"), answered=Count("answer"))
    return Seen(report, scope, counts["owed"], counts["answered"])


def kept(scope: Scope, **more: str) -> str:
    """The filters as a query, with its question mark."""
    words = {"dv": scope.unit.key if scope.unit else "", "khoi": scope.group.key if scope.group else "", **more}
    query = urlencode({name: value for name, value in words.items() if value})
    return f"?{query}" if query else ""


def frame(found: Seen) -> dict[str, Any]:
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
        "kept": kept(scope),
    }


def file_name(found: Seen, what: str) -> str:
    return f"{what}-{found.report.duty.pk}-{found.report.period}"
