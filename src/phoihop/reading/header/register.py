"""A row of a register, or the first line of a page: number, date, subject and nothing else."""

from __future__ import annotations

import re

from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.names import name_at, names_at, words_of
from phoihop.reading.parts import Part
from phoihop.reading.times import make_date
from phoihop.reading.tokens import Tokens

_LEAD = re.compile(r"^(?:V\s?/\s?v|về việc|về)\s*[:.]?\s+", re.IGNORECASE)
_STATE = re.compile(r"^(?:văn bản )?(?:đang|còn|hết|chưa|ngưng) (?:có )?hiệu lực|^(?:còn|hết) hiệu lực", re.IGNORECASE)
_AFTER = re.compile(r"\s*[-–—,:]?\s*(?:ngày\s[\d/.\s]+\s*)?(?:về việc|v/v|về)\s+", re.IGNORECASE)

_LONGEST = 500
_WHOLE = re.compile(
    r"(?P<type>nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|thông báo|hướng dẫn|kết luận|chương trình|tờ trình|báo cáo|quy định|quy chế)\s+"
    r"(?:số\s*:?\s*\S[^,.]{2,30}?,?\s+)?(?:(?P<day>ngày\s+(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})),?\s+)?"
    r"của\s+(?:(?:Chủ tịch|Bộ trưởng|Giám đốc)\s+)?(?P<who>[^,.;]{4,90}?)\s+(?:về việc|v/v|về)\s+(?P<about>[^.(]{8,400}?)(?:\s*\([^()]*\))?\s*\.?$",
    re.IGNORECASE,
)


def find_line(cells: list[Cell], out: Header) -> None:
    """«Chỉ thị [số …] [ngày …] của X về việc …», the whole text being that line."""
    found = _WHOLE.match(cells[0].text) if len(cells) == 1 and len(cells[0].text) < _LONGEST else None
    if found is None:
        return
    cell = cells[0]
    out.register = True
    out.doc_type = part(cell, *found.span("type"), "type.line", value=found["type"].lower())
    out.issuing_body = part(cell, *found.span("who"), "issuer.line", 0.85)
    out.subject = part(cell, *found.span("about"), "subject.line", 0.9)
    if found["day"]:
        out.date_raw = part(cell, *found.span("day"), "date.line")
        out.date = make_date(int(found["d"]), int(found["m"]), int(found["y"]))
    out.body_at = cell.end


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
