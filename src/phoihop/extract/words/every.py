"""The door: a file in, its words as lines out; what cannot be read is a `Refusal`, never taken for silence."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from phoihop.extract.api import DEFAULT, admit, why_not
from phoihop.extract.flow import Row, flow
from phoihop.extract.isolated import ask
from phoihop.extract.kinds import IMAGES
from phoihop.extract.model import Kind, Limits
from phoihop.extract.refusal import Refusal
from phoihop.extract.sheets import delimiter_of
from phoihop.extract.texts import decode, settle_lines
from phoihop.extract.words.binary import words_of_old_office
from phoihop.extract.words.package import words_of_package

Holds = Callable[[str], bool]


def every_word(data: bytes, name: str, holds: Holds, *, limits: Limits = DEFAULT) -> str:
    """Also what is hidden, deleted in review, in headers, text boxes, watermarks, comments and properties.

    Only words in whose neighbourhood `holds` finds what is looked for need come out. A PDF that is too long is read from
    its beginning; a picture, or a page that is one, has no words.
    """
    kind = admit(data, name, limits)
    try:
        return _read(data, kind, holds, limits)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - as at the other doors: a hostile file gets a sentence
        raise Refusal("broken") from None


def _read(data: bytes, kind: Kind, holds: Holds, limits: Limits) -> str:
    if kind.name in {"docx", "xlsx", "ods"}:
        return "\n".join(words_of_package(data, holds, limits))
    if kind.name == "pdf":
        return _pdf(data, limits)
    if kind.name in {"txt", "csv"}:
        return "\n".join(_text(data, kind.name, holds))
    if kind.name == "doc":
        return words_of_old_office(data)
    if kind.name in IMAGES:
        return ""
    raise why_not(data, kind, limits, "not_letter")


def _pdf(data: bytes, limits: Limits) -> str:
    """As its lines and columns are printed, and as they are put together; notes and stamps laid over a page too."""
    answer = ask("words", data, limits.chars, limits)
    rows = [[Row(*line) for line in lines] for lines, _columns, _notes in answer["pages"]]
    printed = [row.text for page in rows for row in page]
    beside = [words for _lines, columns, notes in answer["pages"] for words in (*columns, *notes)]
    return "\n".join([*printed, *beside, flow(rows).text])


def _text(data: bytes, kind: str, holds: Holds) -> list[str]:
    """As it reads; where it is in eight bits a letter also by them, as an old encoding may have been taken for another."""
    text, encoding = decode(data)
    texts = [settle_lines(text)]
    if encoding == "windows-1258":
        texts.append(settle_lines(data.decode("latin-1")))
    if kind == "csv":
        texts += [cell for whole in texts[:2] for cell in _cells(whole, holds)]
    return texts


def _cells(text: str, holds: Holds) -> list[str]:
    """Of the lines that count: a file may have more of them than a workbook could."""
    lines = [line for line in text.split("\n") if holds(line)]
    try:
        return [cell for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter_of(text)) for cell in row]
    except csv.Error:
        return re.split(r'[;,\t"\n]', "\n".join(lines))
