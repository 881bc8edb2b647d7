"""The page behind an invitation's link."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from phoihop.accounts.actions import accept_invitation
from phoihop.accounts.forms import AcceptForm
from phoihop.accounts.models import Invitation, User
from phoihop.accounts.queries import open_invitation
from phoihop.accounts.views.own import actor_of, user_of
from phoihop.kit import clock
from phoihop.kit.refused import Refused


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for a password or a passkey and signs the new user in."""
    invitation = open_invitation(token, at=clock.now())
    if invitation is None:
        return render(request, "accounts/invitation_past.html", status=404)
    if other := user_of(request):
        return render(request, "accounts/invitation_other.html", {"other": other, "invitation": invitation})
    with override(invitation.user.language):
        return _answer(request, invitation)


def _answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    by_passkey = request.POST.get("way") == "passkey"
    form = AcceptForm(invitation.user, request.POST if request.method == "POST" and not by_passkey else None)
    if by_passkey or form.is_valid():
        password = None if by_passkey else form.cleaned_data["password1"]
        try:
            user = accept_invitation(actor=actor_of(invitation.user), invitation=invitation, password=password)
        except Refused:
            return render(request, "accounts/invitation_past.html", status=404)
        return _sign_in(request, user, "mfa_add_webauthn" if by_passkey else "web:start")
    return render(request, "accounts/accept.html", {"form": form, "invitation": invitation})


def _sign_in(request: HttpRequest, user: User, to: str) -> HttpResponse:
    """Who opened the link has just proved who they are: adding a passkey asks for nothing more."""
    record_authentication(request, user, method="invitation", reauthenticated=True)
    response: HttpResponse = perform_login(request, user, redirect_url=reverse(to))
    return response
