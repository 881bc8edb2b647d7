"""What no view need think of."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse

from phoihop.web.views.errors import not_storable


class StorableMiddleware:
    """PostgreSQL refuses what no column can hold (a NUL, a number without end): bad input, and no fault of the house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view's transaction was rolled back, so nothing is kept by halves."""
        return not_storable(request) if isinstance(exception, DataError) else None
