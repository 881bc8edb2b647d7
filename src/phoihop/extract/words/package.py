"""The words of a .docx, .xlsx or .ods: of every part in it, whether or not the program would show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from phoihop.extract.archive import Archive
from phoihop.extract.kinds import words
from phoihop.extract.model import Limits
from phoihop.extract.refusal import Refusal
from phoihop.extract.words.binary import OLE, words_of_old_office
from phoihop.extract.words.capitals import Capitals
from phoihop.extract.words.markup import lines_of
from phoihop.extract.xml import decode_xml, parse_xml, refuse_dtd

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_TEXTS = (".txt", ".csv", ".mht", ".eml")
_TAG = re.compile(r"<[^>]*>|\s+")
_SAID = re.compile(r"""\b(?:string|descr|title|alt|name|val)=["']([^"']*)""")
_CODED = ("&#", "<![CDATA[")


def words_of_package(data: bytes, holds: Callable[[str], bool], limits: Limits) -> Iterator[str]:
    """Each part is told by what is in it: a program asks the listing of kinds, not the name."""
    archive = Archive(data, limits)
    capitals = Capitals(archive)
    for name in archive.names:
        part = archive.read(name)
        if part.startswith(b"PK\x03\x04"):
            yield from words_of_package(part, holds, limits)
        elif part.startswith(OLE):
            yield words_of_old_office(part)
        elif part.startswith(b"{\\rtf"):
            raise Refusal("other_word", **words("rtf"))
        elif part[:64].lstrip()[:1] == b"<" or part.startswith(_BOMS):
            yield from _markup(part, name, holds, capitals)
        elif name.lower().endswith(_TEXTS):
            yield part.decode("utf-8", "replace")


def _markup(part: bytes, name: str, holds: Callable[[str], bool], capitals: Capitals) -> Iterator[str]:
    """Parsed only where the letters may stand: a workbook can be long."""
    text = decode_xml(part, name)
    refuse_dtd(text, name)
    if holds(_TAG.sub("", text)) or holds("\n".join(_SAID.findall(text))) or any(code in text for code in _CODED):
        yield from lines_of(parse_xml(part, name), capitals)
