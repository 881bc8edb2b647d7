"""The board: units × months, a drawer for a cell that says why it is red."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from phoihop.duties import rules
from phoihop.duties.actions import nudge_many
from phoihop.duties.forms import month_in, number_in
from phoihop.duties.models import Duty, Obligation
from phoihop.duties.queries import asked_by_unit, may_read, overdue_obligations
from phoihop.duties.queries.board import (
    MONTHS,
    Board,
    Cell,
    Row,
    board_of,
    carried_to,
    first_of,
    in_group,
    month_of,
    months_to,
    sources_of,
)
from phoihop.duties.queries.listing import units_like
from phoihop.duties.queries.saved import saved_views
from phoihop.duties.views.drawer import drawer_of
from phoihop.duties.views.exports import board_file
from phoihop.duties.views.lines import CHOICE, duty_choices
from phoihop.kit import formats
from phoihop.kit.listing import KINDS
from phoihop.org.cut import cut_asked, cut_choices
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import UnitGroup

MOST_REMINDED = 2000


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as drawn: `at` is its part of the address, `label` what is read aloud."""

    at: str
    state: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    name: str
    key: str
    share: str
    low: bool
    cells: list[Shown]


@require_GET
def board(request: ActorRequest) -> HttpResponseBase:
    actor = request.actor
    last = month_in(request.GET.get("den", "")) or month_of(actor.on)
    rows = filtered(request)
    chosen = request.GET.get("o", "")
    cut = cut_asked(request.GET.get("cay", ""), actor.on)
    months = months_to(last)
    carried = carried_to(rows, months, cut.day) if cut.day else None
    drawer = drawer_of(request, rows, chosen, carried) if chosen else None
    if drawer and request.htmx:
        return render(request, "duties/_drawer.html", {"drawer": drawer})
    made = board_of(rows, months, on=actor.on, late_only=request.GET.get("tre") == "1", carried=carried)
    if (kind := request.GET.get("dang", "")) in KINDS:
        return board_file(made, kind, on=actor.on, cut=cut)
    context = {
        "board": made,
        "heaps": [(_heading(heap.kinds), len(heap.rows), _rows(heap.rows, made, chosen)) for heap in made.heaps],
        "months": _months(made.months, month_of(actor.on)),
        "columns": [_percent(share) for share in made.columns],
        "column_months": [(_percent(s), _month_address(m)) for s, m in zip(made.columns, months, strict=True)],
        "this_month": _month_address(month_of(actor.on)),
        "share": _percent(made.share),
        "drawer": drawer,
        "chosen": chosen,
        "base": _base(request),
        "earlier": _month_address(last - MONTHS),
        "later": _month_address(last + MONTHS) if last < month_of(actor.on) else "",
        "filter": _filter(request),
        "used": sum(bool(request.GET.get(name)) for name in ("don_vi", "khoi", "viec", "van_ban", "tre", "cay")),
        "saved": saved_views(actor, "board"),
        "cut": cut,
        "cuts": cut_choices(actor, cut),
        "query": _base(request).rstrip("&"),
        "at": actor.at,
        "remind": _to_remind(made, month_of(actor.on)) if rules.may_assign(actor) else None,
    }
    return render(request, "duties/board.html", context)


@require_POST
def remind(request: ActorRequest) -> HttpResponseBase:
    """Everything missing behind one cell, or in one column of the board under its filters."""
    unit, _dot, month_text = request.POST.get("o", "").partition(".")
    month = month_in(month_text)
    if not rules.may_assign(request.actor):
        raise PermissionDenied
    if month is None:
        raise Http404
    rows = overdue_obligations(filtered(request).filter(month=month), on=request.actor.on)
    if unit:
        cut = cut_asked(request.GET.get("cay", ""), request.actor.on)
        carried = carried_to(rows, [month], cut.day) if cut.day else None
        rows = rows.filter(unit__in=sources_of(number_in(unit) or 0, carried))
    told = nudge_many(actor=request.actor, obligations=rows[:MOST_REMINDED])
    if told:
        words = ngettext("%(n)d reminder is on its way.", "%(n)d reminders are on their way.", told) % {"n": told}
        messages.success(request, words)
    else:
        messages.warning(request, _("Nobody was told: they were reminded today already, or nothing is missing."))
    cell = f"o={unit}.{month_text}" if unit else ""
    return redirect(f"{reverse('duties:board', args=[request.post.key])}?{_base(request)}{cell}")


def filtered(request: ActorRequest) -> QuerySet[Obligation]:
    """By name, group, duty, letter: each may be missing."""
    rows, given = asked_by_unit(request.actor), request.GET
    if words := given.get("don_vi", "").strip():
        rows = rows.filter(unit__in=units_like(words[:200]))
    if group := UnitGroup.objects.filter(key=given.get("khoi", "")).first() if given.get("khoi") else None:
        rows = in_group(rows, group.pk, on=request.actor.on)
    if duty := number_in(given.get("viec", "")):
        rows = rows.filter(duty_id=duty)
    if letter := number_in(given.get("van_ban", "")):
        rows = rows.filter(duty__document_id=letter)
    return rows


def _to_remind(made: Board, now: int) -> tuple[str, str, int] | None:
    """The newest month in which something is missing: its part of the address, its words, how many units."""
    for at in range(len(made.months) - 1, -1, -1):
        units = sum(1 for row in made.rows if (cell := row.cells[at]) and cell.is_red)
        if units and made.months[at] <= now:
            first = first_of(made.months[at])
            return f".{first:%Y-%m}", _("M%(month)d") % {"month": first.month}, units
    return None


def _base(request: ActorRequest) -> str:
    """The address of this board with everything but the open cell."""
    kept = request.GET.copy()
    for name in ("o", "dang"):
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


def _month_address(month: int) -> str:
    return f"{first_of(month):%Y-%m}"


def _filter(request: ActorRequest) -> dict[str, Any]:
    asked = Duty.objects.filter(asker_id=request.actor.unit) if may_read(request.actor) else Duty.objects.none()
    duties = asked.order_by("-pk").values_list(*CHOICE)[:300]
    return {
        "unit": request.GET.get("don_vi", ""),
        "group": request.GET.get("khoi", ""),
        "last": request.GET.get("den", ""),
        "late": request.GET.get("tre") == "1",
        "groups": list(UnitGroup.objects.order_by("name").values_list("key", "name")),
        "duties": duty_choices(duties),
        "duty": number_in(request.GET.get("viec", "")),
    }


def _heading(kinds: tuple[str, ...]) -> str:
    return {
        "office": _("Steering offices"),
        "agency": _("Agencies and associations"),
        "district": _("Districts"),
        "ward": _("Wards"),
        "commune": _("Communes and special zones"),
        "outside": _("Bodies outside"),
    }[kinds[0]]


def _months(months: list[int], now: int) -> list[tuple[str, str, bool]]:
    """Short name, what stands under it, whether it is this month."""
    out = []
    for at, month in enumerate(months):
        first = first_of(month)
        year = str(first.year) if at == 0 or first.month == 1 else ""
        under = _("now") if month == now else year
        out.append((_("M%(month)d") % {"month": first.month}, under, month == now))
    return out


def _rows(rows: list[Row], made: Board, chosen: str) -> list[ShownRow]:
    short = [f"{first_of(month):%Y-%m}" for month in made.months]
    words = [_month_words(month) for month in made.months]
    return [_row(row, short, words) for row in rows]


def _month_words(month: int) -> str:
    first = first_of(month)
    return _("month %(month)d/%(year)d") % {"month": first.month, "year": first.year}


def _row(row: Row, short: list[str], words: list[str]) -> ShownRow:
    name, key = row.name, str(row.unit)
    cells = [
        Shown(f"{key}.{short[at]}", cell.state if cell else "na", _text(cell), f"{name}, {words[at]}: {_aloud(cell)}")
        for at, cell in enumerate(row.cells)
    ]
    low = row.share is not None and row.share < Fraction(3, 5)
    return ShownRow(name, key, _percent(row.share), low, cells)


def _text(cell: Cell | None) -> str:
    if cell is None:
        return "–"
    if cell.state == "late":
        return f"+{cell.days}"
    return f"{cell.settled}/{cell.owed}" if cell.is_red else ""


def _aloud(cell: Cell | None) -> str:
    """With what is seen: who speaks to the browser says that."""
    text = _text(cell) if cell else ""
    return f"{text}, {said(cell)}" if text else said(cell)


def said(cell: Cell | None) -> str:
    """The cell in words."""
    if cell is None:
        return _("nothing owed")
    counts = {"settled": cell.settled, "owed": cell.owed}
    return {
        "ok": _("all came, on time"),
        "wait": _("handed in, waits to be accepted"),
        "fut": _("not due yet"),
        "late": ngettext("all came, %(n)d day late", "all came, %(n)d days late", cell.days) % {"n": cell.days},
        "part": _("past due, %(settled)d of %(owed)d came") % counts,
        "miss": _("past due, nothing of %(owed)d came") % counts,
    }[cell.state]


def _percent(share: Fraction | None) -> str:
    return "–" if share is None else formats.percent(share, places=0)
