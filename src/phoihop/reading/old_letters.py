"""TCVN3 and VNI, in which offices wrote before Unicode: a mark in them must not be taken for a riddle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# In both a letter stands as a sign of Latin-1. TCVN3 has one sign a letter, capitals with tones by a typeface of their own.
_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
# VNI has the vowel and behind it its hat and tone.
_VNI_VOWEL = re.compile(r"([aeiouyôö])([ùøûõïâáàåãäêéèúüë])", re.IGNORECASE)
_VNI_MARKS = dict(
    zip(
        "ùøûõïâáàåãäêéèúüë",
        ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309",
         "\u0302\u0303", "\u0302\u0323", "\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323"],
        strict=True,
    )
)  # fmt: skip
_VNI_LETTERS = str.maketrans("ôöñÔÖÑ", "ơưđƠƯĐ")
_OLD = re.compile(r"ë|[aeo][ä]", re.IGNORECASE)


def old_readings(text: str) -> Iterator[str]:
    """The text as it would read in each of them, where it has a sign for «ậ»; of the same letters, not of the same length."""
    if _OLD.search(text):
        yield text.translate(_TCVN3)
        yield unicodedata.normalize("NFC", _VNI_VOWEL.sub(_vni, text).translate(_VNI_LETTERS))


def _vni(found: re.Match[str]) -> str:
    vowel = found[1].translate(_VNI_LETTERS)
    return vowel + _VNI_MARKS[found[2].lower()]
