"""Lines that belong to the page and not to the letter: running heads, page numbers, stamps of the gazette, rules."""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"(?:\d{1,4}\s+)?CÔNG BÁO ?/ ?Số .*"  # a gazette's running head
    r"|(?:trang|page)\s+\d{1,4}(?:\s*/\s*\d{1,4})?"
    r"|- ?\d{1,3} ?-"
    r"|(?:Người ký|Ký bởi|Email|Thời gian ký|Ngày ký|Cơ quan)\s*:\s.*"
    r"(?:Chính phủ|CHÍNH PHỦ|chinhphu\.vn|CÔNG BÁO|\+07:00).*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\W{0,20}[_–—=~*.-]{3,}\W{0,20}|[|:\s-]*-{3,}[|:\s-]*|VĂN BẢN QUY PHẠM PHÁP LUẬT")
_FIRST = frozenset("CcTtPpNnKkEe0123456789_–—=~.*-|:V[(")


def noise_of(line: str) -> str:
    """«page» for what a page adds inside a sentence, «rule» for what divides, else nothing."""
    if line[0] not in _FIRST or len(line) > 200:
        return ""
    if _PAGE.fullmatch(line):
        return "page"
    return "rule" if _RULE.fullmatch(line) else ""
