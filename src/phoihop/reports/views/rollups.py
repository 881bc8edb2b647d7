"""Every report × period that is answered in a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.queries import may_read
from phoihop.kit import formats
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.org.middleware import ActorRequest
from phoihop.reports import rules
from phoihop.reports.queries import visible_forms
from phoihop.reports.queries.rollup import Ready, periods_with_form

PAGE = 50


@require_GET
def rollups(request: ActorRequest) -> HttpResponseBase:
    """`?bieu=` the key of one form of the office."""
    if not may_read(request.actor):
        raise PermissionDenied
    forms = list(visible_forms(request.actor))
    chosen = next((form for form in forms if form.key == request.GET.get("bieu")), None)
    ready = periods_with_form(request.actor, form=chosen.pk if chosen else None)
    if (kind := request.GET.get("dang", "")) in KINDS:
        heads = [_("Report"), _("Form"), _("Period"), _("Due"), _("Units that owe it"), _("Answered"), _("Silent")]
        return as_file(kind, "so-lieu", heads, _lines(ready))
    page = Paginator(ready, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(row, formats.period(row.period)) for row in page.object_list],
        "total": len(ready),
        "silent": sum(1 for row in ready if row.silent),
        "forms": forms,
        "chosen": chosen,
        "may_design": rules.may_design(request.actor),
    }
    return render(request, "reports/rollups.html", context)


def _lines(ready: Iterable[Ready]) -> Iterator[list[Cell]]:
    for row in ready:
        words = formats.period(row.period)
        yield [row.duty.title, row.form, words, row.due, row.owed, row.answered, row.silent]
