"""A page that passes a document on: «X ban hành Công văn số …, đề nghị …»."""

from __future__ import annotations

import re

from phoihop.reading.clauses import core_of
from phoihop.reading.header.model import Header
from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, name_at, words_of
from phoihop.reading.numbers import numbers_in
from phoihop.reading.parts import Part
from phoihop.reading.split import sentences_of
from phoihop.reading.times import make_date
from phoihop.reading.tokens import Tokens

_ISSUES = re.compile(
    r"(?:vừa\s+|đã\s+|mới\s+)*(?:ký\s+)?(?:ban\s+hành|có|ra|phát\s+hành|gửi|ký)\s+"
    r"(?P<type>công văn|công điện|chỉ thị|kế hoạch|thông báo|hướng dẫn|quyết định|nghị quyết|kết luận|chương trình|văn bản|thông tri|quy định)"
    r"(?:\s+(?:hỏa tốc|khẩn|kết luận))?\s+(?:số\s*:?\s*)(?=\d)"
)
_DATE = re.compile(
    r",?\s*(?P<raw>ngày\s+(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))"
)
_ABOUT = re.compile(r"\s*,?\s*(?:gửi\s+[^.]{3,120}?\s+)?(?:về\s+việc|về|v/v)\s+(?P<words>[^.\n]{8,400})")


def find_relayed(t: Tokens, out: Header) -> None:
    """Fills in number, type, issuer, date and subject from the sentence that tells of the issuing."""
    for found in _ISSUES.finditer(t.low):
        number = next(numbers_in(t.text, found.end(), found.end() + 60), None)
        if number is None or number.start != found.end():
            continue
        out.relayed = True
        out.number = Part(number.number, number.start, number.end, "number.relayed", 0.9)
        out.number_raw = Part(t.text[number.start : number.end], number.start, number.end, "number.relayed", 0.9)
        kind = found["type"]
        if kind != "văn bản":
            out.doc_type = Part(kind, found.start("type"), found.end("type"), "type.relayed", 0.95)
        _issuer(t, found.start(), out)
        _date_and_subject(t, number.end, out)
        out.body_at = number.end
        return


def _issuer(t: Tokens, at: int, out: Header) -> None:
    """The name that ends right before the verb."""
    verb = t.at(at)
    for k in range(verb - 1, max(-1, verb - 16), -1):
        name = name_at(t, k, verb)
        if name and name.end == verb and t.capital(name.start):
            start, end = t.starts[name.start], t.ends[name.end - 1]
            out.issuing_body = Part(words_of(t, name), start, end, "issuer.relayed", 0.9)


def _date_and_subject(t: Tokens, at: int, out: Header) -> None:
    if day := _DATE.match(t.low, at):
        values = [int(g) for g in day.groups()[1:] if g]
        out.date = make_date(*values)
        out.date_raw = Part(
            t.text[day.start("raw") : day.end("raw")], day.start("raw"), day.end("raw"), "date.relayed", 0.9
        )
        at = day.end()
    if about := _ABOUT.match(t.low, at):
        words = t.text[about.start("words") : about.end("words")]
        out.subject = Part(" ".join(words.split()), about.start("words"), about.end("words"), "subject.relayed", 0.85)


def asked_by_page(t: Tokens, at: int) -> list[Part]:
    """Whom the relayed document asks, in the sentence of its issuing or the lead-in behind it."""
    a = t.at(at)
    for s, e in sentences_of(t, a, min(len(t.words), a + 220)):
        for k in range(s, e):
            core = core_of(t, k, e, led=False) if t.has(k, tags.ASK) else None
            if core and core.kind == "asked" and core.names:
                return [_addressee(t, name) for name in core.names]
    return []


def _addressee(t: Tokens, name: Name) -> Part:
    return Part(words_of(t, name), t.starts[name.start], t.ends[name.end - 1], "addressee.relayed", 0.85)
