"""Between the web server and Django: slow lines wait outside, a few requests at a time are worked at inside.

The web server gives each request a thread and hands it the request's bytes as they come. A phone on a bad line that sends a
photograph for a minute would hold one of a few threads for that minute, and sixteen such phones the whole office. So
bytes are read here first, on one of many threads that do nothing else; only a whole request gets one of the few at which
Django works. Few also is fast: threads of one process take turns at the interpreter, and more than a handful spend their
time on turns.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections
from django.utils import translation

AT_ONCE = 3  # requests that a process works at
LINES = 64  # requests that it listens to
AHEAD = 128 * 1024 * 1024  # bytes that wait in memory at most; whoever comes then is read by Django itself
_PIECE = 64 * 1024

Environ = dict[str, Any]
App = Callable[[Environ, Any], Iterable[bytes]]


class Gate:
    """A WSGI application around another."""

    def __init__(self, app: App, at_once: int = AT_ONCE) -> None:
        self._app = app
        self._inside = ThreadPoolExecutor(at_once, thread_name_prefix="request")
        self._room = Room(AHEAD)

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        size = _size(environ)
        if not size or not self._room.take(size):
            return self._work(environ, start)
        try:
            environ["wsgi.input"] = io.BytesIO(_read(environ["wsgi.input"], size))
            return self._work(environ, start)
        finally:
            self._room.give(size)

    def _work(self, environ: Environ, start: Any) -> Iterable[bytes]:
        return self._inside.submit(self._answer, environ, start).result()

    def _answer(self, environ: Environ, start: Any) -> Iterable[bytes]:
        answer = self._app(environ, start)
        if getattr(answer, "streaming", True):
            return Streamed(answer, translation.get_language())
        try:
            return [b"".join(answer)]
        finally:
            getattr(answer, "close", lambda: None)()


class Room:
    """So many bytes; taken and given back."""

    def __init__(self, size: int) -> None:
        self._left, self._lock = size, threading.Lock()

    def take(self, size: int) -> bool:
        with self._lock:
            if size > self._left:
                return False
            self._left -= size
            return True

    def give(self, size: int) -> None:
        with self._lock:
            self._left += size


class Streamed:
    """A long answer is sent from the outer thread, as slowly as its reader takes it, in the language it was asked in."""

    def __init__(self, answer: Iterable[bytes], language: str | None) -> None:
        self._answer, self._language = answer, language
        self._pieces: Iterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with translation.override(self._language):
            if self._pieces is None:
                self._pieces = iter(self._answer)
            return next(self._pieces)

    def close(self) -> None:
        """The outer thread keeps no connection to the database."""
        try:
            getattr(self._answer, "close", lambda: None)()
        finally:
            connections.close_all()


def _size(environ: Environ) -> int:
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _read(stream: Any, size: int) -> bytes:
    """Less where the line broke: Django finds that out by itself."""
    out = bytearray()
    while len(out) < size:
        piece = stream.read(min(_PIECE, size - len(out)))
        if not piece:
            break
        out += piece
    return bytes(out)
