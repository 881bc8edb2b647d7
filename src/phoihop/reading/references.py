"""Documents named again, shortly or by pointing: «Nghị quyết số 18», «Thông báo nói trên», «Kế hoạch này»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from phoihop.reading.citations import Cited, date_after, issuer_after
from phoihop.reading.listed import JOIN, KIND, KINDS, each, kind_of, members_of
from phoihop.reading.numbers import head_of, type_of
from phoihop.reading.parts import CitationPart, Part, ReferencePart
from phoihop.reading.relations import MENTIONS, relation_at
from phoihop.reading.tokens import Tokens

_BARE = r"\d{1,5}(?![\d\w%]|\s?[-/]\s?[^\W_]|[.,]\d)"
_BARE_LIST = re.compile(
    r"(?<!\w)(?:các|những|hai|ba|02|03)\s+"
    + KIND
    + rf"\s+(?:từ\s+)?số\s*:?\s*(?P<all>{_BARE}(?:{JOIN}{_BARE}|\s*(?:đến|tới)\s+(?:số\s+)?{_BARE})+)"
)
_SHORT = re.compile(KIND + r"\s+(?P<so>số\s*:?\s*)?(?P<n>\d{1,5})(?![\d\w%]|\s?[-/]\s?[^\W_]|[.,]\d)")
# What is counted, and what a number is no number of.
_COUNTED = re.compile(
    r"\s*(?:năm|tháng|tuần|ngày(?!\s+\d)|giờ|quý|kỳ|đồng|tỷ|triệu|nghìn|người|xã|huyện|tỉnh|nội\s+dung|nhiệm\s+vụ|điểm|phần|bước|lần|cấp|chương|điều|đề\s+án|tiêu\s+chí|văn\s+bản|không)(?!\w)"
)
_NUMBERED_WORKS = {"chương trình", "đề án"}  # «Chương trình 135» is a work, no letter
_BACK = re.compile(
    r"(?:(?<!\w)(?P<many>các|những|hai|ba|02|03)\s+)?"
    + KIND
    + r"\s+(?P<how>này|nói\s+trên|nêu\s+trên|kể\s+trên|dẫn\s+trên|trên\s+đây|đã\s+(?:nêu|dẫn)|vừa\s+nêu|đó|ấy"
    r"|trên(?=\s*(?:[.,;:)\n]|$|(?:của|được|đã|và|theo|cho)(?!\w))))(?!\w)"
)
_POINTS = KINDS | {"các", "những", "hai", "ba", "02", "03"}
_MOST_POINTED = 40
_NEAR = 300  # characters behind a document within which «… này» may mean it


@dataclass(frozen=True, slots=True)
class _Letter:
    """The letter itself: its number, its kind, and where its head prints the number."""

    number: str | None
    kind: str | None
    head: tuple[int, int]

    def printed_at(self, part: CitationPart) -> bool:
        return part.start < self.head[1] and self.head[0] < part.end


class _Spans:
    """Places that are taken; they do not meet each other."""

    def __init__(self, parts: Sequence[CitationPart | ReferencePart]) -> None:
        self.held = sorted((p.start, p.end) for p in parts)

    def meets(self, start: int, end: int) -> bool:
        at = bisect_left(self.held, (end, 0))
        return any(start < b for _a, b in self.held[max(0, at - 3) : at])


class _Before:
    """What is named, by kind and place; of several kinds where the words and the symbol differ."""

    def __init__(self, parts: Sequence[CitationPart | ReferencePart]) -> None:
        self.kinds: dict[str | None, list[CitationPart | ReferencePart]] = {}
        self.heads: dict[tuple[str | None, str], dict[str, None]] = {}
        for part in sorted(parts, key=lambda p: p.start):
            if isinstance(part, ReferencePart) and part.kind != "short":
                continue
            for kind in {None, part.doc_type, type_of(part.number)}:
                self.kinds.setdefault(kind, []).append(part)
                if part.number:
                    self.heads.setdefault((kind, head_of(part.number)), {})[part.number] = None

    def of(self, kind: str | None, at: int) -> list[CitationPart | ReferencePart]:
        """The last ones that end before this place."""
        held = self.kinds.get(kind, [])
        stop = bisect_left(held, at, key=lambda p: p.end)
        return held[max(0, stop - _MOST_POINTED) : stop]

    def numbered(self, kind: str, number: str) -> tuple[str, ...]:
        return tuple(self.heads.get((kind, number), ()))


def references_in(t: Tokens, cited: Sequence[Cited], number: Part | None, kind: Part | None) -> list[ReferencePart]:
    """In the order of the text; none of them is listed as a citation."""
    place = (number.start, number.end) if number else (0, 0)
    own = _Letter(number.value if number else None, kind.value if kind else None, place)
    named = [c.part for c in cited if c.part.number or not own.printed_at(c.part)]
    out = [*_again(named, own), *_short(t, named, own)]
    held = _Spans([*named, *out])
    out += [r for r in _back(t, _Before([*named, *out]), own) if not held.meets(r.start, r.end)]
    return sorted(out, key=lambda r: (r.start, r.end))


def _again(named: Sequence[CitationPart], own: _Letter) -> Iterator[ReferencePart]:
    """A number once more, and the letter's own."""
    seen: set[str] = set()
    for part in named:
        if not part.number and own.number:
            yield replace(_of(part, "own", own.number, (), "reference.own_number"), relation=MENTIONS)
        elif part.number in seen:
            yield _of(part, "again", part.number, (part.number,), "reference.again")
        seen.add(part.number)


def _of(part: CitationPart, kind: str, number: str, to: tuple[str, ...], rule: str) -> ReferencePart:
    return ReferencePart(
        kind, part.doc_type, number, to, part.start, part.end, part.relation, part.issuer, part.date, rule, 0.97
    )


def _short(t: Tokens, named: Sequence[CitationPart], own: _Letter) -> Iterator[ReferencePart]:
    """«Nghị quyết số 18», «Chỉ thị 42»: the letter's only one of that kind and number, else what it says."""
    spans, before = _Spans(named), _Before(named)
    bare = [one for one in _bare_list(t, before) if not spans.meets(one.start, one.end)]
    yield from bare
    spans = _Spans([*named, *bare])
    for found in each(t, _SHORT, KINDS):
        kind = kind_of(found["kind"])
        gap = t.text[found.end("kind") : found.start("n")]
        if "\n" in gap and not found["so"] and t.text[found.start("kind") : found.end("kind")].isupper():
            continue  # «KẾT LUẬN» over «1. …» is a heading
        if kind is None or not _names(t, found, kind) or spans.meets(*found.span()):
            continue
        day, span = date_after(t, found.end())
        end = span[1] if span else found.end()
        number = found["n"].lstrip("0") or "0"
        to = before.numbered(kind, number)
        if not to and own.number and own.kind == kind and head_of(own.number) == number:
            yield ReferencePart("own", kind, own.number, (), found.start(), end, rule="reference.own_number")
            continue
        yield ReferencePart(
            "short",
            kind,
            number,
            to,
            found.start(),
            end,
            relation_at(t, found.start(), end, None),
            issuer_after(t, end),
            day,
            "reference.short",
            0.9 if len(to) == 1 else 0.7,
        )


def _bare_list(t: Tokens, before: _Before) -> Iterator[ReferencePart]:
    """«các Quyết định số 90, 263, 1719 nêu trên»: numbers without a symbol, each a document of that kind."""
    for found in _BARE_LIST.finditer(t.low):
        kind = kind_of(found["kind"])
        if kind is None or _COUNTED.match(t.low, found.end()):
            continue
        relation = relation_at(t, found.start(), found.end(), None)
        for number, start, end in members_of(t, found):
            bare = number.lstrip("0") or "0"
            to = before.numbered(kind, bare)
            sure = 0.9 if len(to) == 1 else 0.7
            yield ReferencePart(
                "short", kind, bare, to, start, end, relation, rule="reference.short_list", confidence=sure
            )


def _names(t: Tokens, found: re.Match[str], kind: str) -> bool:
    """Behind «số» whatever it is; else a kind in capitals and no count, year or numbered work."""
    if _COUNTED.match(t.low, found.end()):
        return False
    if found["so"]:
        return True
    year = len(found["n"]) == 4 and found["n"][:2] in {"19", "20"}
    return t.text[found.start()].isupper() and not year and kind not in _NUMBERED_WORKS


def _back(t: Tokens, before: _Before, own: _Letter) -> Iterator[ReferencePart]:
    """«… nói trên» the nearest of its kind, «các … nói trên» all of them, «… này» the letter where it is one.

    In an excerpt that does not say what it is, «… này» stays open.
    """
    for found in each(t, _BACK, _POINTS):
        kind, this = kind_of(found["kind"]), found["how"] == "này"
        fits = before.of(kind, found.start())
        if this:
            fits = [p for p in fits if own.kind and found.start() - p.end < _NEAR]
        itself = this and not found["many"] and kind in {None, own.kind}
        if itself or (fits and not fits[-1].number and not found["many"]):
            yield _itself(found, kind or own.kind)
            continue
        to = _pointed(t, [p for p in fits if p.number], many=bool(found["many"]))
        start, end = found.start("kind"), found.end()
        relation, sure = relation_at(t, start, end, None), 0.9 if kind and len(to) == 1 else 0.6
        yield ReferencePart("back", kind, "", to, start, end, relation, rule="reference.back", confidence=sure)


def _itself(found: re.Match[str], kind: str | None) -> ReferencePart:
    return ReferencePart("own", kind, "", (), found.start("kind"), found.end(), rule="reference.this", confidence=0.9)


def _pointed(t: Tokens, fits: Sequence[CitationPart | ReferencePart], *, many: bool) -> tuple[str, ...]:
    """One is the nearest, and whatever is joined to it by «và»: then it stays open which is meant."""
    last = len(fits) - 1
    first = 0 if many else last
    while first > 0 and t.low[fits[first - 1].end : fits[first].start].strip() in {"và", ",", ""}:
        first -= 1
    found = [n for part in fits[max(first, 0) :] for n in _numbers_of(part)]
    return tuple(dict.fromkeys(found))


def _numbers_of(part: CitationPart | ReferencePart) -> tuple[str, ...]:
    to = part.to if isinstance(part, ReferencePart) else ()
    return to or (part.number,)
