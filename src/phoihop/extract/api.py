"""The door of the room: a file in, its text or a refusal out; nothing else ever comes out."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from phoihop.extract.archive import Archive
from phoihop.extract.docx import read_docx
from phoihop.extract.kinds import IMAGES, PICTURES, kind_of, words
from phoihop.extract.model import MIB, Extract, Kind, Limits, Page, Part
from phoihop.extract.pdf import read_pdf
from phoihop.extract.refusal import Refusal, remark
from phoihop.extract.texts import decode, settle_lines

DEFAULT = Limits()


def extract(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Extract:
    """The text of a letter, read in memory; every other ending is a `Refusal`."""
    kind = admit(data, name, limits)
    try:
        found = _read(data, kind, limits)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - the promise of this door: a hostile file gets a sentence, whatever it broke
        raise Refusal("broken") from None
    if not found.text.strip():
        raise Refusal("blank")
    if not kind.agrees:
        found = replace(found, warnings=(remark("ending", **words(kind.name)), *found.warnings))
    return replace(found, kind="txt" if kind.name == "csv" else kind.name, media_type=kind.media_type)


def admit(data: bytes, name: str, limits: Limits) -> Kind:
    """What every file must pass before anything opens it."""
    if "/" in name or "\\" in name or any(unicodedata.category(char) in {"Cc", "Cs"} for char in name):
        raise Refusal("name")
    if not data:
        raise Refusal("empty")
    if len(data) > limits.bytes:
        raise Refusal("too_large", size=_mib(len(data)), limit=_mib(limits.bytes))
    return kind_of(data, name, limits=limits)


def _read(data: bytes, kind: Kind, limits: Limits) -> Extract:
    if kind.name == "docx":
        return read_docx(data, limits)
    if kind.name == "pdf":
        return read_pdf(data, limits)
    if kind.name in {"txt", "csv"}:
        return _txt(data, limits)
    raise why_not(data, kind, limits, "not_letter")


def why_not(data: bytes, kind: Kind, limits: Limits, otherwise: str) -> Refusal:
    """The most telling reason why a file of this kind is not read."""
    if kind.name == "zip":
        Archive(data, limits)  # says itself what is wrong with it
    if kind.name == "unknown":
        decode(data)  # says itself, too
    if kind.name in IMAGES:
        return Refusal("image" if kind.name in PICTURES else "other_image", **words(kind.name))
    if kind.name in {"odt", "rtf"}:
        return Refusal("other_word", **words(kind.name))
    codes = {
        "locked": "password",
        "docm": "macro",
        "xlsm": "macro",
        "doc": "old_word",
        "xls": "old_excel",
        "unknown": "unknown",
    }
    return Refusal(codes.get(kind.name, otherwise), **words(kind.name))


def _txt(data: bytes, limits: Limits) -> Extract:
    text, encoding = decode(data)
    text = settle_lines(text)
    if len(text) > limits.chars:
        raise Refusal("too_long", pages=limits.pages, chars=limits.chars)
    told = () if encoding in {"utf-8", "utf-16"} else (remark("encoding", encoding=encoding),)
    whole = Page(0, len(text))
    return Extract(text, "txt", "", (whole,), (Part("body", 0, len(text)),), (), told)


def _mib(size: int) -> str:
    return f"{max(size / MIB, 0.1):.1f} MB".replace(".", ",")
