"""The one mark that keeps a paper out: MẬT, TỐI MẬT, TUYỆT MẬT on a line or as a word of the file name of its own."""

from __future__ import annotations

import re
import unicodedata

from phoihop.reading.parts import Part

_LINE = re.compile(r"^[ \t\[(*_]*(?:ĐỘ MẬT ?: ?)?(TUYỆT|TỐI)?[ \t]*MẬT[ \t\])*_.]*$", re.MULTILINE)
_NAME = re.compile(
    r"(?:^|[\s._\-()\[\]])(?:(tuyệt|tối|tuyet|toi)[\s._\-]*)?(mật|mat)(?=$|[\s._\-()\[\]])", re.IGNORECASE
)


def secrecy_mark(text: str, name: str = "") -> Part | None:
    """The mark, or None; «bảo mật», «bí mật», «mật độ» in running text are none."""
    whole = unicodedata.normalize("NFC", text)
    if found := _LINE.search(whole):
        return Part(" ".join(found[0].split()), found.start(), found.end(), "secrecy.line")
    stem = unicodedata.normalize("NFC", name)
    for found in _NAME.finditer(stem):
        accented = found[2].lower() == "mật"
        if accented and not re.search(r"(bảo|bí)[\s._\-]*$", stem[: found.start() + 1], re.IGNORECASE):
            return Part(found[0].strip(" ._-"), found.start(), found.end(), "secrecy.name")
        if not accented and found[1]:  # «toi-mat», «tuyet_mat»: unaccented names need both words
            return Part(found[0].strip(" ._-"), found.start(), found.end(), "secrecy.name_unaccented")
        if not accented and found[0].strip(" ._-()[]").isupper():
            return Part(found[0].strip(" ._-"), found.start(), found.end(), "secrecy.name_capitals")
    return None
