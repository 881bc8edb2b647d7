"""A block cut into sentences, and a sentence into pieces where another piece of work, doer or deadline begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.reading.clauses import STANDS, Core, behind_count, core_of, skip_adverbs
from phoihop.reading.lexicon import tags
from phoihop.reading.names import begins_name, name_at, names_at
from phoihop.reading.reports import Report, report_of
from phoihop.reading.roles import agent_of
from phoihop.reading.schedule import Calendar, soft_of, when_of
from phoihop.reading.times import WHOLE_DAYS, Time
from phoihop.reading.tokens import Tokens
from phoihop.reading.whole_times import TIME_WORDS

_SHORT_FORMS = {"tp", "tx", "tt", "đ", "c", "ths", "ts", "pgs", "gs", "bs", "ks", "gđ", "p", "q", "ktts", "v"}
_MAKES = {"xây dựng", "ban hành", "soạn thảo", "dự thảo", "ký kết", "thành lập", "biên soạn", "lập"}
_FORBIDS = {"hạn chế", "không", "không được", "tuyệt đối không", "nghiêm cấm"}
_SOON = re.compile(r"(?:(?:buổi\s+)?(?:sáng|chiều|tối)(?:\s+nay)?|(?:hôm|ngày|tuần|tháng)\s+(?:nay|này))$")
_NUMBER = re.compile(r"\d{1,2}|[ivx]{1,4}|[a-hđ]")
_JOINTS = {",", "và", ";"}
_STOPS, _CUTS = {".", "!", "?"}, {";", ")"}
_COUNTS = {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"}
_NAME = 12  # words of a name before a comma
_NEAR = 60  # words around a comma that are looked at
_LONGEST = 600  # words of a piece; nobody wrote a longer one, and looking at it again for each semicolon takes for ever
_IN_USE = {"đưa", "sử", "khai", "vận", "bàn", "nghiệm"}  # «hoàn thành, đưa vào sử dụng trước ngày …»
_DONE = {"xong", "hoàn thành"}
_ENDS = {".", ";", "/", ","}
_SAME_WORK = {"trong đó", "cao điểm", "nhất là", "đặc biệt", "nhưng", "cụ thể", "kể cả"}
_NO_PART = tags.VERB | tags.REPORT | tags.RHYTHM | tags.EVENT | tags.LINK | tags.MODAL


@dataclass(slots=True)
class Piece:
    """Words `a` to `b`; `core` is its main clause, None where it has none; `rule` says what cut it."""

    a: int
    b: int
    core: Core | None
    rule: str = "piece.whole"


def sentences_of(t: Tokens, a: int, b: int) -> list[tuple[int, int]]:
    out, first = [], a
    for k, word in enumerate(t.words[a : b - 1], a):
        if word in _STOPS and _sentence_ends(t, k):
            out.append((first, k + 1))
            first = k + 1
    if first < b:
        out.append((first, b))
    return out


def _sentence_ends(t: Tokens, k: int) -> bool:
    if not t.words[k + 1][0].isalpha() or not t.capital(k + 1):
        return False
    if t.starts[k + 1] == t.ends[k] and not _run_on(t, k):
        return False
    return t.words[k - 1] not in _SHORT_FORMS or not t.capital(k - 1)


def _run_on(t: Tokens, k: int) -> bool:
    """«trái quy định.Qua kiểm tra»: no blank behind the stop, but a word in small letters before it."""
    last = t.words[k - 1]
    return t.words[k] == "." and len(last) > 1 and last.isalpha() and not t.capital(k - 1) and last not in _SHORT_FORMS


def pieces_of(t: Tokens, cal: Calendar, a: int, b: int, *, led: bool) -> list[Piece]:
    """The pieces of one sentence in order."""
    segments = _segments(t, a, b)
    out = [_piece(t, *segments[0][:2], led=led)]
    for n, (s, e, numbered) in enumerate(segments[1:], 2):
        if out[-1].b - out[-1].a > _LONGEST:
            out[-1].b = e
            continue
        if _names_only(t, out[-1]) or _leads_only(t, out[-1], s, e):
            out[-1] = _piece(t, out[-1].a, e, led=led)
            continue
        right = _piece(t, s, e, led=led)
        why = "piece.numbered" if numbered else _begins_anew(t, cal, out[-1], right, last=n == len(segments))
        if not why and t.words[s - 1] == ";" and out[-1].core:
            why = "piece.capital" if t.capital(s) and right.core else _by_another(t, cal, right)
        if why:
            right.rule = why
            out[-1].b -= t.words[out[-1].b - 1] in {";", ","}
            out.append(right)
        else:
            out[-1].b = e
            if out[-1].core is None:
                out[-1].core = core_of(t, out[-1].a, e, led=led)
    return [p for piece in out for part in _at_subjects(t, piece) for p in _at_times(t, cal, part)]


def _by_another(t: Tokens, cal: Calendar, right: Piece) -> str:
    """«…; kỳ đầu do Sở X chủ trì vào tháng 3/2030»: no clause of its own, but who does it and by when."""
    if right.core is not None:
        return ""
    dated = any(x.day for x in cal.due_of(t.starts[right.a], t.ends[right.b - 1]))
    if dated and agent_of(t, right.a, right.b):
        return "piece.other_doer"
    begins = right.a + (t.words[right.a] == "cứ")
    back = any(
        x.cadence and x.start <= t.starts[begins] for x in cal.rhythms_of(t.starts[right.a], t.ends[right.b - 1])
    )
    if (dated and t.words[right.a] == "riêng") or (back and t.has(begins, tags.RHYTHM)):
        right.core = Core("bare", right.a, right.a)  # «…; mỗi năm khám sức khỏe một lần», «riêng xã X xong trước …»
        return "piece.other_time"
    return ""


def _at_subjects(t: Tokens, piece: Piece) -> list[Piece]:
    """«Sở A bảo đảm thuốc, Sở B thẩm định kinh phí, Công an xử lý …»: behind a comma a named body with a verb of its own."""
    out, core = [piece], piece.core
    if core is None or core.kind == "bare" or not core.names:
        return out
    k = core.after
    while (k := k + 1) < piece.b - 2:
        left = out[-1]
        if t.words[k] not in {",", "và"} or left.core is None or not _another_acts(t, left.core, k, piece.b):
            continue
        out[-1] = Piece(left.a, k, left.core, left.rule)
        out.append(Piece(k + 1, piece.b, core_of(t, k + 1, piece.b, led=False), "piece.other_doer"))
        k = out[-1].core.after if out[-1].core else k
    return out


def _another_acts(t: Tokens, core: Core, comma: int, b: int) -> bool:
    if not t.capital(comma + 1) or not begins_name(t, comma + 1):
        return False
    name = name_at(t, comma + 1, b)
    if name is None or not name.proper or not t.has(name.end, tags.VERB | tags.MODAL) or t.has(name.end, tags.NOUN):
        return False
    before = range(core.after, comma)
    if not any(t.has(k, tags.VERB | tags.CALM) for k in before) or any(t.has(k, tags.LEAD) for k in before):
        return False
    listed = range(max(core.after, comma - _NAME), comma)
    return not any(begins_name(t, k) and name_at(t, k, comma + 1).end == comma for k in listed)  # type: ignore[union-attr]


def _only_done(t: Tokens, piece: Piece) -> bool:
    """«…; hoàn thành trong Quý II/2023»: no work, only when the work before it is done."""
    k = skip_adverbs(t, piece.a, piece.b)
    after = k + t.widths[k]
    return (
        t.phrase(k) in _DONE
        and after < piece.b
        and not any(
            t.has(i, tags.VERB) and not t.has(i, tags.RHYTHM) and t.words[i] not in _IN_USE
            for i in range(after, piece.b)
        )
    )


def _names_only(t: Tokens, piece: Piece) -> bool:
    """«đề nghị Ban A các huyện; Ban B các tỉnh …»: the list of the asked goes on behind the semicolon."""
    return (
        piece.core is not None
        and piece.core.kind == "asked"
        and bool(piece.core.names)
        and piece.core.after >= piece.b - 1
    )


def _leads_only(t: Tokens, piece: Piece, s: int, e: int) -> bool:
    """«Sở A chủ trì; Sở B, Sở C phối hợp xây dựng …»: the work stands behind those who go along."""
    core = piece.core
    if core is None or not core.names or not t.has(core.after, tags.LEAD):
        return False
    if core.after + t.widths[core.after] < piece.b - 1:
        return False
    names, after = names_at(t, s, e)
    return bool(names) and t.has(after, tags.WITH)


def _segments(t: Tokens, a: int, b: int) -> list[tuple[int, int, bool]]:
    """Between semicolons, and from each «(1)», «(ii)», «b)» inside a sentence."""
    out: list[tuple[int, int, bool]] = []
    first, depth, numbered = a, 0, False
    k = a if _CUTS.intersection(t.words[a:b]) else b
    while k < b:
        word = t.words[k]
        if behind := _number_inside(t, k, a, b):
            if k > first:
                out.append((first, k, numbered))
            first, numbered, k = behind, True, behind
            continue
        if word in "()":
            depth += 1 if word == "(" else -1
        elif word == ";" and depth <= 0 and k + 1 < b and not _number_inside(t, k + 1, a, b):
            out.append((first, k + 1, numbered))
            first, numbered = k + 1, False
        k += 1
    out.append((first, b, numbered))
    return out


def _number_inside(t: Tokens, k: int, a: int, b: int) -> int:
    """The word behind a mark such as «(i)» or «b)» inside a sentence; 0 where there is none."""
    bracket = t.words[k] == "("
    at = k + bracket
    if at + 2 >= b or t.words[at + 1] != ")" or not _NUMBER.fullmatch(t.words[at]):
        return 0
    if k > a and t.words[k - 1] not in {":", ";", ",", "."} and not (bracket and t.words[k - 1] == "và"):
        return 0
    return at + 2


def _piece(t: Tokens, a: int, b: int, *, led: bool) -> Piece:
    a = behind_link(t, a, b)
    return Piece(a, b, core_of(t, a, b, led=led))


def behind_link(t: Tokens, a: int, b: int) -> int:
    """Behind «Đồng thời,», «Trên cơ sở đó,»."""
    if a + 3 < b and t.words[a + 1] == "là" and t.words[a] in _COUNTS and t.words[a + 2] in {",", ":"}:
        a += 3  # «Một là, …»
    while a + 1 < b and t.has(a, tags.LINK):
        a += t.widths[a]
        if t.words[a] in {",", ":"} and a + 1 < b:
            a += 1
    return a


def _begins_anew(  # noqa: PLR0911 - one return a rule
    t: Tokens, cal: Calendar, left: Piece, right: Piece, *, last: bool
) -> str:
    """Why the clause behind a semicolon is a task of its own; "" where it stays with the one before."""
    if left.core is None or right.core is None:
        return ""
    event = t.has(right.a, tags.EVENT)
    if right.core.kind == "subject" or (right.core.kind == "asked" and not event):
        return "piece.other_doer"
    if event or (t.has(right.a, tags.CALM) and t.phrase(right.core.start) in STANDS):
        return "piece.other_time" if _adds_own_time(t, cal, left, right) else ""
    if stands_in(t, left):
        return "piece.after_role"
    if left.rule == "piece.report":
        return "piece.after_report"
    report = report_of(t, cal, right.a, right.b, right.core.start)
    if report and report.only:
        if _reports_anew(t, cal, left, right, report):
            return "piece.other_time"
        own = report.when.day or report.when.cadence not in {None, "on_event"}
        alone = (not last and report.when.day_at) or (own and not _of_this_work(t, left, right))
        return "piece.report" if alone else ""
    if t.has(right.a, tags.CALM) or _only_done(t, right):
        return ""
    if _has_time(t, cal, left) or _has_time(t, cal, right) or behind_count(t, right.a, right.b) > right.a:
        return "piece.other_time"
    return "piece.new_paper" if _makes_paper(t, right) else ""


def _adds_own_time(t: Tokens, cal: Calendar, left: Piece, right: Piece) -> bool:
    """Beside work with a time: «hễ có vụ việc thì báo cáo …», «không phát sinh hồ sơ mới»."""
    if t.has(right.a, tags.EVENT):
        return right.core is not None and right.core.kind == "bare" and _reports_event(t, cal, left, right)
    return _has_day(t, cal, left) and t.phrase(right.a) in _FORBIDS


def _reports_anew(t: Tokens, cal: Calendar, left: Piece, right: Piece, report: Report) -> bool:
    """A report with a time beside another report or work with its own, or with a rhythm that opens it."""
    earlier = report_of(t, cal, left.a, left.b, left.core.start if left.core else left.a)
    if (report.when and earlier and earlier.only and earlier.when) or behind_count(t, right.a, right.b) > right.a:
        return True
    if (report.when.day_at or report.when.cadence) and _has_time(t, cal, left):
        return True
    opens = t.has(right.a, tags.RHYTHM) or t.words[right.a] in {"định", "cứ"}
    return opens and report.when.cadence is not None


def _of_this_work(t: Tokens, left: Piece, right: Piece) -> bool:
    """«…; báo cáo kết quả với X …», «theo dõi …; báo cáo …», «…; tổng hợp, báo cáo …»: the work just named, nothing besides it."""
    k = right.core.start if right.core else right.a
    if (
        t.words[k] == "lập"
        or t.words[k : k + 2] == ["tổng", "hợp"]
        or any(t.phrase(i) == "theo dõi" for i in range(left.a, min(left.b, left.a + 12)))
    ):
        return True
    if t.words[k : k + 4] != ["báo", "cáo", "kết", "quả"]:
        return False
    return t.words[k + 4 : k + 5] in (["với"], ["về"], ["cho"]) or t.has(k + 4, tags.RHYTHM)


def _reports_event(t: Tokens, cal: Calendar, left: Piece, right: Piece) -> bool:
    """«…, xong trong tháng 10; hễ có vụ việc thì báo cáo …»: a report each time beside work that has its own time."""
    if right.core is None or not (_has_time(t, cal, left) or when_of(cal, t.starts[left.a], t.ends[left.b - 1])):
        return False
    report = report_of(t, cal, right.a, right.b, right.core.start)
    return report is not None and report.only


def stands_in(t: Tokens, piece: Piece) -> bool:
    """«X là bộ phận thường trực»: says who leads, and no work."""
    core = piece.core
    return bool(core and core.names and t.words[core.after : core.after + 1] == ["là"] and t.has(core.after, tags.LEAD))


def _has_time(t: Tokens, cal: Calendar, piece: Piece) -> bool:
    """A deadline or rhythm of the work itself, not of a report within it."""
    start = piece.core.start if piece.core else piece.a
    report = report_of(t, cal, piece.a, piece.b, start)
    end = t.starts[report.start] if report else t.ends[piece.b - 1]
    when = when_of(cal, t.starts[piece.a], end)
    return when.day is not None or when.cadence is not None


def _has_day(t: Tokens, cal: Calendar, piece: Piece) -> bool:
    return when_of(cal, t.starts[piece.a], t.ends[piece.b - 1]).day is not None


def _makes_paper(t: Tokens, piece: Piece) -> bool:
    k = skip_adverbs(t, piece.a, piece.b)
    after = k + t.widths[k]
    return t.phrase(k) in _MAKES and any(t.has(i, tags.TYPE) for i in range(after, min(piece.b, after + 4)))


def _at_times(t: Tokens, cal: Calendar, piece: Piece) -> list[Piece]:
    """«Hằng năm sơ kết, năm 2020 tổng kết», «xong trước … đối với …, xong trước … đối với …»."""
    out, k = [piece], piece.a
    while (k := k + 1) < piece.b - 1:
        if t.words[k] not in _JOINTS:
            continue
        left = out[-1]
        timed = t.words[k] == "," and (t.has(k + 1, tags.RHYTHM) or t.phrase(k + 1) in _DONE)
        if (timed and _own_time(t, cal, left, k)) or _timed_twice(t, cal, left, k) or _kept_up(t, k, piece.b):
            out[-1] = Piece(left.a, k, left.core, left.rule)
            out.append(Piece(k + 1, piece.b, Core("bare", k + 1, k + 1), "piece.time"))
            k += 1
        elif _timed_apart(t, cal, left, k):
            out[-1] = Piece(left.a, k, left.core, left.rule)
            out.append(Piece(k + 1, piece.b, _part_core(t, k + 1, piece.b), "piece.part"))
            k += 1
    return out


def _timed_twice(t: Tokens, cal: Calendar, piece: Piece, k: int) -> bool:
    """«gửi báo cáo sơ kết trước ngày …, báo cáo tổng kết trước ngày …»: a time closes the left, the right has its own."""
    if not t.has(k + 1, tags.VERB | tags.REPORT | tags.RHYTHM) or t.has(k + 1, tags.NOUN) or t.phrase(k + 1) in _DONE:
        return False
    a, b = max(piece.a, k - _NEAR), min(piece.b, k + _NEAR)
    if not any(t.has(i, tags.VERB | tags.REPORT) for i in range(k + 1, b)):
        return False  # «… trong tháng 4, chậm nhất là ngày 10/5»: a second time of the same work
    reports = t.words[k] == "và" and t.has(k + 1, tags.REPORT) and when_of(cal, t.starts[k + 1], t.ends[b - 1]).day
    soon = _SOON.search(t.low, max(t.starts[a], t.ends[k - 1] - 20), t.ends[k - 1])
    closing = [*cal.due_of(t.starts[a], t.starts[k]), *(cal.rhythms_of(t.starts[a], t.starts[k]) if reports else ())]
    if not soon and not any(x.end == t.ends[k - 1] for x in closing):
        return False
    if not when_of(cal, t.starts[k + 1], t.ends[b - 1]):
        return False
    before = report_of(t, cal, a, k, max(a, piece.core.after) if piece.core else a)
    behind = report_of(t, cal, k + 1, b, k + 1)
    return bool(before and before.only) == bool(behind and behind.only)


def _kept_up(t: Tokens, k: int, b: int) -> bool:
    """«phát sóng từ số báo ngày …, duy trì mỗi tuần 2 kỳ»: what is kept up at its own rhythm."""
    at = k + 1
    return t.words[k] == "," and t.phrase(at) == "duy trì" and at + 2 < b and t.has(at + 2, tags.RHYTHM)


def _part_core(t: Tokens, a: int, b: int) -> Core:
    """«…, Đảng ủy xã hoàn thành trước …»: a part of the work may name its own doer."""
    core = core_of(t, a, b, led=True)
    named = core is not None and core.kind == "subject" and core.names[0].proper
    return core if core and named else Core("bare", a, a)


def _timed_apart(t: Tokens, cal: Calendar, piece: Piece, k: int) -> bool:
    """«xong ở chi bộ trước ngày …, ở đảng ủy cơ sở chậm nhất …»: each part of the work closes with its own deadline."""
    if t.words[k + 1] in _JOINTS or t.tags[k + 1] & _NO_PART or t.phrase(k + 1) in _SAME_WORK:
        return False
    if _closing_time(t, cal, max(piece.a, k - _NEAR), k) is None:
        return False
    for end in range(k + 2, min(piece.b, k + _NEAR) + 1):
        if end < piece.b and t.words[end] not in _JOINTS:
            continue
        begins = _closing_time(t, cal, k + 1, end)
        if begins is not None:
            between = range(k + 1, t.at(begins))
            return any(_names_part(t, i) for i in between)
    return False


def _sets(t: Tokens, cal: Calendar, time: Time) -> bool:
    """A deadline, or a plain day from which nothing begins."""
    plain = time.kind in WHOLE_DAYS and time.day is not None and not cal.gone(time)
    begins = "từ" in t.low[max(0, time.start - 4) : time.start + 3]
    return (plain and not begins) or any(x.core == time.core for x in cal.due_of(time.start, time.end))


def _names_part(t: Tokens, i: int) -> bool:
    """A word of the work and none of time; «đợt 2»."""
    if t.words[i] in {"đợt", "lần"} and t.words[i + 1].isdigit():
        return True
    return t.words[i].isalpha() and t.words[i] not in TIME_WORDS and not t.has(i, tags.STOP)


def _closing_time(t: Tokens, cal: Calendar, a: int, b: int) -> int | None:
    """Where the deadline begins with which the words end, a bracket behind it passed over."""
    last = b - 1
    while last > a and t.words[last] in _ENDS:
        last -= 1
    if t.words[last] == ")":
        last = next((i - 1 for i in range(last, a, -1) if t.words[i] == "("), last)
    start, end = t.starts[a], t.ends[last]
    found = next((x.start for x in cal.times_of(start, end) if x.end == end and _sets(t, cal, x)), None)
    soft = soft_of(cal, start, end) if found is None else None
    return soft[0] if soft and soft[1] == end and not t.low.startswith("kịp", soft[0]) else found


def _own_time(t: Tokens, cal: Calendar, piece: Piece, k: int) -> bool:
    after = k + 1 + t.widths[k + 1]
    left = t.has(piece.a, tags.RHYTHM) and t.has(piece.a + t.widths[piece.a], tags.VERB)
    if left and after < piece.b and t.has(after, tags.VERB):
        return True
    done = t.phrase(k + 1) in _DONE
    return (
        done
        and bool(cal.due_of(t.starts[piece.a], t.starts[k]))
        and bool(cal.due_of(t.starts[k + 1], t.ends[piece.b - 1]))
    )
