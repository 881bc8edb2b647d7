"""The office's list of what is late and its board, out of 600,000 obligations, signed in; the bare ways beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from phoihop.ops.bench.databases import (
    DAY,
    UNITS,
    client_of,
    context_of,
    large_database,
    largest_database,
    static_files,
    use,
)
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.timing import in_turns
from phoihop.ops.province.units import OFFICE

LATE = f"/dv/{OFFICE}/viec/giao/?tre=1"
BOARD = f"/dv/{OFFICE}/bang/"
OVERDUE = 620

# What the page must at least ask the database: who asks, the rows with their words, the total.
_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_USER = "SELECT id, email, name FROM accounts_user WHERE id = %s"
_RIGHT = """SELECT r.kind FROM org_role r JOIN org_unit u ON u.id = r.unit_id WHERE r.user_id = %s AND u.key = %s
AND r.superseded IS NULL AND r.starts <= %s AND (r.ends IS NULL OR r.ends > %s)"""
_ROWS = """SELECT o.id, d.title, v.short_name, o.period, d.origin_label, o.due FROM duties_obligation o
JOIN duties_duty d ON d.id = o.duty_id JOIN org_unit u ON u.id = o.asker_id
JOIN org_unitversion v ON v.unit_id = o.unit_id AND v.superseded IS NULL AND v.ends IS NULL
WHERE u.key = %s AND o.settled_at IS NULL AND o.closed_at IS NULL AND o.due < %s ORDER BY o.due, o.id LIMIT 51"""
_TOTAL = """SELECT COUNT(*) FROM duties_obligation o JOIN org_unit u ON u.id = o.asker_id
WHERE u.key = %s AND o.settled_at IS NULL AND o.closed_at IS NULL AND o.due < %s"""
_GROUPED = """SELECT unit_id, month, COUNT(*), COUNT(settled_at), SUM(state IN ('accepted', 'dispatched')),
SUM(settled_at IS NULL AND due < %s), MAX(late_days) FROM duties_obligation
WHERE asker_id = (SELECT id FROM org_unit WHERE key = %s) AND month BETWEEN %s AND %s AND closed_at IS NULL
GROUP BY unit_id, month"""
_PAGE = """<!doctype html><title>Việc muộn</title><p>{{ user }}: {{ total }}</p><table>{% for pk, title, unit, period, letter,
due in rows %}<tr><td><a href="/viec/{{ pk }}/">{{ title }}</a></td><td>{{ unit }}</td><td>{{ period }}</td><td>{{ letter }}
</td><td>{{ due }}</td></tr>{% endfor %}</table>"""


def measure(names: set[str], *, quick: bool) -> Iterator[Measured]:
    static_files()
    large = largest_database(quick=quick)
    times = 5 if quick else 25
    if "due_list_ratio" in names:
        yield _ratio(times)
    if "due_list_growth" in names:
        yield _growth(large_database(15_000 if quick else 51_000), large, times)
    if "board_ms_ratio" in names:
        use(large)
        yield _board(times)


def _asked(client: Client, address: str) -> HttpResponse:
    answer: Any = client.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")
    found: HttpResponse = answer
    return found


def _ratio(times: int) -> Measured:
    client = client_of("chi")
    if context_of(client, LATE)["total"] != OVERDUE:
        raise AssertionError("The list counts otherwise than it was built.")
    page, plain = in_turns(lambda: _asked(client, LATE), _bare(client), times=times)
    said = f"the page {page * 1000:.1f} ms, the bare page {plain * 1000:.1f} ms"
    return Measured("due_list_ratio", page / plain, 1.0, said)


def _bare(client: Client) -> Callable[[], object]:
    """A Django page without any middleware that asks by hand what must be asked, and draws a plain table."""
    key = client.session.session_key
    template = engines["django"].from_string(_PAGE.replace("\n", " "))

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [key, DAY])
            session = client.session.decode(cursor.fetchone()[0])
            cursor.execute(_USER, [session["_auth_user_id"]])
            user = cursor.fetchone()
            cursor.execute(_RIGHT, [user[0], OFFICE, DAY, DAY])
            cursor.fetchall()
            cursor.execute(_ROWS, [OFFICE, DAY])
            rows = cursor.fetchall()[:50]
            cursor.execute(_TOTAL, [OFFICE, DAY])
            context = {"user": user[2], "rows": rows, "total": cursor.fetchone()[0]}
        return HttpResponse(template.render(context, request))

    urls: Any = type("Bare", (), {"urlpatterns": [path("", view)]})
    plain = override_settings(MIDDLEWARE=[], ROOT_URLCONF=urls)
    handler = BaseHandler()
    with plain:
        handler.load_middleware()

    def ask() -> object:
        request = RequestFactory().get("/")
        request.urlconf = urls
        answer: Any = handler.get_response(request)
        return answer.content

    return ask


def _growth(small: Path, large: Path, times: int) -> Measured:
    clients: dict[Path, Client] = {}
    for place in (small, large):
        use(place)
        clients[place] = client_of("chi")

    def at(place: Path) -> Callable[[], object]:
        def ask() -> object:
            return _asked(clients[place], LATE)

        return ask

    taken = []
    for place in (small, large, small, large):
        use(place)
        taken.append(in_turns(at(place), times=times)[0])
    few, many = min(taken[0], taken[2]), min(taken[1], taken[3])
    said = f"{many * 1000:.1f} ms and {few * 1000:.1f} ms"
    return Measured("due_list_growth", many / few, 1.0, said)


def _board(times: int) -> Measured:
    client = client_of("chi")
    if len(context_of(client, BOARD)["board"].rows) != UNITS:
        raise AssertionError("The board shows other units than were built.")
    last = DAY.year * 12 + DAY.month - 1
    page, plain = in_turns(lambda: _asked(client, BOARD), lambda: _grouped(DAY, last), times=times)
    said = f"the page {page * 1000:.1f} ms, the bare GROUP BY {plain * 1000:.1f} ms"
    return Measured("board_ms_ratio", page / plain, 1.0, said)


def _grouped(on: date, last: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(_GROUPED, [on, OFFICE, last - 11, last])
        return list(cursor.fetchall())
