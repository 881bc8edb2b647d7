"""Who owed on a day, and why: what stands behind the denominator of a rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from phoihop.duties.forms import month_in, number_in
from phoihop.duties.models import Duty, Obligation
from phoihop.duties.queries import visible_obligations
from phoihop.duties.queries.board import first_of
from phoihop.duties.queries.expected import Expected, counts_of, expected_on
from phoihop.duties.views.board import filtered
from phoihop.duties.views.lines import letter_of, period_words
from phoihop.kit import formats
from phoihop.kit.days import day_in, unread_days
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Unit
from phoihop.org.queries import stood_under

PAGE = 100
MOST = 20_000  # debts read at once; a narrower filter shows the rest


@require_GET
def expected(request: ActorRequest) -> HttpResponseBase:
    """`?ngay=` the day; of the board under its filters (`thang`, `o`), or of one report (`viec` and `ky`, `dv`)."""
    typed = request.GET.get("ngay", "")
    day = day_in(typed.strip()) or request.actor.on
    rows = _rows(request).select_related("duty", "duty__document").order_by("pk")[:MOST]
    found = expected_on(list(rows), day)
    if (kind := request.GET.get("dang", "")) in KINDS:
        return as_file(kind, f"ai-phai-nop-{day.isoformat()}", _heads(), _lines(found, day))
    counts = counts_of(found)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    context = {
        "day": day,
        "unread": unread_days(request.GET, "ngay"),
        "about": _about(request),
        "counts": counts,
        "complete": _percent(counts.completeness),
        "timely": _percent(counts.timeliness),
        "page": page,
        "rows": [(one, period_words(one.row), _state(one)) for one in page.object_list],
        "total": len(found),
        "out": len(found) - counts.owed,
        "kept": [(n, v) for n, v in request.GET.items() if n not in {"ngay", "trang", "dang"}],
    }
    return render(request, "duties/expected.html", context)


def _rows(request: ActorRequest) -> QuerySet[Obligation]:
    given = request.GET
    duty, period = number_in(given.get("viec", "")), given.get("ky", "")
    if duty and period:
        rows = visible_obligations(request.actor).filter(duty_id=duty, period=period[:24])
        return _under(request, rows, given["dv"]) if given.get("dv") else rows
    rows = filtered(request)
    unit_text, _dot, month_text = given.get("o", "").partition(".")
    month = month_in(month_text or given.get("thang", ""))
    if month:
        rows = rows.filter(month=month)
    unit = number_in(unit_text)
    return rows.filter(unit__in=[unit]) if unit else rows


def _under(request: ActorRequest, rows: QuerySet[Obligation], key: str) -> QuerySet[Obligation]:
    """Those at or below a unit as the tree stood at the end of the period, with who had ended there by then: as the
    sums count them.
    """
    unit, today = Unit.objects.filter(key=key).first(), request.actor.on
    last, due = rows.order_by("pk").values_list("last", "due").first() or (None, None)
    return rows.filter(unit__in=stood_under(unit.pk, on=min(last or due or today, today))) if unit else rows.none()


def _about(request: ActorRequest) -> str:
    """What is counted, in words."""
    given = request.GET
    said = []
    if duty := number_in(given.get("viec", "")):
        mine = Duty.objects.filter(pk=duty, pk__in=_rows(request).order_by().values("duty"))
        said += list(mine.values_list("title", flat=True))
    if given.get("ky"):
        said.append(formats.period(given["ky"][:24]))
    month = month_in(given.get("o", "").partition(".")[2] or given.get("thang", ""))
    if month:
        first = first_of(month)
        said.append(_("month %(month)d/%(year)d") % {"month": first.month, "year": first.year})
    return ", ".join(said)


def _percent(share: object) -> str:
    return "–" if share is None else formats.percent(share, places=1)  # type: ignore[arg-type]  # a Fraction


def _state(one: Expected) -> tuple[str, str]:
    """In words, and its tone."""
    if one.out:
        return one.out, ""
    if one.timely is None:
        return (_("came") if one.settled else _("not due yet")), ("done" if one.settled else "")
    if one.timely:
        return _("came in time"), "done"
    return (_("came late"), "soon") if one.settled else (_("past due, nothing came"), "late")


def _heads() -> list[str]:
    return [
        _("Unit"), _("Why it owed"), _("Duty"), _("Letter"), _("Period"), _("Due"), _("Counts"), _("State"), _("As of"),
    ]  # fmt: skip


def _lines(found: Iterable[Expected], day: date) -> Iterator[list[Cell]]:
    for one in found:
        yield [
            one.name, one.why, one.row.duty.title, letter_of(one.row.duty), period_words(one.row), one.due,
            _("yes") if one.counts else _("no"), _state(one)[0], day,
        ]  # fmt: skip
