"""A paper with a secrecy mark is refused before a byte of it is kept, by whatever door it comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from phoihop.extract import Refusal, extract, kind_of, read_rows
from phoihop.kit.refused import Refused
from phoihop.reading import secrecy_mark

View = TypeVar("View", bound=Callable[..., Any])
SECRET = _(
    "This paper bears a secrecy mark. It was not taken in and nothing of it was kept. "
    "Register it in the paper register of secret documents."
)
_LETTERS = {"txt", "docx", "pdf"}
_SHEETS = {"csv", "xlsx", "ods"}
_ENDS_OF_LINES = re.compile(r"[\r\n\x07\x0b\x0c]+")  # of Word's old files: paragraph, cell, line, page


def refuse_secret(text: str, name: str) -> None:
    """A marked paper leaves no trace, not even its name."""
    if secrecy_mark(text, name):
        raise Refused(str(SECRET))


def judges_inside(view: View) -> View:
    """A view whose action refuses a marked paper and says so at its place; of all others the gate judges what is sent."""
    view.judges_secrecy = True  # type: ignore[attr-defined]  # read by the gate of the web
    return view


def refuse_secret_file(data: bytes, name: str) -> None:
    """Judged by what can be read of it; of a scan or a picture only its name."""
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
    try:
        kind = kind_of(data, name).name
        if kind in _LETTERS:
            return str(extract(data, name).text)
        if kind in _SHEETS:
            rows = [row for sheet in read_rows(data, name) for row in sheet.rows]
            return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    except Refusal:
        return ""
    if kind == "doc":  # its text lies in it as it is, sixteen bits a letter
        return "\n".join(_ENDS_OF_LINES.sub("\n", data[at:].decode("utf-16-le", "replace")) for at in (0, 1))
    return ""
