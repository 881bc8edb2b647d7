"""Plain text: which of the encodings Vietnamese offices use, and its line ends made alike."""

from __future__ import annotations

import codecs
import re
import unicodedata

from phoihop.extract.refusal import Refusal

_BOMS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_PUNCTUATION = frozenset("“”‘’„…–—•«»°§·×÷±²³½¼₫€©®\u00a0")
_SAMPLE = 200_000


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in; refuses what is not text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding.removesuffix("-sig")
    if b"\0" in data[:_SAMPLE]:
        return _utf16(data)
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _windows(data), "windows-1258"
    return _plain(text), encoding


def settle_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _plain(data.decode(encoding))
    except UnicodeDecodeError:
        raise Refusal("broken") from None


def _plain(text: str) -> str:
    """Refuses NUL and what is more control than letter."""
    sample = text[:_SAMPLE]
    if "\0" in text or len(_CONTROL.findall(sample)) > len(sample) / 100:
        raise Refusal("unknown")
    return text


def _utf16(data: bytes) -> tuple[str, str]:
    """Without a mark at its start: the order that gives Vietnamese."""
    for order in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(order)
        except UnicodeDecodeError:
            continue
        if _vietnamese(text[:_SAMPLE]):
            return _plain(text), order
    raise Refusal("unknown")


def _vietnamese(sample: str) -> bool:
    """Half of it plain letters, figures and blanks, nearly all of it from the scripts a letter holds."""
    plain = sum(1 for char in sample if " " <= char <= "~" or char in "\t\r\n")
    at_home = sum(1 for char in sample if ord(char) < 0x370 or 0x1E00 <= ord(char) < 0x2100)
    return plain * 2 > len(sample) and at_home * 20 >= len(sample) * 19


def _windows(data: bytes) -> str:
    """Windows-1258, when its tone marks stand on vowels as they must; an older encoding is named."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        raise Refusal("old_encoding" if _mostly_ascii(data) else "unknown") from None
    _plain(text)
    odd = sum(1 for before, char in zip(" " + text, text, strict=False) if _misfit(before, char))
    foreign = sum(1 for char in text if ord(char) > 0x7F)
    if odd > foreign / 10:
        raise Refusal("old_encoding" if _mostly_ascii(data) else "unknown")
    return text


def _misfit(before: str, char: str) -> bool:
    if char in _MARKS:
        return before not in _VOWELS
    return ord(char) > 0x7F and unicodedata.category(char)[0] != "L" and char not in _PUNCTUATION


def _mostly_ascii(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return sum(1 for byte in sample if 0x20 <= byte < 0x7F or byte in b"\t\r\n") > len(
        sample
    ) / 2 and not _CONTROL.search(sample.decode("latin-1"))
