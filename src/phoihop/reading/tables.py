"""Plans as tables «Nội dung | Chủ trì | Phối hợp | Thời gian»: with column marks, or flattened to lines by a copy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from phoihop.reading.cell_names import SEATS, cast_of_cell, names_of_cell
from phoihop.reading.lexicon import tags
from phoihop.reading.names import begins_name, names_at
from phoihop.reading.normalise import Line
from phoihop.reading.roles import Cast
from phoihop.reading.tokens import Tokens

_COLUMNS = [
    (
        "time",
        re.compile(
            r"thời\s+gian|thời\s+hạn|tiến\s+độ|hoàn\s+thành|thời\s+điểm|^hạn\b|hạn\s+(?:cuối|chót|xong)|thời\s+hạn|^khi\s+nào"
        ),
    ),
    ("with", re.compile(r"phối\s+hợp|cùng\s+(?:thực\s+hiện|làm)|tham\s+gia|hỗ\s+trợ")),
    (
        "lead",
        re.compile(
            r"chủ\s+trì|thực\s+hiện|chịu\s+trách\s+nhiệm|phân\s+công|phụ\s+trách|đầu\s+mối|đơn\s+vị|cơ\s+quan|bộ\s+phận|người\s+làm|ai\s+làm"
        ),
    ),
    ("result", re.compile(r"kết\s+quả|sản\s+phẩm|ghi\s+chú")),
    ("work", re.compile(r"nội\s+dung|nhiệm\s+vụ|công\s+việc|hoạt\s+động|tên|đầu\s+việc|phần\s+việc")),
    ("no", re.compile(r"^(?:stt|tt|số\s+tt)$")),
]
_OF_WORK = ("nội dung", "nhiệm vụ", "công việc", "tên nhiệm vụ", "đầu việc")
_INDEX = re.compile(r"\d{1,3}(?:\.\d{1,2})?\.?$")
_NO = re.compile(r"(?:stt|tt|số tt)$")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-Z])\s*[.)]\s")
_TIME = re.compile(
    r"(?:thường\s+xuyên|(?:hằng|hàng|mỗi|cả|trong)\s+(?:năm|quý|tháng|tuần)|(?:hoàn\s+thành\s+|hết\s+|giai\s+đoạn\s+|đợt\s+\d\s*:\s*|trong\s+|trước\s+|xong\s+|chậm\s+nhất\s+|đến\s+|từ\s+|cuối\s+|đầu\s+|giữa\s+|sáng\s+|chiều\s+|tối\s+|tuần\s+\d\s+)*(?:ngày\s+\d|tháng\s+\d|quý\s+(?:i|\d)|năm\s+(?:\d|học)|\d{1,2}/\d{1,2})|(?:đến\s+|hết\s+|giai\s+đoạn\s+|đợt\s+\d\s*:\s*)+\d|q(?:[1-4]|iv|i{1,3})(?=[/\s]|$)|\d{1,2}[.-]\d{1,2}(?:[.-]\d{4})?(?=\n|$)|\d{1,2}(?:h|\s?giờ)\s?\d{0,2},?\s|(?:ngày\s+)?\d{1,2}\s+(?:hằng|hàng|mỗi)\s|\d{1,2}\s+[^\W\d_]+\s?/\s?(?:năm|quý|tháng|tuần)|(?:ngay\s+)?sau\s+(?:mỗi|khi)\s|từ\s+\d{1,2}\s+đến\s+\d|\d{1,2}\s*-\s*\d{1,2}/\d|t\d{1,2}/\d{4}|trước\s+ngày\s[^\n(]{3,40}\(\d|(?:cuối\s+năm|theo\s+yêu\s+cầu)(?=\n|$)"
    r"|\d{1,2}/\d{1,2}|\d{1,2}/\d{4}|(?:19|20)\d\d|theo\s+(?:kế\s+hoạch|quy\s+định|tiến\s+độ)|định\s+kỳ|(?:6|06|sáu)\s+tháng|\d{1,2}\s+(?:kỳ|lần|buổi|đợt)\s?/|khi\s+(?:có|phát))"
)
_MOST_ROW = 60
_WORK = next(shape for kind, shape in _COLUMNS if kind == "work")
_LONGEST_HEAD = 300
_COLUMN_MARKS = ("|", "\t", ";", ",")
_LEAST = 2  # marks between three columns
_WIDEST = 40  # characters of a heading cell
_WRAPPED = 6  # lines of one row
_PARAGRAPHS = 40  # lines of one row whose cells hold several each
_NEW_ROW = re.compile(r"\W{0,2}(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])\s*[.)]?\s*\t")
_LONGEST_TIME = 60
_SECTIONED = 1
_ROW = re.compile(r"\W{0,2}(?:\d{1,3}|[IVX]{1,5}|[A-Z])\s*[|\t,;.]")
_SAME = {"″", "〃", "nt", "-nt-", "- nt -", "như trên"}  # as the cell above
_LEADS = re.compile(r"chủ\s+trì|đầu\s+mối|thường\s+trực|chịu\s+trách\s+nhiệm|phụ\s+trách")


@dataclass(slots=True)
class Row:
    """One task of a table: its words from the work to the time, who leads, who goes along, where the time stands."""

    start: int
    end: int
    work_end: int
    cast: Cast
    time: tuple[int, int] | None
    number: str = ""


@dataclass(slots=True)
class Tables:
    rows: list[Row] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)  # numbers of the lines that belong to a table


def tables_in(t: Tokens, lines: list[Line]) -> Tables:
    out = Tables()
    n = 0
    while n < len(lines):
        n = _columned(t, lines, n, out) or _flattened(t, lines, n, out) or n + 1
    return out


def kind_of(words: str) -> str:
    low = " ".join(words.lower().split())
    if low.startswith(_OF_WORK):
        return "work"
    return next((kind for kind, shape in _COLUMNS if shape.search(low)), "")


# With column marks


def _cells(t: Tokens, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    """The cells of one row; an empty cell is an empty span. Tabs are counted in the text as given: blanks were collapsed."""
    text, out, at, quoted = t.text, [], start, False
    for k in range(start, end):
        char = text[k]
        if char == '"' and mark in ",;":
            quoted = not quoted
        elif char == mark and not quoted:
            out.append(_bare(text, at, k))
            if mark == "\t":
                out += [(k, k)] * (t.source.raw[slice(*t.source.span(k, k + 1))].count(mark) - 1)
            at = k + 1
    out.append(_bare(text, at, end))
    if mark == "|":  # the outer marks of a row hold nothing
        out = out[1:] if len(out) > 1 and out[0][0] == out[0][1] and text[start] == mark else out
        out = out[:-1] if len(out) > 1 and out[-1][0] == out[-1][1] and text[end - 1] == mark else out
    return out


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' "\n':
        start += 1
    while end > start and text[end - 1] in ' "\n':
        end -= 1
    return start, end


def _columned(t: Tokens, lines: list[Line], n: int, out: Tables) -> int:
    """A heading row with three columns or more that are known, then its rows."""
    line = lines[n]
    if len(line.text) > _LONGEST_HEAD or not _WORK.search(t.low, line.start, line.end):
        return 0
    for mark in _COLUMN_MARKS:
        if line.text.count(mark) < _LEAST:
            continue
        head = _cells(t, lines[n].start, lines[n].end, mark)
        kinds = [kind_of(t.text[s:e]) for s, e in head]
        if "work" in kinds and {"lead", "time"} & set(kinds) and _heads(t, head, kinds, mark):
            out.lines.add(n)
            roles = ["lead" if _LEADS.search(t.low, s, e) else "do" for s, e in head]
            return _rows(t, lines, n + 1, mark, kinds, roles, out)
    return 0


def _heads(t: Tokens, head: list[tuple[int, int]], kinds: list[str], mark: str) -> bool:
    """Short cells; a comma divides columns only where every cell is known."""
    if any(e - s > _WIDEST for s, e in head):
        return False
    return mark in "|\t" or all(kinds)


def _rows(t: Tokens, lines: list[Line], k: int, mark: str, kinds: list[str], roles: list[str], out: Tables) -> int:
    """Rows, each of one line or of several where a cell was wrapped."""
    above: list[tuple[int, int]] = []
    while k < len(lines):
        stop = _row_of_paragraphs(t, lines, k, mark, kinds) or _wrapped_row(t, lines, k, mark, kinds)
        if mark not in t.text[lines[k].start : lines[stop - 1].end]:
            if not _sections(t, lines, k, mark):
                return k
            out.lines.add(k)
            k += 1
            continue
        out.lines.update(range(k, stop))
        own = _cells(t, lines[k].start, lines[stop - 1].end, mark)
        above = _with_above(t, own, above)
        if row := columned_row(t, above, kinds, roles):
            _add(out, row, own)
        k = stop
    return k


def _wrapped_row(t: Tokens, lines: list[Line], k: int, mark: str, kinds: list[str]) -> int:
    stop = k + 1
    while stop < min(len(lines), k + _WRAPPED) and _wraps(t, lines, k, stop, mark, len(kinds)):
        stop += 1
    return stop


def _row_of_paragraphs(t: Tokens, lines: list[Line], k: int, mark: str, kinds: list[str]) -> int:
    """Behind a row whose cells hold paragraphs in lines of their own, as a Word file gives them; 0 where it is none."""
    if mark != "\t":
        return 0
    have, stop = len(_cells(t, lines[k].start, lines[k].end, mark)), k + 1
    while have < len(kinds) and stop < min(len(lines), k + _PARAGRAPHS):
        if _NEW_ROW.match(lines[stop].text):
            return 0
        have += len(_cells(t, lines[stop].start, lines[stop].end, mark)) - 1
        stop += 1
    if have != len(kinds):
        return 0
    while stop < min(len(lines), k + _PARAGRAPHS) and _last_cell_goes_on(t, lines[stop], kinds[-1]):
        stop += 1
    return stop if stop > k + 1 else 0


def _last_cell_goes_on(t: Tokens, line: Line, kind: str) -> bool:
    """A further time or name under the ones of the last column."""
    if "\t" in line.text or _SECTION.match(line.text):
        return False
    if kind == "time":
        return len(line.text) < _LONGEST_TIME and _TIME.match(t.low, line.start) is not None
    return kind in {"lead", "with"} and names_at(t, t.at(line.start), t.at(line.end), semicolons=True)[1] >= t.at(
        line.end
    )


def _with_above(t: Tokens, own: list[tuple[int, int]], above: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A cell «″» is the one above it, which goes on in this row."""
    whole = [*above, *[(0, 0)] * (len(own) - len(above))]
    return [whole[n] if t.low[slice(*cell)] in _SAME else cell for n, cell in enumerate(own)]


def _add(out: Tables, row: Row, own: list[tuple[int, int]]) -> None:
    """A row of its own; of the same work as above, only who else does it."""
    if out.rows and row.start == out.rows[-1].start:
        known = {(name.start, name.end) for name, _role, _rule in out.rows[-1].cast}
        out.rows[-1].cast += [x for x in row.cast if (x[0].start, x[0].end) not in known]
        out.rows[-1].end = max(out.rows[-1].end, own[-1][1])
    else:
        out.rows.append(row)


def _sections(t: Tokens, lines: list[Line], k: int, mark: str) -> bool:
    """One cell right across a table that goes on with a numbered row."""
    return (
        mark in "|\t"
        and k + 1 < len(lines)
        and len(lines[k].text) <= _LONGEST_HEAD
        and _ROW.match(lines[k + 1].text) is not None
        and mark in t.text[lines[k + 1].start : lines[k + 1].end]
    )


def _wraps(t: Tokens, lines: list[Line], k: int, stop: int, mark: str, columns: int) -> bool:
    """The row of lines `k` to `stop` lacks columns, and the next line is no row of its own."""
    have = len(_cells(t, lines[k].start, lines[stop - 1].end, mark))
    if not 1 < have < columns or _ROW.match(lines[stop].text) or lines[stop].after_blank:
        return False
    return have - 1 + len(_cells(t, lines[stop].start, lines[stop].end, mark)) <= columns and have > _SECTIONED


def columned_row(t: Tokens, cells: list[tuple[int, int]], kinds: list[str], roles: list[str]) -> Row | None:
    """Cells under their columns; a row that lacks some is a section heading."""
    named: dict[str, tuple[int, int]] = {}
    cast: Cast = []
    for kind, role, span in zip(kinds, roles, cells, strict=False):
        if not kind or span[1] <= span[0] or kind in named:
            continue
        named[kind] = span
        if kind in {"lead", "with"}:
            cast += cast_of_cell(t, span, role if kind == "lead" else "coordinate")
    work = named.get("work")
    if work is None or len(cells) < len(kinds) - 1 or not {"lead", "time"} & set(named):
        return None
    behind = [named[kind][1] for kind in ("time", "with", "lead") if kind in named and named[kind][0] > work[0]]
    end = named["time"][1] if named.get("time", work)[0] > work[0] else max([work[1], *behind])
    return Row(work[0], end, work[1], cast, named.get("time"), t.text[slice(*named["no"])] if "no" in named else "")


# Flattened to lines


def _flattened(t: Tokens, lines: list[Line], n: int, out: Tables) -> int:
    """Lines «STT», «Nội dung …», «Cơ quan chủ trì», …, then rows that begin with a number of their own line."""
    first = _head_end(lines, n)
    if not first:
        return 0
    out.lines.update(range(n, first))
    k, done = first, 0
    while k < len(lines):
        if again := _head_end(lines, k):
            out.lines.update(range(k, again))
            k = again
        elif _INDEX.match(lines[k].text):
            stop = _row_end(t, lines, k + 1)
            row = _row(t, lines, k, stop)
            if row is None:
                break
            out.rows.append(row)
            out.lines.update(range(k, stop))
            done, k = stop, stop
        elif (k < done + 3 and _SECTION.match(lines[k].text)) or (not done and k < first + 4):
            out.lines.add(k)
            k += 1
        else:
            break
    return done or first


def _head_end(lines: list[Line], n: int) -> int:
    """Behind the heading of a table that begins at line `n`; 0 where none does."""
    if not _NO.match(lines[n].text.lower()):
        return 0
    kinds: set[str] = set()
    words = ""
    for k in range(n + 1, min(n + 16, len(lines))):
        text = lines[k].text
        if _INDEX.match(text) or _SECTION.match(text) or len(text) > 60:
            return k if {"work", "lead"} <= kinds or {"work", "time"} <= kinds else 0
        words = f"{words} {text}" if text[0].islower() else text
        kinds.add(kind_of(words))
    return 0


def _row_end(t: Tokens, lines: list[Line], k: int) -> int:
    """The line behind the time cell, or before the next number."""
    for i in range(k, min(k + _MOST_ROW, len(lines))):
        text = lines[i].text
        if i > k and (_INDEX.match(text) or _NO.match(text.lower())):
            return i
        if i > k and _is_time(t, lines, i):
            return _time_end(lines, i)
    return min(k + _MOST_ROW, len(lines))


def _is_time(t: Tokens, lines: list[Line], i: int) -> bool:
    """A short line of time in a capital, behind at least one name."""
    text = lines[i].text
    return text[0].isupper() | text[0].isdigit() and len(text) < 50 and _TIME.match(t.low, lines[i].start) is not None


def _time_end(lines: list[Line], i: int) -> int:
    k = i + 1
    while (
        k < len(lines)
        and k < i + 3
        and not lines[k].after_blank
        and lines[k].text[0].islower()
        and len(lines[k].text) < 40
    ):
        k += 1
    return k


def _row(t: Tokens, lines: list[Line], k: int, stop: int) -> Row | None:
    body = lines[k + 1 : stop]
    if not body:
        return None
    time = next((i for i in range(1, len(body)) if _is_time(t, body, i)), None)
    cells = _name_cells(t, body[: time if time is not None else len(body)])
    if not cells:
        return None
    cast: Cast = []
    for (s, e), role in zip(cells[:2], ("lead", "coordinate"), strict=False):
        cast += [(x, role, "doer.column") for x in names_of_cell(t, t.at(s), t.at(e))]
    span = (body[time].start, body[-1].end) if time is not None else None
    work_end = max((line.end for line in body if line.end <= cells[0][0]), default=body[0].end)
    return Row(body[0].start, body[-1].end, work_end, cast, span, lines[k].text.strip("."))


def _name_cells(t: Tokens, body: list[Line]) -> list[tuple[int, int]]:
    """Cells of names behind the work: a line in a capital that begins a name, when the cell above is complete."""
    cells: list[list[int]] = []
    closed = False
    for n, line in enumerate(body):
        k = t.at(line.start)
        opens = n > 0 and line.text[0].isupper() and _complete(t, cells, k, body[n - 1])
        if opens and begins_name(t, k):
            if len(cells) == 2 or closed:
                break
            cells.append([line.start, line.end])
        elif opens and cells and not _goes_on(t, k, cells):
            closed = True
        elif cells and not closed:
            cells[-1][1] = line.end
    return [(s, e) for s, e in cells]


def _complete(t: Tokens, cells: list[list[int]], k: int, above: Line) -> bool:
    """The cell above may end here: no comma, no «của», no head that wants its body."""
    last = t.words[k - 1]
    if last in {",", "và", "của", "-", "với", "cho", "thuộc"} or (
        last in {"trình", "giao", "gửi", "đạo", "cáo"} and cells
    ):
        return False
    if cells and t.phrase(k) in SEATS and t.words[t.at(cells[-1][0])] in {"ban", "ủy", "văn"}:
        return False
    if not cells:
        return True
    head = t.at(cells[-1][0])
    return not (t.has(head, tags.GOVERNED) and head + t.widths[head] == k)


def _goes_on(t: Tokens, k: int, cells: list[list[int]]) -> bool:
    """«… ở / Trung ương»: a capital that is part of the name above."""
    return t.words[k] in {"trung", "chính", "quốc", "đảng", "nhà", "việt"}
