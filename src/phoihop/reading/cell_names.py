"""Who stands in a cell of a table, and as what: all names of it, with the roles that the cell itself says."""

from __future__ import annotations

import re

from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, begins_name, names_at
from phoihop.reading.roles import Cast
from phoihop.reading.tokens import Tokens

_NO_CELL = tags.STOP | tags.EVENT | tags.LINK | tags.MODAL | tags.WITH | tags.LEAD | tags.REPORT
_HANDS_ON = {"trình", "tham mưu", "gửi", "chỉ đạo"}
_LONGEST_CELL = 16
_ROLE = re.compile(
    r"\(\s*(?:(?:cơ\s+quan|đơn\s+vị)\s+)?(?P<behind>chủ\s+trì|đầu\s+mối|phối\s+hợp|tham\s+gia)[^()\n]*\)"
    r"|(?<!\w)(?:(?:cơ\s+quan|đơn\s+vị)\s+)?(?P<before>chủ\s+trì|đầu\s+mối|phối\s+hợp)\s*(?::|(?:với|cùng)\s)"
    r"|(?P<note>\([^()\n]*\))(?=\s*[,;\n])"
    r"|(?<=\s)(?P<bare>chủ\s+trì|phối\s+hợp)(?=\s*(?:[,;.\n]|$))"
)
_LINE = re.compile(r"[^\n]+")
SEATS = {"tỉnh ủy", "thành ủy", "huyện ủy", "đảng ủy", "quận ủy", "thị ủy"}
_BETWEEN = " ,;.-–\n"


def cast_of_cell(t: Tokens, cell: tuple[int, int], role: str) -> Cast:
    """«Sở A (chủ trì), Sở B, Sở C (phối hợp)»: each as the cell says, else `role`, which is that of the column."""
    found = list(_ROLE.finditer(t.low, *cell))
    if not found:
        return _cast(t, *cell, role)
    cast: Cast = []
    at, goes_on = cell[0], role
    for one in found:
        said = goes_on if one.lastgroup == "note" else _role_of(one[one.lastgroup or 0])
        cast += _cast(t, at, one.start(), goes_on if one.lastgroup == "before" else said)
        goes_on = said if one.lastgroup in {"before", "note"} else role
        at = one.end()
    return cast + _cast(t, at, cell[1], goes_on)


def _role_of(words: str) -> str:
    return "lead" if words.startswith(("chủ", "đầu")) else "coordinate"


def _cast(t: Tokens, start: int, end: int, role: str) -> Cast:
    return [(x, role, "doer.column") for a, b in _lines(t, start, end) for x in names_of_cell(t, t.at(a), t.at(b))]


def _lines(t: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """A name in a line of its own under another one is another's; «Ban Tuyên giáo / Tỉnh ủy» and «Sở A / và B» are one."""
    out: list[tuple[int, int]] = []
    for one in _LINE.finditer(t.text, start, end):
        a, b = one.start(), one.end()
        while a < b and t.text[a] in _BETWEEN:
            a += 1
        while a < b and t.text[b - 1] in _BETWEEN:
            b -= 1
        if a == b:
            continue
        if out and not _another(t, out[-1], (a, b)):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _another(t: Tokens, above: tuple[int, int], line: tuple[int, int]) -> bool:
    k, first = t.at(line[0]), t.at(above[0])
    whole = names_at(t, first, t.at(above[1]), semicolons=True)[1] >= t.at(above[1])
    seat = t.phrase(k) in SEATS and t.words[first] in {"ban", "ủy", "văn"}
    return whole and not seat and t.text[line[0]].isupper() and begins_name(t, k)


def names_of_cell(t: Tokens, a: int, b: int) -> list[Name]:
    """All the names of a cell; where it begins with none, the cell itself, taken apart at its semicolons."""
    names, after = names_at(t, a, b, semicolons=True)
    if a >= b or b - a > _LONGEST_CELL or (names and after >= b - 1):
        return names
    out, first = ([], a) if not names else (names, after)
    if names and t.words[after].isalpha() and not t.has(after, _NO_CELL) and not _hands_on(t, after):
        end = next((k for k in range(after, b) if not t.words[k].isalpha()), b)
        last = names[-1]
        names[-1] = Name(last.start, end, last.proper, bare=False, det=last.det)  # «Các doanh nghiệp đầu tư hạ tầng»
        first = end
    if names and (first >= b or t.words[first] not in {",", ";"}):
        return names
    mark = t.words[first] if names else ";"
    first += bool(names)
    cuts = {mark, ";"} if names else {";"}
    for k in [*(k for k in range(first, b) if t.words[k] in cuts), b]:
        part = names_at(t, first, k)[0] if k > first else []
        if part and part[-1].end >= k:
            out += part
        elif k > first:
            out.append(Name(first, k, proper=True, bare=False, det=False))
        first = k + 1
    return out


def _hands_on(t: Tokens, k: int) -> bool:
    """«… trình Hội đồng nhân dân»: what is done, no name; «Ban QLDA công trình …» is one."""
    return t.phrase(k) in _HANDS_ON and t.words[k - 1] != "công"
