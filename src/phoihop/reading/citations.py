"""Other documents named by a number, once each, in the order of first mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from phoihop.reading.lexicon import tags
from phoihop.reading.names import name_at
from phoihop.reading.numbers import Found, numbers_in, type_of
from phoihop.reading.parts import CitationPart
from phoihop.reading.relations import relation_at
from phoihop.reading.times import make_date
from phoihop.reading.tokens import Tokens

TYPES = (
    "nghị quyết liên tịch|nghị quyết|quyết định|quy định|quy chế|chỉ thị|kết luận|thông báo kết luận|thông báo|hướng dẫn|kế hoạch|chương trình phối hợp"
    "|chương trình hành động|chương trình|tờ trình|công văn|công điện|báo cáo|thông tư liên tịch|thông tư|nghị định|bộ luật|luật|pháp lệnh|thông tri|giấy mời|đề án|văn bản hợp nhất|văn bản"
)
_TYPE = re.compile(rf"(?<!\w)({TYPES})(?!\w)".replace(" ", r"\s+"))
SHORTENED = {"thông báo kết luận": "thông báo", "nghị quyết liên tịch": "nghị quyết", "thông tư liên tịch": "thông tư", "chương trình hành động": "chương trình"}  # fmt: skip
_DATE = re.compile(
    r"\s*[,(]?\s*(?:ban\s+hành\s+|ký\s+)?(?P<raw>ngày\s+(?P<d>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<m>\d{1,2})(?:\s?[/.-]\s?|\s*,?\s*năm\s+)(?P<y>(?:19|20)\d{2})"
    r"|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>(?:19|20)\d{2}))"
)
_TERM = re.compile(r",?\s+(?:khóa|khoá)\s+[ivxl]+(?!\w)")
_FIXED = [
    (re.compile(r"UBTVQH\d*$"), "Ủy ban Thường vụ Quốc hội"), (re.compile(r"/QH\d+$"), "Quốc hội"),
    (re.compile(r"/(?:NĐ|NQ)-CP$"), "Chính phủ"), (re.compile(r"-TTg$"), "Thủ tướng Chính phủ"),
]  # fmt: skip
_PAPER = re.compile(
    rf"\s*(?:,|\s(?:và|hoặc|cùng))\s+(?:các\s+)?(?:{TYPES})(?=\s+(?:số\s|\d))".replace(" ", r"\s+")
)  # the next document, no name
_GROUNDS = re.compile(r"\n\s*căn\s+cứ(?!\w)")  # the next line's, no name
_FORM = re.compile(r"(?:mẫu|biểu|phụ lục)\s+(?:số\s+)?$")
_BACK = 110
_PAPER_ON = 8  # characters behind a name, in which «số» makes its last words a document


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and where its date stands, so that nobody takes that day for a deadline."""

    part: CitationPart
    day: tuple[int, int] | None


def citations_in(t: Tokens, own: str | None) -> list[Cited]:
    """Every mention in order; `once` makes one of many."""
    out: list[Cited] = []
    earlier: tuple[int, int, str] | None = None
    for found in numbers_in(t.text):
        if _FORM.search(t.low, max(0, found.start - 20), found.start):
            continue
        cited = _cited(t, found, earlier)
        earlier = (cited.part.start, cited.part.end, cited.part.relation)
        if found.number == own:
            cited = replace(cited, part=replace(cited.part, number=""))  # its day is no deadline either
        out.append(cited)
    return _shared_issuer(t, out)


def once(found: list[Cited]) -> list[CitationPart]:
    out: dict[str, CitationPart] = {}
    for cited in found:
        part = cited.part
        if not part.number:
            continue
        earlier = out.get(part.number)
        if earlier is None:
            out[part.number] = part
        else:
            out[part.number] = replace(earlier, date=earlier.date or part.date, issuer=earlier.issuer or part.issuer)
    return list(out.values())


def _cited(t: Tokens, found: Found, earlier: tuple[int, int, str] | None) -> Cited:
    kind, start = _type_before(t, found)
    day, span = date_after(t, found.end)
    end = span[1] if span else found.end
    issuer = issuer_after(t, end) or _issuer_before(t, start) or _fixed(found.number)
    part = CitationPart(
        found.number,
        kind or type_of(found.number),
        issuer,
        day,
        start,
        end,
        relation_at(t, start, end, earlier),
        "citation.named" if kind else "citation.bare",
        0.97 if kind else 0.85,
    )
    return Cited(part, span)


def _type_before(t: Tokens, found: Found) -> tuple[str | None, int]:
    """The nearest type before the number, with nothing but its title and «số» between."""
    low = t.low[max(0, found.start - _BACK) : found.start]
    cut = max(low.rfind(mark) for mark in ".;:(\t")
    kinds = list(_TYPE.finditer(low, cut + 1))
    if not kinds:
        return None, found.start
    last = kinds[-1]
    between = low[last.end() :]
    if not between.rstrip(" :\n").endswith("số") and between.strip(" :\n"):
        return None, found.start
    kind = " ".join(last[1].split())
    if kind == "văn bản":
        return None, found.start - len(low) + last.start()
    return SHORTENED.get(kind, kind), found.start - len(low) + last.start()


def date_after(t: Tokens, at: int) -> tuple[date | None, tuple[int, int] | None]:
    found = _DATE.match(t.low, at)
    if found is None:
        return None, None
    values = [found["d"] or found["d2"], found["m"] or found["m2"], found["y"] or found["y2"]]
    day = make_date(*(int(v) for v in values))
    return day, (found.start("raw"), found.end("raw"))


def issuer_after(t: Tokens, at: int) -> str | None:
    """«… của Ban Chấp hành Trung ương khóa XII»."""
    k = t.at(at)
    while k < len(t.words) and t.words[k] in {",", ")"}:
        k += 1
    if k >= len(t.words) or t.words[k] != "của":
        return None
    return _body_at(t, k + 1)


def _body_at(t: Tokens, k: int) -> str | None:
    name = name_at(t, k, len(t.words))
    if name is None or (t.text[t.starts[name.start] : t.ends[name.end - 1]].isupper() and name.end - name.start > 3):
        return None
    first = name.start
    if t.has(first, tags.CHIEF) and (inner := name_at(t, first + t.widths[first], len(t.words))):
        name = inner  # «của Bộ trưởng Bộ Y tế»: the ministry issues
    start, stop = t.starts[name.start], t.ends[name.end - 1]
    if grounds := _GROUNDS.search(t.low, start, stop):
        return " ".join(t.text[start : grounds.start()].split())
    if paper := _PAPER.search(t.low, start, stop + _PAPER_ON):
        return " ".join(t.text[start : paper.start()].split()) or None
    term = _TERM.match(t.low, stop)
    return " ".join(t.text[start : term.end() if term else stop].split())


def _issuer_before(t: Tokens, start: int) -> str | None:
    """«của Bộ trưởng Bộ Y tế tại Tờ trình số …», «Ban cán sự đảng … trình bày Báo cáo số …»."""
    k = t.at(start)
    if k < 3 or t.words[k - 1] not in {"tại", "bày"}:
        return None
    stop = k - 1 if t.words[k - 1] == "tại" else k - 2
    for first in range(max(0, stop - 14), stop):
        name = name_at(t, first, stop)
        if name and name.end == stop:
            return _body_at(t, first)
    return None


def _fixed(number: str) -> str | None:
    return next((name for shape, name in _FIXED if shape.search(number)), None)


def _shared_issuer(t: Tokens, found: list[Cited]) -> list[Cited]:
    """«Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW của X»: X issued both."""
    out = list(found)
    for n in range(len(out) - 2, -1, -1):
        here, behind = out[n].part, out[n + 1].part
        between = t.low[here.end : behind.start]
        if here.issuer is None and behind.issuer and between.strip() in {"và", ","}:
            out[n] = replace(out[n], part=replace(here, issuer=behind.issuer))
    return out
