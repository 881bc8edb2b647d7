"""What a file is, judged by its bytes; the name only agrees or does not."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from phoihop.extract.archive import Archive
from phoihop.extract.model import Kind, Limits
from phoihop.extract.refusal import Refusal
from phoihop.extract.texts import decode

_OFFICE = "application/vnd.openxmlformats-officedocument"
# name: media type, endings it may have, what it is in words
KINDS: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "txt": ("text/plain", ("txt", "text", "md", ""), "tệp văn bản", "a plain text file"),
    "csv": ("text/csv", ("csv", "tsv"), "tệp CSV", "a CSV file"),
    "docx": (f"{_OFFICE}.wordprocessingml.document", ("docx", "dotx"), "tệp Word (.docx)", "a Word file (.docx)"),
    "docm": ("application/vnd.ms-word.document.macroEnabled.12", ("docm", "dotm"), "tệp Word có macro", "a Word file with macros"),
    "pdf": ("application/pdf", ("pdf",), "tệp PDF", "a PDF file"),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", ("xlsx", "xltx"), "tệp Excel (.xlsx)", "an Excel file (.xlsx)"),
    "xlsm": ("application/vnd.ms-excel.sheet.macroEnabled.12", ("xlsm", "xltm"), "tệp Excel có macro", "an Excel file with macros"),
    "pptx": (f"{_OFFICE}.presentationml.presentation", ("pptx", "ppsx", "potx"), "tệp trình chiếu", "a slide show"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", ("ods", "ots"), "bảng tính OpenDocument", "an OpenDocument workbook"),
    "odt": ("application/vnd.oasis.opendocument.text", ("odt", "ott"), "tệp OpenDocument (.odt)", "an OpenDocument text (.odt)"),
    "doc": ("application/msword", ("doc", "dot"), "tệp Word đời cũ (.doc)", "an old Word file (.doc)"),
    "xls": ("application/vnd.ms-excel", ("xls", "xlt"), "tệp Excel đời cũ (.xls)", "an old Excel file (.xls)"),
    "locked": ("application/x-ole-storage", ("docx", "xlsx", "pptx"), "tệp Office có mật khẩu", "an Office file with a password"),
    "ole": ("application/x-ole-storage", ("ppt", "msg", "msi"), "tệp Office đời cũ", "an old Office file"),
    "rtf": ("application/rtf", ("rtf", "doc"), "tệp RTF", "an RTF file"),
    "html": ("text/html", ("html", "htm", "mht"), "trang web (HTML)", "a web page (HTML)"),
    "xml": ("application/xml", ("xml",), "tệp XML", "an XML file"),
    "png": ("image/png", ("png",), "ảnh PNG", "a PNG picture"),
    "jpeg": ("image/jpeg", ("jpg", "jpeg", "jfif"), "ảnh JPEG", "a JPEG picture"),
    "gif": ("image/gif", ("gif",), "ảnh GIF", "a GIF picture"),
    "tiff": ("image/tiff", ("tif", "tiff"), "ảnh TIFF", "a TIFF picture"),
    "bmp": ("image/bmp", ("bmp",), "ảnh BMP", "a BMP picture"),
    "webp": ("image/webp", ("webp",), "ảnh WebP", "a WebP picture"),
    "heic": ("image/heic", ("heic", "heif"), "ảnh HEIC", "a HEIC picture"),
    "zip": ("application/zip", ("zip",), "tệp nén", "an archive"),
    "archive": ("application/octet-stream", ("rar", "7z", "gz", "bz2", "xz"), "tệp nén", "an archive"),
    "unknown": ("application/octet-stream", (), "tệp chưa rõ loại", "a file of an unknown kind"),
}  # fmt: skip
PICTURES = frozenset({"png", "jpeg", "tiff"})  # read as scans
IMAGES = frozenset({"png", "jpeg", "gif", "tiff", "bmp", "webp", "heic"})

_MAGIC: list[tuple[bytes, str]] = [
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"BZh", "archive"),
]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = [("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls")]
_MAIN_TYPES = [
    (b"ms-word.document.macroEnabled", "docm"),
    (b"ms-word.template.macroEnabled", "docm"),
    (b"ms-excel.sheet.macroEnabled", "xlsm"),
    (b"ms-excel.template.macroEnabled", "xlsm"),
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"presentationml", "pptx"),
]
_MACROS = {"docx": "docm", "xlsx": "xlsm"}
_HTML = re.compile(rb"\A\s*(<!doctype html|<html|<head|<body)", re.IGNORECASE)
_PDF_HEAD = 1024


def kind_of(data: bytes, name: str, *, limits: Limits | None = None) -> Kind:
    """Never refuses: what cannot be told is `unknown`."""
    found = _by_content(data, limits or Limits())
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if found == "txt" and ending in KINDS["csv"][1]:
        found = "csv"
    media_type, endings, *_ = KINDS[found]
    return Kind(found, media_type, ending, agrees=found == "unknown" or ending in endings)


def carries_macro(entry: str) -> bool:
    return entry.lower().endswith(("vbaproject.bin", "vbadata.xml"))


def words(kind: str) -> dict[str, str]:
    """What the kind is called, for a sentence."""
    return {"what_vi": KINDS[kind][2], "what_en": KINDS[kind][3]}


def _by_content(data: bytes, limits: Limits) -> str:
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    if data.startswith(b"PK") and data[2:4] in {b"\x03\x04", b"\x05\x06", b"\x07\x08"}:
        return _by_listing(data, limits)
    if data.startswith(_OLE):
        return _by_streams(data)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    return _picture(data) or _written(data)


def _picture(data: bytes) -> str:
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return "bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"hevc"}:
        return "heic"
    return ""


def _written(data: bytes) -> str:
    if _HTML.match(data[:1024].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if data.lstrip()[:5].lower() == b"<?xml":
        return "xml"
    try:
        decode(data)
    except Refusal:
        return "unknown"
    return "txt"


def _by_streams(data: bytes) -> str:
    head = data[: 8 * 1024 * 1024]
    for stream, found in _OLE_STREAMS:
        if stream.encode("utf-16-le") in head:
            return found
    return "ole"


def _by_listing(data: bytes, limits: Limits) -> str:
    try:
        archive = Archive(data, limits)
        return _by_entries(archive)
    except Refusal:
        return "zip"


def _by_entries(archive: Archive) -> str:
    if "mimetype" in archive:
        declared = archive.read("mimetype")[:100].decode("ascii", "replace").strip()
        for found in ("ods", "odt"):
            if declared in {KINDS[found][0], KINDS[found][0] + "-template"}:
                return found
    if "[Content_Types].xml" in archive:
        types = archive.read("[Content_Types].xml")
        found = next((found for mark, found in _MAIN_TYPES if mark in types), "zip")
        return _MACROS.get(found, found) if any(map(carries_macro, archive.names)) else found
    return "zip"
