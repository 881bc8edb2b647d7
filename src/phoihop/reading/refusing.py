"""Why nothing is taken from a text, as a code and as a true sentence."""

from __future__ import annotations

import re

from phoihop.reading.marks import has_lost_marks

_LOOKED_AT = 20_000  # characters that show what a text is made of
_LETTER = re.compile(r"[^\W\d_]")
_VIETNAMESE = re.compile(
    r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|[aeiouy][\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_CODED = re.compile(r"[A-Za-z0-9+/=_-]{60,}")
_BROKEN = re.compile(r"[\x00-\x08\x0e-\x1a\ufffd]")
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
    if not seen.strip():
        return "empty"
    if len(_BROKEN.findall(seen)) * _OF_TEN > len(seen):
        return "binary"
    if not _LETTER.search(seen):
        return "signs"
    if sum(len(run) for run in _CODED.findall(seen)) * 2 > len(seen):
        return "coded"
    if is_foreign(seen):
        return "foreign"
    return klass


def is_foreign(text: str) -> bool:
    """Hardly a word in ten bears a letter of Vietnamese alone; a letter that lost its marks is known by its words."""
    words = _WORD.findall(text)
    marked = sum(_VIETNAMESE.search(word) is not None for word in words)
    return len(words) >= _OF_TEN and marked * _OF_TEN < len(words) and not has_lost_marks(text)
