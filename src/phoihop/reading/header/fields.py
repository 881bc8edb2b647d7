"""A record with named fields: lines «Trích yếu: …», a JSON object, or a table of one row under its column names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phoihop.reading.header.model import URGENCY, Cell, Header, fold, strip_marks
from phoihop.reading.header.named import named_in, take_named
from phoihop.reading.numbers import canonical
from phoihop.reading.parts import Part
from phoihop.reading.times import make_date

_LABELS = {
    "number": {"sohieu", "sokyhieu", "sovakyhieu", "sovanban", "kyhieu", "sohieuvanban", "sokyhieuvanban", "sovb", "sohieuvb"},
    "date": {"ngaybanhanh", "ngayvb", "ngayvanban", "ngayky", "ngaybh", "ngaythangvanban", "ngaythangbanhanh"},
    "subject": {"trichyeu", "trichyeunoidung", "noidungtrichyeu", "trichyeuvanban", "veviec"},
    "issuing_body": {"coquanbanhanh", "noigui", "coquan", "donvibanhanh", "noibanhanh", "coquangui", "cqbanhanh", "cqbh", "coquanbh", "coquanbanhanhvanban", "donvigui", "tencoquan"},
    "doc_type": {"loaivb", "loaivanban", "tenloai", "loai", "hinhthuc", "hinhthucvanban"},
    "urgency": {"dokhan", "mucdokhan"},
    "signer_position": {"chucvunguoiky", "chucvu", "chucdanh", "chucdanhnguoiky", "chucvuky", "nguoikychucvu", "chucvunguoikyvanban"},
}  # fmt: skip
_WEAK = {
    "ngay": "date",
    "noidung": "subject",
    "tieude": "subject",
    "tenvanban": "subject",
    "donvi": "issuing_body",
}  # only beside a stronger one
_NAMED = {label: field for field, labels in _LABELS.items() for label in labels}
_LONGEST_NAME = 2 * max(map(len, (*_NAMED, *_WEAK)))  # letters of a label that may still be one of them
_LINE = re.compile(r"^\s*\"?(?P<key>[^\W\d][\w ,/]{1,30}?)\"?\s*:[ \t]*\"?(?P<value>[^\n\"]*)\"?,?\s*$", re.MULTILINE)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$|(\d{4})-(\d{2})-(\d{2})(?:T.*)?$")
_NUMBER = re.compile(r"\d{1,6}[a-z]?\s*[-–/].*[^\W\d]$")
_ABOUT = re.compile(r"(?:v\s?/\s?v|về việc|về)\s*[:.]?\s+", re.IGNORECASE)
_NATION = re.compile(r"^\W*(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG CỘNG SẢN VIỆT NAM)", re.MULTILINE)
_DATA = re.compile(r"\s*(?:-{3}\w*\s*\{|-{3}\w*\n|[\[{]\s*\")")
_MOST, _LEAST = 4000, 3
_Field = tuple[str, str, int]


def find_fields(text: str, out: Header) -> bool:
    """Whether the text is such a record; what its fields hold is taken as it stands."""
    if len(text) > _MOST or _NATION.search(text):
        return False
    for fields in (list(_by_lines(text)), list(_by_columns(text))):
        if len({field.lower() for field, _, _ in fields}) >= _LEAST and {"number", "subject"} & {
            f for f, _, _ in fields
        }:
            for field, value, at in sorted(fields, key=lambda x: x[0].isupper()):
                if field.islower() or getattr(out, "date_raw" if field == "DATE" else field.lower()) is None:
                    _fill(out, field.lower(), value, at)
            out.register = True
            out.body_at = len(text)
            return True
    return _by_title(text, out)


def _by_title(text: str, out: Header) -> bool:
    """A page's data in braces or between dashes: its title names the document, with number and day."""
    if not _DATA.match(text):
        return False
    for line in _LINE.finditer(text):
        at, words = line.start("value"), line["value"]
        lead = len(words) - len(words.lstrip())
        named = named_in(words[lead:]) if field_named(line["key"]) or line["key"].strip() == "title" else None
        if named and named.number and (named.about or named.day):
            take_named(Cell(words[lead:], at + lead, at + len(words), 0, 0, after_blank=False), named, out, "record")
            out.register, out.body_at = True, len(text)
            return True
    return False


def field_named(label: str) -> str | None:
    """A weak name in capitals."""
    if sum(map(str.isalnum, label)) > _LONGEST_NAME:
        return None
    key = re.sub(r"[\W_]+", "", strip_marks(label))
    return _NAMED.get(key) or _WEAK.get(key, "").upper() or None


def _by_lines(text: str) -> Iterator[_Field]:
    for line in _LINE.finditer(text):
        if field := field_named(line["key"]):
            yield field, line["value"], line.start("value")


def _by_columns(text: str) -> Iterator[_Field]:
    """The first row whose cells stand under at least three known names."""
    names: list[str | None] = []
    at = 0
    for line in text.split("\n"):
        few = all(line.count(mark) < _LEAST - 1 for mark in "|;\t,")
        cells = [] if few else list(_cells(line, at))
        at += len(line) + 1
        if few:
            continue
        if sum(name is not None for name in names) >= _LEAST and len(cells) == len(names):
            yield from ((name, words, place) for name, (words, place) in zip(names, cells, strict=True) if name)
            return
        found = [field_named(words) for words, _ in cells]
        if sum(name is not None for name in found) >= _LEAST:
            names = found


def _cells(line: str, at: int) -> Iterator[tuple[str, int]]:
    mark = next((m for m in "|;\t" if m in line), ",")
    bare = line.strip().strip("|") if mark == "|" else line
    at += line.index(bare) if bare else 0
    quoted = re.compile(rf'"[^"]*"|[^{re.escape(mark)}]+|(?<={re.escape(mark)})(?={re.escape(mark)})')
    for cell in quoted.findall(bare) if mark == "," and '"' in bare else bare.split(mark):
        words = cell.strip(' "')
        yield words, at + (cell.index(words) if words else 0)
        at += len(cell) + 1


def _fill(out: Header, field: str, raw: str, at: int) -> None:
    words = raw.strip(' "')
    at += raw.index(words) if words else 0
    if not words or (field != "date" and getattr(out, field) and getattr(out, field).rule == "field.record"):
        return
    if field == "date":
        if day := _DAY.match(words):
            d, m, y = (day[1], day[2], day[3]) if day[1] else (day[6], day[5], day[4])
            out.date = make_date(int(d), int(m), int(y))
            out.date_raw = Part(words, at, at + len(words), "date.register")
        return
    end = at + len(words)
    if field == "number":
        if _NUMBER.match(words):
            out.number = Part(canonical(words), at, end, "field.record", 0.95)
            out.number_raw = Part(words, at, end, "field.record", 0.95)
        return
    if field == "subject" and (lead := _ABOUT.match(words)):
        at, words = at + lead.end(), words[lead.end() :]
    if field == "urgency":
        if kind := URGENCY.get(fold(words)):
            out.urgency = Part(kind, at, end, "field.record", 0.95)
        return
    value = words.lower() if field == "doc_type" else words.rstrip(".")
    setattr(out, field, Part(" ".join(value.split()), at, end, "field.record", 0.9))
