"""Lists brought as a file: first looked over, then done as one; nothing is written before the second press."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.files.actions import check_size
from phoihop.files.views import as_download
from phoihop.kit import formats
from phoihop.kit.days import DayField
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions import invite_many, restructure, try_restructuring
from phoihop.org.lists import Row, fingerprint_of, packed, read_list, unpacked
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Restructuring
from phoihop.org.people_list import COLUMNS as PEOPLE
from phoihop.org.people_list import people_template, plan_people
from phoihop.org.unit_list import COLUMNS as UNITS
from phoihop.org.unit_list import plan_units, unit_template

SHOWN = 200
GOOD_FOR = 3600 * 12
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("List"), help_text=gettext_lazy("XLSX, ODS or CSV; only its first sheet is read.")
    )


class UnitFileForm(FileForm):
    effective = DayField(label=gettext_lazy("In effect from"))
    decision = forms.CharField(
        label=gettext_lazy("Decision"), max_length=300, required=False,
        help_text=gettext_lazy("Number, date and issuer of the document."),
    )  # fmt: skip


def _sealed(request: ActorRequest, what: str, given: dict[str, Any]) -> str:
    """What was looked over, carried by the page itself, for this user at this unit only."""
    return signing.dumps(given, salt=_salt(request, what), compress=True)


def _opened(request: ActorRequest, what: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(request.POST.get("kept", ""), salt=_salt(request, what), max_age=GOOD_FOR)
    except signing.BadSignature as error:
        raise Refused(_("This page had been open too long. Send the file once more.")) from error
    return found


def _salt(request: ActorRequest, what: str) -> str:
    return f"org.bringing.{what}.{request.actor.user}.{request.actor.unit}"


def _may(request: ActorRequest) -> None:
    if not rules.may_administer(request.actor):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def units(request: ActorRequest) -> HttpResponse:
    _may(request)
    if "kept" in request.POST:
        return _take_units(request)
    initial = {"effective": formats.day(request.actor.on, language="vi")}
    form = UnitFileForm(request.POST, request.FILES) if request.method == "POST" else UnitFileForm(initial=initial)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            check_size(file.size)
            rows = read_list(file.read(), file.name, UNITS)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            about = {"name": file.name, "decision": form.cleaned_data["decision"]}
            try:
                _try_units(request, rows, file.name, form.cleaned_data["effective"])
                return _show_units(request, rows, {**about, "day": form.cleaned_data["effective"].isoformat()})
            except Refused as refusal:
                form.add_error("effective", str(refusal))
    return render(request, "org/bring_units.html", {"form": form}, status=400 if form.errors else 200)


def _try_units(request: ActorRequest, rows: list[Row], name: str, day: date) -> None:
    """What would be refused when it is taken in is refused while it is looked over."""
    plan = plan_units(request.actor, [replace(row, problems=[]) for row in rows])
    if plan.steps and not plan.problems:
        try_restructuring(actor=request.actor, title=name, effective=day, steps=plan.steps)


def _show_units(request: ActorRequest, rows: list[Row], about: dict[str, str]) -> HttpResponse:
    plan = plan_units(request.actor, rows)
    earlier = Restructuring.objects.filter(fingerprint=fingerprint_of(request.actor.unit, rows)).first()
    context = {
        "about": about,
        "earlier": earlier,
        "total": len(rows),
        "new": len(plan.new),
        "there": len(plan.there),
        "problems": [problem for row in rows for problem in row.problems],
        "rows": [(row, row.line in plan.there, _by_cell(row)) for row in _worst_first(rows)[:SHOWN]],
        "columns": UNITS,
        "kept": _sealed(request, "units", {**about, "rows": packed(rows)}) if plan.steps and not plan.problems else "",
    }
    return render(request, "org/brought_units.html", context, status=400 if plan.problems else 200)


def _worst_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (not row.problems, row.line))


def _by_cell(row: Row) -> list[tuple[str, bool]]:
    """The row's values in the order of the columns, each with whether something is wrong there."""
    wrong = {problem.cell for problem in row.problems}
    return [(row.values.get(column.name, ""), row.cells.get(column.name) in wrong) for column in UNITS]


def _take_units(request: ActorRequest) -> HttpResponse:
    try:
        kept = _opened(request, "units")
        rows = unpacked(kept["rows"])
        plan = plan_units(request.actor, rows)
        if plan.problems or not plan.steps:
            return _show_units(request, rows, {name: kept[name] for name in ("name", "day", "decision")})
        made = restructure(
            actor=request.actor,
            title=_("Units from the list «%(name)s»") % {"name": kept["name"][:200]},
            decision=kept["decision"],
            effective=date.fromisoformat(kept["day"]),
            steps=plan.steps,
            fingerprint=fingerprint_of(request.actor.unit, rows),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("org:bring_units", request.post.key)
    messages.success(request, _made(len(plan.steps), made))
    return redirect("org:decision", request.post.key, made.pk)


def _made(count: int, made: Restructuring) -> str:
    words = {"n": formats.number(count), "day": formats.day(made.effective)}
    if made.status == Restructuring.Status.PLANNED:
        return (
            ngettext("%(n)s unit will be there from %(day)s.", "%(n)s units will be there from %(day)s.", count) % words
        )
    return ngettext("%(n)s unit is there since %(day)s.", "%(n)s units are there since %(day)s.", count) % words


@require_GET
def unit_template_file(request: ActorRequest) -> HttpResponse:
    _may(request)
    return as_download(unit_template(), _("units.xlsx"), _XLSX)


@require_http_methods(["GET", "POST"])
def people(request: ActorRequest) -> HttpResponse:
    _may(request)
    if "kept" in request.POST:
        return _invite_all(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            check_size(file.size)
            rows = read_list(file.read(), file.name, PEOPLE)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _show_people(request, rows)
    return render(request, "org/bring_people.html", {"form": form}, status=400 if form.errors else 200)


def _show_people(request: ActorRequest, rows: list[Row]) -> HttpResponse:
    guests = plan_people(request.actor, rows)
    problems = [problem for row in rows for problem in row.problems]
    new = [guest for guest in guests if not guest.holds]
    context = {
        "total": len(rows),
        "new": len(new),
        "guests": guests[:SHOWN],
        "problems": problems,
        "kept": _sealed(request, "people", {"rows": packed(rows)}) if new and not problems else "",
    }
    return render(request, "org/brought_people.html", context, status=400 if problems else 200)


def _invite_all(request: ActorRequest) -> HttpResponse:
    try:
        rows = unpacked(_opened(request, "people")["rows"])
        guests = [guest for guest in plan_people(request.actor, rows) if not guest.holds]
        if any(row.problems for row in rows):
            return _show_people(request, rows)
        done = invite_many(actor=request.actor, guests=[(g.name, g.email, g.unit, g.kind) for g in guests])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("org:bring_people", request.post.key)
    said = ngettext("%(n)d role is given.", "%(n)d roles are given.", done) % {"n": done}
    messages.success(request, said)
    return redirect("org:people", request.post.key)


@require_GET
def people_template_file(request: ActorRequest) -> HttpResponse:
    _may(request)
    return as_download(people_template(), _("people.xlsx"), _XLSX)
