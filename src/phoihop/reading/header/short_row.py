"""A row of some export, in one line or a few: brackets, bars, dashes or commas between what it knows of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.reading.header.fields import field_named
from phoihop.reading.header.model import URGENCY, Cell, Header, fold, part
from phoihop.reading.header.named import TYPES, named_in, take_named
from phoihop.reading.names import name_at
from phoihop.reading.numbers import numbers_in
from phoihop.reading.parts import Part
from phoihop.reading.times import make_date
from phoihop.reading.tokens import Tokens

_MOST, _LINES = 700, 5
_CUTS = re.compile(
    r"[\n\t|;\[\]{}<>]+|\s[-–•·]\s|[\"']\s*[,:]\s*[\"']|[\"'(){}\[\]]{2,}|(?<=[\"'])|(?=[\"'])|\((?=\s*(?:ban hành|ngày|\d))|(?<=\d)\)|(?<=[^\W\d])\.\s+(?=[A-ZĐ])"
)
_ORDER = re.compile(r"\s*(?:stt\s*)?\d{1,4}\s*[.)]?\s*$|\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"\s*\d{1,3}\s*[.)]\s+")
_LABEL = re.compile(r"\s*(?P<key>[^\W\d][^:\n]{1,28}?)\s*:\s*(?=\S)")
_DAY = re.compile(
    r"(?:(?:ngày|ban hành|ban hành ngày|ngày ban hành|ký ngày)\s*:?\s*)?(?:(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d{2})|((?:19|20)\d{2})-(\d{2})-(\d{2})(?:[T ][\d:.Z]+)?)\W*(?:(?:có\s+)?hiệu\s+lực.*)?$",
    re.IGNORECASE,
)
_TYPE = re.compile(rf"(?:{TYPES})\W*$", re.IGNORECASE)
_STATE = re.compile(
    r"(?:có\s+)?hiệu lực|còn hiệu lực|hết hiệu lực|tải về|xem|download|chi tiết|ngày (?:hiệu lực|công báo|đăng|có hiệu lực)|người ký|trạng thái|tình trạng|lĩnh vực|\S+\.(?:pdf|docx?)\W*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:v\s?/\s?v|về việc|về)\s*[:.]?\s+", re.IGNORECASE)
_TITLED = re.compile(rf"(?:{TYPES})\s+(?:v\s?/\s?v|về việc|về)\s*[:.]?\s+", re.IGNORECASE)
_ORDERS = re.compile(
    r"(?<!\w)(?:yêu\s+cầu|đề\s+nghị|giao)\s+(?:các|ubnd|ủy\s+ban|sở|bộ|ban|phòng|công\s+an|trung\s+tâm|trường|đơn\s+vị)\s"
)
_ITEM = re.compile(r"\d{1,2}[.)]\s[^\n]{1,80}\n\s*[a-zđ\d]{1,2}[.)]\s")
_SEVERAL = 3
_LEAST = 12  # characters of a subject


@dataclass(slots=True)
class _Field:
    """`key`: what its label says it is, if it has one."""

    key: str
    start: int
    end: int
    words: str


def find_short_row(t: Tokens, out: Header, *, labelled: bool = False) -> None:
    """Fills the header in where the pieces tell a number, and a day or a type beside it. `labelled`: only if most say what they are."""
    text = t.text.strip()
    if _ITEM.match(text):
        return  # cut out of a letter
    if out.number or out.register or not text or len(text) > _MOST or text.count("\n") >= _LINES:
        return
    if _ORDERS.search(t.low):
        return  # a short letter, or news of one
    fields = _fields(t.text)
    if labelled and len({field.key for field in fields} - {"", "state"}) < _SEVERAL:
        return
    found = Header()
    rest = [field for n, field in enumerate(fields) if not _known(field, found, opens=n < 2)]
    if found.number is None or not (found.date_raw or found.doc_type or found.subject):
        return
    rest = [field for field in rest if not _body(t, field, found)]
    _subject(rest, found)
    for name in (
        "number",
        "number_raw",
        "doc_type",
        "date",
        "date_raw",
        "issuing_body",
        "subject",
        "urgency",
        "signer_position",
    ):
        setattr(out, name, getattr(out, name) or getattr(found, name))
    out.register, out.body_at = True, len(t.text)


def _fields(text: str) -> list[_Field]:
    out, at = [], 0
    for start, end in [*((m.start(), m.end()) for m in _CUTS.finditer(text)), (len(text), len(text))]:
        piece = text[at:start]
        if counted := _COUNTED.match(piece):
            at, piece = at + counted.end(), piece[counted.end() :]
        bare = piece.strip(" ,.\"'()-–")
        if bare and not _ORDER.match(piece):
            first = at + piece.index(bare)
            label = _LABEL.match(bare)
            key = field_named(label["key"]) if label else None
            lead = label.end() if label and (key or _STATE.match(label["key"])) else 0
            said = key or ("state" if lead else "")
            out.append(_Field(said.lower(), first + lead, first + len(bare), bare[lead:]))
        at = end
    return out


def _known(field: _Field, out: Header, *, opens: bool) -> bool:
    """A number, a day, a type, a state of force; or a line that names the document in full."""
    cell = Cell(field.words, field.start, field.end, 0, 0, after_blank=False)
    number = next(numbers_in(field.words), None)
    if number and (number.start, number.end) == (0, len(field.words)):
        out.number = out.number or Part(number.number, field.start, field.end, "number.row", 0.9)
        out.number_raw = out.number_raw or Part(field.words, field.start, field.end, "number.row", 0.9)
        return True
    if day := _DAY.match(field.words) if field.key in {"", "date"} else None:
        if out.date_raw is None:
            out.date = make_date(*(int(x) for x in (day[1] or day[6], day[2] or day[5], day[3] or day[4])))
            out.date_raw = part(cell, 0, len(field.words), "date.row")
        return True
    if field.key == "state" or _STATE.match(field.words):
        return True
    if _TYPE.match(field.words):
        out.doc_type = out.doc_type or part(
            cell, 0, len(field.words), "type.row", value=field.words.lower().strip(" .,")
        )
        return True
    return _told(field, cell, out, opens=opens)


def _told(field: _Field, cell: Cell, out: Header, *, opens: bool) -> bool:
    """What its label says, or «Quyết định số 12/QĐ-SYT ngày … của … về …»."""
    if field.key == "urgency":
        if kind := URGENCY.get(fold(field.words)):
            out.urgency = part(cell, 0, len(field.words), "urgency.row", value=kind)
        return True
    if field.key in {"issuing_body", "signer_position", "subject"}:
        lead = _ABOUT.match(field.words) if field.key == "subject" else None
        setattr(out, field.key, part(cell, lead.end() if lead else 0, len(field.words), f"{field.key}.row", 0.9))
        return True
    named = named_in(field.words) if opens else None
    if named and named.number:
        take_named(cell, named, out, "row")
        return True
    return False


def _body(t: Tokens, field: _Field, out: Header) -> bool:
    a, b = t.at(field.start), t.at(field.end)
    name = name_at(t, a, b)
    if out.issuing_body or name is None or name.end != b:
        return False
    out.issuing_body = Part(" ".join(field.words.split()), field.start, field.end, "issuer.row", 0.85)
    return True


def _subject(rest: list[_Field], out: Header) -> None:
    """The piece that begins with «V/v», else the longest."""
    said = [field for field in rest if len(field.words) >= _LEAST]
    if out.subject or not said:
        return
    best = next((f for f in said if _ABOUT.match(f.words)), max(said, key=lambda f: len(f.words)))
    lead = _ABOUT.match(best.words) or _TITLED.match(best.words)
    at = lead.end() if lead else 0
    words = " ".join(best.words[at:].split()).rstrip(".")
    out.subject = Part(words, best.start + at, best.end, "subject.row", 0.85)
