"""`phoihop read FILE…`: one letter or a hundred, for people or for machines."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from phoihop.reading.parts import Reading
from phoihop.reading.pipeline import read
from phoihop.reading.secrecy import secrecy_mark
from phoihop.reading.titles import short_title

_HELP = """Read Vietnamese directives: number, issuer, citations, and every task with its doers and times.

  phoihop read letter.txt             a summary in Vietnamese
  phoihop read --json *.txt *.docx    one JSON object a line, offsets into the text as given

A paper with a secrecy mark is refused and nothing of it is printed. Exit: 0 all read, 1 some refused, 64 misuse."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "phoihop read", description=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, in the order of the files")
    try:
        given = parser.parse_args(argv)
    except SystemExit as stop:
        return 0 if stop.code == 0 else 64
    return max([_one(path, as_json=given.json) for path in given.files])


def _one(path: Path, *, as_json: bool) -> int:
    try:
        text = _text_of(path)
    except (OSError, ValueError) as error:
        return _refuse(path, f"Không đọc được tệp: {error}", as_json=as_json)
    if secrecy_mark(text, path.name):
        return _refuse(path, "Tệp có dấu mật nên không đọc; hãy vào sổ tài liệu mật bằng giấy.", as_json=as_json)
    reading = read(text, name=path.name)
    print(json.dumps(reading.as_json(), ensure_ascii=False) if as_json else _summary(path, reading))
    return 0


def _refuse(path: Path, why: str, *, as_json: bool) -> int:
    if as_json:
        print(
            json.dumps(
                {"class": "unreadable", "refused": True, "why": why, "tasks": [], "cited": []}, ensure_ascii=False
            )
        )
    else:
        print(f"{path.name}: {why}", file=sys.stderr)
    return 1


def _text_of(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix.lower() in {".txt", ""}:
        return data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8", errors="replace")
    from phoihop.extract import extract  # only for files that are no plain text: it loads the document libraries

    return str(extract(data, path.name).text)


def _summary(path: Path, reading: Reading) -> str:
    if reading.refused:
        return f"{path.name}: không phải văn bản giao việc, không có gì để lấy."
    head = [p.value for p in (reading.doc_type, reading.number, reading.issuing_body) if p]
    lines = [f"{path.name}: {', '.join(head) or 'không rõ số'}"]
    lines += [f"  viện dẫn {c.number}" + (f" ngày {c.date:%d/%m/%Y}" if c.date else "") for c in reading.citations]
    for at, task in enumerate(reading.tasks, 1):
        when = task.deadline_phrase or task.cadence_phrase or "chưa có hạn"
        lines.append(
            f"  {at}. {short_title(task.words)} ({'; '.join(a.name for a in task.actors) or 'chưa rõ ai'}; {when})"
        )
    return "\n".join(lines)
