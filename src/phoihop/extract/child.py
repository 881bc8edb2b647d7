"""Run as a process of its own, by file: PDF and workbooks are read by native code that a bad file can crash or swell.

Reads `job limits…` from its arguments and the file from its standard input; answers one line of JSON. It knows
nothing of the room around it, so that it starts fast.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LONGEST = 8  # letters of a word; «nghiêng» has seven
_APART = 0.085  # heights of a letter: the gap between words that no blank was set between
_HORNED = frozenset("ơờớởỡợưừứửữựƠỜỚỞỠỢƯỪỨỬỮỰ")  # the box of a horn may reach into the gap …
_BEHIND_HORN = 0.035  # … which seems narrower
_DEEP = 3  # forms within forms that are looked into for a picture


def main() -> None:
    job, memory, seconds, size, *_ = [sys.argv[1], *(int(word) for word in sys.argv[2:6])]
    sys.path += sys.argv[6:]
    _bound(int(memory), int(seconds))
    data = sys.stdin.buffer.read()
    if job == "sheets":
        answer = sheets(data, cells=int(size))
    elif job == "layout":
        answer = layouts(data, chars=int(size), pages=int(sys.argv[5]))
    else:
        read, whole = (_text, True) if job == "pdf" else (_words, False)
        answer = pdf(data, read, chars=int(size), pages=int(sys.argv[5]), whole=whole)
    sys.stdout.write(json.dumps(answer))


def _bound(memory: int, seconds: int) -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would be a copy of the content
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # pipes only: no library can leave a byte on the disk


def layouts(data: bytes, *, chars: int, pages: int) -> dict[str, Any]:
    """The looks of each page; one that cannot be read is an empty one."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if getattr(error, "err_code", 0) == _PASSWORD else "broken"}
    if count > pages:
        return {"error": "too_long"}
    found, total = [], 0
    for number in range(count):
        try:
            page, length = _layout(document[number])
        except pypdfium2.PdfiumError:
            page, length = _layout(None)
        total += length
        if total > chars:
            return {"error": "too_long"}
        found.append(page)
    return {"pages": found}


def pdf(
    data: bytes, read: Callable[[Any, Any], tuple[Any, int]], *, chars: int, pages: int, whole: bool
) -> dict[str, Any]:
    """What `read` makes of each page; of one that cannot be read, of none. Not `whole`: as far as there is room."""
    raw = _pdfium()
    raw.FPDF_InitLibrary()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"error": "password" if raw.FPDF_GetLastError() == _PASSWORD else "broken"}
    count = raw.FPDF_GetPageCount(document)
    if count > pages and whole:
        return {"error": "too_long"}
    found, total = [], 0
    for number in range(min(count, pages)):
        page = raw.FPDF_LoadPage(document, number)
        told, length = read(raw, page)
        total += length
        if total > chars:
            if whole:
                return {"error": "too_long"}
            break
        found.append(told)
        if page:
            raw.FPDF_ClosePage(page)
    return {"pages": found}


# What each function gives and takes: p a pointer, i a whole number, z a size, f a small and b bytes; * where it writes.
_FUNCTIONS = {
    "FPDF_InitLibrary": "i", "FPDF_GetLastError": "i", "FPDF_LoadMemDocument64": "pbzp", "FPDF_GetPageCount": "ip",
    "FPDF_LoadPage": "ppi", "FPDF_ClosePage": "ip", "FPDF_GetPageWidthF": "fp", "FPDFText_LoadPage": "pp",
    "FPDFText_ClosePage": "ip", "FPDFText_CountChars": "ip", "FPDFText_GetText": "ipii*", "FPDFText_GetUnicode": "ipi",
    "FPDFText_GetCharOrigin": "ipi**", "FPDFText_GetLooseCharBox": "ipi*", "FPDFText_GetCharAngle": "fpi", "FPDF_GetPageHeightF": "fp", "FPDFPage_CountObjects": "ip",
    "FPDFPage_GetObject": "ppi", "FPDFFormObj_CountObjects": "ip", "FPDFFormObj_GetObject": "ppi",
    "FPDFPageObj_GetType": "ip", "FPDFPage_GetAnnotCount": "ip", "FPDFPage_GetAnnot": "ppi", "FPDFPage_CloseAnnot": "ip",
    "FPDFAnnot_GetStringValue": "zpb*z",
}  # fmt: skip
_IMAGE, _FORM = 3, 5  # FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_FORM


def _pdfium() -> Any:
    """Its library by itself: the bindings of all its functions take longer to load than most letters to read."""
    import ctypes
    from importlib.util import find_spec
    from pathlib import Path

    package = find_spec("pypdfium2_raw")
    folders = (package.submodule_search_locations if package else None) or []
    names = {"linux": "libpdfium.so", "darwin": "libpdfium.dylib", "win32": "pdfium.dll"}
    found = ctypes.CDLL(str(Path(folders[0]) / names[sys.platform]))
    kinds = {"p": ctypes.c_void_p, "i": ctypes.c_int, "z": ctypes.c_size_t, "f": ctypes.c_float, "b": ctypes.c_char_p}
    kinds["*"] = ctypes.c_void_p
    for name, told in _FUNCTIONS.items():
        function = getattr(found, name)
        function.restype, function.argtypes = kinds[told[0]], [kinds[one] for one in told[1:]]
    return found


def _text(raw: Any, page: Any) -> tuple[Any, int]:
    """The page's width, its lines with their places in points, and whether a page without any holds a picture."""
    textpage = raw.FPDFText_LoadPage(page) if page else None
    if not textpage:
        return [0, [], False], 0
    count = raw.FPDFText_CountChars(textpage)
    chars = _chars(raw, textpage, count)
    breaks = [-1, *[at for at, char in enumerate(chars) if char in "\r\n"], count]
    spans = [span for start, end in pairwise(breaks) if (span := _inked(chars, start + 1, end))]
    turn = _turn(raw, textpage, [first for first, _ in spans])
    size = (raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))
    shown = _parted(raw, textpage, chars, turn) if _is_glued(chars) else chars
    lines = [line for span in spans if (line := _placed(raw, textpage, shown, span, turn, size))]
    if turn and lines and lines[0][3] < lines[-1][3]:  # some turned pages are told from their foot
        lines.sort(key=lambda line: (-round(line[3]), line[1]))
    raw.FPDFText_ClosePage(textpage)
    return [size[0], lines, not lines and _pictured(raw, page, _DEEP)], count


def _is_glued(chars: str) -> bool:
    """A run of letters longer than any word of Vietnamese, with letters of Vietnamese in it."""
    import re

    return any(not run.isascii() for run in re.findall(rf"[^\W\d_]{{{_LONGEST + 1},}}", chars))


def _parted(raw: Any, textpage: Any, chars: str, turn: int) -> list[str]:
    """Each character, a blank before those that stand off from the one before; in spaced-out words only farther off."""
    boxes = [None if char.isspace() else _upright(_box(raw, textpage, at), turn) for at, char in enumerate(chars)]
    gaps = [
        (right[0] - left[2]) / abs(left[1] - left[3] or 1) if left and right else 0.0 for left, right in pairwise(boxes)
    ]
    inked = sorted(gap for gap, left, right in zip(gaps, boxes, boxes[1:], strict=False) if left and right)
    usual = max(0.0, inked[len(inked) // 2] if inked else 0.0)
    least = [usual + (_BEHIND_HORN if char in _HORNED else _APART) for char in chars]
    parted = (" " + char if gap > most else char for gap, most, char in zip(gaps, least, chars[1:], strict=False))
    return [*chars[:1], *parted]


def _inked(chars: str, start: int, end: int) -> tuple[int, int] | None:
    """The first and the last letter of a line that is no blank."""
    line = chars[start:end]
    if not line.strip():
        return None
    return end - len(line.lstrip()), start + len(line.rstrip()) - 1


def _turn(raw: Any, textpage: Any, letters: list[int]) -> int:
    """By how many right angles most lines of the page are turned against the clock."""
    turns = [-round(raw.FPDFText_GetCharAngle(textpage, at) / (math.pi / 2)) % 4 for at in letters]  # told by the clock
    return max(sorted(set(turns)), key=turns.count, default=0)


def _words(raw: Any, page: Any) -> tuple[Any, int]:
    """The page's lines with their places, its columns, and what is written in the notes and stamps that lie over it."""
    if not page:
        return [[], [], []], 0
    (_width, lines, _picture), count = _text(raw, page)
    return [lines, _columns(raw, page), _notes(raw, page)], count


def _columns(raw: Any, page: Any) -> list[str]:
    """The pieces of lines that a gap wider than a letter is high divides: what stands side by side is no sentence."""
    import re

    textpage = raw.FPDFText_LoadPage(page)
    if not textpage:
        return []
    text = "".join(chr(raw.FPDFText_GetUnicode(textpage, at)) for at in range(raw.FPDFText_CountChars(textpage)))
    ends = [0]
    for gap in re.finditer(r"(?<=\S) +(?=\S)", text):
        turn = _turn(raw, textpage, [gap.start() - 1])
        _left, top, right, bottom = _upright(_box(raw, textpage, gap.start() - 1), turn)
        if _upright(_box(raw, textpage, gap.end()), turn)[0] - right > top - bottom:
            ends.append(gap.end())
    raw.FPDFText_ClosePage(textpage)
    pieces = zip(ends, [*ends[1:], len(text)], strict=True) if ends[1:] else ()
    return [_clean(text[start:end]) for start, end in pieces]


def _box(raw: Any, textpage: Any, at: int) -> Any:
    """Left, top, right, bottom."""
    import ctypes

    box = (ctypes.c_float * 4)()
    raw.FPDFText_GetLooseCharBox(textpage, at, box)
    return box


def _notes(raw: Any, page: Any) -> list[str]:
    import ctypes

    found = []
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        for key in (b"Contents", b"V", b"Subj"):
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            held = (ctypes.c_ushort * (size // 2 + 1))()
            raw.FPDFAnnot_GetStringValue(note, key, held, size)
            found.append(_clean(bytes(held).decode("utf-16-le", "replace").rstrip("\0")))
        raw.FPDFPage_CloseAnnot(note)
    return [words for words in found if words.strip()]


def _chars(raw: Any, textpage: Any, count: int) -> str:
    """All at once, where each of them is one unit of what comes back; else one by one."""
    import ctypes

    held = (ctypes.c_ushort * (count + 1))()
    given = raw.FPDFText_GetText(textpage, 0, count, held)
    text = bytes(held)[: 2 * (given - 1)].decode("utf-16-le", "surrogatepass") if given > 1 else ""
    if len(text) == count and not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(textpage, at)) for at in range(count))


def _placed(
    raw: Any, textpage: Any, chars: Sequence[str], span: tuple[int, int], turn: int, size: tuple[float, float]
) -> list[Any] | None:
    """A line as text, left, right, base, as it is read; asked for its first and last letter only."""
    import ctypes

    first, last = span
    text = _clean("".join(chars[first : last + 1])).lstrip(" ")
    if not text.strip():
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, first, ctypes.byref(x), ctypes.byref(y))
    begins, ends = (_upright(_box(raw, textpage, at), turn) for at in (first, last))
    shift = (0.0, 0.0, size[0], max(size))[turn]
    return [text, begins[0] + shift, ends[2] + shift, (y.value, -x.value, -y.value, x.value)[turn]]


def _upright(box: Any, turn: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom as one sees them who turns the sheet to read it."""
    left, top, right, bottom = box
    turned = [
        (left, top, right, bottom), (bottom, -left, top, -right), (-right, -bottom, -left, -top), (-top, right, -bottom, left),
    ]  # fmt: skip
    return turned[turn]


def _pictured(raw: Any, holder: Any, depth: int) -> bool:
    """Whether a picture lies on the page, or in a form on it."""
    within = depth < _DEEP
    count = raw.FPDFFormObj_CountObjects(holder) if within else raw.FPDFPage_CountObjects(holder)
    for at in range(max(count, 0)):
        thing = raw.FPDFFormObj_GetObject(holder, at) if within else raw.FPDFPage_GetObject(holder, at)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == _IMAGE:
            return True
        if kind == _FORM and depth > 1 and _pictured(raw, thing, depth - 1):
            return True
    return False


def _clean(text: str) -> str:
    """Without half characters, NUL and pdfium's own marks; its sign for a hyphen at a line's end is one."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "").replace("\ufffe", "").replace("\x02", "-")


def _layout(page: Any) -> tuple[Any, int]:
    """The page's size in points, and its characters gathered to lines: text, font, size, weight, slant, box."""
    if page is None:
        return [0, 0, []], 0
    textpage = page.get_textpage()
    lines: list[list[Any]] = []
    count = textpage.count_chars()
    for at in range(count):
        char = _char(textpage, at)
        if char is None:
            continue
        if lines and _goes_on(lines[-1], char):
            _add(lines[-1], char)
        elif char[0].strip():
            lines.append(char)
    return [page.get_width(), page.get_height(), lines], count


def _char(textpage: Any, at: int) -> list[Any] | None:
    import ctypes

    from pypdfium2 import raw

    char = chr(raw.FPDFText_GetUnicode(textpage, at) or 0)
    if char in "\r\n\0" or "\ud800" <= char <= "\udfff":
        return None
    matrix, flags, name = raw.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(120)
    raw.FPDFText_GetMatrix(textpage, at, matrix)
    raw.FPDFText_GetFontInfo(textpage, at, name, 120, flags)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, at, x, y)
    left, bottom, right, top = textpage.get_charbox(at, loose=True)
    size = raw.FPDFText_GetFontSize(textpage, at) * ((matrix.b**2 + matrix.d**2) ** 0.5 or 1)
    font = name.value.decode("utf-8", "replace")
    weight = raw.FPDFText_GetFontWeight(textpage, at)
    return [char, font, round(size, 2), weight, bool(flags.value & 64), left, bottom, right, top, y.value, right]


def _goes_on(line: list[Any], char: list[Any]) -> bool:
    """On the same base line, and not a column further."""
    near = abs(line[9] - char[9]) < line[2] / 3
    return bool(near and -line[2] < char[5] - line[10] < 2 * line[2])


def _add(line: list[Any], char: list[Any]) -> None:
    line[0] += char[0]
    line[10] = char[7]
    if char[0].strip():
        line[6], line[7], line[8] = min(line[6], char[6]), max(line[7], char[7]), max(line[8], char[8])


def sheets(data: bytes, *, cells: int) -> dict[str, Any]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        found, total = [], 0
        shown = python_calamine.SheetVisibleEnum.Visible
        unseen = {sheet.name for sheet in book.sheets_metadata if sheet.visible != shown}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            total += (sheet.total_height + 1) * (sheet.total_width + 1)  # told as the last row and column
            if total > cells:
                return {"error": "too_many_cells"}
            rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            found.append([name, rows, name in unseen])
    except python_calamine.PasswordError:
        return {"error": "password"}
    except (python_calamine.CalamineError, OSError, ValueError):
        return {"error": "broken"}
    return {"sheets": found}


def _cell(value: Any) -> Any:
    """JSON's own kinds as they are; days and times as a pair."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, timedelta):
        return ["duration", value.total_seconds()]
    return value


if __name__ == "__main__":
    main()
