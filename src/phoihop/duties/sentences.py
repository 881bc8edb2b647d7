"""Where the sentences of an answer lie, so that a remark can stand at one of them."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…;]+[»”\"')\]]*(?=\s|$)|\n+")


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Start and end of each; blanks between them belong to none. A number's point or a lone letter's ends nothing."""
    found, start = [], 0
    for mark in _END.finditer(text):
        if _is_number_before(text, start, mark.start()) and "\n" not in mark[0]:
            continue
        found.append((start, mark.end()))
        start = mark.end()
    found.append((start, len(text)))
    return [span for first, last in found if (span := _trimmed(text, first, last))]


def _is_number_before(text: str, start: int, at: int) -> bool:
    """«1. Kết quả» is one sentence: what numbers it is not."""
    return re.fullmatch(r"\s*(?:\d{1,3}|[IVXivx]{1,4}|[a-zđ])", text[start:at]) is not None


def _trimmed(text: str, first: int, last: int) -> tuple[int, int] | None:
    piece = text[first:last]
    if not piece.strip():
        return None
    return first + len(piece) - len(piece.lstrip()), last - (len(piece) - len(piece.rstrip()))
