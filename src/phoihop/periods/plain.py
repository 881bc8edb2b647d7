"""A phrase made ready for a small grammar."""

from __future__ import annotations

import re
import unicodedata

_SAME = {"hàng": "hằng", "quí": "quý", "kì": "kỳ", "bẩy": "bảy", "kí": "ký"}


def plain(phrase: str) -> str:
    """Lower case, one blank between words, brackets and quotes off both ends, one spelling of each word."""
    text = unicodedata.normalize("NFC", phrase).lower()
    text = re.sub(r"\s+", " ", text).strip(" .,;:()«»“”\"'")
    return re.sub(r"\w+", lambda word: _SAME.get(word[0], word[0]), text)
