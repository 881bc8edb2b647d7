"""Vietnamese text made comparable."""

from __future__ import annotations

import re
import unicodedata

_PAIRS = [
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
]  # fmt: skip
_MOVED = {form(old): form(new) for old, new in _PAIRS for form in (str, str.capitalize, str.upper)}
_TONE_PLACE = re.compile(rf"(?<![qQ])(?:{'|'.join(_MOVED)})(?!\w)")
# Vietnamese letters in dictionary order, tones after letters; used for sort keys compared bytewise.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


class _Bare(dict[int, str]):
    """A letter's own form without marks, worked out when it is first met: a whole report is folded at a time."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code)).replace("đ", "d")
        self[code] = "".join(part for part in parts if not unicodedata.combining(part))
        return self[code]


_BARE = _Bare()


def fold(text: str) -> str:
    """Lower case without any mark, blanks collapsed: what search compares."""
    return " ".join(text.lower().translate(_BARE).split())


def settle(text: str) -> str:
    """NFC with the tone where the newer spelling puts it (uỷ becomes ủy), so that equal words compare equal."""
    return _TONE_PLACE.sub(lambda found: _MOVED[found[0]], unicodedata.normalize("NFC", text))


def sort_key(text: str) -> str:
    """Orders as a Vietnamese dictionary does when compared bytewise: letters first, then tones."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(c for c in parts if c in _TONES)[:1]
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        if base in _LETTERS:
            letters.append(chr(ord("A") + _LETTERS.index(base)))
            tones.append(str(_TONES[tone]))
        else:
            letters.append(char if char.isdigit() else " ")
            tones.append("0")
    return "".join(letters) + "\t" + "".join(tones)


_BLANK = set("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that show nothing


def readable(text: str) -> str:
    """A name as it is kept: NFC, blanks collapsed, without signs that nobody sees; «» where no letter or digit is left."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    kept = [char for char in spaced if unicodedata.category(char)[0] != "C" and char not in _BLANK]
    return " ".join("".join(kept).split()) if any(char.isalnum() for char in kept) else ""
