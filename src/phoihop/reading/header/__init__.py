"""Number, type, issuer, date, place, subject, signer, urgency, addressees: letterhead, foot, register row or page."""

from __future__ import annotations

from phoihop.reading.header.addressees import find_addressees
from phoihop.reading.header.dateline import find_date
from phoihop.reading.header.fields import find_fields
from phoihop.reading.header.foot import find_foot
from phoihop.reading.header.issuer import find_issuer
from phoihop.reading.header.model import Cell, Header, cells_of, part
from phoihop.reading.header.number import find_number
from phoihop.reading.header.register import actor_of_page, find_line, find_row
from phoihop.reading.header.relayed import asked_by_page, find_relayed
from phoihop.reading.header.title import find_title, type_by_symbol
from phoihop.reading.normalise import Line
from phoihop.reading.tokens import Tokens

_URGENCY = {
    "hỏa tốc hẹn giờ": "hoa_toc_hen_gio", "hỏa tốc": "hoa_toc", "hoả tốc": "hoa_toc", "hỏa tốc hẹn": "hoa_toc_hen_gio",
    "thượng khẩn": "thuong_khan", "khẩn": "khan",
}  # fmt: skip


def header_of(t: Tokens, lines: list[Line]) -> Header:
    """Each rule fills what it finds; what none finds stays empty."""
    out = Header()
    if find_fields(t.text, out):
        type_by_symbol(out)
        out.body_end = len(t.text)
        return out
    cells = cells_of(lines)
    find_number(t.text, cells, out)
    find_date(t.text, cells, out)
    find_line(cells, out)
    find_foot(cells, out, len(t.text))
    if out.number is None and not _letterhead(t, out):
        find_relayed(t, out)
    if not out.relayed:
        out.register = out.register or _is_row(cells, out)
        if out.register:
            find_row(t, cells, out)
            actor_of_page(t, out)
        else:
            find_title(cells, out)
            find_issuer(t.text, cells, out)
        type_by_symbol(out)
        _body_behind(out)
    _urgency(cells, out)
    find_addressees(t.text, cells, out)
    if out.relayed and not out.to:
        out.to = asked_by_page(t, out.body_at)
    return out


def _body_behind(out: Header) -> None:
    """The body begins behind whatever the letterhead holds."""
    heads = [p.end for p in (out.number_raw, out.subject, out.place, out.doc_type) if p and p.start < out.body_end]
    if out.date_raw and out.date_raw.rule == "date.dateline" and out.date_raw.start < out.body_end:
        heads.append(out.date_raw.end)
    out.body_at = max([out.body_at, *heads])


def _letterhead(t: Tokens, out: Header) -> bool:
    return out.place is not None or ("cộng hòa xã hội" in t.low[:1500] and "độc lập" in t.low[:1500])


def _is_row(cells: list[Cell], out: Header) -> bool:
    if out.date_raw is None or out.date_raw.rule != "date.register":
        return False
    return out.date_raw.start == cells[0].start or cells[-1].line == 0


def _urgency(cells: list[Cell], out: Header) -> None:
    for cell in cells[:30]:
        words = cell.text.strip(" []()*:!").lower()
        if len(words) < 40 and cell.text.upper() == cell.text and (kind := _urgency_of(words)):
            out.urgency = part(cell, 0, len(cell.text), "urgency.line", 0.95, kind)
            return


def _urgency_of(words: str) -> str | None:
    return next(
        (kind for mark, kind in _URGENCY.items() if words == mark or (words.startswith(mark) and "hẹn" in words)), None
    )
