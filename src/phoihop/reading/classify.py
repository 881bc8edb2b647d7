"""What the text is: a document, a page that relays one, a header only, no document, or unreadable."""

from __future__ import annotations

import re

from phoihop.reading.header import Header
from phoihop.reading.normalise import Line

_STATE_HEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do", re.IGNORECASE
)
_WEB = re.compile(
    r"Đăng ngày|Lượt xem|Tin liên quan|Cập nhật\s*(?:lúc|:)|\bGMT|Theo dõi trên|Chia sẻ|\(TTXVN\)|\bBaomoi\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"(?:đề nghị|yêu cầu|giao|chỉ đạo)\s+(?:các\s+|Thường trực|[A-ZĐ])", re.IGNORECASE)


def classify(text: str, lines: list[Line], header: Header, tasks: int) -> str:  # noqa: PLR0911 - one line a class
    letters = sum(ch.isalpha() for ch in text)
    if letters < 40:
        return "unreadable" if header.number is None else "header_only"
    body = [x for x in lines if len(x.text) > 60]
    if header.relayed_at is not None:
        return "relayed" if tasks else "not_document"
    own = header.number is not None or header.doc_type is not None or header.date_raw is not None
    if _WEB.search(text) and header.number is None:
        return "relayed" if tasks and _ORDER.search(text) else "not_document"
    if not body and not tasks:
        if own or header.subject:
            return "header_only"
        return "unreadable" if header.signer_position or _STATE_HEAD.search(text) else "not_document"
    if own or tasks:
        return "document"
    return "not_document"
