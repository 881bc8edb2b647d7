"""The scripted clerk looks at the header strip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from phoihop.documents.models import Document
from phoihop.reading.scoring import fold

if TYPE_CHECKING:
    from phoihop.ops.bench.clerk.clerk import Clerk

_FIELDS = {"number": "number", "doc_type": "doc_type", "issuer": "issuing_body", "subject": "subject"}
_PASTED = 12  # longer words are copied from the letter: two clicks and Ctrl+C there, Ctrl+V here


def correct(clerk: Clerk) -> None:
    """Whatever differs from the annotation; a letter without a day gets the day it came."""
    document = clerk.desk.document
    wrong = wrong_fields(clerk, document)
    if clerk.letter.gold["date"] is None and not document.signed_on and wrong.pop("signed_on", ""):
        clerk.hand.clicks_and_saves(".desk-day button")
    if not wrong:
        return
    clerk.hand.click("[data-desk-head]")
    clerk.hand.settle(".desk-headform")
    for name, value in wrong.items():
        clerk.hand.click(f".desk-headform [name={name}]")
        clerk.hand.press("Control+a")
        write(clerk, value)
    clerk.hand.clicks_and_saves(".desk-headform button.btn-primary")


def wrong_fields(clerk: Clerk, document: Document) -> dict[str, str]:
    gold: dict[str, Any] = clerk.letter.gold
    wrong = {
        name: gold[key] or ""
        for name, key in _FIELDS.items()
        if (fold(gold[key]) or "") != (fold(getattr(document, name)) or "")
    }
    signed = document.signed_on.isoformat() if document.signed_on else None
    if signed != (gold["date"] or clerk.on.isoformat()):
        day = clerk.on if gold["date"] is None else type(clerk.on).fromisoformat(gold["date"])
        wrong["signed_on"] = f"{day.day}/{day.month}/{day.year}"
    return wrong


def write(clerk: Clerk, value: str) -> None:
    if not value:
        clerk.hand.press("Delete")
    elif len(value) <= _PASTED:
        clerk.hand.type(value)
    else:
        clerk.hand.keys += 4
        clerk.window.keyboard.insert_text(value)
