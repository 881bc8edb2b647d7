"""A page or an excerpt without its letterhead: the title it goes under, and the body that speaks in it."""

from __future__ import annotations

import re

from phoihop.reading.blocks import mark_of
from phoihop.reading.header.model import Cell, Header, part
from phoihop.reading.header.named import named_in, take_named
from phoihop.reading.header.persons import body_of
from phoihop.reading.names import Name, name_at
from phoihop.reading.parts import Part
from phoihop.reading.tokens import Tokens

_OPENS = re.compile(
    r"(?:-\s*)?(?:Kính gửi|Kính trình|Thực hiện|Căn cứ|Để |Nhằm |Theo |Tiếp tục |Hưởng ứng|Trong thời gian|Nhân dịp|Hướng tới|Năm \d|Được sự)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|lượt xem|cập nhật|trang chủ|in trang|chia sẻ|^\W*(?:thứ|chủ nhật)\s|gmt|^\[|>|\|",
    re.IGNORECASE,
)
_DIRECTS = {
    "yêu cầu", "đề nghị", "trân trọng đề nghị", "kính đề nghị", "thông báo", "hướng dẫn", "kính mời", "trân trọng kính mời", "mời", "chỉ đạo", "giao",
    "phân công", "xây dựng kế hoạch", "lập kế hoạch",
}  # fmt: skip
_ACTS = {"ban hành", "xây dựng", "tổ chức", "triển khai", "kêu gọi", "phát động", "báo cáo"}
_SPEAKS = _DIRECTS | _ACTS
_OPENINGS = {phrase.split()[0] for phrase in _SPEAKS}
_SHORT = 110
_TITLE_LINES = 7
_LEAST, _LONGEST = 20, 220
_LEAD_WORDS = 600


def find_page(t: Tokens, cells: list[Cell], out: Header) -> None:
    first = next((cell.text for cell in cells if not _is_furniture(cell)), "")
    if not first or first[0].islower() or mark_of(first)[1] not in {"", "-"}:
        return  # cut out of the middle
    if out.subject is None and out.doc_type is None and out.number is None:
        _title(cells, out)
    if out.issuing_body is None:
        heads = [p.end for p in (out.number, out.date_raw, out.subject) if p]
        out.issuing_body = _speaker(t, max([out.body_at, *heads]), signed=out.signed_for is not None)


def _is_furniture(cell: Cell) -> bool:
    return len(cell.text) < _SHORT and _FURNITURE.search(cell.text) is not None


def _title(cells: list[Cell], out: Header) -> None:
    """The line over the body, before it opens with «Thực hiện …», «Kính gửi …»."""
    heads: list[Cell] = []
    for cell in cells[:_TITLE_LINES]:
        if _OPENS.match(cell.text):
            break
        if mark_of(cell.text)[1] and not _is_furniture(cell):
            return
        heads.append(cell)
    else:
        return
    for cell in reversed(heads):
        if _is_furniture(cell) or len(cell.text) < _LEAST:
            continue
        if len(cell.text) > _LONGEST or cell.text.endswith((":", ";")):
            return
        named = named_in(cell.text)
        if named and named.about:
            take_named(cell, named, out, "heading")
        elif not named and not cell.text.endswith("."):
            out.subject = part(cell, 0, len(cell.text), "subject.heading", 0.6)
        out.body_at = max(out.body_at, cell.end)
        return


def _speaker(t: Tokens, at: int, *, signed: bool) -> Part | None:
    """«…, Sở Y tế yêu cầu các đơn vị …»: who speaks before the first item is who issues."""
    a = t.at(at)
    for p in range(a + 1, min(len(t.words), a + _LEAD_WORDS)):
        if _begins_item(t, p):
            return None
        if t.words[p] not in _OPENINGS or (phrase := t.phrase(p)) not in _SPEAKS:
            continue
        if (name := _ends_at(t, a, p)) and (said := _whole(t, name)):
            return body_of(t, said, "issuer.directs" if phrase in _DIRECTS else "issuer.acts", 0.7)
    return None


def _begins_item(t: Tokens, p: int) -> bool:
    if "\n" not in t.text[t.ends[p - 1] : t.starts[p]]:
        return False
    return mark_of(t.text[t.starts[p] : t.starts[p] + 12])[1] not in {"", "-"}


def _ends_at(t: Tokens, first: int, stop: int) -> Name | None:
    """The certain body whose name ends right before the word `stop`, adverbs between them left out."""
    while stop > first and t.words[stop - 1] in {"trân", "trọng", "kính", "nghiêm", "túc", "tiếp", "tục", "cũng"}:
        stop -= 1
    for k in range(max(first, stop - 16), stop):
        name = name_at(t, k, stop)
        if name and name.end == stop:
            return name if name.proper and t.capital(k) and _may_speak(t, k) else None
    return None


def _may_speak(t: Tokens, k: int) -> bool:
    """Not «của Sở Y tế», «các ngành, Sở Y tế»: it stands at the head of its clause."""
    return k == 0 or t.words[k - 1] not in {
        "của",
        "với",
        "do",
        "tại",
        "cho",
        "về",
        "gửi",
        "và",
        "các",
        "từ",
        "thuộc",
        "ở",
    }


def _whole(t: Tokens, name: Name) -> Name | None:
    """The fullest form in which the text gives the name."""
    words = t.words[name.start : name.end]
    best = name
    for k in range(len(t.words) - len(words)):
        if t.words[k] != words[0] or t.words[k : k + len(words)] != words or not t.capital(k):
            continue
        other = name_at(t, k, len(t.words))
        if (
            other
            and other.proper
            and other.end - k > best.end - best.start
            and all(t.words[j] != "," for j in range(k, other.end))
        ):
            best = other
    return best
