"""From blocks to tasks: what is an order, what only looks like one, and who inherits which doers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from phoihop.reading import headings
from phoihop.reading.blocks import PLAIN, Block
from phoihop.reading.clauses import Core, core_of, skip_adverbs
from phoihop.reading.closing import closes, looks_like_order
from phoihop.reading.header.model import Header
from phoihop.reading.labels import behind_label, opens_label
from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, name_at, names_at
from phoihop.reading.normalise import collapse
from phoihop.reading.parts import Part, TaskPart
from phoihop.reading.reports import Report, report_of
from phoihop.reading.role_lines import said_below
from phoihop.reading.roles import Cast, agent_of, cast_of
from phoihop.reading.rows import actor_part, report_part
from phoihop.reading.schedule import Calendar, When, choice_of, soft_of, when_of
from phoihop.reading.split import Piece, pieces_of, sentences_of, stands_in
from phoihop.reading.timing import quote_start, work_when
from phoihop.reading.tokens import Tokens
from phoihop.reading.whole_times import Whole, whole_of

_TIME_SAID = re.compile(
    r"(?:-\s*)?(?:thời\s+(?:gian|hạn)|tiến\s+độ|hạn\s+(?:cuối|chót))(?:\s+(?:thực\s+hiện|hoàn\s+thành|xong|dự\s+kiến|báo\s+cáo|triển\s+khai|tổ\s+chức))*\s*(?::|trước|chậm|trong|xong|đến|là)"
    r"|(?:(?:việc|nhiệm\s+vụ|nội\s+dung|công\s+việc)\s+này\s+)?(?:đảm\s+bảo\s+|bảo\s+đảm\s+|phấn\s+đấu\s+)?(?:phải\s+)?(?:hoàn\s+thành|xong|(?:thời\s+)?hạn\s+hoàn\s+thành)(?:\s+(?:thực\s+thi|thực\s+hiện))?\s*:?\s+(?=(?:chậm|muộn|trong|trước|vào|ngày|quý|tháng|đến|\d)[^.;]{0,60}[.;]?$)"
    r"|(?:chậm|muộn)\s+nhất\s+(?=[^.;,]{0,40}(?:,?\s+phải\s+(?:xong|hoàn\s+thành))?[.;]?$)|thời\s+điểm\s+(?:báo\s+cáo|hoàn\s+thành)\s*:"
)
_TAKES_PART = re.compile(r".{0,200}?\s(?:tham gia|phối hợp)\s", re.DOTALL)
_TITLE_MOST = 170
_YOU = (["các", "đồng", "chí"], ["quý", "cơ", "quan"], ["quý", "đơn", "vị"], ["quý", "cơ", "quan", ",", "đơn", "vị"])
_NAMES_MOST = 420  # of a heading that is nothing but names
_OVER = {
    "ban thường vụ", "thường trực", "ban bí thư", "bộ chính trị", "ban chấp hành", "thủ tướng", "thủ tướng chính phủ", "chính phủ",
    "chủ tịch",
}  # fmt: skip
_IS_WORK = re.compile(
    r"(?<!\w)là\s+(?:một\s+|những\s+)?(?:nhiệm\s+vụ|yêu\s+cầu|trách\s+nhiệm|việc|giải\s+pháp|nền\s+tảng|cơ\s+sở|khâu)(?!\w)"
)
_LONG = 15  # words of an item that is an order although it ends in a colon
_UNSURE = 0.85  # where words of time are left out of the value, or a beginning stands for a deadline
_MUST_BE = re.compile(r"(?<!\w)phải\s+được\s(?!\w+\s+(?:quyền|phép))")
_RING = re.compile(r"(?<!\w)(?:điện\s+thoại|đt|số\s+máy|e-?mail|hotline)\s*:?\s*[\d(+]")
_LINE = 120
_THREAT = re.compile(
    r"(?<!\w)(?:vi\s+phạm|nào\s+(?:không|chưa|chậm)|để\s+chậm|(?:nếu\s+)?quá\s+(?:thời\s+)?hạn)(?:\s[^.;:]{0,80})?\s(?:sẽ\s+bị|bị\s+xử|phải\s+chịu\s+trách\s+nhiệm)(?!\w)"
)
_FINISH = re.compile(r"hoàn\s+thành|chậm\s+nhất|xong\s+trước")


@dataclass(slots=True)
class Frame:
    level: float
    cast: Cast
    aims: bool
    tells: bool = False  # a section of results and shortcomings
    lead_in: bool = False  # opened by a plain line with a colon
    when: When | None = None  # by when what stands under it is due


@dataclass(slots=True)
class Desk:
    """What is known while the body is read from top to bottom."""

    t: Tokens
    cal: Calendar
    legal: bool
    issuer: str = ""  # in small letters
    to: list[Name] = field(default_factory=list)  # addressees
    frames: list[Frame] = field(default_factory=list)
    tasks: list[TaskPart] = field(default_factory=list)
    ignored: list[Part] = field(default_factory=list)
    marked: bool = False  # an item with a mark has been passed
    items: list[tuple[float, int]] = field(default_factory=list)  # level and place of each item that is still open
    led: bool = False  # a lead-in or a mark has been passed: what follows is the list of orders

    def cast(self) -> Cast:
        return next((f.cast for f in reversed(self.frames) if f.cast), [])

    def when(self) -> When | None:
        return next((f.when for f in reversed(self.frames) if f.when), None)

    def tells(self) -> bool:
        return bool(self.frames) and self.frames[-1].tells

    def aims(self) -> bool:
        return bool(self.frames) and self.frames[-1].aims


def tasks_of(
    t: Tokens, cal: Calendar, blocks: list[Block], *, legal: bool, header: Header | None = None
) -> tuple[list[TaskPart], list[Part]]:
    """Tasks and what was passed over, in the order of the text."""
    desk = Desk(t, cal, legal)
    if header:
        desk.issuer = header.issuing_body.value.lower() if header.issuing_body else ""
        desk.to = [
            name for part in header.to for name in names_at(t, t.at(part.start), t.at(part.end), semicolons=True)[0]
        ]
    for n, block in enumerate(blocks):
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        if block.level < PLAIN:
            desk.frames = [f for f in desk.frames if f.level < block.level]
            desk.items = [*(x for x in desk.items if x[0] < block.level), (block.level, block.start)]
        a, b = t.at(block.start), t.at(block.end)
        if a >= b:
            continue
        if _names_above(desk, block):
            continue
        if _is_title(t, block, following, b):
            _open(desk, block, a, b, headings.heading_cast(t, a, b), block.level)
        else:
            _block(desk, block, a, b, following)
    return desk.tasks, desk.ignored


def _names_above(desk: Desk, block: Block) -> bool:
    """«- Cơ quan thực hiện: X» names the doers of the items before it under the same heading, where nobody is named yet."""
    above = [start for level, start in desk.items if level < block.level]
    if (
        not above
        or not desk.tasks
        or desk.tasks[-1].start < above[-1]
        or not (cast := said_below(desk.t, block.start, block.end))
    ):
        return False
    actors = [actor_part(desk.t, *one) for one in cast]
    first = len(desk.tasks)
    while first and desk.tasks[first - 1].start >= above[-1] and not _said_below(desk.tasks[first - 1]):
        first -= 1
    bare = [n for n in range(first, len(desk.tasks)) if not desk.tasks[n].actors]
    for n in bare:
        desk.tasks[n] = replace(desk.tasks[n], actors=actors)
    return bool(bare)


def _said_below(task: TaskPart) -> bool:
    return bool(task.actors) and task.actors[0].rule == "doer.said_below"


def _is_title(t: Tokens, block: Block, following: Block | None, b: int) -> bool:
    """Names what follows and orders nothing itself."""
    last = t.words[b - 1]
    if last in ".;" or last == ":" or following is None:
        return False
    if block.end - block.start > _TITLE_MOST:
        return (
            block.end - block.start < _NAMES_MOST
            and following.level > block.level
            and headings.only_names(t, t.at(block.start), b)
        )
    if block.level <= 2:
        return True
    capitals = t.text[block.start : block.end].isupper()
    if block.level == PLAIN:
        return capitals and following.level < PLAIN
    return following.level > block.level or (capitals and following.level < block.level)


def _addressed(desk: Desk, cast: Cast) -> Cast:
    """«… đề nghị các đồng chí:» is no name: those the letter is addressed to."""
    out: Cast = []
    for name, role, rule in cast:
        if desk.t.words[name.start : name.end] in _YOU:
            out += [(one, role, "doer.addressed") for one in desk.to]
        else:
            out.append((name, role, rule))
    return out


def _open(desk: Desk, block: Block, a: int, b: int, cast: Cast, level: float) -> None:
    cast = _addressed(desk, cast)
    for name, _role, _rule in cast:
        desk.t.learn(name.start, name.end)
    t = desk.t
    asks = t.words[b - 1] == ":" and any(t.has(k, tags.ASK) and not t.has(k, tags.NOUN) for k in range(a + 1, b))
    aims = not cast and not asks and t.ends[b - 1] - t.starts[a] < _TITLE_MOST
    aims = aims and headings.opens_aims(t.low[t.starts[a] : t.ends[b - 1]])
    desk.frames = [f for f in desk.frames if f.level < level]
    tells = not cast and headings.opens_results(t.low[t.starts[a] : t.ends[b - 1]])
    when = None if aims or tells else headings.heading_when(t, desk.cal, a, b)
    desk.frames.append(Frame(level, cast, aims, tells, lead_in=block.level == PLAIN, when=when))
    desk.led = True


def _block(desk: Desk, block: Block, a: int, b: int, following: Block | None) -> None:
    desk.led = desk.led or block.level < PLAIN
    desk.marked = desk.marked or block.level < PLAIN
    t = desk.t
    if block.level == PLAIN and desk.aims() and desk.frames[-1].lead_in and opens_label(t, a, b):
        desk.frames.pop()
    spans = sentences_of(t, a, b)
    lead_in = spans.pop() if t.words[b - 1] == ":" else None
    inherited = desk.cast()
    for s, e in spans:
        first = s
        cast, s = behind_label(t, s, e, led=bool(inherited))  # noqa: PLW2901 - the label is read
        if cast and block.level == PLAIN and any(t.has(k, tags.ASK) for k in range(first, s)):
            desk.frames.append(Frame(PLAIN - 0.5, cast, aims=False))  # «X yêu cầu: Y: …», and the paragraphs behind it
            desk.led = True
        inherited = _sentence(desk, block, s, e, cast or inherited)
    if lead_in and _orders_itself(desk, block, lead_in, following):
        _sentence(desk, block, *lead_in, inherited)
    if lead_in:
        s, e = lead_in
        cast = headings.lead_in_cast(t, s, e - 1, item=block.level < PLAIN)
        _open(desk, block, s, e, cast, _lead_level(desk, block, following))
        desk.ignored.append(_passed(t, s, e, "ignored.lead_in"))


def _orders_itself(desk: Desk, block: Block, span: tuple[int, int], following: Block | None) -> bool:
    """«1. Giao chỉ tiêu thu cho từng phòng, cụ thể:», «… đề nghị các đơn vị báo cáo nhanh các nội dung sau:» at the end of a copy."""
    t, (s, e) = desk.t, span
    if following is None:
        core = core_of(t, s, e - 1, led=False)
        return core is not None and core.kind == "asked" and bool(core.names)
    if block.level == PLAIN or following.level < PLAIN or not desk.cast():
        return False
    core = core_of(t, s, e - 1, led=True)
    return (
        core is not None and core.kind == "bare" and e - s > _LONG and t.has(skip_adverbs(t, core.start, e), tags.VERB)
    )


def _lead_level(desk: Desk, block: Block, following: Block | None) -> float:
    """A lead-in before any mark names the doers of all that follows; a later one those of the list behind it."""
    if block.level < PLAIN:
        return block.level
    if not desk.marked:
        return -0.5
    return (following.level if following else PLAIN) - 0.5


def _sentence(desk: Desk, block: Block, s: int, e: int, inherited: Cast) -> Cast:
    """Tasks of one sentence; gives the doers that a further sentence of the item inherits."""
    t = desk.t
    if _only_time(desk, block, s, e):
        return inherited
    if closes(t, s, e, heads_item=block.level < PLAIN and t.starts[s] <= block.start):
        desk.ignored.append(_passed(t, s, e, "ignored.closing"))
        return _asked_in_passing(t, s, e) or inherited
    pieces = pieces_of(t, desk.cal, s, e, led=bool(inherited))
    mine: list[TaskPart] = []
    for n, piece in enumerate(pieces):
        by = agent_of(t, piece.a, piece.b) if piece.core is None and piece.rule == "piece.other_doer" else []
        own = _addressed(desk, cast_of(t, piece.core, piece.b)) if piece.core else by
        doers = [x for x in own if x[1] != "coordinate"] if by or (piece.core and piece.core.names) else []
        if stands_in(t, piece) and n + 1 < len(pieces):
            inherited = own
            continue
        cast = own if doers else [*_as_lead(t, piece, inherited), *own]
        if doers and _asks_on(t, piece.core, inherited):
            cast = [*inherited, *(x for x in own if x[0].proper or x[0].det)]
        elif piece.core and piece.core.askers and block.level < PLAIN and _ask_on(desk, piece.core):
            cast = [*((n, "do", "doer.asks_on") for n in piece.core.askers), *own]
        if why := _no_order(desk, piece, cast):
            if piece.core or looks_like_order(t, desk.cal, piece.a, piece.b, led=desk.led):
                desk.ignored.append(_passed(t, piece.a, piece.b, why))
            continue
        desk.led = desk.led or (piece.core is not None and piece.core.kind != "bare")
        task = _task(desk, block, piece, cast or agent_of(t, piece.a, piece.b) or _of_paper(t, piece))
        mine.append(_part_of(mine[-1], task) if mine and piece.rule == "piece.part" else task)
        inherited = doers or inherited
    desk.tasks += _with_helpers(mine)
    return inherited if mine else _asked_in_passing(t, s, e) or inherited


def _asked_in_passing(t: Tokens, s: int, e: int) -> Cast:
    """«…, yêu cầu X, Y có trách nhiệm thực hiện Chỉ thị này. Nếu vướng mắc thì …»: X and Y in the sentence behind it, too."""
    for k in range(s, e - 1):
        if t.has(k, tags.ASK) and not t.has(k, tags.NOUN):
            names, after = names_at(t, k + t.widths[k], e, semicolons=True)
            return (
                [(n, "do", "doer.asked") for n in names]
                if names and t.has(after, tags.MODAL | tags.VERB | tags.ADV)
                else []
            )
    return []


def _part_of(before: TaskPart, task: TaskPart) -> TaskPart:
    """«gửi báo cáo về X, bản giấy trước 31/8, bản mềm trước 29/8»: a part of a report is a report."""
    if before.kind != "report" or before.report is None or task.report is not None:
        return task
    report = replace(
        before.report, deadline=task.deadline, deadline_phrase=task.deadline_phrase, before=task.before,
        cadence=task.cadence, cadence_phrase=task.cadence_phrase, when_phrase=task.when_phrase, left=list(task.left),
    )  # fmt: skip
    return replace(task, kind="report", report=report)


def _only_time(desk: Desk, block: Block, s: int, e: int) -> bool:
    """«Thời gian hoàn thành: trước ngày …»: says by when the task before it is due, and is taken into it."""
    t, task = desk.t, desk.tasks[-1] if desk.tasks else None
    if task is None or task.end > t.starts[s] or not _TIME_SAID.match(t.low, t.starts[s], t.ends[e - 1]):
        return False
    if any(t.has(k, tags.ASK) or t.words[k] == ";" for k in range(s, e)):
        return False
    when = when_of(desk.cal, t.starts[s], t.ends[e - 1])
    days = [x for x in desk.cal.times_of(t.starts[s], t.ends[e - 1]) if x.end <= t.ends[e - 1]]
    day = when.day or (days[-1].day if days else None)
    if day is None and when.cadence is None:
        return False
    if task.deadline is None and task.cadence is None:
        phrase = t.raw(when.day_at or ((days[-1].start, days[-1].end) if days else None))
        inside = task.start >= block.start
        end = t.ends[e - 1] if inside else task.end
        desk.tasks[-1] = replace(
            task, end=end, words=collapse(t.text[task.start : end]), deadline=day, deadline_phrase=phrase, before=when.before,
            cadence=when.cadence, cadence_phrase=t.raw(when.cadence_at),
        )  # fmt: skip
    return True


def _of_paper(t: Tokens, piece: Piece) -> Cast:
    """«Báo cáo tổng kết của các cơ sở gửi về …»: whose paper is handed in has to hand it in."""
    if not t.has(piece.a, tags.TYPE):
        return []
    for k in range(piece.a + 1, min(piece.b, piece.a + 12)):
        if t.words[k] == "của":
            name = name_at(t, k + 1, piece.b)
            return [(name, "do", "doer.paper")] if name and t.words[name.end] == "gửi" else []
    return []


def _asks_on(t: Tokens, core: Core | None, inherited: Cast) -> bool:
    """«Yêu cầu Y …» under a heading that names X: X asks, Y does, both have something to do."""
    if core is None or core.kind != "asked" or t.words[core.start] != "yêu":
        return False
    return bool(inherited) and all(rule in {"doer.heading", "doer.label"} for _n, _r, rule in inherited)


def _ask_on(desk: Desk, core: Core) -> bool:
    """«X yêu cầu Y …»: X sees to it, unless X is who issues the letter or stands over all it is sent to."""
    t, name = desk.t, core.askers[0]
    over = t.phrase(name.start) in _OVER or " ".join(t.words[name.start : name.end]) in desk.issuer
    return t.words[core.start] == "yêu" and not over


def _as_lead(t: Tokens, piece: Piece, inherited: Cast) -> Cast:
    """«Chủ trì …» under a heading makes its doers lead."""
    core = piece.core
    if core and any(t.has(k, tags.LEAD) for k in range(core.start, min(piece.b, core.start + 3))):
        return [(n, "lead" if role == "do" else role, rule) for n, role, rule in inherited]
    return inherited


def _no_order(desk: Desk, piece: Piece, cast: Cast) -> str:
    """Why the piece is no task; "" where it is one."""
    return "ignored.tells" if _threatens(desk, piece) else _not_asked(desk, piece, cast)


def _threatens(desk: Desk, piece: Piece) -> bool:
    """«Doanh nghiệp vi phạm sẽ bị xử lý …», «đơn vị nào không báo cáo phải chịu trách nhiệm»: what comes of not doing; and
    whom to ring.
    """
    start, end = desk.t.starts[piece.a], desk.t.ends[piece.b - 1]
    asked = piece.core is not None and piece.core.kind == "asked"
    rung = not asked and end - start < _LINE and _RING.search(desk.t.low, start, end)
    return bool(rung or _THREAT.search(desk.t.low, start, end)) and when_of(desk.cal, start, end).day is None


def _not_asked(desk: Desk, piece: Piece, cast: Cast) -> str:  # noqa: PLR0911 - one return a rule
    t, core = desk.t, piece.core
    if core is None:
        told = (
            _finish(desk, piece)
            or _reported(desk, piece)
            or (bool(cast) and _dated(desk, piece))
            or _by_agent(desk, piece)
            or _has_to_be(desk, piece)
        )
        return "" if told else "ignored.no_order"
    if core.kind == "bare" and not cast and _IS_WORK.search(t.low, t.starts[piece.a], t.ends[piece.b - 1]):
        return "ignored.no_order"
    if core.kind == "asked":
        asked = core.names or cast or desk.led or t.has(core.after, tags.VERB | tags.REPORT | tags.ADV)
        return "" if asked else "ignored.no_doer"
    if core.kind == "subject":
        if desk.tells() and not _duty_said(t, core.after, piece.b):
            return "ignored.aims"
        if not desk.led and not _duty_said(t, core.after, piece.b) and not _finish(desk, piece):
            return "" if _due_later(desk, piece) else "ignored.tells"
        return ""
    if desk.aims():
        return "ignored.aims"
    if cast:
        return ""
    if desk.legal:
        return "" if agent_of(t, piece.a, piece.b) or _finish(desk, piece) else "ignored.no_doer"
    return "" if desk.led or _finish(desk, piece) else "ignored.no_doer"


def _duty_said(t: Tokens, after: int, b: int) -> bool:
    return any(t.has(k, tags.MODAL | tags.LEAD) for k in range(after, min(b, after + 4)))


def _finish(desk: Desk, piece: Piece) -> bool:
    """«Thời gian thực hiện … hoàn thành chậm nhất vào ngày …»."""
    t = desk.t
    start, end = t.starts[piece.a], t.ends[piece.b - 1]
    return _FINISH.search(t.low, start, end) is not None and when_of(desk.cal, start, end).day is not None


def _due_later(desk: Desk, piece: Piece) -> bool:
    """«Các đảng ủy xây dựng kế hoạch, gửi về Ban trước ngày 20/3» in a letter of 12/3: told before the day, so it is asked."""
    signed, cal = desk.cal.signed, desk.cal
    due = cal.due_of(desk.t.starts[piece.a], desk.t.ends[piece.b - 1])
    return signed is not None and any(x.day and x.before and x.day > signed for x in due)


def _by_agent(desk: Desk, piece: Piece) -> bool:
    """«Hồ sơ do Sở X lập, trình … trước ngày …»: by whom and by when."""
    t, cal = desk.t, desk.cal
    span = t.starts[piece.a], t.ends[piece.b - 1]
    if not desk.led or not (agent := agent_of(t, piece.a, piece.b)):
        return False
    times = cal.times_of(*span) if agent[0][2] == "doer.bracket" else cal.due_of(*span)
    return any(x.day and not cal.gone(x) for x in times) or bool(cal.rhythms_of(*span))


def _has_to_be(desk: Desk, piece: Piece) -> bool:
    """«Kết quả kiểm kê phải được cập nhật chậm nhất 24 giờ …»: by whom is not said, by when is."""
    span = desk.t.starts[piece.a], desk.t.ends[piece.b - 1]
    if not desk.led or _MUST_BE.search(desk.t.low, *span) is None:
        return False
    when = when_of(desk.cal, *span)
    return when.day is not None or when.cadence is not None or soft_of(desk.cal, *span) is not None


def _dated(desk: Desk, piece: Piece) -> bool:
    """«Đoàn kiểm tra làm việc: + Sáng ngày 03/4/2026: tại Chi bộ X»: a day and what is then, under who does it."""
    t, after = desk.t, piece.a + desk.t.widths[piece.a]
    dated = t.has(piece.a, tags.RHYTHM) and t.words[after : after + 1] == [":"] and after + 1 < piece.b
    return dated and when_of(desk.cal, t.starts[piece.a], t.starts[after]).day is not None


def _reported(desk: Desk, piece: Piece) -> bool:
    """«Kết quả thực hiện báo cáo về Ban … trước ngày …»: to whom and when is said, by whom is not."""
    if not desk.led:
        return False
    report = report_of(desk.t, desk.cal, piece.a, piece.b, piece.a)
    return bool(report and report.to and (report.when.day or report.when.cadence))


def _passed(t: Tokens, a: int, b: int, rule: str) -> Part:
    start, end = t.starts[a], t.ends[b - 1]
    return Part(collapse(t.text[start:end]), start, end, rule, 0.7)


def _with_helpers(tasks: list[TaskPart]) -> list[TaskPart]:
    """«X chủ trì …; Y tham gia …»: Y goes along with the lead of the sentence."""
    if len(tasks) < 2 or not any(a.role == "lead" for a in tasks[0].actors):
        return tasks
    helping = [_helps(task) for task in tasks]
    helpers = [
        replace(a, role="coordinate") for task, helps in zip(tasks, helping, strict=True) if helps for a in task.actors
    ]
    first = replace(tasks[0], actors=[*tasks[0].actors, *helpers])
    return [first, *(_as_helper(task) if helps else task for task, helps in zip(tasks[1:], helping[1:], strict=True))]


def _helps(task: TaskPart) -> bool:
    return task.rule == "piece.other_doer" and _TAKES_PART.match(task.words) is not None


def _as_helper(task: TaskPart) -> TaskPart:
    return replace(task, actors=[replace(a, role="coordinate") for a in task.actors])


def _task(desk: Desk, block: Block, piece: Piece, cast: Cast) -> TaskPart:
    t, cal = desk.t, desk.cal
    core_at = piece.core.start if piece.core else piece.a
    a = quote_start(t, cal, piece, core_at)
    report = report_of(t, cal, a, piece.b, max(core_at, _behind_names(piece)))
    start, end = t.starts[a], t.ends[piece.b - 1]
    when = report.when if report and report.only else work_when(t, cal, a, piece.b, report)
    choice = choice_of(t.low, start, end)
    whole, reported = _wholes(t, cal, (start, end), when, report)
    if not when and not (report and report.when) and (over := desk.when()):
        when = over
    left = bool(whole.left or reported.left or when.begins)
    return TaskPart(
        start=start,
        end=end,
        words=collapse(t.text[start:end]),
        kind="action" if report is None else "report" if report.only else "action+report",
        actors=[actor_part(t, *x) for x in cast],
        rule=piece.rule,
        path=block.path,
        confidence=min(_confidence(piece, cast, block), _UNSURE if left else 1.0),
        deadline=when.day,
        deadline_phrase=t.raw(when.day_at),
        before=when.before,
        cadence=when.cadence,
        cadence_phrase=t.raw(when.cadence_at),
        choices=list(when.choices),
        span_choice=t.raw(choice),
        report=report_part(t, report, reported) if report else None,
        when_phrase=whole.phrase,
        left=list(whole.left),
    )


def _wholes(t: Tokens, cal: Calendar, at: tuple[int, int], when: When, report: Report | None) -> tuple[Whole, Whole]:
    """All the words of time of the work, and of its report; where the report is the task, both are the same."""
    if report is None or report.only:
        whole = whole_of(t, cal, at, when, [])
        return whole, whole
    work = [span for span in (when.day_at, when.cadence_at) if span]
    told = [span for span in (report.when.day_at, report.when.cadence_at) if span]
    split = t.starts[report.start]
    reported = whole_of(t, cal, (split, t.ends[report.end - 1]), report.when, work)
    return whole_of(
        t, cal, at, when, [*told, (split, t.ends[report.end - 1])] if not _inside(work, split) else told
    ), reported


def _inside(work: list[tuple[int, int]], split: int) -> bool:
    return any(start >= split for start, _end in work)


def _behind_names(piece: Piece) -> int:
    return piece.core.after if piece.core and piece.core.names else 0


def _confidence(piece: Piece, cast: Cast, block: Block) -> float:
    """Surer with a doer in the words, less so for a verb alone or a cut at a semicolon."""
    sure = 0.95 if piece.core and piece.core.names else 0.9 if cast else 0.7
    if piece.rule != "piece.whole":
        sure -= 0.1
    return round(sure - (0.05 if block.level == PLAIN else 0.0), 2)
