"""The list of letters: filters stand in the address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.documents import rules
from phoihop.documents.dependants import judged, judged_as, kinds
from phoihop.documents.models import Direction, Document
from phoihop.documents.queries import READERS, documents_matching, register_of
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.org.middleware import ActorRequest

PAGE = 50


@require_GET
def register(request: ActorRequest) -> HttpResponseBase:
    """`?huong=` in, out or internal; `?tim=` words; `?tt=` status; `?viec=` what a letter that came in is for us."""
    actor = request.actor
    if not actor.is_any(*READERS):
        raise PermissionDenied
    wanted = {name: request.GET.get(name, "").strip() for name in ("huong", "tim", "tt", "viec")}
    direction = wanted["huong"] if wanted["huong"] in Direction.values else Direction.IN
    held = register_of(actor, direction)
    counts = dict(held.filter(unit_id=actor.unit).order_by().values_list("status").annotate(n=Count("pk")))
    rows = documents_matching(held, wanted["tim"])
    rows = rows.filter(status=wanted["tt"]) if wanted["tt"] in Document.Status.values else rows
    judgements = kinds() if direction == Direction.IN else []
    if wanted["viec"] in dict(judgements):
        rows = rows.filter(pk__in=judged_as(actor, rows, wanted["viec"]))
    rows = rows.defer("text", "folded")
    if request.GET.get("dang") in KINDS:
        return as_file(
            request.GET["dang"], f"van-ban-{direction}", _heads(), _cells(rows.defer("text", "folded", "found"))
        )
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    shown = list(page)
    marks = judged(actor, shown) if direction == Direction.IN else {}
    context = {
        "page": page,
        "rows": [(row, marks.get(row.pk, ())) for row in shown],
        "tabs": [(value, label, _link(wanted, huong=value, tt="", viec="")) for value, label in Direction.choices],
        "direction": direction,
        "statuses": Document.Status.choices,
        "judgements": judgements,
        "wanted": wanted,
        "counts": {status: counts.get(status, 0) for status in Document.Status.values},
        "filtered": bool(wanted["tim"] or wanted["tt"] or wanted["viec"]),
        "may_register": rules.may_register(actor),
        "unit_id": actor.unit,
    }
    part = "documents/_register.html" if request.htmx and not request.htmx.boosted else "documents/register.html"
    return render(request, part, context)


def _link(wanted: dict[str, str], **changes: str) -> str:
    return "?" + urlencode({k: v for k, v in {**wanted, **changes}.items() if v})


def _heads() -> list[str]:
    return [
        _("Arrival number"), _("Day it arrived"), _("Number and symbol"), _("Kind of letter"), _("Issuing body"),
        _("Day signed"), _("Subject"), _("Status"),
    ]  # fmt: skip


def _cells(rows: QuerySet[Document]) -> Iterator[list[Cell]]:
    for row in rows.iterator(chunk_size=1000):
        yield [
            row.arrival_number, row.arrived_on, row.number, row.doc_type, row.issuer, row.signed_on,
            row.subject or row.file_name, row.get_status_display(),
        ]  # fmt: skip
