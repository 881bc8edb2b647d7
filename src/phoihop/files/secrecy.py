"""A paper with a secrecy mark is refused before a byte of it is kept, by whatever door it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from phoihop.extract import Refusal, every_word, kind_of
from phoihop.files.actions import KEPT, sentence
from phoihop.kit.refused import Refused
from phoihop.reading import may_bear_mark, secrecy_mark

View = TypeVar("View", bound=Callable[..., Any])
SECRET = _(
    "This paper bears a secrecy mark. It was not taken in and nothing of it was kept. "
    "Register it in the paper register of secret documents."
)


class Secret(Refused):
    """Of this refusal nothing may be kept, not even that it was made."""


class Unseen(Secret):
    """Nobody can see whether it bears a mark, so it is dealt with as if it did."""


def refuse_secret(text: str, name: str) -> None:
    """A marked paper leaves no trace, not even its name."""
    if secrecy_mark(text, name):
        raise Secret(str(SECRET))


def judges_inside(view: View) -> View:
    """A view whose action refuses a marked paper and says so at its place; of all others the gate judges what is sent."""
    view.judges_secrecy = True  # type: ignore[attr-defined]  # read by the gate of the web
    return view


def refuse_secret_file(data: bytes, name: str) -> None:
    """By its name and by every word in it, seen or hidden."""
    refuse_secret("", name)
    refuse_secret(_words_of(data, name), "")


def refuse_secret_value(value: Any) -> None:
    """What was typed or pasted into a form, however deep it lies in it."""
    for text in _texts(value):
        refuse_secret(text, "")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _words_of(data: bytes, name: str) -> str:
    """What cannot be looked through may bear a mark, so it is not taken; of a scan or a picture nothing can be read."""
    if kind_of(data, name).name not in KEPT:
        return ""  # nothing of such a file is ever kept: `store` takes no other kinds
    try:
        return every_word(data, name, may_bear_mark)
    except Refusal as no:
        raise Unseen(
            _("It cannot be seen whether this file bears a secrecy mark, so nothing of it was kept. %(why)s")
            % {"why": sentence(no)}
        ) from no
