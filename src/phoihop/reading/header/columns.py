"""Where two columns were printed side by side and only one blank is left between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from phoihop.reading.tokens import lowered

_BASE = {  # each letter of Vietnamese, its marks taken away
    ord(c): unicodedata.normalize("NFD", c)[0]
    for c in map(chr, [*range(0xC0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)])
} | {ord("đ"): "d"}
_LONGEST = 200
_HEAD_LINES = 40
_FOOT_LINES = 40
_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
_NATION = re.compile(  # read without its marks, which scans lose
    r"(?<=\S)\s+(?=cong\s*hoa\s*xa\s*hoi\s+chu|dang\s+cong\s+san\s+viet\s+nam\W*$|doc\s+lap\s*[-–—]\s*tu\s+do)"
)
_MAYBE = re.compile(
    r"[DĐ][^\W\d]{1,4}\s*[CLcl]|C[^\W\d]{2,4}\s*[HO]", re.UNICODE
)  # ĐẢNG C…, ĐỘC L…, CỘNG HÒA, as scans have it
_DATE = r"\s*,\s*(?i:ngày)[\s\d.…_]{1,12}(?i:tháng)[\s\d.…_]{1,12}(?i:năm)\s*\d{4}\W{0,3}$"
_PLACED = (
    rf"\(?(?:(?:T[PpXT]|P)\.?\s?|(?:[Tt]hành phố|[Tt]hị xã|[Tt]hị trấn|xã|phường|huyện|tỉnh|quận)\s)?[{_UPPER}][^\W\d]+"
    rf"(?:[ –-]+(?:[{_UPPER}][^\W\d]+|\d{{1,2}}(?=\s*,))){{0,4}}{_DATE}"
)
NUMBER_TO_FILL = re.compile(r"S[ốôo]\s*:?\s*[\d.…\s]*(?:[-/]\s?[A-ZĐ][A-Za-zĐđ&.]*\s?)+(?=\s)")
_DATELINE = re.compile(rf"(?<=\S)\s+(?={_PLACED})")
_ALONE = re.compile(_PLACED)
_DIGIT = re.compile(r"\d")  # without one near its end a line closes with no year, and need not be searched
_NEAR_END = 4
_FEW, _TOO_LONG, _HEAD = 8, 90, 900
_NUMBERED = re.compile(r"S[ốô]\s*:?\s*[\d.…]*\s*[-/]\s*[A-ZĐ]")
_DATED = re.compile(r"ngày[\s\d.…_]{1,12}tháng[\s\d.…_]{1,12}năm\s*\d{4}", re.IGNORECASE)
_TITLES = "KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|HƯỚNG DẪN|CHỈ THỊ|NGHỊ QUYẾT|KẾT LUẬN|CHƯƠNG TRÌNH|TỜ TRÌNH|BÁO CÁO|GIẤY MỜI|CÔNG ĐIỆN|QUY ĐỊNH|QUY CHẾ"
_ONE_LINE = re.compile(
    r"\s+(?=CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–—]\s*Tự\s+do|S[ốô]\s*:?\s*[\d.…]*\s*[-/]\s*[A-ZĐ]|[Vv]/v\s|V/V\s"
    rf"|(?i:kính)\s+(?i:gửi|gởi|trình)(?:\s*:|\s)|Căn\s+cứ\s|Thực\s+hiện\s+(?:Công văn|Kế hoạch|Chỉ thị|Nghị quyết|Quyết định|Thông báo|Hướng dẫn|Chương trình|chỉ đạo|ý kiến)|Nơi\s+nhận\s*:|\*\s|(?:{_TITLES})\s(?!(?:{_TITLES})))"
    r"|(?<=Hạnh phúc)\s+|(?<=HẠNH PHÚC)\s+|(?<=VIỆT NAM)\s+(?=[^\W\d])|(?<=năm 20\d\d)\s+|(?<=năm 19\d\d)\s+"
)
_NAMED = re.compile(
    r"(?<!\S)(?:T[Pp]\.?\s?)?(?P<place>[^\W\d]+(?:[ -]+[^\W\d]+){0,4})\s*,\s*(?i:ngày)[\s\d.…_]{1,12}(?i:tháng)"
)
_TITLE = re.compile(rf"(?<=\s)(?:{_TITLES})(?=\s)")
_BODY = re.compile(
    r"(?<=[^\W\d])\s+(?=(?:UBND|TỈNH ỦY|BỘ|SỞ|ỦY BAN|UỶ BAN|PHÒNG|TRƯỜNG|BAN|VĂN PHÒNG|CÔNG AN|TRUNG TÂM)\s[^\W\d]+\s)"
)
_SIGNS = re.compile(
    r"(?<=[\d);.])(?=(?:T/?[ML]|K/?T|T/?UQ)[./]\s?[^\W\d])|(?<=[\w;,.:)/])\s+(?=(?:T/?[ML]|K/?T|T/?UQ)[./]\s?[^\W\d]|(?:T/[ML]|K/T|T/UQ)\s[^\W\d]|(?:Q\.\s?|QUYỀN\s|PHÓ\s)*(?:TỔNG\s)?(?:CHỦ\s(?:TỊCH|NHIỆM)"
    r"|(?:CỤC|VỤ|VIỆN|HIỆU|BỘ|THỨ|TỔ|ĐỘI|TRẠM)\sTRƯỞNG|TRƯỞNG\s|GIÁM\sĐỐC|BÍ\sTHƯ|CHÁNH\s|THỦ\sTƯỚNG|VĂN\sPHÒNG))"
)
_COPIES = re.compile(r"(?i:nơi\s+nhận)\s*:|[-–•+]\s?\S")


def glued_at(line: str, n: int, total: int) -> Iterator[tuple[int, int]]:
    """The blanks of a line that stand for a gap between columns, or between the lines of a head copied into one."""
    if (
        n < _FEW
        and len(line) > _TOO_LONG
        and _NUMBERED.search(line, 0, _HEAD)
        and (_nation_in(line[:_HEAD]) or _DATED.search(line, 0, _HEAD))
    ):
        yield from sorted(_one_line(line[:_HEAD]))
        return
    if len(line) > _LONGEST:
        return
    found = None
    if n < _HEAD_LINES:
        found = _nation_in(line) or _dateline_in(line)
    if found is None and total - n <= _FOOT_LINES and _COPIES.match(line):
        found = next((gap for gap in _SIGNS.finditer(line) if _is_post(line, gap.start(), gap.end())), None)
    if found:
        yield found.span()


def bare(line: str) -> str:
    """In small letters without marks, as long as the line itself."""
    return lowered(line).translate(_BASE)


def _nation_in(line: str) -> re.Match[str] | None:
    """The name of the State or the Party in capitals, or the motto, behind something else."""
    if not _MAYBE.search(line):
        return None
    found = _NATION.search(bare(line))
    if found is None or line[found.end() : found.end() + 3].lower() == "độc":
        return found
    return found if line[found.end() : found.end() + 8].isupper() or bare(line)[found.end()] == "d" else None


def _dateline_in(line: str) -> re.Match[str] | None:
    """«An Lãng, ngày … năm 2026» at the end of the line, behind something else."""
    if not _DIGIT.search(line, max(0, len(line) - _NEAR_END)) or _ALONE.match(line):
        return None
    number = NUMBER_TO_FILL.match(line)
    return _DATELINE.search(line, number.end() if number else 0)


def _one_line(line: str) -> set[tuple[int, int]]:
    """Where the lines of a head that was copied into one began."""
    out = {gap.span() for gap in _ONE_LINE.finditer(line)}
    for gap in _BODY.finditer(line):
        above, below = line[: gap.start()].rsplit(maxsplit=1)[-1], line[gap.end() :].split()
        if above not in {"ỦY", "UỶ", "VÀ", "-"} and all(word.isupper() for word in below[:2]):
            out.add(gap.span())
    for title in _TITLE.finditer(line):
        behind = line[title.end() :].split(maxsplit=1)
        if behind and not behind[0].isupper():
            out.add((title.end(), title.end() + 1))
    for dated in _NAMED.finditer(line):
        words = list(re.finditer(r"[^\W\d]+", dated["place"]))
        first = len(words)
        while first and words[first - 1][0].istitle():
            first -= 1
        at = dated.start("place") + (words[first].start() if first < len(words) else 0)
        if first < len(words) and at and line[at - 1].isspace():
            out.add((at - 1, at))
    return out


def _is_post(line: str, left: int, right: int) -> bool:
    """A post in capitals to the end, beside a line that is in small letters or closed by a mark."""
    rest = line[right:]
    closed = line[left - 1] in ";,.:)/" or any(c.islower() for c in line[:left])
    return closed and rest == rest.upper() and not rest.endswith((";", ":"))
