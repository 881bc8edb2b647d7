"""What the settings take from the environment, looked at first: what is wrong is said in the language of the command."""

from __future__ import annotations

import fcntl
import os
import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from phoihop.kit.whole import write_whole
from phoihop.ops.say import _

LEAST_KEY = 32  # characters
KEY = "secret.key"
PRIVATE = 0o077  # what is taken from everybody else
ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


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


def day() -> date | None:
    given = os.environ.get("PHOIHOP_DAY", "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        sentence = _("PHOIHOP_DAY is «%(given)s»; write it like 2026-07-14.")
        raise ImproperlyConfigured(sentence % {"given": given}) from error


def signature_roots() -> str:
    """The folder as text, empty where none is set."""
    given = os.environ.get("PHOIHOP_SIGNATURE_ROOTS", "")
    if given and not Path(given).is_dir():
        sentence = _(
            "PHOIHOP_SIGNATURE_ROOTS is «%(given)s», which is no folder. Name the folder of trusted root certificates (.pem, .crt, .cer), or unset it."
        )
        raise ImproperlyConfigured(sentence % {"given": given})
    return given


def record_key() -> str:
    """The file as text, empty where none is set."""
    given = os.environ.get("PHOIHOP_ROOTS_KEY", "")
    if given and not Path(given).is_file():
        sentence = _(
            "PHOIHOP_ROOTS_KEY is «%(given)s», which is no file. Name the public key (.pub) of who signs the roots of the record, or unset it."
        )
        raise ImproperlyConfigured(sentence % {"given": given})
    return given


def database(data: Path) -> dict[str, Any]:
    """As Django wants it; the address may hold a password and is not quoted."""
    url = os.environ.get("PHOIHOP_DATABASE_URL") or f"sqlite:///{data / 'phoihop.sqlite3'}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # said below, in a sentence
            found: dict[str, Any] = dict(environ.Env.db_url_config(url))
    except ValueError:
        found = {}
    if found.get("ENGINE") not in ENGINES or not (found.get("NAME") or found.get("OPTIONS", {}).get("service")):
        sentence = _(
            "PHOIHOP_DATABASE_URL names no database that can be used. Write it like postgres://user:password@host/name, or unset it for SQLite beside the data."
        )
        raise ImproperlyConfigured(sentence)
    return found


def mail() -> dict[str, Any]:
    try:
        found: dict[str, Any] = environ.Env().email_url("PHOIHOP_EMAIL_URL", default="consolemail://")
    except (ImproperlyConfigured, ValueError) as error:
        sentence = _(
            "PHOIHOP_EMAIL_URL names no way that mail can go. Write it like smtp+tls://user:password@mail.example.vn:587"
        )
        raise ImproperlyConfigured(sentence) from error
    return found


def log_level() -> str:
    given = os.environ.get("PHOIHOP_LOG_LEVEL") or "WARNING"
    if given.upper() not in LEVELS:
        sentence = _("PHOIHOP_LOG_LEVEL is «%(given)s»; give one of %(levels)s.")
        raise ImproperlyConfigured(sentence % {"given": given, "levels": ", ".join(LEVELS)})
    return given.upper()


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
