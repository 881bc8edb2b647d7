"""A letter by HTTP: dropped, read, registered, and found by search, one after the other on a server of its own."""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import quote
from uuid import uuid4

from phoihop.ops.bench.children import CannotMeasureError
from phoihop.ops.bench.databases import client_of, largest_database, scratch_from, static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.installation import Server
from phoihop.ops.bench.parts.reading import seed_text
from phoihop.ops.bench.writers import TOKEN
from phoihop.ops.province.units import OFFICE

REGISTER = f"/dv/{OFFICE}/van-ban/"
LETTERS, FEW, WARM = 100, 5, 3


def measure(_names: set[str], *, quick: bool) -> Iterator[Measured]:
    static_files()
    scratch_from(largest_database(quick=quick))
    data = Path(os.environ["PHOIHOP_DATA"])
    session = client_of("chi").session.session_key or ""
    env = {**os.environ, "PHOIHOP_DATABASE_URL": f"sqlite:///{data / 'scratch.sqlite3'}", "PHOIHOP_DAY": "2026-07-14"}
    server = Server(env, data / "registering.log")
    server.start()
    try:
        server.await_first()
        line = _Line(server.port, session)
        taken = [line.letter(n) for n in range(WARM + (FEW if quick else LETTERS))][WARM:]
    finally:
        server.kill()
    slowest = max(taken)
    yield Measured(
        "register_s", median(taken), said=f"{len(taken)} letters of 3,200 characters; slowest {slowest:.3f} s"
    )


class _Line:
    """One clerk's browser, as far as this needs one."""

    def __init__(self, port: int, session: str) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._cookie = f"sessionid={session}; csrftoken={TOKEN}"

    def letter(self, n: int) -> float:
        """Seconds until the search finds it."""
        number = f"{1000 + n}-CV/BTGDVTU"
        text = seed_text().replace("\n", f"\nSố {number}\nMã {uuid4().hex}\n", 1)
        before = time.perf_counter()
        status, _page = self._ask("POST", f"{REGISTER}nhan/", *_form(f"{n}.txt", text))
        if status != 302:
            raise CannotMeasureError(f"The letter was not taken: {status}.")
        status, page = self._ask("GET", f"{REGISTER}?tim={quote(number)}")
        if status != 200 or f">{number}<".encode() not in page:
            raise CannotMeasureError(f"The letter {number} was not found.")
        return time.perf_counter() - before

    def _ask(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
        headers = {"Cookie": self._cookie, **({"Content-Type": kind} if kind else {})}
        self._http.request(method, address, body, headers)
        answer = self._http.getresponse()
        return answer.status, answer.read()


def _form(name: str, text: str) -> tuple[bytes, str]:
    edge = uuid4().hex
    fields = {"csrfmiddlewaretoken": TOKEN, "direction": "in", "arrived_on": "14/07/2026"}
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    head = f'Content-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: text/plain'
    parts.append(f"--{edge}\r\n{head}\r\n\r\n{text}\r\n--{edge}--\r\n")
    return "".join(parts).encode(), f"multipart/form-data; boundary={edge}"
