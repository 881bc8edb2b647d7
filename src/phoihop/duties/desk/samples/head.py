"""The header of a letter as the office has it, as far as the letter says it."""

from __future__ import annotations

import re
from typing import Any

from phoihop.documents.models import Document, Urgency
from phoihop.reading.scoring.printed import DOC_TYPES, days_in, exact, exact_number, says, says_words
from phoihop.reading.scoring.tally import fold

_FIELDS = {
    "doc_type": "doc_type", "issuing_body": "issuer", "place": "place", "subject": "subject",
    "signer_position": "signer_position", "signed_for": "signed_for", "urgency": "urgency",
}  # fmt: skip
_MOST = {field.name: field.max_length for field in Document._meta.fields}  # noqa: SLF001 - documented Meta API
BEYOND = "beyond-the-text"


def head_of(document: Document, read: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Values, and a tag for each that was corrected."""
    out: dict[str, Any] = {"addressees": _addressees(document.text, read)}
    tags: set[str] = set()
    for name, column in _FIELDS.items():
        out[name] = _value(document, column, read.get(name), name, tags)
    out["number"], out["number_raw"] = _number(document, read, tags)
    out["date"], out["date_raw"] = _date(document, read, tags)
    return out, tags


def _value(document: Document, column: str, read: str | None, name: str, tags: set[str]) -> str | None:
    held = getattr(document, column)
    if fold(held) == fold((read or "")[: _MOST[column]]):
        return read if read and _may_stand(document.text, name, read) else None
    if held and not _may_stand(document.text, name, held):
        tags.add(BEYOND)
        return read if read and _may_stand(document.text, name, read) else None
    tags.add(f"corrected-{name}")
    return held or None


def _may_stand(text: str, name: str, value: str) -> bool:
    """As `check_gold.py` asks of each field."""
    if name == "doc_type":
        return value in DOC_TYPES
    if name == "urgency":
        return value in Urgency.values
    if name == "issuing_body":
        return says_words(text, value)
    parts = value.split("; ") if name == "signer_position" else [value]
    parts = re.split(r"\s+(?=(?:KT\.|K/T))", value) if name == "signed_for" else parts
    return all(says(text, part) for part in parts)


def _number(document: Document, read: dict[str, Any], tags: set[str]) -> tuple[str | None, str | None]:
    held, was = document.number, read.get("number")
    if held == (was or ""):
        return (was, read.get("number_raw")) if was and read.get("number_raw") else (None, None)
    raw = exact_number(document.text, held)
    if held and not raw:
        tags.add(BEYOND)
        return was, read.get("number_raw")
    tags.add("corrected-number")
    return held or None, raw


def _date(document: Document, read: dict[str, Any], tags: set[str]) -> tuple[str | None, str | None]:
    """A blank left for the pen keeps its printed form and has no day, whatever the office wrote into the register."""
    held = document.signed_on.isoformat() if document.signed_on else None
    was, raw = read.get("date"), read.get("date_raw")
    if held == was:
        return (was, raw) if raw else (None, None)
    if held is None:
        tags.add("corrected-date")
        return None, raw
    printed = next((words for day, words in days_in(document.text) if day == document.signed_on), None)
    if printed is None:
        tags.add(BEYOND)
        return (was, raw) if raw else (None, None)
    tags.add("corrected-date")
    return held, printed


def _addressees(text: str, read: dict[str, Any]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = read.get("addressees") or {"kinh_gui": [], "noi_nhan": []}
    return {kind: [one for one in names if exact(text, one) or says(text, one)] for kind, names in held.items()}
