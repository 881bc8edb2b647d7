"""Where two columns were printed side by side and only one blank is left between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 200
_HEAD_LINES = 40
_FOOT_LINES = 40
_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
_NATION = re.compile(
    r"(?<=\S)\s+(?=CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM\W*$|(?i:độc\s+lập\s*[-–—]\s*tự\s+do))"
)
_DATE = r"\s*,\s*(?i:ngày)[\s\d.…_]{1,12}(?i:tháng)[\s\d.…_]{1,12}(?i:năm)\s*\d{4}\W{0,3}$"
_PLACED = rf"(?:T[Pp]\.?\s?)?[{_UPPER}][^\W\d]+(?:[ -]+[{_UPPER}][^\W\d]+){{0,4}}{_DATE}"
_DATELINE = re.compile(rf"(?<=\S)\s+(?={_PLACED})")
_ALONE = re.compile(_PLACED)
_SIGNS = re.compile(
    r"(?<=[\w;,.:)/])\s+(?=(?:T/?[ML]|K/?T|T/?UQ)[./]\s?[^\W\d]|(?:Q\.\s?|QUYỀN\s|PHÓ\s)*(?:TỔNG\s)?(?:CHỦ\s(?:TỊCH|NHIỆM)"
    r"|(?:CỤC|VỤ|VIỆN|HIỆU|BỘ|THỨ|TỔ|ĐỘI|TRẠM)\sTRƯỞNG|TRƯỞNG\s|GIÁM\sĐỐC|BÍ\sTHƯ|CHÁNH\s|THỦ\sTƯỚNG|VĂN\sPHÒNG))"
)
_COPIES = re.compile(r"(?i:nơi\s+nhận)\s*:|[-–•+]\s?\S")


def glued_at(line: str, n: int, total: int) -> Iterator[tuple[int, int]]:
    """The blanks of a line that stand for a gap between columns."""
    if len(line) > _LONGEST:
        return
    found = None
    if n < _HEAD_LINES:
        found = _NATION.search(line) or (None if _ALONE.match(line) else _DATELINE.search(line))
    if found is None and total - n <= _FOOT_LINES and _COPIES.match(line):
        found = next((gap for gap in _SIGNS.finditer(line) if _is_post(line, gap.start(), gap.end())), None)
    if found:
        yield found.span()


def _is_post(line: str, left: int, right: int) -> bool:
    """A post in capitals to the end, beside a line that is in small letters or closed by a mark."""
    rest = line[right:]
    closed = line[left - 1] in ";,.:)/" or any(c.islower() for c in line[:left])
    return closed and rest == rest.upper() and not rest.endswith((";", ":"))
