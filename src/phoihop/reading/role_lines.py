"""Items whose roles stand in lines of their own: «Cơ quan chủ trì: X. / Cơ quan phối hợp: Y. / Thời gian: Quý II/2026.»"""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.reading.blocks import PLAIN, mark_of
from phoihop.reading.cell_names import names_of_cell
from phoihop.reading.normalise import Line
from phoihop.reading.roles import Cast
from phoihop.reading.tables import Row, Tables
from phoihop.reading.tokens import Tokens

_WHO = r"(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|cơ\s+quan,\s*đơn\s+vị|đơn\s+vị,\s*cá\s+nhân|người)\s+"
_LABEL = re.compile(
    rf"(?:(?P<lead>(?:{_WHO})?(?:chủ\s+trì|đầu\s+mối|thường\s+trực)(?:\s+(?:thực\s+hiện|tham\s+mưu|triển\s+khai))*|{_WHO}(?:chịu\s+trách\s+nhiệm(?:\s+chính)?|phụ\s+trách))"
    rf"|(?P<with>(?:{_WHO})?(?:phối\s+hợp|tham\s+gia)(?:\s+(?:thực\s+hiện|triển\s+khai))*)"
    rf"|(?P<do>{_WHO}(?:thực\s+hiện|triển\s+khai)|phân\s+công(?:\s+thực\s+hiện)?)"
    r"|(?P<time>(?:thời\s+gian|thời\s+hạn|tiến\s+độ|thời\s+điểm)(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|triển\s+khai|báo\s+cáo|xong))*)"
    r"|(?P<other>(?:kết\s+quả|sản\s+phẩm|kinh\s+phí|địa\s+điểm|hình\s+thức)(?:\s+(?:thực\s+hiện|đầu\s+ra|dự\s+kiến|đạt\s+được))*))\s*:\s*"
)
_LAST = (
    "trì", "mối", "trực", "hiện", "mưu", "khai", "nhiệm", "chính", "trách", "hợp", "gia", "công", "gian", "hạn", "độ", "điểm", "thành", "chức",
    "cáo", "xong", "quả", "phẩm", "phí", "thức", "ra", "kiến", "được",
)  # fmt: skip
_ROLES = {"lead": "lead", "with": "coordinate", "do": "do"}
_WRAP = 30  # characters of a label in the next line
_MOST = 9  # lines of the work before its roles
_ENDS = (".", ";", ":", "")
_TOPIC = re.compile(r"(?:nhiệm\s+vụ|nội\s+dung|công\s+việc)\s*:\s*")


@dataclass(slots=True)
class Said:
    """One label with what stands behind it."""

    kind: str
    start: int
    end: int
    line: int


def role_lines(t: Tokens, lines: list[Line], tables: Tables) -> None:
    """Adds a row for each such item, and takes its lines out of the body."""
    n = 0
    while n < len(lines):
        said, after = _group(t, lines, n) if n not in tables.lines else ([], n + 1)
        found = _row(t, lines, n, said) if said else None
        if found is None:
            n = after
            continue
        first, row = found
        tables.rows.append(row)
        tables.lines.update(range(first, after))
        n = after


def said_below(t: Tokens, start: int, end: int) -> Cast:
    """«Cơ quan thực hiện: X» in an item of its own: the doers of the items above it."""
    label = _LABEL.match(t.low, start, end)
    role = _ROLES.get(label.lastgroup or "") if label else None
    if label is None or role is None or _LABEL.search(t.low, label.end(), end):
        return []
    return [(name, role, "doer.said_below") for name in names_of_cell(t, t.at(label.end()), t.at(_bare_end(t, end)))]


def _group(t: Tokens, lines: list[Line], n: int) -> tuple[list[Said], int]:
    """The labels that begin at line `n` one after another, and the line behind them."""
    found: list[Said] = []
    k = n
    while k < len(lines):
        more = _labels(t, lines[k], k)
        opens = more and more[0].start == _behind_mark(lines[k])
        if not more or (found and not opens):
            break
        found += more
        k += 1
        while k < len(lines) and _goes_on(t, lines, k, found[-1]):
            found[-1].end = lines[k].end
            k += 1
    kinds = {one.kind for one in found}
    return (found, k) if kinds & {"lead", "do"} and len(kinds - {"other"}) > 1 else ([], max(k, n + 1))


def _goes_on(t: Tokens, lines: list[Line], k: int, said: Said) -> bool:
    """Line `k` was broken off from the value before it."""
    if lines[k].after_blank or mark_of(lines[k].text)[0] < PLAIN or _labels(t, lines[k], k):
        return False
    whole = lines[k - 1].text.rstrip("* ").endswith((".", ";"))
    return lines[k].start < said.end or lines[k].text[0].islower() or not whole


def _behind_mark(line: Line) -> int:
    return line.start + mark_of(line.text)[2]


def _labels(t: Tokens, line: Line, n: int) -> list[Said]:
    """Of one line: at its beginning, or behind a stop, a semicolon or a bracket."""
    out: list[Said] = []
    stop = min(len(t.low), line.end + _WRAP)
    if not _closes_label(t.low, line.start, stop):
        return out
    for label in _LABEL.finditer(t.low, line.start, stop):
        if label.start() >= line.end:
            break
        before = t.low[line.start : label.start()].rstrip(" *-")
        if label.start() != _behind_mark(line) and before and not before.endswith((".", ";", "(", ",")):
            continue
        if out:
            out[-1].end = label.start()
        out.append(Said(label.lastgroup or "", label.start(), max(line.end, label.end()), n))
    return out


def _closes_label(low: str, start: int, stop: int) -> bool:
    """A colon behind a word that ends a label."""
    colon = low.find(":", start, stop)
    while colon >= 0:
        end = colon
        while end > start and low[end - 1].isspace():
            end -= 1
        if low.endswith(_LAST, start, end):
            return True
        colon = low.find(":", colon + 1, stop)
    return False


def _row(t: Tokens, lines: list[Line], n: int, said: list[Said]) -> tuple[int, Row] | None:
    """The work stands before the first label: in the same line, or in the item above."""
    first, start, work_end = n, _behind_mark(lines[n]), said[0].start
    if work_end == start:
        first = _work_above(lines, n)
        if first == n:
            return None
        start, work_end = _behind_mark(lines[first]), lines[n - 1].end
        topic = _TOPIC.match(t.low, start)
        start = topic.end() if topic else start
    cast: Cast = []
    for one in said:
        if one.kind in _ROLES:
            at = t.at(_value_at(t, one))
            names = names_of_cell(t, at, t.at(_bare_end(t, one.end)))
            cast += [(name, _ROLES[one.kind], "doer.role_line") for name in names]
    if not any(role != "coordinate" for _name, role, _rule in cast):
        return None
    time = next((one for one in said if one.kind == "time"), None)
    when = (_value_at(t, time), _bare_end(t, time.end)) if time else None
    last = max(one.end for one in said if one.kind != "other")
    while work_end > start and t.text[work_end - 1] in " (\n":
        work_end -= 1
    return first, Row(start, _bare_end(t, last), work_end, cast, when, mark_of(lines[first].text)[1])


def _value_at(t: Tokens, one: Said) -> int:
    label = _LABEL.match(t.low, one.start)
    return label.end() if label else one.start


def _bare_end(t: Tokens, end: int) -> int:
    while t.text[end - 1] in " \n;)":
        end -= 1
    return end


def _work_above(lines: list[Line], n: int) -> int:
    """The line where the item before line `n` begins; `n` where there is none."""
    for k in range(n - 1, max(-1, n - 1 - _MOST), -1):
        level, _mark, _skip = mark_of(lines[k].text)
        if lines[k].text.rstrip().endswith(":"):
            return n
        if level < PLAIN:
            return k
        opens = lines[k].text[0].isupper() and (k == 0 or lines[k - 1].text.rstrip("* ")[-1:] in _ENDS)
        if lines[k].after_blank or opens:
            return k if k == n - 1 or not lines[k + 1].after_blank else n
    return n
