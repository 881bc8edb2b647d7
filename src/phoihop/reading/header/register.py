"""A row of a register, or the first line of a page: number, date, subject and nothing else."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.names import name_at, names_at, words_of
from phoihop.reading.parts import Part
from phoihop.reading.tokens import Tokens

_LEAD = re.compile(r"^(?:V\s?/\s?v|về việc|về)\s*[:.]?\s+", re.IGNORECASE)
_STATE = re.compile(r"^(?:văn bản )?(?:đang|còn|hết|chưa|ngưng) (?:có )?hiệu lực|^(?:còn|hết) hiệu lực", re.IGNORECASE)
_AFTER = re.compile(r"\s*[-–—,:]?\s*(?:ngày\s[\d/.\s]+\s*)?(?:về việc|v/v|về)\s+", re.IGNORECASE)


def find_row(t: Tokens, cells: list[Cell], out: Header) -> None:
    """The subject is the line behind the date (or the number) that says something."""
    if out.subject or not cells:
        return
    after = max([p.end for p in (out.number, out.date_raw) if p], default=0)
    for cell in cells:
        if cell.start < after:
            if (
                out.number
                and cell.start <= out.number.start < cell.end
                and (found := _AFTER.match(cell.text, out.number.end - cell.start))
            ):
                out.subject = part(cell, found.end(), len(cell.text), "subject.page_title", 0.9)
                out.body_at = cell.end
                return
            continue
        if _STATE.match(cell.text) or len(cell.text) < 12 or _is_issuer(t, cell, out):
            continue
        lead = _LEAD.match(cell.text)
        out.subject = part(cell, lead.end() if lead else 0, len(cell.text), "subject.register", 0.85)
        out.subject = Part(out.subject.value.rstrip("."), out.subject.start, out.subject.end, out.subject.rule, 0.85)
        out.body_at = cell.end
        _issuer_behind(t, cells, cell, out)
        return


def _issuer_behind(t: Tokens, cells: list[Cell], subject: Cell, out: Header) -> None:
    any(_is_issuer(t, cell, out) for cell in cells if cell.start > subject.start)


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
