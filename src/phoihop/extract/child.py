"""Run as a process of its own, by file: PDF and workbooks are read by native code that a bad file can crash or swell.

Reads `job limits…` from its arguments and the file from its standard input; answers one line of JSON. It knows
nothing of the room around it, so that it starts fast.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def main() -> None:
    job, memory, seconds, size, *_ = [sys.argv[1], *(int(word) for word in sys.argv[2:])]
    _bound(int(memory), int(seconds))
    data = sys.stdin.buffer.read()
    answer = pdf(data, chars=int(size), pages=int(sys.argv[5])) if job == "pdf" else sheets(data, cells=int(size))
    sys.stdout.write(json.dumps(answer))


def _bound(memory: int, seconds: int) -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would be a copy of the content


def pdf(data: bytes, *, chars: int, pages: int) -> dict[str, Any]:
    """The text of each page as pdfium gives it, and whether the page holds a picture."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if getattr(error, "err_code", 0) == _PASSWORD else "broken"}
    if len(document) > pages:
        return {"error": "too_long"}
    found, total = [], 0
    for number in range(len(document)):
        text, pictured = _page(document, number)
        total += len(text)
        if total > chars:
            return {"error": "too_long"}
        found.append([text, pictured])
    return {"pages": found}


def _page(document: Any, number: int) -> tuple[str, bool]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[number]
        textpage = page.get_textpage()
        text = textpage.get_text_bounded() if textpage.count_chars() else ""
        picture = next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) if not text else None
    except pypdfium2.PdfiumError:
        return "", False
    clean = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean.replace("\0", "").replace("\ufffe", "").replace("\x02", "-"), picture is not None


def sheets(data: bytes, *, cells: int) -> dict[str, Any]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        found, total = [], 0
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            total += sheet.total_height * max(sheet.total_width, 1)
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
