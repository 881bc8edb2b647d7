"""How far a long transaction is, and the wish that it stop: small files beside the database, which shows nothing of a
transaction before its end.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

EVERY = 0.25  # seconds between two writes
STALE = 90.0  # seconds without a piece done after which nobody is at work any more


class Stopped(Exception):  # noqa: N818 - a wish, no error
    """Somebody wished that it stop; the transaction is to be rolled back. `by`: what `ask_to_stop` was told."""

    def __init__(self, by: dict[str, str]) -> None:
        super().__init__()
        self.by = by


@dataclass(frozen=True, slots=True)
class Progress:
    """Part `at` of `parts` is being done, `done` of its `of` pieces (0 of 0 where it is not counted)."""

    part: str
    at: int
    parts: int
    done: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """How much is done, of 1: every part counts alike."""
        within = self.done / self.of if self.of else 0.0
        return (self.at - 1 + within) / self.parts if self.parts else 0.0


@dataclass(slots=True)
class _Told:
    said: Path
    wish: Path
    progress: Progress
    written: float = 0.0


_told: ContextVar[_Told | None] = ContextVar("told", default=None)


def _files(key: str) -> tuple[Path, Path]:
    folder = Path(settings.DATA) / "progress"
    return folder / f"{key}.json", folder / f"{key}.stop"


@contextmanager
def told(key: str, parts: int) -> Iterator[None]:
    """What happens inside can be followed and stopped by this key, of letters, digits and dashes."""
    said, wish = _files(key)
    said.parent.mkdir(parents=True, exist_ok=True)
    token = _told.set(_Told(said, wish, Progress("", 0, parts)))
    try:
        _say(force=True)
        yield
    finally:
        _told.reset(token)
        said.unlink(missing_ok=True)
        wish.unlink(missing_ok=True)


def part(name: str) -> None:
    """The next part begins. Raises Stopped where that was wished; does nothing where nobody is told."""
    if found := _told.get():
        found.progress = Progress(name, found.progress.at + 1, found.progress.parts)
        _say(force=True)


def step(done: int, of: int) -> None:
    """A piece of the part is done; as `part` otherwise."""
    if found := _told.get():
        found.progress = Progress(found.progress.part, found.progress.at, found.progress.parts, done, of)
        _say()


def _say(*, force: bool = False) -> None:
    found = _told.get()
    if found is None or not (force or time.monotonic() - found.written >= EVERY):
        return
    if found.wish.exists():
        raise Stopped(json.loads(found.wish.read_text()))
    found.written = time.monotonic()
    new = found.said.with_suffix(".new")
    new.write_text(json.dumps(asdict(found.progress)))
    new.replace(found.said)


def progress_of(key: str) -> Progress | None:
    """None where nobody is at work, or no longer."""
    said, _wish = _files(key)
    try:
        if time.time() - said.stat().st_mtime > STALE:
            return None
        return Progress(**json.loads(said.read_text()))
    except FileNotFoundError:
        return None


def ask_to_stop(key: str, by: dict[str, str]) -> None:
    """At the next piece that is done, or at the beginning where it waits."""
    _said, wish = _files(key)
    wish.parent.mkdir(parents=True, exist_ok=True)
    new = wish.with_suffix(".wish")
    new.write_text(json.dumps(by))
    new.replace(wish)


def asked_to_stop(key: str) -> bool:
    return _files(key)[1].exists()


def forget(key: str) -> None:
    """What was never begun leaves no wish behind."""
    for file in _files(key):
        file.unlink(missing_ok=True)
