"""What a user chooses for themselves."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.accounts.actions import choose_digest, choose_language
from phoihop.accounts.models import Language
from phoihop.accounts.views.own import UserRequest, actor_of, user_of

YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Kept with the user once signed in, in the browser before."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    response = redirect(wanted if safe else "/")
    chosen = request.POST.get("language", "")
    if chosen not in Language.values:
        return response
    if (user := user_of(request)) and user.language != chosen:
        choose_language(actor=actor_of(user), user=user, language=chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@require_POST
def digest(request: UserRequest) -> HttpResponse:
    wants = request.POST.get("digest") == "on"
    choose_digest(actor=actor_of(request.user), user=request.user, digest=wants)
    messages.success(request, _("One mail a day will come.") if wants else _("No daily mail will come."))
    return redirect("mfa_index")
