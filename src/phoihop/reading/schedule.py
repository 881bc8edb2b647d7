"""When: the days and rhythms that belong to a stretch of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from phoihop.reading.lexicon import tags
from phoihop.reading.series import joined
from phoihop.reading.times import Rhythm, Time, rhythms_in, times_in
from phoihop.reading.tokens import Tokens

Span = tuple[int, int]
_SOFT = re.compile(
    r"(?<!\w)(?:trước\s+khi\s+[^.;,]{3,60}|tại\s+(?:kỳ\s+họp|phiên\s+họp)\s+(?:thứ\s+)?\w+(?:\s+nhất)?|theo\s+tiến\s+độ\s+[^.;,]{3,40}"
    r"|(?:trước|sau|đến|hết)\s+(?:ngày\s+)?(?:\d{1,2}|rằm|mùng\s+\w+|mồng\s+\w+)\s+(?:tháng\s+\w+\s+)?(?:tết(?:\s+nguyên\s+đán)?|âm\s+lịch)"
    r"|(?:chậm\s+nhất|muộn\s+nhất|trong\s+vòng|không\s+quá)\s+(?:là\s+|sau\s+)?\d{1,3}\s*(?:giờ|tiếng|phút)(?:\s+(?:sau|kể\s+từ|từ)\s+(?:(?!\sphải\s)[^.;,]){3,60})?"
    r"|(?:(?:chậm|muộn|trễ)\s+nhất\s+(?:là\s+)?|trước\s+)?\d{1,3}\s+ngày(?:\s+làm\s+việc)?\s+trước\s+(?!ngày\s+\d|\d)[^.;,]{3,60}"
    r"|trước\s+(?:(?!ngày\s+\d|tháng|năm\s+\d)[^\W\d_]+\s+){1,7}\d{1,3}\s+ngày(?:\s+làm\s+việc)?(?!\w)"
    r"|trong\s+thời\s+gian\s+sớm\s+nhất|khi\s+được\s+yêu\s+cầu|ngay\s+sau\s+khi\s+[^.;,]{3,60}|kịp\s+thời)"
)
_PERIODS = {"quarter", "month", "half", "years", "year", "bare_quarter", "bare_month"}
_PARTS = {"quarter", "month", "half"}
_LATEST = ("chậm nhất", "muộn nhất", "trễ nhất", "không quá")
_SHORT = {"short", "bare", "dotted", "bare_month", "bare_quarter"}
_DAYS = {"full", "slash", "short", "bare"}
_FORCE = re.compile(r"hiệu\s+lực[^.;]{0,40}$|giai\s+đoạn\s+(?:năm\s+)?$|tính\s+$|số\s+liệu\s+$")
_VISION = re.compile(r"(?:tầm\s+nhìn|định\s+hướng|mục\s+tiêu|chiến\s+lược[^.;,]{0,40})\s+$")  # … đến năm 2045
_MEASURED = re.compile(
    r"(?:kết\s+quả|tình\s+hình|số\s+liệu|chỉ\s+tiêu|kế\s+hoạch|nhiệm\s+vụ|công\s+tác|báo\s+cáo|dự\s+toán)\s+$"
)
_SINCE = re.compile(r"(?<!\w)từ\s+$")
_START = re.compile(
    r"(?:ngay\s+từ\s+(?:[^\W\d_]+\s+){1,4}|(?:từ|của|số|ngay\s+sau)\s+|[-(]\s?|\((?:khai|bế|họp|diễn)(?:\s+(?:mạc|ra))?\s+(?:(?:vào\s+)?(?:lúc\s+)?\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{2}\s?(?:phút)?)?,?\s+)?(?:vào\s+)?)$"
)
_FROM = re.compile(
    r"(?<!số\sliệu\s)(?<!tính\s)(?<!\w)(?:bắt\s+đầu\s+|kể\s+)?từ\s+(?:\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{2}\s?(?:phút)?)?,?\s+)?$"
)
_STANDS = re.compile(r"[^.;]{0,24}(?:hiệu\s+lực|đến\s+nay|trở\s+(?:đi|về))")
_DATED = re.compile(r"ngày\s+\d{1,2}\s*(?:/|-|\s+tháng\s+)\s*\d{1,2}\s*(?:/|-|,?\s+năm\s+)\s*\d{4}")
_OF_YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20)\d{2})(?!\s*[-–\d])")
_MORE_YEARS = re.compile(r"giai đoạn|các năm|những năm|h[ằà]ng năm|nhiệm kỳ|(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}")
_EVERY = re.compile(r"(?:hằng|hàng|mỗi)\s")
_ONCE = re.compile(
    r"khi\s+(?:(?:kết thúc|hoàn thành|tổng kết)\s+(?!mỗi|từng)"
    r"|nhận\s+được\s+(?:công văn|văn bản|kế hoạch|hướng dẫn|thông báo|chỉ thị|công điện)(?:\s+này)?)"
)  # «khi kết thúc chiến dịch», «khi nhận được văn bản này»
_COMES = {"annual", "semiannual", "quarterly"}  # beside such a rhythm a day without a year comes back
_YEARS_BACK = re.compile(r"từ\s+(?:năm|tháng\s+\d{1,2}/|ngày\s+\d{1,2}/\d{1,2}/)\s*(\d{4})\s+$")
_TOLD = re.compile(
    r"(?<!tổ\schức\s)(?<!\smở\s)(?:luật|(?<!hội\s)nghị|quyết\s+định|thông\s+báo(?!\s+cho)|công\s+văn|kế\s+hoạch|chỉ\s+thị|kết\s+luận|hướng\s+dẫn|văn\s+bản|tờ\s+trình|công\s+điện|báo\s+cáo|chương\s+trình"
    r"|cuộc\s+họp|hội\s+nghị|phiên\s+họp|kỷ\s+niệm|chào\s+mừng|sinh\s+ngày|thành\s+lập)[^.;:,]{0,40}$"
)
_CHOICE = re.compile(
    r"(?:năm\s+(?:học\s+)?\d{4}|(?:giai\s+đoạn\s+)?\d{4}\s*-\s*\d{4}|quý\s+\w+(?:/\d{4})?|tháng\s+\d{1,2}(?:/\d{4})?)"
    r"\s*\(?\s*(?:hoặc|hay)\s+(?:giai\s+đoạn|năm|quý|tháng)\s+[\w/]+(?:\s*-\s*\d{4})?\s*\)?"
)


@dataclass(frozen=True, slots=True)
class When:
    """A deadline and a rhythm, each with the place of its words; `choices` where the rhythm is left open."""

    day: date | None = None
    day_at: Span | None = None
    before: bool = False
    cadence: str | None = None
    cadence_at: Span | None = None
    choices: tuple[str, ...] = ()
    short: bool = False  # the day was printed without its year
    begins: bool = False  # a day on which the work begins stands for its deadline

    def __bool__(self) -> bool:
        return self.day_at is not None or self.cadence_at is not None


@dataclass(slots=True)
class Calendar:
    """All days and rhythms of the text, found once."""

    t: Tokens
    times: list[Time]
    rhythms: list[Rhythm]
    signed: date | None = None
    taken: list[Span] = field(default_factory=list)  # days of cited documents: no deadlines
    one_year: bool = False  # the letter is about one given year: what comes back in it has its day

    def times_of(self, start: int, end: int) -> list[Time]:
        first = bisect_left(self.times, start, key=lambda x: x.core)
        out = []
        for time in self.times[first:]:
            if time.core >= end:
                break
            if time.start >= start and not self._is_taken(time.core):
                out.append(time)
        return out

    def rhythms_of(self, start: int, end: int) -> list[Rhythm]:
        first = bisect_left(self.rhythms, start, key=lambda x: x.start)
        return [r for r in self.rhythms[first : first + 20] if r.end <= end]

    def _is_taken(self, at: int) -> bool:
        k = bisect_left(self.taken, (at + 1, 0)) - 1
        return k >= 0 and self.taken[k][0] <= at < self.taken[k][1]

    def due_of(self, start: int, end: int) -> list[Time]:
        """Those that are deadlines, or come back."""
        return [x for x in self.times_of(start, end) if x.due and not self._in_force(x) and not self.gone(x)]

    def gone(self, time: Time) -> bool:
        """A day before the letter's own, or the end of a period that began before it: told, not set."""
        if self.signed is None or time.day is None:
            return False
        since = _YEARS_BACK.search(self.t.low, max(0, time.start - 24), time.start)
        return time.day < self.signed or (since is not None and int(since[1]) < self.signed.year)

    def _in_force(self, time: Time) -> bool:
        ahead = self.t.low[max(0, time.start - 60) : time.start]
        return bool(_FORCE.search(ahead) or (time.kind in {"year", "years"} and _VISION.search(ahead)))


def year_about(subject: str, signed: date | None) -> int | None:
    """«… năm 2026», not «giai đoạn 2026 - 2030», nor the date of a document that is carried out."""
    low = _DATED.sub(" ", subject.lower())
    years = {int(year) for year in _OF_YEAR.findall(low)}
    if len(years) != 1 or signed is None or _MORE_YEARS.search(low):
        return None
    year = years.pop()
    return year if year >= signed.year else None


def calendar_of(t: Tokens, signed: date | None, taken: list[Span], subject: str = "") -> Calendar:
    """Finds them and marks their words, so that the grammar steps over them as over one word."""
    about = year_about(subject, signed)
    out = Calendar(t, joined(t.low, times_in(t.low, signed, about), signed), rhythms_in(t.low), signed, sorted(taken))
    out.one_year = about is not None
    for start, end in [*((x.start, x.end) for x in out.times), *((x.start, x.end) for x in out.rhythms)]:
        first, last = t.at(start), t.at(end)
        if last > first:
            t.tags[first] = tags.RHYTHM
            t.widths[first] = last - first
    return out


def when_of(cal: Calendar, start: int, end: int) -> When:
    """The deadline and the rhythm of one stretch."""
    rhythm = _rhythm(cal, start, end)
    due = cal.due_of(start, end)
    comes = next((x for x in due if x.comes), None)
    day = (
        _last_of_list(cal, _outermost(cal, [x for x in due if not x.comes]))
        or _named_period(cal, start, end)
        or _last_of_list(cal, _plain_day(cal, start, end))
    )
    if day and rhythm and not day.due and cal.t.low.startswith("từ ", day.start):
        day = None  # «từ 06 giờ ngày 09/9, cứ 02 giờ …»: from when on it comes back
    if day is None and rhythm is None and (begin := begin_of(cal, start, end)):
        return replace(_joined(cal, begin, None), begins=True)
    if comes and comes.kind == "comes" and (rhythm is None or comes.start <= rhythm.start < comes.end):
        return When(None, (comes.start, comes.end), comes.before, comes.comes, (comes.start, comes.end))
    return _joined(cal, day or comes, rhythm)


def _outermost(cal: Calendar, due: Sequence[Time]) -> Time | None:
    """The first; of «trong quý I, muộn nhất 15/4/2026» what is said right behind it and at the latest."""
    found = next(iter(due), None)
    for more in due[1:]:
        if not (found and found.day and more.day and found.end <= more.start):
            break
        if cal.t.low[found.end : more.start].strip(" ,") or not cal.t.low.startswith(_LATEST, more.start):
            break
        found = more
    return found


def _last_of_list(cal: Calendar, day: Time | None) -> Time | None:
    """«trong các ngày: 30/4/2020, 01/5/2020»: of days side by side the last."""
    if day is None or "các ngày" not in cal.t.low[max(0, day.start - 12) : day.core + 12]:
        return day
    for more in cal.times_of(day.end, day.end + 40):
        if more.day and cal.t.low[day.end : more.start].strip(" ,") in {"", "và"}:
            day = more
    return day


def _joined(cal: Calendar, day: Time | None, rhythm: Rhythm | None) -> When:
    if day is None:
        return _only_rhythm(rhythm) if rhythm else When()
    if rhythm is not None and _is_horizon(cal, day) and day.core > rhythm.start:
        return _only_rhythm(rhythm)  # «… hằng tháng, cho đến hết tháng 5»: how long it comes back
    found = None if _comes_back(cal, day, rhythm) else day.day
    if day.comes and (rhythm is None or rhythm.cadence == "annual" or day.start <= rhythm.start < day.end):
        return When(found, (day.start, day.end), day.before, day.comes, (day.start, day.end))
    if rhythm is None:
        return When(found, (day.start, day.end), day.before, short=day.kind in _SHORT)
    return When(found, (day.start, day.end), day.before, rhythm.cadence, (rhythm.start, rhythm.end), rhythm.choices)


def _comes_back(cal: Calendar, day: Time, rhythm: Rhythm | None) -> bool:
    """Without a year, beside a rhythm; in a letter about one year only where «hằng năm» says so."""
    if not day.comes and not (rhythm and rhythm.cadence in _COMES and day.kind in _SHORT):
        return False
    said = cal.t.low[day.start : day.end] + (cal.t.low[rhythm.start : rhythm.end] if rhythm else "")
    return not cal.one_year or _EVERY.search(said) is not None


def _is_horizon(cal: Calendar, day: Time) -> bool:
    """How long it comes back, no deadline: «… đến tháng 11», «(từ 03/6 đến 05/6)»; «từ 13/4 đến 18/4» has a last day."""
    return cal.t.low[day.start - 1] == "(" if day.since else cal.t.low.startswith(("cho đến", "đến"), day.start)


def _only_rhythm(rhythm: Rhythm) -> When:
    return When(cadence=rhythm.cadence, cadence_at=(rhythm.start, rhythm.end), choices=rhythm.choices)


def _rhythm(cal: Calendar, start: int, end: int) -> Rhythm | None:
    return next(iter(cal.rhythms_of(start, end)), None)


def _named_period(cal: Calendar, start: int, end: int) -> Time | None:
    """«năm 2020 tổng kết …», «quý III/2024» at an edge of the stretch: a period alone is its last day."""
    for time in cal.times_of(start, end):
        if time.kind in _PERIODS and not time.due:
            ahead = cal.t.at(time.end)
            opens = time.start == start and ahead < len(cal.t.words) and _opens_work(cal.t, ahead, time.kind)
            measured = _MEASURED.search(cal.t.low, max(start, time.start - 20), time.start)
            named = time.kind in _PARTS or (time.kind == "bare_month" and cal.t.low[time.start - 1] == "(")
            closes = not measured and named and not cal.t.low[time.end : end].strip(" .;,)")
            if (opens or closes) and not _SINCE.search(cal.t.low, max(0, time.start - 12), time.start):
                return time
    return None


def _opens_work(t: Tokens, k: int, kind: str) -> bool:
    """«Năm 2030 tổng kết …», «Tháng 3: chi hội phát phiếu …», «Quý II/2030, Sở X …»."""
    return t.has(k, tags.VERB) or t.words[k] == ":" or (t.words[k] == "," and kind != "years")


def _plain_day(cal: Calendar, start: int, end: int) -> Time | None:
    """«sinh hoạt ngày 08/5»: a day without a preposition, that is no start and no day of something told."""
    low = cal.t.low
    for time in cal.times_of(start, end):
        if (
            time.kind in _DAYS
            and not (time.due or time.since)
            and time.day
            and (time.kind != "bare" or time.start == start)
        ):
            ahead = low[max(start, time.start - 60) : time.start]
            if not _START.search(ahead) and not cal.gone(time) and not _TOLD.search(ahead):
                return time
    return None


def begin_of(cal: Calendar, start: int, end: int) -> Time | None:
    """«vận hành từ ngày 01/7/2026»: the day from which the work goes on is the day it must have begun."""
    low = cal.t.low
    for time in cal.times_of(start, end):
        if time.kind in _DAYS and time.day and not time.due and not cal.gone(time):
            opens = _FROM.search(low, max(start, time.start - 40), time.start)
            if opens and not _STANDS.match(low, time.end):
                return replace(time, start=opens.start())
    return None


def soft_of(cal: Calendar, start: int, end: int) -> Span | None:
    """«kịp thời», «trước khi ban hành»: words of time without a day."""
    found = _SOFT.search(cal.t.low, start, end)
    return (found.start(), len(cal.t.low[: found.end()].rstrip())) if found else None


def choice_of(low: str, start: int, end: int) -> Span | None:
    """«năm 2018 (hoặc giai đoạn 2018 – 2020)»: a choice of time that the text leaves open."""
    if low.find("hoặc", start, end) < 0 and low.find("hay", start, end) < 0:
        return None
    found = _CHOICE.search(low, start, end)
    return found.span() if found else None


def event_of(t: Tokens, a: int, b: int) -> Span | None:
    """«khi phát sinh …», «nếu thấy cần …», «sau mỗi đợt …»: words of it up to the verb or the comma of the main clause."""
    if (then := whichever(t, a, b)) is not None:
        return t.starts[a], t.ends[then - 1]
    for k in range(a, b):
        if not t.has(k, tags.EVENT) or not _is_event(t, k, b) or _not_each_time(t, k):
            continue
        start = k - 2 if k - 2 >= a and t.words[k - 2 : k] == ["nhất", "là"] else k
        return t.starts[start], t.ends[_event_end(t, k, b) - 1]
    return None


def whichever(t: Tokens, a: int, b: int) -> int | None:
    """«Trường nào có giáo viên vi phạm thì …»: where «thì» stands."""
    if "nào" not in t.words[a + 1 : min(b, a + 5)]:
        return None
    return next((k for k in range(a + 2, min(b, a + 30)) if t.words[k] == "thì"), None)


def _not_each_time(t: Tokens, k: int) -> bool:
    """«ngay khi ban hành», «trong khi», «đến khi» are said of once, «các trường hợp» of some; «ngay sau mỗi đợt» is not."""
    before = t.words[k - 1] if k else ""
    if t.words[k - 2 : k] == ["kể", "từ"] and t.phrase(k) in {"khi phát hiện", "khi xảy ra"}:
        return False  # «chậm nhất 30 phút kể từ khi phát hiện …»
    if t.phrase(k) in {"trường hợp", "trong trường hợp"}:
        return before in {"với", "các", "những", "mọi", "từng"}
    if before == "ngay":
        return t.phrase(k) == "khi"
    return before in {"trước", "trong", "đến", "tới", "từ"} and "mỗi" not in t.phrase(k)


def _is_event(t: Tokens, k: int, b: int) -> bool:
    """Not «khi cần thiết», «nếu cần,», «khi đó»: they name nothing that happens."""
    after = k + t.widths[k]
    if t.words[after : after + 1] in (["đó"], ["ấy"], ["thiết"]) or t.words[after : after + 2] == ["cần", "thiết"]:
        return False
    if t.phrase(k).startswith("khi") and _ONCE.match(t.low, t.starts[k]):
        return False
    if t.phrase(k) not in {"nếu có", "nếu cần", "nếu thấy cần", "khi cần", "khi có"}:
        return True
    return after < b and t.words[after].isalpha() and (not t.has(after, tags.STOP) or t.words[after] == "từ")


def _event_end(t: Tokens, k: int, b: int) -> int:
    k += t.widths[k]
    while k < b:
        word = t.words[k]
        if word in ".;:()" or t.has(k, tags.MODAL) or word == "thì":
            break
        if word == "," and not (k + 1 < b and _goes_on(t, k + 1)):
            break
        k += 1
    return k


def _goes_on(t: Tokens, k: int) -> bool:
    """«băn khoăn, bức xúc cần …»: a word of the event behind the comma, not the main clause."""
    return (
        not t.tags[k] & ~(tags.NOUN | tags.PLACE)
        and k + 2 < len(t.words)
        and (t.has(k + 1, tags.MODAL) or t.has(k + 2, tags.MODAL))
    )
