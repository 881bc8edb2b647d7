"""Codes of a unit with their days, and the look-up by code on a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from phoihop.kit import formats
from phoihop.kit.days import DayField
from phoihop.kit.refused import Refused
from phoihop.org import rules
from phoihop.org.actions import correct_code, end_code, give_code, take_code_back
from phoihop.org.codes import SCHEMES, scheme_words, units_with_code
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import Unit, UnitCode
from phoihop.org.queries import name_on
from phoihop.org.tree import known_units
from phoihop.org.views.days import day_asked


class _DaysForm(forms.Form):
    starts = DayField(label=gettext_lazy("From"))
    ends = DayField(
        label=gettext_lazy("Until before"), required=False, help_text=gettext_lazy("Left empty: without an end.")
    )


class CodeForm(_DaysForm):
    scheme = forms.CharField(
        label=gettext_lazy("Scheme"), max_length=30,
        widget=forms.TextInput(attrs={"list": "code-schemes", "autocomplete": "off"}),
        help_text=gettext_lazy("Such as tckt for the official code, edxml for the OrganId, or a name of your own."),
    )  # fmt: skip
    code = forms.CharField(label=gettext_lazy("Code"), max_length=200)
    field_order = ("scheme", "code", "starts", "ends")


class CorrectForm(_DaysForm):
    code = forms.CharField(label=gettext_lazy("Code"), max_length=200)
    field_order = ("code", "starts", "ends")


@require_http_methods(["GET", "POST"])
def codes(request: ActorRequest, key: str) -> HttpResponse:
    unit = get_object_or_404(known_units(request.actor), key=key)
    if not rules.may_code_unit(request.actor, unit):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, unit, CodeForm(initial={"starts": formats.day(request.actor.on, language="vi")}))
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            give_code(actor=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("org:unit_codes", request.post.key, key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, unit, form)


def _page(request: ActorRequest, unit: Unit, form: CodeForm) -> HttpResponse:
    rows = UnitCode.objects.standing().filter(unit=unit).exclude(scheme="alias").order_by("scheme", "-starts")
    context = {
        "unit": unit,
        "name": name_on(unit.pk, request.actor.on),
        "rows": [(row, scheme_words(row.scheme)) for row in rows],
        "form": form,
        "schemes": SCHEMES.items(),
    }
    return render(request, "org/codes.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def code(request: ActorRequest, key: str, pk: int) -> HttpResponse:
    """One code: ended, corrected, or taken back as never having been."""
    unit = get_object_or_404(known_units(request.actor), key=key)
    row = get_object_or_404(UnitCode.objects.standing().exclude(scheme="alias"), pk=pk, unit=unit)
    if not rules.may_code_unit(request.actor, unit):
        raise PermissionDenied
    start: dict[str, Any] = {
        "code": row.code, "starts": formats.day(row.starts, language="vi"),
        "ends": formats.day(row.ends, language="vi") if row.ends else "",
    }  # fmt: skip
    form = CorrectForm(request.POST) if request.method == "POST" else CorrectForm(initial=start)
    if request.POST.get("do") == "drop":
        take_code_back(actor=request.actor, row=row)
        return redirect("org:unit_codes", request.post.key, key)
    if form.is_valid():
        try:
            _changed(request, row, form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("org:unit_codes", request.post.key, key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"unit": unit, "name": name_on(unit.pk, request.actor.on), "row": row, "form": form}
    return render(request, "org/code.html", context, status=400 if form.errors else 200)


def _changed(request: ActorRequest, row: UnitCode, given: dict[str, Any]) -> None:
    only_ends = given["ends"] and (given["code"], given["starts"], row.ends) == (row.code, row.starts, None)
    if only_ends:
        end_code(actor=request.actor, row=row, ends=given["ends"])
    else:
        correct_code(actor=request.actor, row=row, **given)


@require_GET
def find(request: ActorRequest) -> HttpResponse:
    day, readable = day_asked(request, request.actor.on)
    typed = request.GET.get("ma", "").strip()[:200]
    found = units_with_code(request.actor, typed, on=day) if typed else []
    context = {
        "day": day,
        "typed": typed,
        "unreadable": "" if readable else request.GET.get("ngay", ""),
        "today": request.actor.on,
        "found": [(named, scheme_words(named.row.scheme)) for named in found],
        "holders": sum(named.holds for named in found),
    }
    return render(request, "org/find_code.html", context)
