"""The one mark that keeps a paper out: MẬT, TỐI MẬT, TUYỆT MẬT on a line or as a word of the file name of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from heapq import merge
from html import unescape

from phoihop.reading.header.model import cells_of
from phoihop.reading.normalise import Line, Source, lines_of, normalise
from phoihop.reading.old_letters import old_readings
from phoihop.reading.parts import Part
from phoihop.reading.secret_lines import COUNTED, latin, says_secret

# Where in a raw text the letters of the word stand, however they are composed or spaced, also in TCVN3 and VNI.
_LETTERS = re.compile(
    r"[mｍ\U0001d400-\U0001d6a3][^\w\n]{0,8}(?P<a>[aâạậëａ\U0001d400-\U0001d6a3])[^\w\n]{0,8}(?P<old>ä?)[^\w\n]{0,8}"
    r"[tｔ\U0001d400-\U0001d6a3]",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(?:&[#\w]|</?\w)[^\n]*")  # around it letters may stand as entities, or with a tag between them
_TAG = re.compile(r"<[^<>]{0,80}>")
# What may stand beside the word in a line that is a mark: an edge of the line or column, a degree, label, urgency, or letters apart.
_EDGE = r"[\n\r\t|\f\v\x1c-\x1e\x85\u2028\u2029]|\s{2}"
_BESIDE = 80
_BEFORE_IT = (
    "tối", "tuyệt", "toi", "tuyet", "mật", "tốc", "giờ", "khẩn", "sao", "liệu", "lieu", "bản", "ban", "văn", "van", "sơ", "so",
    "dấu", "dau", "hồi", "bộ", "nghị", "chụp", "chép", "biến",
)  # fmt: skip
_LEFT = re.compile(
    rf"[\W_]*?(?:$|{_EDGE}|{'|'.join(word[::-1] for word in _BEFORE_IT)}|\d|\w(?!\w))", re.IGNORECASE
)  # read backwards
_RIGHT = re.compile(
    rf"[\W_]*?(?:$|{_EDGE}|h(?:ỏa|oả)|khẩn|thượng|bản|ban|số|so|thu|không|lưu|thời|tài|\w(?!\w)|cộng|đảng|độc|[^\n]*ngày)",
    re.IGNORECASE,
)
_LABEL = r"(?:(?:DẤU)?(?:CHỈ)?(?:MỨC)?ĐỘMẬT|DẤUMẬT(?=[TM]))"
_PAPER = r"(?:TÀILIỆU|VĂNBẢN|CÔNGVĂN|HỒSƠ|(?:ĐÓNG)?DẤU|TAILIEU|VANBAN|CONGVAN|HOSO|DAU)"  # what the degree is said of
_KEPT = r"(?:TÀILIỆU)?THUHỒI(?:SAU(?:KHI)?(?:HỘINGHỊ|CUỘCHỌP|HỌP))?|KHÔNG(?:SAOCHỤP|SAOCHÉP|PHỔBIẾN)|LƯUHÀNHNỘIBỘ|THỜIHẠNBẢOVỆ(?:BÍMẬTNHÀNƯỚC)?"
_WITH = rf"(?:H(?:ỎA|OẢ)TỐC(?:HẸNGIỜ)?|(?:THƯỢNG)?KHẨN|BẢNSAO|{_KEPT})"  # stamped beside it: urgencies, how it is kept
_MARK = re.compile(
    rf"(?P<label>{_LABEL})?(?P<before>{_WITH}*)(?P<paper>{_PAPER})?(?P<degree>(?:TUYỆT|TỐI)?MẬT|(?:TUYET|TOI)MAT|(?<=LIEU|NBAN|GVAN|HOSO)MAT|(?<=DAU)MAT)(?P<after>{_WITH}*)"
)
_ENDS = re.compile(r"[^\w\n]{0,8}(?:$|[\n\t\r\f\v]| {2}|[ABC]\b|h(?:ỏa|oả)|(?:thượng\s+)?khẩn|bản|số)", re.IGNORECASE)
_LONGEST = 120  # characters of a line that can be nothing but a mark, its letters spaced
_RUNS_ON = 40  # characters of a line that a writer's editor broke, rather than the writer
_NUMBER = re.compile(r"\d")
_DASHES = "-–—−•+*"
_OPEN = (";", ",")

_WORDS = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-ZĐ])(?=M(?:ẬT|ật|AT|at)(?![^\W\d_]))")  # CongvanMẬT, TuyetMat
_SPACED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[\s._-]+[^\W\d_]){2,}(?![^\W\d_])")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_MISREAD = re.compile(r"(?:DOMAT|TA[IL]{2}[IL]EU|DAU)?(?:TUYE[TI]|TO[IT])?MA{1,2}T|(?:TUYE[TI]|TO[IT])MA{1,2}[ILFJ]")
_STAMPED = re.compile(r"(?:[TtI]UYE[TI]|[Tt]O[IT])?MA{1,2}[TILFJ]")
_IN_STAMP = re.compile(r"\b(?P<degree>[A-Za-z]{2,7}) ?MA{1,2}[TILFJ]\b")
_ALIKE = 0.66
_TORN = re.compile(r"^.?TUYETM?A{0,2}.?$|UYE?TMA{1,2}T|^.?TO[IT]MA{1,2}.?$")  # some letters lost
_FIGURES = str.maketrans("4107|!]", "AIOTITI")  # as a picture has them
_PLAIN = re.compile(r"[^A-Za-z]")
_HEAD = 600  # characters in which a letterhead stands
_DEGREES = {"tuyệt", "tối", "tuyet", "toi"}
_PAPERS = {"liệu", "lieu"}  # tai lieu mat
_WHOLE = {"tốimật", "tuyệtmật", "toimat", "tuyetmat"}
# Words in which «mật» is no mark: bảo mật, bí mật, mật khẩu, mật độ, mật mã, mật ong …
_BEFORE = {"bảo", "bí", "cơ", "chi", "thân", "nội", "tế", "bao", "bi", "độ", "ong", "túi", "sỏi", "trăng", "trù", "cẩn", "nghiêm"}  # fmt: skip
_AFTER = {"khẩu", "độ", "mã", "ong", "thiết", "vụ", "thư", "nghị", "phục", "tín", "ngọt", "mía", "hoa", "danh", "ước", "báo", "lệnh"}  # fmt: skip
_AFTER_BARE = {"tran", "bang", "khau", "do", "ma", "ong", "hang", "duong", "cat", "na", "troi", "tien"}


def secrecy_mark(text: str, name: str = "") -> Part | None:
    """The mark, or None; «bảo mật», «bí mật», «mật độ» in running text are none."""
    text = latin(text)
    return _in_text(text) or _in_head(text) or _in_name(latin(name))


def may_bear_mark(text: str) -> bool:
    """Whether the letters of the word stand somewhere in it: cheap, and never wrong of a text without markup when it says no."""
    return _LETTERS.search(latin(text)) is not None


def scan_mark(text: str, stamps: Iterable[str] = (), apart: Iterable[str] = ()) -> bool:
    """Of a page read from its picture, where marks over letters are easily misread: a line of its text or a piece that
    stands apart; or, with less doubt, what is stamped in ink of another colour.
    """
    pieces = list(apart)
    if secrecy_mark(text) or secrecy_mark("\n".join(pieces)):
        return True
    front = any("TRAN" in _bare(piece) for piece in [text[:_HEAD], *pieces])  # «MẶT TRẬN», torn apart
    lines = [line for line in [*text.split("\n"), *pieces] if not (front and line.strip(" .|[]") == "MẶT")]
    return any(_MISREAD.fullmatch(_capitals(line)) for line in lines) or any(map(_is_stamped, stamps))


def _is_stamped(line: str) -> bool:
    """Strokes of a frame beside the words, figures for letters, and what lies under them, are no hindrance."""
    signs = [_bare(word).translate(_FIGURES) for word in line.split() if any(map(str.isalnum, word))]
    long = " ".join(_PLAIN.sub("", word) for word in signs if len(word) > 1)
    whole = _PLAIN.sub("", "".join(signs))
    return bool(
        secrecy_mark(line)
        or any(_STAMPED.fullmatch(one) for one in (whole, long.replace(" ", "")))
        or (_TORN.search(whole.upper()) and sum(map(str.isupper, whole)) > len(whole) / 2)
        or any(_is_degree(one["degree"]) for one in _IN_STAMP.finditer(long))
    )


def _is_degree(word: str) -> bool:
    """«TUYỆT» or «TỐI» but for a stroke."""
    return any(SequenceMatcher(None, word.upper(), one).ratio() > _ALIKE for one in ("TUYET", "TOI"))


def _capitals(line: str) -> str:
    """The letters of a line in capitals, without their marks; nothing where it is more than that."""
    bare = "".join(char for char in _bare(line) if char.isalnum())
    return bare if bare.isupper() and bare.isalpha() else ""


def _bare(line: str) -> str:
    """Without marks over and under letters."""
    return "".join(char for char in unicodedata.normalize("NFD", line) if not unicodedata.combining(char))


def _in_text(text: str) -> Part | None:
    """A line, or a column of a letterhead, that is nothing but the mark."""
    for start, end in _stretches(text):
        stretch = text[start:end]
        if found := _in_lines(normalise(stretch)):
            words, first, last = found
            return Part(words, start + first, start + last, "secrecy.line", 0.99)
        if found := next(filter(None, (_in_lines(normalise(old)) for old in old_readings(stretch))), None):
            last_line = stretch.rstrip().rfind("\n") + 1
            return Part(found[0], start + last_line, end, "secrecy.line", 0.99)
    return None


def _in_head(text: str) -> Part | None:
    """A line or column that ends in a degree and says what bears it."""
    judged: set[int] = set()
    for find in _LETTERS.finditer(text):
        if not _ENDS.match(unicodedata.normalize("NFKC", text[find.end() : find.end() + _BESIDE])):
            continue
        start, stop = text.rfind("\n", 0, find.start()) + 1, text.find("\n", find.end())
        line = text[start : len(text) if stop < 0 else stop]
        behind, first = text[find.end() : find.end() + _HEAD], not text[max(0, start - _HEAD) : start].strip()
        if (same := hash((line, behind, first))) in judged:
            continue
        judged.add(same)
        for cell in cells_of(lines_of(normalise(line[: 2 * _HEAD]).text)):
            if says_secret(cell.text, behind, first=first):
                return Part(" ".join(cell.text.split()), start, start + len(line), "secrecy.head", 0.95)
    return None


def _in_lines(source: Source) -> tuple[str, int, int] | None:
    """The words of the mark, and where they begin and end in what `source` was made of."""
    before = ""
    for line in lines_of(source.text):
        if cell := _marked_cell(line, "" if line.after_blank else before):
            return " ".join(cell.text.split()), *source.span(cell.start, cell.end)
        before = line.text
    return None


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Lines that may be a mark, each with the line before it, which tells whether a sentence runs on."""
    done = 0
    for at in merge(_by_letters(text), _by_markup(text)):
        if at < done:
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        done = len(text) if end < 0 else end
        yield text.rfind("\n", 0, max(start - 1, 0)) + 1, done


def _by_letters(text: str) -> Iterator[int]:
    for find in _LETTERS.finditer(text):
        left = unicodedata.normalize("NFKC", text[max(0, find.start() - _BESIDE) : find.start()])
        right = unicodedata.normalize("NFKC", text[find.end() : find.end() + _BESIDE])
        if find["old"] or find["a"] in "ëË" or (_LEFT.match(left[::-1]) and _RIGHT.match(right)):
            yield find.end() - 1


def _by_markup(text: str) -> Iterator[int]:
    for find in _MARKUP.finditer(text):
        line = text[text.rfind("\n", 0, find.start()) + 1 : find.end()]
        plain = _TAG.sub("", unescape(line) if "&" in line else line)
        if plain != line and next(_by_letters(plain), None) is not None:
            yield find.end() - 1


def _marked_cell(line: Line, before: str) -> Line | None:
    """The column that is a mark, or the whole line: wide blanks between spaced letters may look like columns."""
    for cell in cells_of([line]):
        if is_mark(cell.text, before):
            return Line(cell.start, cell.end, cell.text)
    return line if is_mark(line.text, before) else None


def is_mark(cell: str, before: str = "") -> bool:
    """Nothing but a mark, with what is stamped around it; `before` is the line that the cell may be the end of."""
    if len(cell) > _LONGEST:
        return False
    said = COUNTED.sub("", unicodedata.normalize("NFKC", cell)).strip()
    letters = "".join(char for char in said if char.isalpha())
    if not said or _NUMBER.search(said) or said.endswith(_OPEN):  # an item of a list, a piece of a sentence
        return False
    mark = _MARK.fullmatch(letters.upper())
    if (
        mark is None
        or (mark["paper"] and said.endswith("."))
        or (said[0] in _DASHES and said[-1] not in _DASHES and not letters.isupper())
    ):
        return False
    return _stands_out(said, letters, mark, before)


def _stands_out(said: str, letters: str, mark: re.Match[str], before: str) -> bool:
    """A mark is set in capitals, or begins with one; in small letters only where no sentence can run through it."""
    degree = letters[slice(*mark.span("degree"))]
    if mark["degree"].endswith("MAT"):
        return letters.isupper()
    if mark["label"]:
        return letters[0].isupper() and any(not char.isalpha() and not char.isspace() for char in said)
    if degree[0].isupper() and letters[0].isupper():
        return True
    alone = not mark["before"] and not mark["after"] and len(degree) > len("mật")
    return alone and not said.endswith(".") and not _runs_on(before)


def _runs_on(line: str) -> bool:
    """Broken within its sentence: long, and without an end."""
    return len(line) > _RUNS_ON and (line[-1].islower() or line[-1] in _OPEN)


def _in_name(name: str) -> Part | None:
    """A word of the file name; its ending does not count."""
    if not name:
        return None
    stem = _ENDING.sub("", _plain(name))
    words = list(_WORDS.finditer(stem))
    for n, word in enumerate(words):
        before = words[n - 1][0].lower() if n else ""
        after = words[n + 1][0].lower() if n + 1 < len(words) else ""
        if _of_a_person([one[0] for one in words[max(n - 2, 0) : n + 1]]):
            continue
        if _marks(word[0], before, after, set_off=_set_off(stem, word)):
            start = words[n - 1].start() if before in _DEGREES else word.start()
            return Part(stem[start : word.end()], start, word.end(), "secrecy.name", 0.95)
    return None


def _plain(name: str) -> str:
    """Composed letters, nothing invisible, «M Ậ T» and «TuyetMat» as the words they are."""
    plain = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf")
    plain = _SPACED.sub(lambda found: "".join(_WORDS.findall(found[0])), plain)
    return _HUMP.sub(" ", plain)


def _marks(word: str, before: str, after: str, *, set_off: bool) -> bool:
    low = word.lower()
    if low in _WHOLE:
        return True
    if low == "mật":
        return before in _DEGREES or (before not in _BEFORE and after not in _AFTER)
    if low != "mat":
        return False
    if before in _PAPERS:
        return after not in _AFTER_BARE
    return before in _DEGREES or (word.isupper() and set_off and before not in _BEFORE and after not in _AFTER_BARE)


def _of_a_person(last: list[str]) -> bool:
    """Nguyễn Văn Mật, Trần Thị Mật; «công văn mật» is none."""
    if len(last) < 3:
        return False
    first, middle, _given = (unicodedata.normalize("NFC", word) for word in last)
    return all(map(str.istitle, last)) and middle in {"Văn", "Thị"} and first != "Công"


def _set_off(stem: str, word: re.Match[str]) -> bool:
    """Between hyphens, brackets or the edges of the name, not between blanks or figures."""
    left = stem[word.start() - 1] if word.start() else "-"
    right = stem[word.end()] if word.end() < len(stem) else "-"
    return not (left.isspace() or left.isdigit() or right.isspace() or right.isdigit())
