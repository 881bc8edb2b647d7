"""All the words of time around a task's deadline and rhythm, and what they leave out: nothing is dropped silently.

The deadline and the rhythm are the first of each. Beside them a letter writes more: another rhythm («…, năm trước
10/12»), an occasion («và khi có phát sinh»), an end («đến hết nhiệm kỳ»). Read together they are one value; where they
cannot be, the words that are left out are named, and the task is not called sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from phoihop.periods import Timing
from phoihop.reading.schedule import Calendar, When
from phoihop.reading.tokens import Tokens

Span = tuple[int, int]
_MOST_TRIED = 10  # ways to narrow a run that does not read
_MOST = 190  # characters of a phrase of time
TIME_WORDS = frozenset(
    [
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "một",
        "hai",
        "ba",
        "bốn",
        "tư",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "ngày",
        "tháng",
        "quý",
        "quí",
        "tuần",
        "giờ",
        "phút",
        "g",
        "h",
        "kỳ",
        "kì",
        "hằng",
        "hàng",
        "mỗi",
        "từng",
        "cả",
        "nửa",
        "học",
        "thứ",
        "chủ",
        "nhật",
        "sáng",
        "chiều",
        "lần",
        "đợt",
        "trước",
        "chậm",
        "muộn",
        "trễ",
        "nhất",
        "là",
        "vào",
        "trong",
        "vòng",
        "đến",
        "tới",
        "hết",
        "cho",
        "từ",
        "kể",
        "tính",
        "bắt",
        "đầu",
        "trở",
        "đi",
        "giai",
        "đoạn",
        "cuối",
        "cùng",
        "tiên",
        "làm",
        "việc",
        "của",
        "định",
        "và",
        "hoặc",
        "hay",
        "đột",
        "xuất",
        "khi",
        "có",
        "được",
        "yêu",
        "cầu",
        "phát",
        "sinh",
        "nếu",
        "cần",
        "thiết",
        "theo",
        "nhiệm",
        "thường",
        "xuyên",
        "liên",
        "tục",
        "sau",
        "ít",
        "tối",
        "thiểu",
        "xong",
        ",",
        ";",
        "(",
        ")",
        ":",
        "/",
        ".",
        "-",
        "’",
        "'",
    ]
)
_COLOUR = frozenset(
    [
        "định",
        "kỳ",
        "vào",
        "ít",
        "nhất",
        "tối",
        "thiểu",
        "báo",
        "cáo",
        "theo",
        "là",
        "trong",
        "ngày",
        "xong",
        "từng",
        ",",
        ";",
        "(",
        ")",
        ":",
        "/",
        ".",
        "-",
    ]
)
_OPENS = frozenset(
    [
        "6",
        "06",
        "sáu",
        "9",
        "09",
        "chín",
        "hằng",
        "hàng",
        "quý",
        "năm",
        "tháng",
        "trước",
        "chậm",
        "và",
        "đột",
        "lần",
        "đợt",
    ]
)  # behind «;» and «báo cáo»
_GLUE = r"(?:và|hoặc|hay|cho|đến|tới|của|là|có|được|vào|trong|theo|từ|trước|sau|khi|báo|cáo|kể|nếu|bắt|đầu|xong|thường|định|làm)"
_TRIM_RIGHT = re.compile(rf"(?:[\s,;:(/.–-]|(?<![^\W_]){_GLUE}(?![^\W_]))+$")
_TRIM_LEFT = re.compile(
    r"(?:[\s,;:)/.–-]|\d[\d/.]*\s*[,;):]|(?:và|hoặc|hay|cho|của|là|có|được|theo|báo cáo|báo|cáo|làm|việc|kể|cầu|xong)(?![^\W_]))+"
)
_MORE = re.compile(
    r"(?<!\w)(?:đột\s+xuất|khi\s+(?:có\s+|được\s+)?(?:phát\s+sinh|yêu\s+cầu)|(?:đến\s+hết\s+)nhiệm\s+kỳ|giai\s+đoạn\s+\d{4}|"
    r"(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)|(?:đến|tới)\s+(?:hết\s+)?(?:năm|tháng|ngày|quý)\s+\w+"
    r"|(?<=,\s)(?:1|01|một|cả)?\s*năm(?!\s+\d)|ngày\s+làm\s+việc|\d{1,2}/\d{1,2}|0?[1-9]\d{0,2}\s+ngày)(?!\w)"
)


_HOUR = re.compile(r"(?<!\w)\d{1,2}\s?(?:giờ|h)(?!\w)")  # of a rhythm; a day drops its hour


@dataclass(frozen=True, slots=True)
class Whole:
    """`phrase` reads as one `Timing` and holds more than deadline and rhythm; `left` are words that no value holds."""

    phrase: str | None = None
    left: tuple[str, ...] = ()


def whole_of(t: Tokens, cal: Calendar, at: Span, when: When, others: list[Span]) -> Whole:
    """Of the task at these characters; `others` are words of time that its report, or the work, has taken."""
    taken = [span for span in (when.cadence_at, when.day_at) if span]
    if when.day is None and when.cadence is None and (unread := _unread(t, when)):
        return Whole(None, unread)
    if not taken:
        return Whole(None, _said(t, _unheld(cal, at, others)))
    runs = _runs(t, at, taken, others)
    held, phrase = [*taken, *others], None
    if wider := [run for run in runs if run not in taken and _says_more(t, run, taken)]:
        read, phrase = _read(t, runs, taken)
        held += read
    hours = _more(t.low, wider, held, _HOUR) if when.cadence else []
    return Whole(phrase, _said(t, [*_unheld(cal, at, held), *_more(t.low, wider, held, _MORE), *hours]))


def _unread(t: Tokens, when: When) -> tuple[str, ...]:
    """«trước 30 tết», «trước ngày 31/6»: figures of a time that is no value, and so is asked."""
    words = " ".join(t.text[slice(*when.day_at)].split()) if when.day_at else ""
    return (words,) if any(c.isdigit() for c in words) and not Timing.read(words) else ()


def _said(t: Tokens, spans: list[Span]) -> tuple[str, ...]:
    widest = [x for x in sorted(set(spans)) if not any(y != x and y[0] <= x[0] and x[1] <= y[1] for y in spans)]
    return tuple(dict.fromkeys(" ".join(t.text[a:b].split()) for a, b in widest))


def _says_more(t: Tokens, run: Span, taken: list[Span]) -> bool:
    """Beyond «định kỳ …», «vào …», a bracket."""
    more = [k for k in range(t.at(run[0]), t.at(run[1])) if not any(a <= t.starts[k] < b for a, b in taken)]
    return not _COLOUR.issuperset(t.words[k] for k in more)


def _runs(t: Tokens, at: Span, taken: list[Span], others: list[Span]) -> list[Span]:
    """Each taken phrase with the words of time that stand around it, those that touch as one."""
    out: list[Span] = []
    for span in taken:
        run = _run(t, at, span, others)
        met = [other for other in out if other[0] < run[1] and run[0] < other[1]]
        out = [other for other in out if other not in met]
        out.append((min(run[0], *(x[0] for x in met)), max(run[1], *(x[1] for x in met))) if met else run)
    return sorted(out)


def _run(t: Tokens, at: Span, span: Span, others: list[Span]) -> Span:
    """As far as the words are words of time, and not into those that are taken by another part of the task."""
    first = t.at(max([at[0], span[0] - _MOST, *(b for _a, b in others if b <= span[0])]))
    last = t.at(min([at[1], span[1] + _MOST, *(a for a, _b in others if a >= span[1])]))
    k, j = t.at(span[0]), t.at(span[1])
    while k > first and _is_time(t, k - 1):
        k -= 1
    while j < last and _is_time(t, j):
        j += 1
    start, end = (t.starts[k] if k < t.at(span[0]) else span[0]), max(span[1], t.ends[j - 1])
    if trim := _TRIM_RIGHT.search(t.low, span[1], end):
        end = trim.start()
    if trim := _TRIM_LEFT.match(t.low, start, span[0]):
        start = trim.end()
    return start, end


def _is_time(t: Tokens, k: int) -> bool:
    word = t.words[k]
    if word == ";":
        return t.words[k + 1 : k + 2] != [] and t.words[k + 1] in _OPENS
    if word == ".":
        return t.starts[k + 1 : k + 2] == [t.ends[k]]
    if word in {"báo", "cáo"}:
        after = k + 1 if word == "cáo" else k + 2
        return (
            t.words[after - 2 : after] == ["báo", "cáo"]
            and t.words[after : after + 1] != []
            and t.words[after] in _OPENS
        )
    return word in TIME_WORDS or word.isdigit()


def _read(t: Tokens, runs: list[Span], taken: list[Span]) -> tuple[list[Span], str | None]:
    """The widest words that read as one value: all, else without what stands behind the last comma and so on."""
    for tried in _narrower(t.low, runs, taken):
        if all(run in taken for run in tried):
            return tried, None
        words = [" ".join(t.text[a:b].split()) for a, b in tried]
        phrase = words[0] if len(words) == 1 else f"{words[0]} ({words[1]})"
        if Timing.read(phrase):
            return tried, phrase
    return [], None


def _narrower(low: str, runs: list[Span], taken: list[Span]) -> list[list[Span]]:
    out = [runs]
    for n, (start, end) in enumerate(runs):
        last = max(b for a, b in taken if start <= a < end)
        first = min(a for a, _b in taken if start <= a < end)
        cuts = [found.start() for found in re.finditer(r"[,;(]|\s(?:và|hoặc|cho|đến|của)\s", low[last:end])]
        out += [[*runs[:n], (start, last + cut), *runs[n + 1 :]] for cut in reversed(cuts)]
        if start < first:
            out += [
                [*runs[:n], (first, stop), *runs[n + 1 :]] for stop in (end, *(last + cut for cut in reversed(cuts)))
            ]
        out.append([*runs[:n], (first, last), *runs[n + 1 :]])
    return [tried for n, tried in enumerate(out) if tried not in out[:n]][:_MOST_TRIED]


def _unheld(cal: Calendar, at: Span, held: list[Span]) -> list[Span]:
    """Deadlines and rhythms of the task that neither the value nor the report holds."""
    times = [x for x in cal.times_of(*at) if x.due and not _within((x.start, x.end), held)]
    due = [(x.start, x.end) for x in cal.due_of(*at)] if times else []
    rhythms = [(x.start, x.end) for x in cal.rhythms_of(*at)]
    return [span for span in [*due, *rhythms] if not _within(span, held)]


def _more(low: str, runs: list[Span], held: list[Span], shape: re.Pattern[str]) -> list[Span]:
    """Words in an unread run that say more than the deadline and the rhythm."""
    found = [x.span() for run in runs for x in shape.finditer(low, *run)]
    return [span for span in found if not _within(span, held)]


def _within(span: Span, held: list[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in held)
