"""What no view need think of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse

from phoihop.files.secrecy import refuse_secret_value
from phoihop.kit.refused import Refused
from phoihop.web.views.errors import not_storable, only_pressed, secret

_UNREAD = ("csrfmiddlewaretoken", "password")


class StorableMiddleware:
    """PostgreSQL refuses what no column can hold (a NUL, a number without end): bad input, and no fault of the house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view's transaction was rolled back, so nothing is kept by halves."""
        return not_storable(request) if isinstance(exception, DataError) else None


class PressedMiddleware:
    """Whoever opens the address of a button is told so on a page of the house, not by the browser's bare number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        said = only_pressed(request)
        said.headers["Allow"] = response.headers.get("Allow", "POST")
        return said


class SecrecyMiddleware:
    """Words under a secrecy mark are refused at the door, whatever form they were typed into, before a view sees them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: list[Any], _words: dict[str, Any]
    ) -> HttpResponse | None:
        """Letters, answers and files are judged by their own actions, which say it beside the field."""
        if request.method != "POST" or getattr(view, "judges_secrecy", False):
            return None
        try:
            for name, values in request.POST.lists():
                if not name.endswith(_UNREAD):
                    refuse_secret_value(values)
        except Refused as refused:
            return secret(request, str(refused))
        return None
