"""Mutated uploads through every door that takes a file, and mutated requests at every address, as several people.

A crash is an answer 500, an exception, an answer slower than `SLOW`, a leap in memory, or something half saved.
"""

from __future__ import annotations

import random
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from phoihop.documents.models import Document
from phoihop.files.actions import path_of
from phoihop.files.models import Attachment, StoredFile
from phoihop.ops.bench import mutations, oracle
from phoihop.ops.bench.presses import FILLED
from phoihop.ops.bench.rights import address, patterns, quiet
from phoihop.ops.bench.world import DAY, Seat, World

SLOW = 30.0  # seconds; what reads files gives up long before
LEAP = 600 * 1024  # KiB that one answer may add to the most memory ever held
_DOORS = (
    ("documents:take_in", ("office", "clerk")),
    ("duties:evidence", ("commune", "officer")),
    ("org:bring_units", ("office", "administrator")),
    ("org:bring_people", ("office", "administrator")),
)
_PEOPLE = (
    ("office", "clerk"), ("office", "administrator"), ("commune", "officer"), ("commune", "head"), ("office", "auditor"),
)  # fmt: skip
_METHODS = ("get", "get", "get", "get", "post", "post", "post", "head", "put", "delete", "options", "patch")


@dataclass(frozen=True, slots=True)
class Crash:
    """`number` with the same seed does it again."""

    number: int
    asked: str
    said: str

    def __str__(self) -> str:
        return f"{self.number} {self.asked}: {self.said}"


def fuzz_crashes(n: int, *, seed: int = 1, world: World | None = None) -> list[Crash]:
    """N uploads and n requests; empty is promised. What they write is undone, each before the next."""
    with override_settings(DAY=DAY), quiet():
        house = world or World()
        fuzz = _Fuzz(house, seed)
        return [*fuzz.run(fuzz.upload, n), *fuzz.run(fuzz.request, n)]


class _Fuzz:
    def __init__(self, world: World, seed: int) -> None:
        self.world, self.seed = world, seed
        self.names = list(oracle.LINES)
        self.clients: dict[Seat, Client] = {}
        self.patterns = patterns()

    def run(self, attack: Callable[[random.Random], tuple[str, Callable[[], Any]]], n: int) -> Iterator[Crash]:
        for number in range(n):
            asked, act = attack(random.Random(f"{self.seed} {attack.__name__} {number}"))  # noqa: S311 - to be repeated, not to be secret
            if said := _broken(act):
                self.clients.clear()
                yield Crash(number, asked, said)

    def client(self, seat: Seat) -> Client:
        if seat not in self.clients:
            self.clients[seat] = self.world.client(seat)
        return self.clients[seat]

    def upload(self, dice: random.Random) -> tuple[str, Callable[[], Any]]:
        door, (place, role) = dice.choice(_DOORS)
        seat = self.world.seat(place, role)
        name, data = mutations.file(dice)
        words = {"direction": "in", "effective": "14/07/2026"}
        field = "file" if door.startswith("org") else "files"
        where = address(self.world, door, self.world.units[place].key)
        body = mutations.form(words, field, name, data)
        asked = f"{door} {name!r} {len(data)} bytes"
        return asked, lambda: self.client(seat).post(where, body, content_type=mutations.FORM)

    def request(self, dice: random.Random) -> tuple[str, Callable[[], Any]]:
        seat = self.world.seat(*dice.choice(_PEOPLE))
        name, method = dice.choice(self.names), dice.choice(_METHODS)
        if name in {"account_logout", "accounts:end_others"}:
            method = "get"  # leaving is no fuzz
        unit = self.world.units[seat.place].key
        where = mutations.path(dice, address(self.world, name, unit))
        where += mutations.query(dice)
        body, kind = self._body(dice, name, seat) if method in {"post", "put", "patch"} else ("", "")
        more = mutations.headers(dice)
        asked = f"{method} {where!r} as {seat} with {body!r:.300}"
        return asked, lambda: _send(self.client(seat), method, where, body, kind, more)

    def _body(self, dice: random.Random, name: str, seat: Seat) -> tuple[Any, str]:
        filled = FILLED[name](self.world, seat) if name in FILLED else {}
        if "json" in filled:
            return mutations.text(dice, filled["json"]), "application/json"
        return mutations.fields(dice, filled)


def _send(client: Client, method: str, where: str, body: Any, kind: str, headers: dict[str, str]) -> Any:
    given: dict[str, Any] = {"headers": headers}
    if method in {"post", "put", "patch"}:
        given["data"] = body
        if kind:
            given["content_type"] = kind
        elif method != "post":
            given["data"] = str(body)
    return getattr(client, method)(where, **given)


def _broken(act: Callable[[], Any]) -> str:
    """What is wrong with what came of it, in a line; empty where nothing is."""
    before, began = _memory(), time.monotonic()
    with _faults() as faults, transaction.atomic():
        try:
            answer = act()
            if answer.streaming:
                b"".join(answer.streaming_content)
            said = faults[-1] if faults else "an answer 500" if answer.status_code >= 500 else _half_saved()
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            said = traceback.format_exc(limit=-4)
        transaction.set_rollback(True)
    if not said and (took := time.monotonic() - began) > SLOW:
        said = f"took {took:.0f} s"
    if not said and (grew := _memory() - before) > LEAP:
        said = f"took {grew // 1024} MiB"
    return said


def _half_saved() -> str:
    """A file that nothing holds or whose bytes are not there; a letter without its words."""
    held = set(Document.objects.values_list("file_id", flat=True)) | set(
        Attachment.objects.values_list("file_id", flat=True)
    )
    for pk, digest in StoredFile.objects.values_list("pk", "sha256"):
        if pk not in held:
            return "a file is kept that nothing holds"
        if not path_of(digest).exists() or sha256(path_of(digest).read_bytes()).hexdigest() != digest:
            return "the bytes of a file are not those of its hash"
    return ""


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@contextmanager
def _faults() -> Iterator[list[str]]:
    """The house answers 500 and tells what it was only here."""
    found: list[str] = []

    def hear(**_more: Any) -> None:
        if sys.exc_info()[0]:
            found.append(traceback.format_exc(limit=-4))

    got_request_exception.connect(hear, weak=False)
    try:
        yield found
    finally:
        got_request_exception.disconnect(hear)
