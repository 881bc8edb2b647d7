"""One-press sign-in, in a rehearsal only."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from phoihop.accounts.actions import choose_language
from phoihop.accounts.models import CastMember, Language
from phoihop.accounts.views.own import actor_of


@login_not_required
def enter(request: HttpRequest) -> HttpResponse:
    """Outside a rehearsal this address does not exist, by whatever method it is asked for."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    wanted = request.POST.get("member", "")
    member = get_object_or_404(
        CastMember, user_id=wanted if wanted.isdecimal() and len(wanted) < 15 else 0, user__is_active=True
    )
    if request.user.is_authenticated:
        logout(request)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in Language.values and chosen != member.user.language:  # pressed on the page they came from
        choose_language(actor=actor_of(member.user), user=member.user, language=chosen)
    response: HttpResponse = perform_login(request, member.user, redirect_url="/")
    return response
