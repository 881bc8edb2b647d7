"""The parts of a .docx and how they point to each other."""

from __future__ import annotations

import posixpath

from lxml import etree

from phoihop.extract.archive import Archive
from phoihop.extract.model import Limits
from phoihop.extract.refusal import Refusal
from phoihop.extract.xml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MACRO = ("vbaproject.bin", "vbadata.xml")


class Package:
    """The main document and the parts it names, each parsed when first asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.main = self._target("", "officeDocument") or "word/document.xml"
        if self.main not in archive:
            raise Refusal("broken", place=self.main)

    def root(self, name: str) -> etree._Element:
        return parse_xml(self.archive.read(name), name)

    def related(self, kind: str) -> list[str]:
        """Names of the parts of that kind that the main document points to, in the order they are listed."""
        return [name for name in self._targets(self.main, kind) if name in self.archive]

    def _target(self, source: str, kind: str) -> str:
        return next(iter(self._targets(source, kind)), "")

    def targets(self) -> dict[str, str]:
        """What each key of the main document's relations leads to."""
        return {key: name for key, _, name in self._relations(self.main)}

    def _targets(self, source: str, kind: str) -> list[str]:
        return [name for _, type_, name in self._relations(source) if type_.endswith(f"/{kind}")]

    def _relations(self, source: str) -> list[tuple[str, str, str]]:
        folder, base = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing not in self.archive:
            return []
        found = []
        for relation in self.root(listing).iter(_REL):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/")
                found.append((relation.get("Id", ""), relation.get("Type", ""), target))
        return found


def open_docx(data: bytes, limits: Limits | None = None) -> Package:
    """Behind every guard: size, bombs, names, nesting, macros, DTDs."""
    archive = Archive(data, limits or Limits())
    for name in archive.names:
        if name.lower().endswith(_MACRO):
            raise Refusal("macro", place=name)
    return Package(archive)
