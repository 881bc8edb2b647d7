"""When an order's work is to be done: where its words begin, its days, its rhythm, the event that calls for it."""

from __future__ import annotations

import re
from dataclasses import replace

from phoihop.reading.clauses import behind_count
from phoihop.reading.lexicon import tags
from phoihop.reading.reports import Report
from phoihop.reading.schedule import Calendar, When, begin_of, event_of, soft_of, when_of, whichever
from phoihop.reading.split import Piece
from phoihop.reading.tokens import Tokens

_AT_LAST = {
    "khi có",
    "khi phát sinh",
    "khi có phát sinh",
    "khi xảy ra",
    "khi xuất hiện",
    "mỗi khi",
    "khi được",
    "sau mỗi",
    "trước mỗi",
    "mỗi lần",
    "khi có yêu cầu",
    "khi có lệnh",
    "sau khi kết thúc mỗi",
    "kết thúc mỗi",
    "cuối mỗi đợt",
}
_PLAN = 14  # words from a plan to what it is for
_OPEN_LAST = {words.split()[0] for words in _AT_LAST}
_SINCE = re.compile(r"từ\s+(?:ngày\s+|tháng\s+)?[\d/.\s-]+$")


def quote_start(t: Tokens, cal: Calendar, piece: Piece, core_at: int) -> int:
    """At the order itself; what conditions or times it belongs to it, the grounds do not."""
    if piece.core is None or piece.core.kind == "bare":
        return piece.a
    if t.has(piece.a, tags.RHYTHM) or whichever(t, piece.a, piece.b):
        return piece.a
    k = piece.a
    while k < core_at:
        if t.has(k, tags.EVENT):
            return k
        k += t.widths[k]
    return _timed_start(t, cal, piece.a, core_at)


def _timed_start(t: Tokens, cal: Calendar, a: int, core_at: int) -> int:
    """«Định kỳ mỗi năm một lần, X …»: the rhythm or the deadline before the doer belongs to the order."""
    start, end = t.starts[a], t.starts[core_at]
    if core_at == a:
        return a
    if t.phrase(a) in {"đối với", "riêng đối với"}:
        return core_at  # «Đối với việc làm trong năm 2025, X …»: what it is about, not when it is due
    starts = [x.start for x in cal.rhythms_of(start, end)] + [x.start for x in cal.due_of(start, end)]
    if (begin := begin_of(cal, start, end)) is not None:
        starts.append(begin.start)
    if not starts:
        return core_at
    first = min(starts)
    since = _SINCE.search(t.low, start, first)
    at = t.at(since.start() if since else first)
    while at > a and t.has(at - 1, tags.ADV):
        at -= 1
    return at


def work_when(t: Tokens, cal: Calendar, a: int, b: int, report: Report | None) -> When:
    """Days of the work: those outside the report's words."""
    if report is None:
        end = t.ends[b - 1]
        when = _kept_up(t, a, when_of(cal, t.starts[a], end))
        if when.cadence_at is None and (event := _own_event(t, a, b)):
            when = replace(when, cadence="on_event", cadence_at=event)
        if when.day_at is None and (soft := soft_of(cal, t.starts[a], end)) and not t.low.startswith("kịp", soft[0]):
            when = replace(when, day_at=soft)
        return when
    before = when_of(cal, t.starts[a], t.starts[report.start])
    if before.begins and report.when.day:
        before = replace(before, day=None)  # «tiêm từ ngày 20/3, báo cáo trước 10/4»: begun then, not done
    if not before and report.when.day and t.words[report.start - 1] == "và" and _finishes(t, a, report):
        return replace(report.when, cadence=None, cadence_at=None)  # «hoàn thành thông tư và báo cáo … trước ngày 30/5»
    if not before and (event := _own_event(t, a, b) if t.has(a, tags.EVENT) or whichever(t, a, b) else None):
        return When(cadence="on_event", cadence_at=event)
    return before or (when_of(cal, t.ends[report.end - 1], t.ends[b - 1]) if report.end < b else before)


def _finishes(t: Tokens, a: int, report: Report) -> bool:
    return any(t.phrase(k) == "hoàn thành" for k in range(a, report.start))


def _kept_up(t: Tokens, a: int, when: When) -> When:
    """«Không tổ chức … đến hết ngày …»: how long a ban lasts is no deadline."""
    bans = t.words[a] in {"không", "tạm", "cấm"} and when.day_at is not None
    return replace(when, day=None) if bans and not when.before else when


def _own_event(t: Tokens, a: int, b: int) -> tuple[int, int] | None:
    """An event that opens the order conditions it, or one that closes it; further in, «khi» is part of the work."""
    if t.has(a, tags.EVENT) or whichever(t, a, b) or behind_count(t, a, b) > a:
        return event_of(t, a, b)
    for k in (k for k in range(max(a, b - 14), b) if t.words[k] in _OPEN_LAST):
        if (
            (t.phrase(k) in _AT_LAST or t.phrase(k).startswith("khi có ") or _on_request(t, k, b))
            and t.words[k - 1] not in {"ngay", "sau", "trước", "đến", "tới"}
            and not _planned_for(t, a, k)
            and (t.phrase(k) == "khi được" or (k >= b - 11 and "," not in t.words[k:b]))
        ):
            return t.starts[k], t.ends[b - 1 - (t.words[b - 1] in ".;/")]
    return _between(t, a, b)


def _planned_for(t: Tokens, a: int, k: int) -> bool:
    """«chuẩn bị phương án thu dung khi có dịch»: the event of a plan, not of the order."""
    for i in range(k - 1, max(a, k - _PLAN) - 1, -1):
        if t.words[i] in ",;":
            return False
        if " ".join(t.words[i : i + 2]) in {"phương án", "kịch bản", "tình huống"}:
            return True
    return False


def _between(t: Tokens, a: int, b: int) -> tuple[int, int] | None:
    """«…, khi phát hiện dấu hiệu … thì …»"""
    for k in range(a + 1, b):
        if t.words[k - 1] == "," and t.has(k, tags.EVENT) and "thì" in t.words[k : min(b, k + 20)]:
            return t.starts[k], t.ends[t.words.index("thì", k) - 1]
    return None


def _on_request(t: Tokens, k: int, b: int) -> bool:
    """«khi công đoàn có yêu cầu», «khi Ban Chỉ đạo yêu cầu»."""
    return t.words[k] == "khi" and any(t.words[i] == "yêu" for i in range(k + 1, min(b, k + 9)))
