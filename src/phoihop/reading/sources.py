"""The words of a file for `phoihop read`, with what a reader should know of the file itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from phoihop.reading.secrecy import may_bear_mark, scan_mark, secrecy_mark

if TYPE_CHECKING:
    from phoihop.extract import Extract

_SCANNED = {"scan", "image"}
_SAID = {
    "page": {
        "vi": "Trang {page}: đọc từ ảnh, chắc {sure} %.",
        "en": "Page {page}: read from its picture, {sure} % sure.",
    },
    "added": {"vi": "thêm", "en": "added"},
    "deleted": {"vi": "xóa", "en": "deleted"},
    "comment": {"vi": "ghi chú", "en": "comment"},
}


@dataclass(frozen=True, slots=True)
class Source:
    """`extract` where the file is more than plain text; `beside` are words that stand in it and are not read."""

    text: str
    extract: Extract | None = None
    beside: str = ""

    def marked(self) -> bool:
        if secrecy_mark(self.beside):
            return True
        if self.extract and self.extract.scans:
            return scan_mark(self.text, self.extract.stamps, self.extract.apart)
        return secrecy_mark(self.text) is not None

    def told(self, language: str) -> Iterator[str]:
        if not self.extract:
            return
        for scan in self.extract.scans:
            yield _SAID["page"][language].format(page=scan.page + 1, sure=scan.sure)
        for one in self.extract.warnings:
            yield one.en if language == "en" else one.vi
        for change in self.extract.changes:
            by = ", ".join(filter(None, (change.who, change.day)))
            yield f"  {_SAID[change.kind][language]}{f' ({by})' if by else ''}: {change.words}"

    def as_json(self, language: str) -> dict[str, Any]:
        if not self.extract:
            return {}
        pages = [{"page": scan.page + 1, "sure": scan.sure, "asks": scan.asks} for scan in self.extract.scans]
        told = [one.en if language == "en" else one.vi for one in self.extract.warnings]
        changes = [asdict(change) for change in self.extract.changes]
        signatures = [{**asdict(one), "sound": one.sound} for one in self.extract.signatures]
        more = {"pages": pages, "changes": changes, "signatures": signatures}
        return {"told": told, **{name: given for name, given in more.items() if given}}


def of_file(data: bytes, name: str, progress: Callable[[int, int], None]) -> Source:
    """With every word in it, seen or hidden, and what its signatures say, against the roots in the folder that
    PHOIHOP_SIGNATURE_ROOTS names.
    """
    from phoihop.extract import every_word, with_signatures  # it loads document libraries

    found = with_signatures(read_file(data, name, progress), data, roots=os.environ.get("PHOIHOP_SIGNATURE_ROOTS", ""))
    return Source(found.text, found, every_word(data, name, may_bear_mark))


def read_file(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Extract:
    """A .doc by LibreOffice; a scan from its pictures; so are scanned pages among others, where that can be done here."""
    from phoihop.extract import (  # it loads document libraries
        Refusal,
        can_read_scans,
        extract,
        extract_old_word,
        extract_scan,
    )

    try:
        found = extract(data, name)
    except Refusal as no:
        if no.code == "old_word":
            return extract_old_word(data, name)
        if no.code in _SCANNED:
            return extract_scan(data, name, progress=progress)
        raise
    if any(one.code == "scanned_pages" for one in found.warnings) and can_read_scans():
        return extract_scan(data, name, progress=progress)
    return found
