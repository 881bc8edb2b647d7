"""Which line stands in which place of the page, told by its words and its side, not by its looks."""

from __future__ import annotations

import re
from collections import defaultdict

from phoihop.typeset.check.seen import Line, Seen, folded
from phoihop.typeset.rules import RuleSet

_TYPES = frozenset(
    folded(name)
    for name in (
        "báo cáo", "biên bản", "chỉ thị", "chiến lược", "chương trình", "dự án", "đề án", "hướng dẫn", "kế hoạch", "kết luận", "lời kêu gọi",
        "nghị quyết", "phương án", "quy chế", "quy định", "quy hoạch", "quyết định", "thông báo", "thông cáo", "thông tri", "tờ trình",
        "tuyên bố", "giấy mời", "giấy giới thiệu", "công điện", "giấy ủy quyền", "thư công", "phiếu gửi", "phiếu chuyển",
    )
)  # fmt: skip
_NUMBER = re.compile(r"^s[oố]\s*:?\s*(?:[\d._…\s-]*)(?:[-/]\s*)?[\dA-ZĐa-zđ_…. -]*[-/]", re.IGNORECASE)
_DATE = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(T/M|K/T|T/L|TM\.?|KT\.?|TL\.?|TUQ\.?|Q\.)\s", re.IGNORECASE)
_STOP = re.compile(r"^[-_*–—=]{1,}$")
_HEAD = 30  # lines in which the head of a document stands
_FOOT = 60  # lines in which its foot stands

Places = dict[str, list[Line]]


def place(seen: Seen, rules: RuleSet) -> Places:
    """Every line that belongs to a zone; what stands in a framed table belongs to none."""
    found: Places = defaultdict(list)
    lines = [line for line in seen.lines if not line.in_table and not _STOP.match(line.text)]
    begin = _head(lines, rules, found)
    end = _foot(lines, begin, rules, found)
    found["body"] = [line for line in lines[begin:end] if not line.side]  # columns inside the body are a table's
    return found


def _head(lines: list[Line], rules: RuleSet, found: Places) -> int:
    """Places the head; returns where the body begins."""
    top = lines[:_HEAD]
    taken = _marks(top, rules, found)
    _bodies(top, taken, found)
    begin = max(taken, default=-1) + 1
    begin = _below_number(top, begin, taken, found)
    begin = _title(lines, begin, found)
    return _addressed(lines, begin, rules, found)


def _marks(top: list[Line], rules: RuleSet, found: Places) -> set[int]:
    """The title, the motto, the number and the date: each known by its words."""
    words = {folded(rules.words[zone]): zone for zone in ("title", "motto") if rules.words[zone]}
    taken = set()
    for at, line in enumerate(top):
        zone = words.get(line.key) or _told(line, found)
        if zone and not found[zone]:
            found[zone].append(line)
            taken.add(at)
    return taken


def _told(line: Line, found: Places) -> str:
    if _NUMBER.match(line.text) and len(line.text) < 60:
        return "number"
    return "date" if _DATE.search(line.text) and len(line.text) < 80 and not found["date"] else ""


def _bodies(top: list[Line], taken: set[int], found: Places) -> None:
    """What stands on the left above the number: the last bold lines issue it, those before are above them."""
    last = next((at for at in taken if found.get("number") and top[at] is found["number"][0]), max(taken, default=0))
    left = [(at, line) for at, line in enumerate(top[:last]) if at not in taken and line.side != "right"]
    bold = [line for _, line in left if line.bold]
    issuer = bold or [line for _, line in left[-1:]]
    for at, line in left:
        found["issuer" if line in issuer else "superior"].append(line)
        taken.add(at)


def _below_number(top: list[Line], begin: int, taken: set[int], found: Places) -> int:
    """A letter without a type tells its subject under its number, on the left."""
    number = found.get("number")
    if not number:
        return begin
    start = next(at for at, line in enumerate(top) if line is number[0])
    for at in range(start + 1, len(top)):
        line = top[at]
        if at in taken:
            continue
        if line.side != "left" or line.key in _TYPES or line.key.startswith("kinh gui"):
            break
        if _is_mark(line):
            found["mark"].append(line)
        else:
            found["letter_abstract"].append(line)
        begin = max(begin, at + 1)
    return begin


def _is_mark(line: Line) -> bool:
    return line.key in {"khan", "thuong khan", "hoa toc"} or line.key.startswith(
        ("hoa toc", "du thao", "luu hanh", "tai lieu")
    )


def _title(lines: list[Line], begin: int, found: Places) -> int:
    """The type on a line of its own, then the bold lines of its abstract."""
    at = next((at for at in range(begin, min(begin + 6, len(lines))) if lines[at].key in _TYPES), None)
    if at is None:
        return begin
    found["type"].append(lines[at])
    at += 1
    while (
        at < len(lines)
        and lines[at].bold
        and not re.match(r"[IVXL\d]+\.|Phần|Chương|Điều", lines[at].text)
        and len(found["abstract"]) < 8
    ):
        found["abstract"].append(lines[at])
        at += 1
    return at


def _addressed(lines: list[Line], begin: int, rules: RuleSet, found: Places) -> int:
    marks = tuple(folded(word).rstrip(":") for word in (rules.words["to"], "Kính trình"))
    at = next((at for at in range(begin, min(begin + 6, len(lines))) if lines[at].key.startswith(marks)), None)
    if at is None:
        return begin
    found["to"].append(lines[at])
    at += 1
    while at < len(lines) and lines[at].text.startswith(("-", "–", "+")) and len(found["to"]) < 20:
        found["to"].append(lines[at])
        at += 1
    return at


def _foot(lines: list[Line], begin: int, rules: RuleSet, found: Places) -> int:
    """Places recipients and signature; returns where the body ends."""
    start = max(begin, len(lines) - _FOOT)
    mark = folded(rules.words["recipients"]).rstrip(":")
    starts = [at for at in range(start, len(lines)) if _begins_foot(lines[at], mark)]
    if not starts:
        return len(lines)
    first = starts[0]
    for line in lines[first:]:
        zone = _foot_zone(line, mark, found)
        if zone:
            found[zone].append(line)
    return first


def _begins_foot(line: Line, mark: str) -> bool:
    return (
        line.key.rstrip(":") == mark
        or bool(_AUTHORITY.match(line.text))
        or (line.side == "right" and line.text.isupper())
    )


def _foot_zone(line: Line, mark: str, found: Places) -> str:
    if line.key.rstrip(":") == mark:
        return "recipients"
    if line.side == "left" or (line.text.startswith(("-", "–")) and line.side != "right"):
        return "recipient"
    if _AUTHORITY.match(line.text):
        return "authority"
    if line.text.isupper():
        return "position"
    return "name" if (found["position"] or found["authority"]) and not found["name"] else ""
