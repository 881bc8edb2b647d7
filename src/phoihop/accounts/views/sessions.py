"""Where the user is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from phoihop.accounts.actions import end_sessions
from phoihop.accounts.queries import sessions_of
from phoihop.accounts.views.own import UserRequest, actor_of

_BROWSERS = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
_SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]


@dataclass(frozen=True, slots=True)
class ShownSession:
    pk: int
    browser: str
    address: str
    since: datetime
    is_current: bool


def browser_words(agent: str) -> str:
    """`Chrome, Windows`, as far as the browser says so."""
    names = [next((name for mark, name in table if mark in agent), "") for table in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in names if name) or _("unknown browser")


def _shown(session: UserSession, current: str | None) -> ShownSession:
    words = browser_words(session.user_agent)
    return ShownSession(session.pk, words, session.ip, session.last_seen_at, session.session_key == current)


@require_GET
def sessions(request: UserRequest) -> HttpResponse:
    shown = [_shown(session, request.session.session_key) for session in sessions_of(request.user.pk)]
    return render(request, "accounts/sessions.html", {"sessions": shown})


@require_POST
def end_session(request: UserRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    current = session.session_key == request.session.session_key
    end_sessions(actor=actor_of(request.user), sessions=[session])
    if current:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("You are signed out there."))
    return redirect("accounts:sessions")


@require_POST
def end_others(request: UserRequest) -> HttpResponse:
    others = [one for one in sessions_of(request.user.pk) if one.session_key != request.session.session_key]
    count = end_sessions(actor=actor_of(request.user), sessions=others)
    said = ngettext(
        "You are signed out at %(count)s other place.", "You are signed out at %(count)s other places.", count
    )
    messages.success(request, said % {"count": count} if count else _("You were signed in nowhere else."))
    return redirect("accounts:sessions")
