"""The words of a file for `phoihop read`, with what a reader should know of the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from phoihop.reading.secrecy import scan_mark, secrecy_mark

if TYPE_CHECKING:
    from phoihop.extract import Extract

_SCANNED = {"scan", "image"}
_SAID = {
    "page": {
        "vi": "Trang {page}: đọc từ ảnh, chắc {sure} %.",
        "en": "Page {page}: read from its picture, {sure} % sure.",
    },
}


@dataclass(frozen=True, slots=True)
class Source:
    """`extract` where the file is more than plain text."""

    text: str
    extract: Extract | None = None

    def marked(self) -> bool:
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
        return {"told": told, **({"pages": pages} if pages else {}), **({"changes": changes} if changes else {})}


def of_file(data: bytes, name: str, progress: Callable[[int, int], None]) -> Source:
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
            found = extract_old_word(data, name)
        elif no.code in _SCANNED:
            found = extract_scan(data, name, progress=progress)
        else:
            raise
        return Source(found.text, found)
    if any(one.code == "scanned_pages" for one in found.warnings) and can_read_scans():
        found = extract_scan(data, name, progress=progress)
    return Source(found.text, found)
