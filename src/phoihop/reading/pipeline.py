"""normalise → header → citations → times → tables and items → doers, times, reports → class."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TypeVar

from phoihop.reading.barred import barred_tables
from phoihop.reading.blocks import Block, blocks_of
from phoihop.reading.citations import citations_in, once
from phoihop.reading.classify import classify
from phoihop.reading.header import header_of
from phoihop.reading.header.model import Header
from phoihop.reading.listed import with_lists
from phoihop.reading.marks import has_lost_marks, with_marks, without_marks
from phoihop.reading.names import begins_name
from phoihop.reading.normalise import MOST, Line, Source, lines_of, normalise
from phoihop.reading.orders import tasks_of
from phoihop.reading.parts import ActorPart, CitationPart, Part, Reading, ReferencePart, TaskPart
from phoihop.reading.references import references_in
from phoihop.reading.role_lines import role_lines
from phoihop.reading.rows import row_tasks
from phoihop.reading.schedule import calendar_of
from phoihop.reading.second import second_in
from phoihop.reading.tables import tables_in
from phoihop.reading.tokens import Tokens, tokenise

_ANY = TypeVar("_ANY", Part, CitationPart, ReferencePart)
_FIELDS = (
    "number", "number_raw", "doc_type", "issuing_body", "date_raw", "place", "subject", "signer_position", "signed_for",
    "urgency",
)  # fmt: skip
_END_OF_PAGE = (
    "tin liên quan",
    "tin cùng chuyên mục",
    "các tin khác",
    "bài viết liên quan",
    "tin mới hơn",
    "tin cũ hơn",
)


_HEADING = re.compile(
    r"(?:phân\s+công|giao)\s+(?:các\s+)?nhiệm\s+vụ|nhiệm\s+vụ|tổ\s+chức\s+thực\s+hiện|danh\s+mục|bảng|biểu|tiến\s+độ|nội\s+dung|kế\s+hoạch"
)
_MARK = 12  # characters between a heading and its first item
_DOWNLOADS = (
    "tải file",
    "tải về",
    "tải văn bản",
    "tải tệp",
    "file đính kèm:",
    "tệp đính kèm:",
    "xem chi tiết tại",
    "download",
)


def read(text: str, *, name: str = "") -> Reading:
    """Never fails and never guesses: what it cannot read stays text. `name` is the file's."""
    del name
    source = normalise(text[:MOST])
    if source.text.count("Số") > 1 and (second := second_in(lines_of(source.text))):
        placed = _moved(second, source)
        return replace(read(text[: placed.start]), text=text, second=placed)
    bare = has_lost_marks(source.text)
    if bare:
        source.text = with_marks(source.text)
    t = tokenise(source)
    lines = lines_of(source.text)
    header = header_of(t, lines)
    for addressee in header.to:
        _learn(t, addressee)
    own = header.number.value if header.number else None
    cited = with_lists(t, citations_in(t, own), own)
    subject = header.subject.value if header.subject else ""
    cal = calendar_of(t, header.date, [c.day for c in cited if c.day], subject)
    tables = tables_in(t, lines)
    barred_tables(t, lines, tables)
    role_lines(t, lines, tables)
    blocks = blocks_of(t, _body(lines, header, tables.lines))
    tasks, ignored = tasks_of(t, cal, blocks, legal=_legal(header, blocks), header=header)
    for start, end in header.annexes:
        more = blocks_of(t, [x for n, x in enumerate(lines) if n not in tables.lines and start <= x.start < end])
        ordered, passed = tasks_of(t, cal, more, legal=_by_articles(more))
        blocks, tasks, ignored = [*blocks, *more], [*tasks, *ordered], [*ignored, *passed]
    tasks = [x for x in tasks if not _heads_table(t, x, lines, tables.lines)]
    tasks = sorted([*tasks, *(one for row in tables.rows for one in row_tasks(t, cal, row))], key=lambda x: x.start)
    tasks = [x for x, after in zip(tasks, [*tasks[1:], None], strict=False) if not _heads_rows(t, x, after)]
    klass = classify(t, header, blocks, tasks)
    if klass == "header_only":
        tasks = []
    found = Reading(
        klass=klass,
        text=text,
        date=header.date,
        **{field: _placed(getattr(header, field), source) for field in _FIELDS},
        to=[_moved(p, source) for p in header.to],
        copies=[_moved(p, source) for p in header.copies],
        citations=[_moved(c, source) for c in once(cited)],
        references=[_moved(r, source) for r in references_in(t, cited, header.number, header.doc_type)],
        tasks=[_moved_task(x, source) for x in tasks],
        ignored=[_moved(p, source) for p in ignored],
    )
    if found.refused:
        return Reading(klass=klass, text=text)
    return _as_printed(found) if bare else found


def _heads_rows(t: Tokens, task: TaskPart, after: TaskPart | None) -> bool:
    """A heading right over items that were read as rows orders nothing itself."""
    if after is None or after.rule != "table.row" or task.rule == "table.row" or task.actors:
        return False
    between = t.text[task.end : after.start]
    return len(between) < _MARK and "\n" in between and t.text[task.end - 1] not in ".;"


def _heads_table(t: Tokens, task: TaskPart, lines: list[Line], taken: set[int]) -> bool:
    """«I. PHÂN CÔNG NHIỆM VỤ» right over a table: a heading, whatever bodies its words look like."""
    if t.text[task.end - 1] in ".;:" or "\n" in t.text[task.start : task.end]:
        return False
    at = bisect_left(lines, task.end, key=lambda line: line.end)
    if at + 1 not in taken or at in taken or lines[at].end != task.end:
        return False
    return t.text[task.start : task.end].isupper() or _HEADING.match(t.low, task.start) is not None


def _as_printed(found: Reading) -> Reading:
    """What was read in a text without marks is shown without them; types keep their names."""
    fields = {
        name: replace(part, value=without_marks(part.value))
        for name in _FIELDS
        if name not in {"doc_type", "urgency"} and (part := getattr(found, name))
    }
    tasks = [
        replace(
            task,
            words=without_marks(task.words),
            actors=[replace(actor, name=without_marks(actor.name)) for actor in task.actors],
            report=replace(task.report, to=[without_marks(to) for to in task.report.to]) if task.report else None,
        )
        for task in found.tasks
    ]
    to, copies = ([replace(p, value=without_marks(p.value)) for p in parts] for parts in (found.to, found.copies))
    return replace(found, **fields, tasks=tasks, to=to, copies=copies)


def _learn(t: Tokens, addressee: Part) -> None:
    """An addressee is a name, however long."""
    a, b = t.at(addressee.start), t.at(addressee.end)
    while b > a and not t.words[b - 1].isalnum():
        b -= 1
    if begins_name(t, a):
        t.learn(a, b)


def _body(lines: list[Line], header: Header, taken: set[int]) -> list[Line]:
    """Lines in which orders may stand: behind the letterhead, before the foot, outside tables."""
    out = []
    for n, line in enumerate(lines):
        low = line.text.lower()
        ends = line.end > header.body_at and (low in _END_OF_PAGE or low.startswith(_DOWNLOADS))
        if ends or line.start >= header.body_end:
            break
        if n not in taken and line.end > header.body_at:
            skip = header.body_at - line.start if line.start < header.body_at and header.splits_line else 0
            out.append(replace(line, start=line.start + skip, text=line.text[skip:]) if skip else line)
    return out


def _legal(header: Header, blocks: list[Block]) -> bool:
    """A decision or resolution by articles: what it lays down without naming a doer is no order."""
    kind = header.doc_type.value if header.doc_type else ""
    return _by_articles(blocks) or kind in {"quyết định", "nghị định", "thông tư", "luật", "quy chế", "quy định"}


def _by_articles(blocks: list[Block]) -> bool:
    return any(b.rule == "item.article" for b in blocks)


def _placed(part: Part | None, source: Source) -> Part | None:
    return _moved(part, source) if part else None


def _moved_actor(actor: ActorPart, source: Source) -> ActorPart:
    return ActorPart(actor.name, actor.role, *source.span(actor.start, actor.end), actor.rule)


def _moved(part: _ANY, source: Source) -> _ANY:
    start, end = source.span(part.start, part.end)
    if type(part) is Part:
        return Part(
            part.value, start, end, part.rule, part.confidence
        )  # most of them; quicker than asking for its fields
    return replace(part, start=start, end=end)


def _moved_task(task: TaskPart, source: Source) -> TaskPart:
    start, end = source.span(task.start, task.end)
    actors = [_moved_actor(actor, source) for actor in task.actors]
    return replace(task, start=start, end=end, quote=source.raw[start:end], actors=actors)
