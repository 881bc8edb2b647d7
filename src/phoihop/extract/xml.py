"""XML from strangers: no DTD, no entity, no network, and only the encodings Office writes."""

from __future__ import annotations

import re

from lxml import etree

from phoihop.extract.refusal import Refusal

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# The strict form of the standard names the same things otherwise.
_STRICT = (
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip


def decode_xml(data: bytes, place: str) -> str:
    """As UTF-8 or UTF-16; a declared encoding is not believed, so that nothing hides in another one."""
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and data[:2] in {b"<\0", b"\0<"}:
        encoding = "utf-16-le" if data[0:1] == b"<" else "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal("broken", place=place) from None


def refuse_dtd(text: str, place: str) -> None:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refusal("entities", place=place)


def parse_xml(data: bytes, place: str) -> etree._Element:
    text = decode_xml(data, place)
    refuse_dtd(text, place)
    text = _DECLARATION.sub("", text, count=1)
    if "purl.oclc.org" in text[:20_000]:
        for strict, usual in _STRICT:
            text = text.replace(strict, usual)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refusal("broken", place=place) from None
    if root is None:
        raise Refusal("broken", place=place)
    return root
