"""Keys of a scripted clerk from the drop of a letter to «Giao», in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser

from phoihop.accounts.models import User
from phoihop.ops.bench.browser import browser, chromium, options
from phoihop.ops.bench.children import DAY, CannotMeasureError
from phoihop.ops.bench.clerk import Clerk, office_of
from phoihop.ops.bench.clerk.office import OFFICE
from phoihop.ops.bench.databases import scratch_database, static_files
from phoihop.ops.bench.figures import Measured
from phoihop.ops.bench.installation import Server
from phoihop.ops.bench.parts.letters import all_letters
from phoihop.reading.scoring import Letter

COUNT, FEW = 10, 2


def measure(_names: set[str], *, quick: bool) -> Iterator[Measured]:
    if not chromium():
        raise CannotMeasureError("No Chromium was found. Type: sudo apt install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # Playwright keeps a loop in this thread; nothing of ours is asynchronous
    )
    static_files()
    scratch_database()
    letters = chosen()[: FEW if quick else COUNT]
    user = office_of(letters)
    with browser() as opened:
        keys = {letter.id: _keys(opened, letter, user) for letter in letters}
    said = ", ".join(f"{name}: {count}" for name, count in keys.items())
    yield Measured("desk_keys", median(keys.values()), said=said)


def chosen() -> list[Letter]:
    """Of the letters that are only scored and have tasks, in the order of their names, ten at even distances."""
    held = [letter for letter in all_letters() if letter.scored_only and letter.tasks]
    return [held[n * len(held) // COUNT] for n in range(COUNT)]


def _keys(opened: Browser, letter: Letter, user: User) -> int:
    """On the day of the letter, as if it had just come: an old one's days would all be over."""
    data = Path(os.environ["PHOIHOP_DATA"])
    day = letter.gold["date"] or DAY
    env = {**os.environ, "PHOIHOP_DATABASE_URL": f"sqlite:///{data / 'scratch.sqlite3'}", "PHOIHOP_DAY": day}
    file = data / f"{letter.id}.txt"
    file.write_text(letter.text, "utf-8")
    server = Server(env, data / "desk_keys.log")
    server.start()
    try:
        server.await_first()
        client = Client()
        client.force_login(user)
        root = f"http://127.0.0.1:{server.port}"
        context = opened.new_context(base_url=root, **options(1440))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": root}])
        return Clerk(context.new_page(), letter, OFFICE, date.fromisoformat(day)).give_out(file)
    finally:
        server.kill()
