"""Letters made alike, so that the grammar sees one spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from phoihop.reading.header.model import strip_marks
from phoihop.reading.tokens import lowered

_BLANK = re.compile(r"[^\S\n]+")
_GONE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def settle(text: str) -> str:
    """NFC, the tone in its newer place, one kind of dash and apostrophe, plain blanks; capitals stay capitals."""
    plain = unicodedata.normalize("NFC", _GONE.sub("", text)).replace("’", "'").replace("‘", "'")
    low = lowered(plain)
    put = "".join(small.upper() if big.isupper() else small for big, small in zip(plain, low, strict=True))
    return _BLANK.sub(" ", put).strip()


def calm(text: str) -> str:
    """What is written in capitals only, as names are written."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 4 or any(char.islower() for char in letters):
        return text
    return " ".join(word if word.isdigit() else word.title() for word in text.split(" "))


def plain(text: str) -> str:
    """Small letters without marks: what headings and notes are compared by."""
    return strip_marks(settle(text)).replace("đ", "d")


@lru_cache(maxsize=50_000)
def same(text: str) -> str:
    """What two spellings of one name have in common, marks kept."""
    return " ".join(settle(text).lower().split())
