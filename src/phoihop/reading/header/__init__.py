"""Number, type, issuer, date, place, subject, signer, urgency, addressees: letterhead, foot, register row or page."""

from __future__ import annotations

import re

from phoihop.reading.header.addressees import find_addressees
from phoihop.reading.header.dateline import find_date
from phoihop.reading.header.fields import find_fields
from phoihop.reading.header.foot import find_foot
from phoihop.reading.header.issuer import find_issuer
from phoihop.reading.header.model import URGENCY, Cell, Header, cells_of, fold, part
from phoihop.reading.header.number import find_behind_number, find_number
from phoihop.reading.header.page import find_page
from phoihop.reading.header.register import actor_of_page, find_line, find_row
from phoihop.reading.header.relayed import asked_by_page, find_relayed
from phoihop.reading.header.short_row import find_short_row
from phoihop.reading.header.title import find_title, type_by_symbol, type_of_blank
from phoihop.reading.normalise import Line
from phoihop.reading.tokens import Tokens

_URGENT = re.compile(  # «CÔNG ĐIỆN KHẨN», «Độ khẩn: hỏa tốc»
    r"công (?:điện|văn) (?P<mark>hỏa tốc|thượng khẩn|khẩn)(?= số|$)|(?:độ|mức độ) khẩn\s*:\s*(?P<degree>hỏa tốc(?: hẹn giờ)?|thượng khẩn|khẩn)$"
)
_HEAD, _FIRST = 400, 15  # characters, lines


def header_of(t: Tokens, lines: list[Line]) -> Header:
    """Each rule fills what it finds; what none finds stays empty."""
    out = Header()
    if find_fields(t.text, out):
        type_by_symbol(out)
        out.body_end = len(t.text)
        return out
    find_short_row(t, out, labelled=True)
    if out.register:
        type_by_symbol(out)
        out.body_end = len(t.text)
        return out
    cells = cells_of(lines)
    find_number(t.text, cells, out)
    find_behind_number(cells, out)
    find_date(t.text, cells, out)
    find_line(cells, out)
    find_short_row(t, out)
    find_foot(cells, out, len(t.text))
    titled = out.number is not None and out.number.rule == "number.page_title"
    if (out.number is None or titled) and not _letterhead(t, out):
        find_relayed(t, out)
    if not out.relayed:
        out.register = out.register or titled or _is_row(cells, out)
        if out.register:
            find_row(t, cells, out)
            actor_of_page(t, out)
        else:
            find_title(cells, out)
            find_issuer(t.text, cells, out)
            find_page(t, cells, out)
        _body_behind(out, len(t.text))
    type_by_symbol(out)
    type_of_blank(t.text, out)
    _urgency(cells, out)
    find_addressees(t.text, cells, out)
    _head_last(t, out)
    if out.relayed and not out.to:
        out.to = asked_by_page(t, out.body_at)
    return out


def _body_behind(out: Header, size: int) -> None:
    """The body begins behind whatever the letterhead holds; a dateline over the signature ends it."""
    dated = [out.place, out.date_raw if out.date_raw and out.date_raw.rule == "date.dateline" else None]
    low = [p for p in dated if p and p.start > max(size // 2, _HEAD)]
    parts = [p for p in (out.number_raw, out.subject, out.doc_type, *dated) if p and p not in low]
    out.body_end = min([out.body_end, *(p.start for p in low)]) if out.number or out.doc_type else out.body_end
    heads = [p.end for p in parts if p.start < out.body_end and not p.rule.endswith(".closing")]
    out.body_at = max([out.body_at, *heads])


def _head_last(t: Tokens, out: Header) -> None:
    """A converter may print the letterhead behind the letter."""
    first = next(iter(out.to), None)
    if first is None or out.number is None or out.number.start < max(first.end, len(t.text) // 2):
        return
    heads = [
        p.start
        for p in (out.issuing_body, out.number_raw, out.signer_position, out.signed_for)
        if p and p.start > first.end
    ]
    out.body_at, out.body_end = out.to[-1].end, min(heads)


def _letterhead(t: Tokens, out: Header) -> bool:
    return out.place is not None or ("cộng hòa xã hội" in t.low[:1500] and "độc lập" in t.low[:1500])


def _is_row(cells: list[Cell], out: Header) -> bool:
    if out.date_raw is None or out.date_raw.rule != "date.register":
        return False
    return out.date_raw.start == cells[0].start or cells[-1].line == 0


def _urgency(cells: list[Cell], out: Header) -> None:
    for n, cell in enumerate(cells[:30] if out.urgency is None else ()):
        low = cell.text.lower()
        if "khẩn" not in low and "tốc" not in low:
            continue
        words = fold(cell.text).strip(" []()*:!")
        printed = cell.text.upper() == cell.text or (n < _FIRST and words in URGENCY)
        kind = _urgency_of(words) if len(words) < 40 and printed else None
        if kind is None and (told := _URGENT.match(words)):
            kind = _urgency_of(told["mark"] or told["degree"])
        if kind:
            out.urgency = part(cell, 0, len(cell.text), "urgency.line", 0.95, kind)
            return


def _urgency_of(words: str) -> str | None:
    return next(
        (kind for mark, kind in URGENCY.items() if words == mark or (words.startswith(mark) and "hẹn" in words)), None
    )
