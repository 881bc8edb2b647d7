"""Every address × every seat × GET, an empty POST and a filled one, against the plain table of `oracle.py`."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import URLPattern, get_resolver, reverse

from phoihop.ops.bench import oracle
from phoihop.ops.bench.presses import FILLED
from phoihop.ops.bench.world import DAY, Seat, World

# Signing in and out, and being counted, are no writes of the house.
OF_SESSIONS = re.compile(r'"(django_session|usersessions_usersession|accounts_shared_count)"')
# Nor is the line that a reading leaves.
_OF_READING = {"audit.read", "audit.exported"}
_WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|DROP|ALTER|CREATE)\b", re.IGNORECASE)
METHODS = ("get", "post", "filled")
_ANSWERS = {403: "refused", 404: "absent", 405: "not so"}


@dataclass(frozen=True, slots=True)
class Difference:
    """`asked` is GET, an empty POST or a filled one; `wanted` says the oracle, `found` did the house."""

    name: str
    seat: str
    asked: str
    wanted: str
    found: str

    def __str__(self) -> str:
        return f"{self.asked} {self.name} as {self.seat}: «{self.found}» where «{self.wanted}» is right"


def patterns() -> dict[str, str]:
    """Every named address of the house with its pattern."""

    def walk(found: Sequence[Any], prefix: str, namespace: str) -> Iterator[tuple[str, str]]:
        for one in found:
            if isinstance(one, URLPattern):
                yield (f"{namespace}:" if namespace else "") + (one.name or "?"), prefix + str(one.pattern)
            else:
                yield from walk(one.url_patterns, prefix + str(one.pattern), one.namespace or namespace)

    return dict(walk(get_resolver().url_patterns, "", ""))


def unknown_addresses() -> set[str]:
    """Addresses without a line in the table: nobody has said yet who may open them."""
    return patterns().keys() - {name.partition("@")[0] for name in oracle.LINES}


def lines_without_address() -> set[str]:
    return {name.partition("@")[0] for name in oracle.LINES} - patterns().keys()


def address(world: World, name: str, unit: str) -> str:
    pattern = patterns()[name.partition("@")[0]]
    asked = set(re.findall(r"<(?:\w+:)?(\w+)>", pattern))
    words = {key: value for key, value in world.words_of(name).items() if key in asked}
    return reverse(name.partition("@")[0], kwargs=words | ({"unit": unit} if "unit" in asked else {}))


def _of_reading(sql: str, params: Any) -> bool:
    """Words are never written without their row, which tells what they are of."""
    return sql.startswith("INSERT INTO audit_recordwords") or bool(
        _OF_READING & {one for one in params or () if isinstance(one, str)}
    )


def ask(client: Client, method: str, where: str, data: dict[str, Any] | None = None) -> tuple[str, list[str]]:
    """What came of it in a word, and what was written by it; undone before it returns."""
    wrote: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's
        if _WRITES.match(sql) and not OF_SESSIONS.search(sql) and not _of_reading(sql, params):
            wrote.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        if method == "get":
            answer: Any = client.get(where)
        elif data is not None and "json" in data:
            answer = client.post(where, data["json"], content_type="application/json")
        else:
            answer = client.post(where, data or {})
        transaction.set_rollback(True)
    if answer.status_code >= 500:
        return "broken", wrote
    if answer.status_code == 302 and answer.url.startswith("/dang-nhap/?next="):
        return "sign in", wrote
    return _ANSWERS.get(answer.status_code, "open"), wrote


def differences_of(world: World, seat: Seat, names: Sequence[str]) -> list[Difference]:
    """Of one person at the address of their own unit."""
    client = world.client(seat)
    unit = world.units[seat.place or "commune"].key
    out = []
    for name in names:
        where = address(world, name, unit)
        cookies = client.cookies.output()
        for method in METHODS:
            if method == "filled" and name not in FILLED:
                continue
            wanted = oracle.LINES[name].verdict(str(seat), "get" if method == "get" else "post")
            data = FILLED[name](world, seat) if method == "filled" else None
            found, wrote = ask(client, method, where, data)
            if wrote and (method == "get" or found != "open"):
                found = "wrote"
            if found == "absent" and method == "post" and name in FILLED and wanted in {"open", "refused"}:
                continue  # an empty form names nothing; the filled one does
            if found != wanted:
                out.append(Difference(name, str(seat), method, wanted, found))
            if client.cookies.output() != cookies:
                client = world.client(seat)
    return out


def foreign_units(world: World, seat: Seat, names: Sequence[str]) -> list[Difference]:
    """A hand-made address of a unit that is not one's own: nothing there exists."""
    client = world.client(seat)
    place = "commune" if seat.place != "commune" else "office"
    out = []
    for name in names:
        if "<slug:unit>" not in patterns()[name.partition("@")[0]]:
            continue
        where = address(world, name, world.units[place].key)
        for method in ("get", "post"):
            found, wrote = ask(client, method, where)
            if found != "absent" or wrote:
                out.append(Difference(name, f"{seat} under {place}", method, "absent", found))
    return out


def rights_differences(world: World | None = None, *, share: int = 1) -> list[Difference]:
    """The whole walk; with `share` each address is walked by one in so many seats, another one each. Empty is promised."""
    names = list(oracle.LINES)
    with override_settings(DAY=DAY, SUPPORT=True), quiet():
        house = world or World()
        out = [Difference(name, "anybody", "get", "a line in the oracle", "none") for name in unknown_addresses()]
        for n, seat in enumerate(house.seats):
            out += differences_of(house, seat, [name for at, name in enumerate(names) if (at + n) % share == 0])
        for n, seat in enumerate([house.seat("office", "clerk"), house.seat("other", "officer")]):
            out += foreign_units(house, seat, [name for at, name in enumerate(names) if (at + n) % share == 0])
    return out


@contextmanager
def quiet() -> Iterator[None]:
    """Thousands of refusals asked for on purpose are no news for the log."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
