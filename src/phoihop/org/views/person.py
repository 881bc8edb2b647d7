"""One person: their roles now and once, and what an administrator does about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.accounts.models import User
from phoihop.kit import formats
from phoihop.kit.refused import Refused
from phoihop.org import actions, rules
from phoihop.org.forms import DelegateForm, GrantForm, ReasonForm, SubstituteForm
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import PARTS, Role, RoleKind, Substitution
from phoihop.org.people import Held, roles_of, visible_people, visible_roles
from phoihop.org.queries import name_on


def _who(request: ActorRequest, pk: int) -> User:
    """People one cannot reach look absent; who may not read people is told so."""
    found: User = get_object_or_404(visible_people(request.actor), pk=pk)
    if not rules.may_read_people(request.actor):
        raise PermissionDenied
    return found


@require_GET
def person(request: ActorRequest, pk: int) -> HttpResponse:
    found = _who(request, pk)
    now, coming, once = roles_of(request.actor, found)
    context = {
        "person": found,
        "now": now,
        "coming": coming,
        "once": once,
        "may_administer": rules.may_administer(request.actor),
        "own": found.pk == request.actor.user_id,
        "may_look": rules.may_look_as(request.actor),
        "may_help": [row.role.unit for row in _once_a_unit(now) if _may_help(request, found, row.role)],
        "may_close": rules.may_close(request.actor, found) and found.pk != request.actor.user_id,
    }
    return render(request, "org/person.html", context)


def _once_a_unit(rows: list[Held]) -> list[Held]:
    return list({row.role.unit_id: row for row in rows}.values())


def _may_help(request: ActorRequest, person: User, role: Role) -> bool:
    return person.pk != request.actor.user_id and rules.may_support(request.actor, role.unit_id)


@require_http_methods(["GET", "POST"])
def grant(request: ActorRequest, pk: int) -> HttpResponse:
    found = _who(request, pk)
    if not rules.may_administer(request.actor):
        raise PermissionDenied
    form = GrantForm(request.actor, request.POST if request.method == "POST" else None, initial=_asked(request))
    words = {"title": _("Give a role"), "lead": found.name, "button": _("Give the role")}
    return _ask(request, found, form, words, lambda given: actions.grant_role(actor=request.actor, user=found, **given))


def _asked(request: ActorRequest) -> dict[str, str]:
    """A role that was taken is given back with two presses."""
    return {"unit": request.GET.get("don-vi", request.post.key), "kind": request.GET.get("vai", "officer")}


@require_http_methods(["GET", "POST"])
def close(request: ActorRequest, pk: int) -> HttpResponse:
    found = _who(request, pk)
    if not rules.may_close(request.actor, found):
        raise PermissionDenied
    words = {
        "title": _("Close the account"),
        "lead": _("%(name)s is signed out everywhere at once. What they did stays theirs.") % {"name": found.name},
        "button": _("Close the account"),
    }
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _ask(
        request, found, form, words, lambda given: actions.close_account(actor=request.actor, user=found, **given)
    )


@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    found = _who(request, pk)
    return _do(request, found, lambda: actions.open_account(actor=request.actor, user=found))


@require_POST
def letter(request: ActorRequest, pk: int) -> HttpResponse:
    found = _who(request, pk)
    return _do(request, found, lambda: actions.invite_again(actor=request.actor, user=found))


def _role(request: ActorRequest, pk: int) -> Role:
    found: Role = get_object_or_404(visible_roles(request.actor), pk=pk)
    return found


@require_POST
def revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Undone by giving the role again, which the message offers."""
    role = _role(request, pk)
    return _do(request, role.user, lambda: actions.revoke_role(actor=request.actor, role=role))


@require_http_methods(["GET", "POST"])
def lend(request: ActorRequest, pk: int) -> HttpResponse:
    role = _role(request, pk)
    if not rules.may_lend(request.actor, role):
        raise PermissionDenied
    others = visible_people(request.actor).filter(is_active=True).exclude(pk=role.user_id).order_by("name", "pk")
    form = SubstituteForm(
        others,
        request.POST if request.method == "POST" else None,
        initial={"starts": formats.day(request.actor.on, language="vi")},
    )
    names = {"name": role.user.name, "unit": name_on(role.unit_id, request.actor.on), "role": role.get_kind_display()}
    words = {
        "title": _("Somebody stands in for %(name)s") % names,
        "lead": _("%(role)s at %(unit)s. Both names go on record with everything done meanwhile.") % names,
        "button": _("Let them stand in"),
    }
    return _ask(request, role.user, form, words, lambda given: _lend(request, role, given))


def _lend(request: ActorRequest, role: Role, given: dict[str, Any]) -> None:
    ends = given["last"] + timedelta(days=1)
    actions.substitute(
        actor=request.actor, role=role, by=given["by"], starts=given["starts"], ends=ends, reason=given["reason"]
    )


@require_http_methods(["GET", "POST"])
def delegate(request: ActorRequest, pk: int) -> HttpResponse:
    role = _role(request, pk)
    if not rules.may_lend(request.actor, role):
        raise PermissionDenied
    others = visible_people(request.actor).filter(is_active=True).exclude(pk=role.user_id).order_by("name", "pk")
    parts = [(str(part), part_words(part)) for part in PARTS.get(role.kind, ())]
    form = DelegateForm(
        others,
        parts,
        request.POST if request.method == "POST" else None,
        initial={"starts": formats.day(request.actor.on, language="vi")},
    )
    names = {"name": role.user.name, "unit": name_on(role.unit_id, request.actor.on), "role": role.get_kind_display()}
    words = {
        "title": _("%(name)s delegates a part for a task") % names,
        "lead": _("%(role)s at %(unit)s; they keep all of it. Both names go on record with what is done.") % names,
        "button": _("Delegate"),
    }
    return _ask(request, role.user, form, words, lambda given: _delegate(request, role, given))


def _delegate(request: ActorRequest, role: Role, given: dict[str, Any]) -> None:
    ends = given.pop("last") + timedelta(days=1)
    actions.delegate(actor=request.actor, role=role, ends=ends, **given)


def part_words(part: str) -> str:
    return {
        RoleKind.OFFICER: _("answer: write, attach, hand in; approve and accept nothing"),
        RoleKind.READER: _("read only"),
    }[RoleKind(part)]


def _lent(request: ActorRequest, pk: int) -> Substitution:
    """Of roles in reach, and those lent to oneself."""
    rows = Substitution.objects.filter(
        Q(role__in=visible_roles(request.actor).values("pk")) | Q(substitute=request.actor.user)
    )
    return get_object_or_404(rows.select_related("role__user"), pk=pk)


@require_http_methods(["GET", "POST"])
def end_loan(request: ActorRequest, pk: int) -> HttpResponse:
    lent = _lent(request, pk)
    if not rules.may_end_loan(request.actor, lent):
        raise PermissionDenied
    names = {"name": lent.substitute.name, "holder": lent.role.user.name}
    words = {
        "title": _("End it before its time"),
        "lead": _("%(name)s no longer acts for %(holder)s from now on. What they did stays done.") % names,
        "button": _("End it"),
    }
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _ask(
        request, lent.role.user, form, words, lambda given: actions.end_loan(actor=request.actor, lent=lent, **given)
    )


def _back(request: ActorRequest, who: User) -> str:
    """Where one came from: the person's page, or one's own unit for who may not read people."""
    if not rules.may_read_people(request.actor):
        return reverse("org:unit", args=[request.post.key, request.post.key])
    return reverse("org:person", args=[request.post.key, who.pk])


def _do(request: ActorRequest, who: User, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
        messages.success(request, _("Done."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_back(request, who))


def _ask(
    request: ActorRequest,
    who: User,
    form: forms.Form,
    words: dict[str, str],
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """A question on a page of its own; a refusal is said above the form."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done."))
            return redirect(_back(request, who))
    context = {"form": form, "person": who, "back": _back(request, who), **words}
    return render(request, "org/question.html", context)
