"""A phrase made ready for a small grammar."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 200
_SAME = {"hàng": "hằng", "quí": "quý", "kì": "kỳ", "bẩy": "bảy", "kí": "ký", "qúy": "quý"}


def plain(phrase: str, *, cased: bool = False) -> str:
    """Lower case unless `cased`, one blank between words, brackets and quotes off both ends, one spelling of each word.

    Nothing is left of what is too long to be a phrase.
    """
    if len(phrase) > _LONGEST:
        return ""
    text = unicodedata.normalize("NFC", phrase)
    text = re.sub(r"\s+", " ", text if cased else text.lower()).strip(" .,;:()«»“”\"'")
    return re.sub(r"\w+", lambda word: _SAME.get(word[0], word[0]), text)
