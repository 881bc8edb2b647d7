"""The one mark that keeps a paper out: MẬT, TỐI MẬT, TUYỆT MẬT on a line or as a word of the file name of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from phoihop.reading.header.model import cells_of
from phoihop.reading.normalise import lines_of, normalise
from phoihop.reading.parts import Part

_MARK = re.compile(
    r"[\[(*_.\s]*(?:(?:ĐỘ|Độ) ?(?:MẬT|mật) ?: ?)?(?:(?:TUYỆT|TỐI|Tuyệt|Tối) ?(?:MẬT|mật|Mật)|MẬT|Mật)[\])*_.\s]*"
)
_MISREAD = re.compile(r"(?:DOMAT)?(?:TUYE[TI]|TO[IT])?MA{1,2}T|(?:TUYE[TI]|TO[IT])MA{1,2}[ILFJ]")
_STAMPED = re.compile(r"(?:TUYE[TI]|TO[IT])?MA{1,2}[TILFJ]")
_HEAD = 600  # characters in which a letterhead stands
_HINT = re.compile(r"m\s*ậ\s*t", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_DEGREES = {"tuyệt", "tối", "tuyet", "toi"}
# Words in which «mật» is no mark: bảo mật, bí mật, mật khẩu, mật độ, mật mã, mật ong …
_BEFORE = {"bảo", "bí", "cơ", "chi", "thân", "nội", "tế", "bao", "bi"}
_AFTER = {"khẩu", "độ", "mã", "ong", "thiết", "vụ", "thư", "nghị", "phục", "tín", "ngọt"}
_AFTER_BARE = {"tran", "bang", "khau", "do", "ma", "ong", "hang", "duong", "cat", "na", "troi", "tien"}


def secrecy_mark(text: str, name: str = "") -> Part | None:
    """The mark, or None; «bảo mật», «bí mật», «mật độ» in running text are none."""
    return _in_text(text) or _in_name(name)


def scan_mark(text: str, stamps: Iterable[str] = (), apart: Iterable[str] = ()) -> bool:
    """Of a page read from its picture, where marks over letters are easily misread: a line of its text or a piece that
    stands apart; or, with less doubt, what is stamped in ink of another colour.
    """
    pieces = list(apart)
    if secrecy_mark(text) or secrecy_mark("\n".join(pieces)):
        return True
    front = any("TRAN" in _bare(piece) for piece in [text[:_HEAD], *pieces])  # «MẶT TRẬN», torn apart
    lines = [line for line in [*text.split("\n"), *pieces] if not (front and line.strip(" .|[]") == "MẶT")]
    return any(_MISREAD.fullmatch(_capitals(line)) for line in lines) or any(
        _STAMPED.fullmatch(_capitals(line)) for line in stamps
    )


def _capitals(line: str) -> str:
    """The letters of a line in capitals, without their marks; nothing where it is more than that."""
    bare = "".join(char for char in _bare(line) if char.isalnum())
    return bare if bare.isupper() and bare.isalpha() else ""


def _bare(line: str) -> str:
    """Without marks over and under letters."""
    return "".join(char for char in unicodedata.normalize("NFD", line) if not unicodedata.combining(char))


def _in_text(text: str) -> Part | None:
    """A line, or a column of a letterhead, that is nothing but the mark."""
    if "t" not in text and "T" not in text:
        return None
    source = normalise(text)
    if not _HINT.search(source.text):
        return None
    for line in lines_of(source.text):
        if not _HINT.search(line.text):
            continue
        for cell in cells_of([line]):
            if _MARK.fullmatch(cell.text) or _MARK.fullmatch(_closed(cell.text)):
                return Part(" ".join(cell.text.split()), *source.span(cell.start, cell.end), "secrecy.line", 0.99)
        if _MARK.fullmatch(_closed(line.text)):  # wide blanks between words may look like columns
            return Part(" ".join(line.text.split()), *source.span(line.start, line.end), "secrecy.line", 0.99)
    return None


def _closed(line: str) -> str:
    """«T Ố I   M Ậ T» as a stamp prints it, with its letters together again; nothing where words are whole."""
    letters = line.strip(" \t[]()*_.").split()
    return "".join(letters) if len(letters) > 2 and all(len(one) == 1 for one in letters) else ""


def _in_name(name: str) -> Part | None:
    """A word of the file name; its ending does not count."""
    if not name:
        return None
    stem = unicodedata.normalize("NFC", name)
    stem = re.sub(r"\.\w{1,5}$", "", stem)
    words = list(_WORDS.finditer(stem))
    for n, word in enumerate(words):
        before = words[n - 1][0].lower() if n else ""
        after = words[n + 1][0].lower() if n + 1 < len(words) else ""
        if _marks(word[0], before, after, set_off=_set_off(stem, word)):
            start = words[n - 1].start() if before in _DEGREES else word.start()
            return Part(stem[start : word.end()], start, word.end(), "secrecy.name", 0.95)
    return None


def _marks(word: str, before: str, after: str, *, set_off: bool) -> bool:
    low = word.lower()
    if low == "mật":
        return before in _DEGREES or (before not in _BEFORE and after not in _AFTER)
    if low != "mat":
        return False
    return before in _DEGREES or (word.isupper() and set_off and before not in _BEFORE and after not in _AFTER_BARE)


def _set_off(stem: str, word: re.Match[str]) -> bool:
    """Between hyphens, brackets or the edges of the name, not between blanks."""
    left = stem[word.start() - 1] if word.start() else "-"
    right = stem[word.end()] if word.end() < len(stem) else "-"
    return left != " " and right != " "
