"""Pages for what went wrong: what happened, what to do, and a line by which an administrator finds it."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from phoihop.kit import clock, formats

log = logging.getLogger("phoihop.web")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from here."""

    label: str
    url: str
    hint: str = ""


def _line(request: HttpRequest, status: int) -> str:
    """Moment and code, the same that the log holds."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(5))
    code = f"{code[:3]}-{code[3:]}"
    log.warning("%s %s %s %s", status, code, request.method, request.path)
    return _("%(moment)s, code %(code)s.") % {"moment": formats.moment(clock.now()), "code": code}


def _ways(request: HttpRequest, *, pressed: bool) -> list[Way]:
    ways = [Way(_("Go to the first page"), "/")]
    if request.method == "GET" and not pressed:
        ways.append(Way(_("Try this address again"), request.get_full_path()))
    return ways


def _page(request: HttpRequest, status: int, **words: str) -> HttpResponse:
    context = {"ways": _ways(request, pressed=status == 405), "line": _line(request, status), **words}
    return render(request, "web/error.html", context, status=status)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words for what is foreign and for what is absent."""
    return _page(
        request,
        404,
        kind=_("Not found"),
        title=_("This page does not exist, or is not part of your unit's work"),
        text=_(
            "The address may be mistyped, or the page belongs to another unit. "
            "Both look the same, so that nobody can find out what other units have."
        ),
        closing=_("If you are sure that you should see it, send this line to your administrator:"),
    )


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    actor = getattr(request, "actor", None)
    if actor is not None and actor.reads_only and request.method == "POST":
        return _page(
            request,
            403,
            kind=_("Reading only"),
            title=_("Nothing can be changed here"),
            text=_("You look in as somebody else, or at a unit that is no more. Nothing was changed."),
            closing=_("If it must be changed, ask who works there now."),
        )
    return _page(
        request,
        403,
        kind=_("Another role is needed"),
        title=_("Your role at this unit does not reach this"),
        text=_(
            "You can see this work, but only somebody with another role may do what you asked for. Nothing was changed."
        ),
        closing=_("If it is your task, ask your administrator for the role and send this line:"),
    )


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _too_large(request)
    return _page(
        request,
        400,
        kind=_("Not understood"),
        title=_("The browser sent something that could not be read"),
        text=_("Nothing was changed. Go back, open the page anew and try again."),
        closing=_("If it happens again, send this line to your administrator:"),
    )


@login_not_required
def not_storable(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        400,
        kind=_("Not understood"),
        title=_("What was sent holds a character or a number that cannot be kept"),
        text=_("Nothing was changed. Go back, type the words anew instead of pasting them, and send them again."),
        closing=_("If it happens again, send this line to your administrator:"),
    )


@login_not_required
def only_pressed(request: HttpRequest) -> HttpResponse:
    """Somebody typed, or came back to, the address of a button."""
    return _page(
        request,
        405,
        kind=_("Not a page"),
        title=_("This is the address of a button, not of a page"),
        text=_("Nothing was changed. Go back to the page that the button stands on."),
        closing=_("If a link brought you here, send this line to your administrator:"),
    )


@login_not_required
def secret(request: HttpRequest, sentence: str) -> HttpResponse:
    return _page(
        request,
        400,
        kind=_("Secrecy mark"),
        title=_("Secret words have no place in this house"),
        text=sentence
        + " "
        + _("Go back in the browser: what you typed still stands there. Take the marked words out."),
        closing=_("If there is no secret in it, send this line to your administrator:"),
    )


def _too_large(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        413,
        kind=_("Too large"),
        title=_("What was sent is larger than this house takes in at once"),
        text=_("Nothing was kept. Send fewer or smaller files: one may have %(one)d MB, all together %(all)d MB.")
        % {"one": settings.UPLOAD_LIMIT // 2**20, "all": settings.REQUEST_LIMIT // 2**20},
        closing=_("If you cannot make it smaller, send this line to your administrator:"),
    )


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Most often a page that stood open over a sign-out."""
    return _page(
        request,
        403,
        kind=_("Page out of date"),
        title=_("This page had been open too long to be sent safely"),
        text=_(
            "Nothing was changed. Go back in the browser, open the page anew and send it once more. "
            "If you signed out in another window, sign in first."
        ),
        closing=_("If it happens again, send this line to your administrator:"),
    )


@login_not_required
def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody, or somebody's program, tries too often."""
    return _page(
        request,
        429,
        kind=_("Too many attempts"),
        title=_("That was tried too often in a short time"),
        text=_("Wait five minutes and try again. Nothing was changed."),
        closing=_("If it was not you, send this line to your administrator:"),
    )


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of database or session, which may be what is broken."""
    context = {
        "kind": _("Something broke"),
        "title": _("The page could not be made"),
        "text": _("The fault is ours, not yours. What was saved before is safe; the last step may not have been done."),
        "closing": _("Try again in a minute. If it happens again, send this line to your administrator:"),
        "ways": _ways(request, pressed=False),
        "line": _line(request, 500),
    }
    return HttpResponse(render_to_string("web/error.html", context), status=500)
