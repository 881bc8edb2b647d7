"""What is done to one obligation; refused, the page comes back with the sentence and what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.duties import rules
from phoihop.duties.actions import (
    RemarkGiven,
    accept_response,
    ask_extension,
    decide_extension,
    explain,
    grant_extension,
    nudge,
    record_dispatch,
    return_response,
    withdraw_obligation,
)
from phoihop.duties.forms import (
    DecisionForm,
    DispatchForm,
    ExplanationForm,
    ExtensionForm,
    ReturnForm,
    WithdrawalForm,
)
from phoihop.duties.models import Obligation
from phoihop.duties.panels import panels_of
from phoihop.duties.views.obligation import obligation_page, places_of, seen
from phoihop.kit.refused import Refused
from phoihop.org.middleware import ActorRequest

Rule = Callable[[Any, Obligation], bool]


def _mine(request: ActorRequest, pk: int, rule: Rule) -> Obligation:
    """A stranger gets 404, a colleague without the role 403."""
    found = seen(request, pk)
    if not rule(request.actor, found):
        raise PermissionDenied
    return found


def _do(
    request: ActorRequest, found: Obligation, name: str, form: Form, act: Callable[[dict[str, Any]], object], done: str
) -> HttpResponse:
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return _back(request, found)
    return obligation_page(request, found, {name: form}, status=400)


def _back(request: ActorRequest, found: Obligation) -> HttpResponse:
    """To where the button stood, if the page said so; never to another house."""
    url = request.POST.get("ve", "")
    if url and url_has_allowed_host_and_scheme(url, allowed_hosts=None) and url.startswith("/"):
        return redirect(url)
    return redirect(reverse("duties:obligation", args=[request.post.key, found.pk]))


@require_POST
def accept(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_judge)
    response = get_object_or_404(found.responses, pk=_number(request.POST.get("response", "")))
    done = _("The answer is accepted.")
    return _do(
        request,
        found,
        "accept",
        Form(request.POST),
        lambda _d: accept_response(actor=request.actor, response=response),
        done,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0


@require_POST
def give_back(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_judge)
    response = get_object_or_404(found.responses, pk=_number(request.POST.get("response", "")))
    form = ReturnForm(request.POST, places=places_of(found, panels_of(found)))

    def act(data: dict[str, Any]) -> object:
        return return_response(
            actor=request.actor,
            response=response,
            reason=data["reason"],
            remarks=[RemarkGiven(*given) for given in form.remarks()],
            answer_by=data["answer_by"],
        )

    return _do(request, found, "return", form, act, _("The answer is returned; the unit is told."))


@require_POST
def extend(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_respond)
    form = ExtensionForm(request.POST)

    def act(data: dict[str, Any]) -> object:
        return ask_extension(actor=request.actor, obligation=found, until=data["until"], reason=data["reason"])

    return _do(request, found, "extension", form, act, _("More time is asked for; the office is told."))


@require_POST
def decide(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_judge)
    extension = getattr(found, "extension", None)
    form = DecisionForm(request.POST)
    granted = request.POST.get("granted") == "1"

    def act(data: dict[str, Any]) -> object:
        if extension is None:
            raise Refused(_("No more time was asked for."))
        until = data["until"] if granted else None
        return decide_extension(
            actor=request.actor, extension=extension, granted=granted, until=until, answer=data["answer"]
        )

    done = _("More time is granted.") if granted else _("More time is refused; the unit is told.")
    return _do(request, found, "decision", form, act, done)


@require_POST
def grant(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_judge)
    form = ExtensionForm(request.POST)

    def act(data: dict[str, Any]) -> object:
        return grant_extension(actor=request.actor, obligation=found, until=data["until"], reason=data["reason"])

    return _do(request, found, "grant", form, act, _("More time is granted; the unit is told."))


@require_POST
def explain_lateness(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_respond)

    def act(data: dict[str, Any]) -> object:
        return explain(actor=request.actor, obligation=found, words=data["words"])

    return _do(
        request, found, "explanation", ExplanationForm(request.POST), act, _("The office reads your explanation.")
    )


@require_POST
def remind(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_judge)
    done = _("The unit is reminded.")
    return _do(
        request, found, "nudge", Form(request.POST), lambda _d: nudge(actor=request.actor, obligation=found), done
    )


@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_judge)

    def act(data: dict[str, Any]) -> object:
        return withdraw_obligation(actor=request.actor, obligation=found, reason=data["reason"])

    return _do(request, found, "withdrawal", WithdrawalForm(request.POST), act, _("It is withdrawn; the unit is told."))


@require_POST
def dispatch(request: ActorRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, rules.may_respond)

    def act(data: dict[str, Any]) -> object:
        return record_dispatch(actor=request.actor, obligation=found, **data)

    return _do(request, found, "dispatch", DispatchForm(request.POST), act, _("It is settled by the letter that went."))
