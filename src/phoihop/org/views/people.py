"""Who has which role where, and letting people in."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.accounts.mail import goes_out
from phoihop.accounts.models import Invitation
from phoihop.kit.listing import KINDS, as_file
from phoihop.kit.refused import Refused
from phoihop.org import actions, rules
from phoihop.org.forms import InviteForm
from phoihop.org.middleware import ActorRequest
from phoihop.org.models import RoleKind
from phoihop.org.people import Held, roles_now, visible_people, waiting

PAGE = 100


@require_GET
def people(request: ActorRequest) -> HttpResponseBase:
    if not rules.may_read_people(request.actor):
        raise PermissionDenied
    words, kind = request.GET.get("tim", "").strip(), request.GET.get("vai", "")
    rows = roles_now(request.actor, words=words, kind=kind if kind in RoleKind.values else "")
    if (shape := request.GET.get("dang")) in KINDS:
        return as_file(
            shape, "con-nguoi", [_("Full name"), _("E-mail address"), _("Unit"), _("Role"), _("From")], _lines(rows)
        )
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("trang")),
        "total": len(rows),
        "people": len({row.role.user_id for row in rows}),
        "units": len({row.role.unit_id for row in rows}),
        "words": words,
        "kind": kind,
        "kinds": RoleKind.choices,
        "waiting": waiting(request.actor),
        "now": request.actor.at,
        "today": request.actor.on,
        "may_administer": rules.may_administer(request.actor),
        **rules.doors_of(request.actor),
    }
    return render(request, "org/people.html", context)


def _lines(rows: list[Held]) -> list[list[str | date]]:
    """The same columns that the list of invitations has, and since when."""
    return [
        [row.role.user.name, row.role.user.email, row.unit_name, str(row.role.get_kind_display()), row.role.starts]
        for row in rows
    ]


@require_http_methods(["GET", "POST"])
def invite(request: ActorRequest) -> HttpResponse:
    if not rules.may_administer(request.actor):
        raise PermissionDenied
    form = InviteForm(
        request.actor,
        request.POST if request.method == "POST" else None,
        initial={"unit": request.GET.get("don-vi", request.post.key)},
    )
    if form.is_valid():
        try:
            role = actions.invite(actor=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(role.user.joined_at is None, role.user.name, role.user.email))
            if role.user.joined_at is None and not goes_out():
                messages.warning(
                    request,
                    _(
                        "No mail server is set, so the letter does not leave this machine. Set PHOIHOP_EMAIL_URL, then send the invitation again from the list below."
                    ),
                )
            return redirect("org:people", request.post.key)
    return render(request, "org/invite.html", {"form": form})


def _said(is_new: bool, name: str, email: str) -> str:  # noqa: FBT001 - which of two sentences
    if is_new:
        return _("The invitation is on its way to %(email)s.") % {"email": email}
    return _("%(name)s has an account already and now has the role, too.") % {"name": name}


@require_POST
def take_back(request: ActorRequest, pk: int) -> HttpResponse:
    rows = Invitation.objects.filter(user__in=visible_people(request.actor)).select_related("user")
    invitation = get_object_or_404(rows, pk=pk)
    try:
        actions.take_back_invitation(actor=request.actor, invitation=invitation)
        messages.success(request, _("The invitation is taken back; its link opens nothing any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("org:people", request.post.key)
