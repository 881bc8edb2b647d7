"""Accounts of machines."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.kit import formats
from phoihop.kit.listing import KINDS, Cell, as_file
from phoihop.kit.refused import Refused
from phoihop.org import actions, rules
from phoihop.org.forms import MachineForm, ReasonForm
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import ServiceAccount, ServiceKey
from phoihop.org.queries import versions_on
from phoihop.org.service import in_time, is_good, visible_services

PAGE = 50


def _keeper(request: ActorRequest) -> None:
    if not rules.may_keep_machines(request.actor):
        raise PermissionDenied


@require_GET
def machines(request: ActorRequest) -> HttpResponseBase:
    _keeper(request)
    rows = visible_services(request.actor)
    names = versions_on(request.actor.on, rows.values_list("unit_id", flat=True))
    if (kind := request.GET.get("dang")) in KINDS:
        heads = [_("Program"), _("Unit"), _("What it may do"), _("From"), _("Until before"), _("Last used")]
        lines: list[list[Cell]] = [
            [row.name, names[row.unit_id].name, ", ".join(row.scope_words), row.starts, row.ends, _last_used(row)]
            for row in rows
        ]
        return as_file(kind, "tai-khoan-may", heads, lines)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    shown = [
        {
            "account": row,
            "unit": names[row.unit_id].name,
            "good": in_time(row, request.actor.on),
            "used": _last_used(row),
        }
        for row in page.object_list
    ]
    context = {"page": page, "rows": shown, "total": page.paginator.count, **rules.doors_of(request.actor)}
    return render(request, "org/machines.html", context)


def _last_used(account: ServiceAccount) -> datetime | None:
    return max((key.last_used_at for key in account.keys.all() if key.last_used_at), default=None)


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    _keeper(request)
    today = formats.day(request.actor.on, language="vi")
    form = MachineForm(
        request.actor,
        request.POST if request.method == "POST" else None,
        initial={"starts": today, "unit": request.post.key},
    )
    if form.is_valid():
        given = form.cleaned_data
        ends = given.pop("last") + timedelta(days=1)
        try:
            account = actions.make_service(actor=request.actor, ends=ends, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("org:machine", request.post.key, account.pk)
    return render(request, "org/machine_new.html", {"form": form})


def _account(request: ActorRequest, pk: int) -> ServiceAccount:
    """Who keeps no machines is told so before anything is looked for."""
    found: ServiceAccount = get_object_or_404(visible_services(request.actor), pk=pk)
    _keeper(request)
    return found


@require_GET
def machine(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _account(request, pk))


def _page(
    request: ActorRequest, account: ServiceAccount, token: str = "", form: ReasonForm | None = None
) -> HttpResponse:
    context = {
        "account": account,
        "unit_name": versions_on(request.actor.on, [account.unit_id])[account.unit_id].name,
        "good": is_good(account, request.actor.on),
        "today": request.actor.on,
        "keys": account.keys.all(),
        "token": token,
        "form": form or ReasonForm(),
    }
    return render(request, "org/machine.html", context)


@require_POST
def key(request: ActorRequest, pk: int) -> HttpResponse:
    """Shown on this page once, and never again."""
    account = _account(request, pk)
    try:
        made = actions.make_key(actor=request.actor, account=account)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("org:machine", request.post.key, pk)
    return _page(request, _account(request, pk), made.token)


@require_POST
def drop_key(request: ActorRequest, pk: int) -> HttpResponse:
    rows = ServiceKey.objects.filter(account__in=visible_services(request.actor).values("pk"))
    found = get_object_or_404(rows, pk=pk)
    _keeper(request)
    actions.drop_key(actor=request.actor, key=found)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("org:machine", request.post.key, found.account_id)


@require_POST
def close(request: ActorRequest, pk: int) -> HttpResponse:
    account = _account(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.close_service(actor=request.actor, account=account, reason=form.cleaned_data["reason"])
            messages.success(request, _("The account is closed; its keys open nothing any more."))
            return redirect("org:machine", request.post.key, pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, account, form=form)
