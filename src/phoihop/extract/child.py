"""Run as a process of its own, by file: PDF and workbooks are read by native code that a bad file can crash or swell.

Reads `job limits…` from its arguments and the file from its standard input; answers one line of JSON. It knows
nothing of the room around it, so that it starts fast.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def main() -> None:
    job, memory, seconds, size, *_ = [sys.argv[1], *(int(word) for word in sys.argv[2:])]
    _bound(int(memory), int(seconds))
    data = sys.stdin.buffer.read()
    if job == "sheets":
        answer = sheets(data, cells=int(size))
    else:
        answer = pdf(data, _text if job == "pdf" else _layout, chars=int(size), pages=int(sys.argv[5]))
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


def pdf(data: bytes, read: Callable[[Any], tuple[Any, int]], *, chars: int, pages: int) -> dict[str, Any]:
    """What `read` makes of each page; a page that cannot be read is an empty one."""
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
            page, length = read(document[number])
        except pypdfium2.PdfiumError:
            page, length = read(None)
        total += length
        if total > chars:
            return {"error": "too_long"}
        found.append(page)
    return {"pages": found}


def _text(page: Any) -> tuple[Any, int]:
    """The page's width, its lines with their places in points, and whether a page without any holds a picture."""
    if page is None:
        return [0, [], False], 0
    from pypdfium2 import raw

    textpage = page.get_textpage()
    count = textpage.count_chars()
    chars = [raw.FPDFText_GetUnicode(textpage, at) for at in range(count)]
    lines, start = [], 0
    for at in [*[at for at, char in enumerate(chars) if char in {10, 13}], count]:
        if line := _placed(textpage, chars, start, at):
            lines.append(line)
        start = at + 1
    picture = None if lines else next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None)
    return [page.get_width(), lines, picture is not None], count


def _placed(textpage: Any, chars: list[int], start: int, end: int) -> list[Any] | None:
    """A line as text, left, right, base; asked for its first and last letter only."""
    import ctypes

    from pypdfium2 import raw

    text = _clean("".join(map(chr, chars[start:end])))
    if not text.strip():
        return None
    first = next(at for at in range(start, end) if chr(chars[at]).strip())
    last = next(at for at in range(end - 1, start - 1, -1) if chr(chars[at]).strip())
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, first, x, y)
    return [text, textpage.get_charbox(first, loose=True)[0], textpage.get_charbox(last, loose=True)[2], y.value]


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
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            total += (sheet.total_height + 1) * (sheet.total_width + 1)  # told as the last row and column
            if total > cells:
                return {"error": "too_many_cells"}
            found.append([name, [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]])
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
