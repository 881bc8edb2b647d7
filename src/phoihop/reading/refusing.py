"""Why nothing is taken from a text, as a code and as a true sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from phoihop.reading.marks import has_lost_marks

_LOOKED_AT = 20_000  # characters that show what a text is made of
_LETTER = re.compile(r"[^\W\d_]")
_VIETNAMESE = re.compile(
    r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|[aeiouy][\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_CODED = re.compile(r"[A-Za-z0-9+/=_-]{60,}")
_BROKEN = re.compile(r"[\x00-\x08\x0e-\x1a\ufffd]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")
_WEB = re.compile(r"\s*(?:<!DOCTYPE\s+html|<html|<head|<body)", re.IGNORECASE)
_OF_TEN = 10

SENTENCES = {
    "empty": {
        "vi": "trong tệp không có chữ nào; không có gì để lấy.",
        "en": "there is not a word in the file; there is nothing to take.",
    },
    "signs": {
        "vi": "chỉ có ký hiệu hoặc con số, không có chữ nào; không có gì để lấy.",
        "en": "nothing but signs or figures, not a word; there is nothing to take.",
    },
    "binary": {
        "vi": "tệp không phải văn bản chữ (dữ liệu nhị phân); không có gì để lấy.",
        "en": "the file is no text but binary data; there is nothing to take.",
    },
    "letters": {
        "vi": "chữ không đọc được: tệp không theo bảng mã UTF-8 (có lẽ Windows-1258 hay TCVN3). Hãy lưu lại theo UTF-8 rồi đọc lại.",
        "en": "its letters cannot be read: the file is not in UTF-8 (Windows-1258 or TCVN3, perhaps). Save it as UTF-8 and read it again.",
    },
    "web": {
        "vi": "đây là trang web (HTML), không phải văn bản thường. Hãy mở bằng trình duyệt, chép lời văn ra rồi đọc lại.",
        "en": "this is a web page (HTML), no plain text. Open it in a browser, copy its words and read them.",
    },
    "coded": {
        "vi": "đây là chuỗi mã hóa (base64 hay tương tự), không phải lời văn; không có gì để lấy.",
        "en": "this is encoded data (base64 or the like), not words; there is nothing to take.",
    },
    "foreign": {
        "vi": "không phải tiếng Việt; không có gì để lấy.",
        "en": "not in Vietnamese; there is nothing to take.",
    },
    "unreadable": {
        "vi": "không đọc được nội dung (bản quét hoặc chỉ có phần ký); không có gì để lấy.",
        "en": "its words cannot be read (a scan, or a signature only); there is nothing to take.",
    },
    "not_document": {
        "vi": "không phải văn bản chỉ đạo; không có gì để lấy.",
        "en": "no directive; there is nothing to take.",
    },
}


def why_refused(text: str, klass: str) -> str:
    """What the text is made of says it before its class does."""
    seen = text[:_LOOKED_AT]
    return next((code for code, is_so in _MADE_OF.items() if is_so(seen)), klass)


def _is_broken(seen: str) -> bool:
    return len(_BROKEN.findall(seen)) * _OF_TEN > len(seen)


def _is_worded(text: str) -> bool:
    """Of its signs only letters beyond ASCII are lost: words of usual length, parted by blanks, nothing unprintable."""
    words = text.replace("\ufffd", "a").split()
    plain = not _CONTROL.search(text) and text.count("\ufffd") * 2 < len(text)
    return plain and bool(words) and len(text) / len(words) < _OF_TEN


def is_foreign(text: str) -> bool:
    """Hardly a word in ten bears a letter of Vietnamese alone; a letter that lost its marks is known by its words."""
    words = _WORD.findall(text)
    marked = sum(_VIETNAMESE.search(word) is not None for word in words)
    return len(words) >= _OF_TEN and marked * _OF_TEN < len(words) and not has_lost_marks(text)


_MADE_OF: dict[str, Callable[[str], bool]] = {  # the first that is true
    "empty": lambda seen: not seen.strip(),
    "letters": lambda seen: _is_broken(seen) and _is_worded(seen),
    "binary": _is_broken,
    "web": lambda seen: _WEB.match(seen) is not None,
    "signs": lambda seen: not _LETTER.search(seen),
    "coded": lambda seen: sum(len(run) for run in _CODED.findall(seen)) * 2 > len(seen),
    "foreign": is_foreign,
}
