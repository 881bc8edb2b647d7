"""A row of a register, or the first line of a page: number, date, subject and nothing else."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.header.named import TYPES, named_in, take_named
from phoihop.reading.names import name_at, names_at, words_of
from phoihop.reading.numbers import type_of
from phoihop.reading.parts import Part
from phoihop.reading.tokens import Tokens

_LEAD = re.compile(r"^(?:V\s?/\s?v|về việc|về)\s*[:.]?\s+", re.IGNORECASE)
_STATE = re.compile(r"^(?:văn bản )?(?:đang|còn|hết|chưa|ngưng) (?:có )?hiệu lực|^(?:còn|hết) hiệu lực", re.IGNORECASE)

_FILED = re.compile(r"ngày ban hành|\.(?:pdf|docx?)\b|tải về|\b(?:kb|mb)\b|số hiệu|hiệu lực", re.IGNORECASE)
_LONGEST, _FURNITURE = 600, 70
_NO_SUBJECT = re.compile(
    rf"[\d\s:./,-]+$|(?:{TYPES})$|\W*(?:ngày|số)\s.{{0,24}}$|đã\s|chưa\s|xem\s|tải\s|văn bản (?:mới|đến|đi)$",
    re.IGNORECASE,
)


def find_line(cells: list[Cell], out: Header) -> None:
    """«Chỉ thị [số …] [ngày …] của X về việc …», the whole text being that line, with what a page puts around it."""
    if not cells or len(cells) > 5 or cells[-1].end > _LONGEST:
        return
    for cell in cells[:3]:
        named = named_in(cell.text) if out.number is None or cell.start <= out.number.start < cell.end else None
        if named and named.about and (named.who or named.number or not named.loose or _is_filed(cells, cell)):
            if any(len(other.text) > _FURNITURE or other.text.endswith(":") for other in cells if other is not cell):
                return
            out.register = True
            take_named(cell, named, out, "line")
            out.body_at = max(cell.end, cells[-1].end)
            return


def _is_filed(cells: list[Cell], own: Cell) -> bool:
    """A file beside it, or the day it was issued on."""
    return any(_FILED.search(cell.text) for cell in cells if cell is not own or cell.text.count("(") == 1)


def find_row(t: Tokens, cells: list[Cell], out: Header) -> None:
    """The subject is the line that says something, one that begins with «V/v» before others."""
    if out.subject or not cells:
        return
    own = [p for p in (out.number, out.date_raw) if p]
    rest = [c for c in cells if not any(c.start <= p.start < c.end for p in own)]
    said = [c for c in rest if len(c.text) >= 12 and not _STATE.match(c.text) and not _NO_SUBJECT.match(c.text)]
    said = [c for c in said if not _is_issuer(t, c, out)]
    about = next((c for c in said if _LEAD.match(c.text)), None) or next(iter(said), None)
    if about is not None:
        _take(about, out)
    any(_is_issuer(t, cell, out) for cell in rest if cell is not about)


def _take(cell: Cell, out: Header) -> None:
    out.body_at = max(cell.end, out.body_at)
    named = named_in(cell.text)
    own = type_of(out.number.value) if out.number else None
    if named and named.who and named.about and not named.loose and cell.text[slice(*named.kind)].lower() == own:
        take_named(cell, named, out, "register")
        return
    lead = _LEAD.match(cell.text)
    found = part(cell, lead.end() if lead else 0, len(cell.text), "subject.register", 0.85)
    out.subject = Part(found.value.rstrip("."), found.start, found.end, found.rule, 0.85)


def _is_issuer(t: Tokens, cell: Cell, out: Header) -> bool:
    """A line that is nothing but the name of a body is the issuer of the row."""
    a, b = t.at(cell.start), t.at(cell.end)
    name = name_at(t, a, b)
    if name is None or name.end != b or out.issuing_body:
        return False
    out.issuing_body = part(cell, 0, len(cell.text), "issuer.register", 0.8)
    return True


def actor_of_page(t: Tokens, out: Header) -> None:
    """«…, Sở X tổ chức các lớp …»: on a page without letterhead the body that acts is the issuer."""
    if out.issuing_body or not out.number or out.number.rule != "number.page_title":
        return
    for k in range(t.at(out.body_at), len(t.words) - 1):
        if t.words[k - 1] != ",":
            continue
        names, _after = names_at(t, k, len(t.words))
        if names and names[0].proper:
            name = names[0]
            out.issuing_body = Part(words_of(t, name), t.starts[name.start], t.ends[name.end - 1], "issuer.page", 0.7)
            return
