"""A phrase made ready for a small grammar."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST = 200
_SAME = {"hàng": "hằng", "quí": "quý", "kì": "kỳ", "bẩy": "bảy", "kí": "ký", "qúy": "quý"}

_OLD = re.compile(rf"(?<!\w)(?:{'|'.join(_SAME)})(?!\w)")


@lru_cache(maxsize=1024)  # the small grammars hand one phrase on to each other
def plain(phrase: str, *, cased: bool = False) -> str:
    """Lower case unless `cased`, one blank between words, brackets and quotes off both ends, one spelling of each word.

    Nothing is left of what is too long to be a phrase.
    """
    if len(phrase) > _LONGEST:
        return ""
    text = unicodedata.normalize("NFC", phrase)
    text = re.sub(r"\s+", " ", text if cased else text.lower()).strip(" .,;:()«»“”\"'")
    return _OLD.sub(lambda word: _SAME[word[0]], text)
