"""The words of a file, and what a reader should know of the file itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from phoihop.documents.models import Document
from phoihop.extract import Change, Extract

MOST_CHANGES = 200  # of one file that are kept to be shown
_GLYPHS = {"signature": "ok", "bad_signature": "late", "signatures_waiting": "wait"}
_KINDS = {"tracked": ("added", "deleted"), "comments": ("comment",)}


@dataclass(frozen=True, slots=True)
class Told:
    """A remark, its glyph and, of tracked changes, each with its day."""

    words: str
    glyph: str
    changes: list[tuple[Change, date | None]]


def tidied(text: str) -> str:
    """A browser sends other ends of lines than a file has; the words are the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def remarks_of(found: Extract) -> list[dict[str, Any]]:
    """In both languages, as the register keeps them; tracked changes with what was added and deleted, the first of many."""
    out: list[dict[str, Any]] = []
    for one in found.warnings:
        kinds = _KINDS.get(one.code, ())
        items = [asdict(change) for change in found.changes if change.kind in kinds][:MOST_CHANGES]
        out.append({"code": one.code, "vi": one.vi, "en": one.en, "items": items})
    return out


def told_of(document: Document) -> list[Told]:
    """The remarks of its file, in the reader's language."""
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
    return [
        Told(remark[language], _GLYPHS.get(remark["code"], "ask"), [_change(one) for one in remark.get("items", [])])
        for remark in document.remarks
    ]


def _change(told: dict[str, str]) -> tuple[Change, date | None]:
    try:
        day = date.fromisoformat(told["day"])
    except ValueError:
        day = None
    return Change(**told), day
