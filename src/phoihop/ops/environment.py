"""What the settings take from the environment, looked at first: what is wrong is said in the language of the command."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from phoihop.kit.whole import write_whole
from phoihop.ops.say import _

LEAST_KEY = 32  # characters
KEY = "secret.key"


def secret_key(data: Path) -> str:
    """From the environment, else one made once and kept beside the data with mode 600."""
    if given := os.environ.get("PHOIHOP_SECRET_KEY"):
        if len(given) < LEAST_KEY:
            raise ImproperlyConfigured(_("PHOIHOP_SECRET_KEY is shorter than 32 characters. Give a longer random one."))
        return given
    place = data / KEY
    if not place.exists() or place.stat().st_size == 0:
        data.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(data):
            _make_key(place)
    held = place.read_text("utf-8")
    if len(held.strip()) < LEAST_KEY:
        raise _no_key(place)
    return held


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Two first starts end with one key; whoever is killed leaves no lock."""
    held = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some shares know no locks
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _make_key(place: Path) -> None:
    """An empty file is what a full disk left of a first start; where a database stands, a key was lost."""
    if place.exists():
        if place.stat().st_size:
            return  # made meanwhile
        if os.environ.get("PHOIHOP_DATABASE_URL") or (place.parent / "phoihop.sqlite3").exists():
            raise _no_key(place)
    write_whole(place, secrets.token_urlsafe(48).encode())


def _no_key(place: Path) -> ImproperlyConfigured:
    sentence = _(
        "The file %(file)s holds no secret key: it is empty or cut short. Put back the one of a backup; or delete the file, then a new key is made, everybody signs in anew, and links sent out and second steps by code must be set up again."
    )
    return ImproperlyConfigured(sentence % {"file": place})
