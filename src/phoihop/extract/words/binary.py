"""Old Office files: their text lies in them as it is, eight or sixteen bits a letter, between marks of paragraph, cell, line and page."""

from __future__ import annotations

import re

from phoihop.extract.refusal import Refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDS_OF_LINES = re.compile(r"[\x00-\x08\n-\x1f]+")  # paragraph, cell, line, page, field, and what is no text
_SECTOR = 512
_WORD = b"\xec\xa5"  # how the main stream of a Word file begins …
_FLAGS, _ENCRYPTED = 11, 0x01  # … and where it says that it is locked
_EIGHT_BITS = 1024 * 1024  # the text stands at the beginning; pictures behind it could say anything


def words_of_old_office(data: bytes) -> str:
    for at in range(_SECTOR, len(data) - _FLAGS, _SECTOR):
        if data.startswith(_WORD, at) and data[at + _FLAGS] & _ENCRYPTED:
            raise Refusal("password")
    texts = [data[at:].decode("utf-16-le", "replace") for at in (0, 1)] + [data[:_EIGHT_BITS].decode("latin-1")]
    return "\n".join(_ENDS_OF_LINES.sub("\n", text) for text in texts)
