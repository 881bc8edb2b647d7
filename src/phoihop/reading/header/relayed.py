"""A page that passes a document on: «Ngày 5/3, X ban hành Công văn số … gửi Y về việc …»."""

from __future__ import annotations

import re

from phoihop.reading.clauses import core_of
from phoihop.reading.header.model import URGENCY, Header, fold
from phoihop.reading.header.persons import body_of
from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, begins_name, name_at, names_at, words_of
from phoihop.reading.numbers import Found, canonical, numbers_in
from phoihop.reading.parts import Part
from phoihop.reading.split import sentences_of
from phoihop.reading.times import make_date
from phoihop.reading.tokens import Tokens

_TYPES = (
    r"công văn|công điện|chỉ thị|kế hoạch|thông báo|hướng dẫn|quyết định|nghị quyết|kết luận|chương trình|văn bản|thông tri|quy định"
    r"|quy chế|tờ trình|giấy mời|đề án|thư ngỏ"
)
_TYPE = (
    rf"(?P<type>{_TYPES})"
    r"(?:\s+(?:liên ngành|liên tịch|hành động|phối hợp|kết luận|chỉ đạo|(?P<mark>hỏa tốc|thượng khẩn|khẩn)))*"
)
_HAS_NUMBER = r"\s*[,(]?\s*(?:số\s*:?\s*)?(?=\d)"
_TELLS = r"(?:(?:vừa|đã|mới|cũng|có)\s+)*(?:ký\s+)?(?:ban\s+hành|có|ra|phát\s+hành|gửi|ký|công\s+bố)\s+"
_ISSUES = re.compile(rf"(?<!\w){_TELLS}{_TYPE}{_HAS_NUMBER}")
_RECEIVED = re.compile(rf"(?<!\w)(?:nhận\s+được|tiếp\s+nhận|vừa\s+nhận|đã\s+nhận)\s+{_TYPE}{_HAS_NUMBER}")
_WITHIN = re.compile(rf"(?:^|(?<=[\n.!?–-]\s)|(?<=\n))(?:tại|theo)\s+(?:nội\s+dung\s+)?{_TYPE}{_HAS_NUMBER}")
_SAID_IN = re.compile(
    rf"(?:đó|đây)\s+là\s+(?:một\s+trong\s+những\s+)?(?:nội\s+dung\s+|ý\s+kiến\s+)?(?:chỉ\s+đạo|yêu\s+cầu|đề\s+nghị|kết\s+luận)\s+(?:mới\s+)?của\s+(?P<who>[^\n]{{5,300}}?)\s+tại\s+{_TYPE}{_HAS_NUMBER}"
)
_FOOT = re.compile(
    rf"(?:\(\s*(?:theo|trích|nguồn\s*:?)\s+(?:nội\s+dung\s+)?|xem\s+(?:chi\s+tiết|toàn\s+văn|thêm)\s+(?:tại\s+)?){_TYPE}{_HAS_NUMBER}"
)
_BEHIND = re.compile(rf"(?<!\w){_TELLS}(?:{_TYPES})\s[^\n]{{10,300}}?\(\s*{_TYPE}{_HAS_NUMBER}")
_ASKED_TO = re.compile(r"(?<!\w)(?:trình|tham\s+mưu|đề\s+nghị|kiến\s+nghị|đề\s+xuất|báo\s+cáo)\s[^.\n]{0,80}$")
_EARLIER = re.compile(r"(?:trước\s+đó|trước\s+đây),?\s+[^\n.]{0,100}$")  # an aside, not what the page is about
_BY_WORD = re.compile(  # no number is told
    rf"(?<!\w){_TELLS}{_TYPE}\s*,?\s+(?=(?:gửi|yêu\s+cầu|đề\s+nghị|về\s+việc|về|trong\s+việc)\s|[^\n.]{{0,120}}[\n.]\s*theo\s+đó,)"
)
_SIGNLESS = re.compile(r"\d{1,5}(?![\d\w]|\s?[/.-]\s?\w)")
_DATE = re.compile(
    r"[\s,(]*(?P<raw>ngày\s+(?P<d>\d{1,2})(?:\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?|\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?)(?![\d/]))\)?"
)
_OPENS = re.compile(  # «(ABC) - Chiều nay 8/10/2020, X …»
    r"[\s.]*(?:\([\d/.-]+\)\s*)?(?:\(?[^\n()–-]{1,40}\)?\s*[–-]\s+)?(?:trong\s+|vào\s+)?(?:(?:sáng|chiều|tối|đêm|trưa)\s+(?:nay\s*,?\s+|qua\s*,?\s+)?\(?(?=\d)|(?=ngày)|(?:sáng|chiều|tối|đêm|trưa)\s+(?=ngày))"
    r"(?P<raw>(?:ngày\s+)?(?P<d>\d{1,2})(?:\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?|\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?)(?![\d/]))\)?\s*,?\s"
)
_OF_ANOTHER = re.compile(
    r"(?:\d\s?[/-]\s?[^\s,]+(?:\s?[-–]\s?[^\s,]+)?|(?<!\w)số\s+\d+)\s*,?\s*\(?$|(?:đến|từ|trước|kỷ niệm|hết)\s+$"
)
_FULL = re.compile(
    r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d{2})(?!\d)|(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})\s*,?\s*năm\s+(\d{4})"
)
_TO = re.compile(
    r"\s*,?\s*(?:gửi|đến|tới)(?:\s+(?:đến|tới|cho|về))?\s+(?P<to>[^.\n]*?(?:\n(?=[^\n])[^.\n]*?){0,6}?)(?=,?\s+(?:về\s+việc|v/v|về|yêu\s+cầu|đề\s+nghị|nêu\s+rõ|chỉ\s+đạo)\s|:\n|[.\n]\s|$)"
)
_MARK = re.compile(r"\s*\((?P<mark>hỏa tốc|thượng khẩn|khẩn)\)")
_CLOSES = re.compile(r"\s*\)")
_OF = re.compile(r"\s*,?\s*của\s+")
_ABOUT = re.compile(r"\s*,?\s*(?:[\"“]?(?:về\s+việc|v/v|về)|\"|“)\s*")
_ITS_YEAR = re.compile(r"\s+năm\s+(?:19|20)\d\d(?=\s|về)")
_NEXT = re.compile(r"(?<=[^\W\d_A-ZĐ])\.(?=[A-ZĐÀ-Ỹ])")  # a sentence that begins without a blank
_ASKS = (
    "yêu cầu",
    "đề nghị",
    "chỉ đạo",
    "giao",
    "nêu",
    "cho biết",
    "thông báo cho",
    "gửi",
    "trong đó",
    "theo đó",
    "với nội dung",
)
_SMALL = {
    "của",
    "do",
    "được",
    "có",
    "và",
    "là",
    "này",
    "thì",
    "cho",
    "với",
    "để",
    "trong",
    "tại",
    "từ",
    "gồm",
    "theo",
    "cùng",
    "kèm",
    "nhằm",
    "ngày",
}
_SUBJECT = re.compile(r"(?:[^.\n]|\.(?=\S)|(?<=tp)\.|\n(?=[^\n\W]*[a-zđà-ỹ]))+")
_SUBJECT_ENDS = re.compile(
    r"\s+gửi\s+(?:các|tới|đến|cho|ubnd|ủy ban|sở|bộ|ban)\s|\s*\((?:gọi tắt|sau đây|viết tắt|dưới đây|kèm)|[,;]\s*(?:với nội dung|trong đó|theo đó|cụ thể|yêu cầu|đề nghị|nêu rõ|có nội dung|như sau)|\s+(?:như sau|cụ thể)\b|:\s*$"
)
_TAIL = re.compile(r"\s(?:sau khi|trong bối cảnh|trước tình hình|trước diễn biến|trên cơ sở|nhằm|để|\()")
_TAIL_OF_PAGE = 300  # characters
_LEAST, _MOST, _DATELINE = 8, 400, 110
_FAR = 8000  # characters in which a page tells whose document it passes on
_BACK = 24  # words before the verb in which the issuer may stand


def find_relayed(t: Tokens, out: Header) -> None:
    """Fills in number, type, issuer, date and subject from the sentence that tells of the issuing; of the page's title's number only."""
    titled = out.number.value if out.number else None
    for form in (_SAID_IN, _ISSUES, _BEHIND, _RECEIVED, _WITHIN, _FOOT):
        for found in form.finditer(t.low, max(0, len(t.low) - _TAIL_OF_PAGE) if form is _FOOT else 0, _FAR):
            number = _number(t, found.end())
            if (
                number
                and titled in {None, number.number}
                and not _EARLIER.search(t.low, max(0, found.start() - 120), found.start())
            ):
                if form is _FOOT:
                    _take_foot(t, found, number, out)
                else:
                    _take(t, found, number, out, received=form not in {_ISSUES, _BEHIND})
                return
    told = [
        found
        for found in _BY_WORD.finditer(t.low, 0, _FAR)
        if not titled
        and _issuer_before(t, found.start())
        and not _ASKED_TO.search(t.low, max(0, found.start() - 90), found.start())
    ]
    if told:
        _take(
            t, next((found for found in told if not _in_heading(t, found.start())), told[0]), None, out, received=False
        )


def _in_heading(t: Tokens, at: int) -> bool:
    line = t.text[t.text.rfind("\n", 0, at) + 1 : (t.text + "\n").index("\n", at)]
    return len(line) < _DATELINE and not line.rstrip().endswith((".", ":"))


def _number(t: Tokens, at: int) -> Found | None:
    number = next(numbers_in(t.text, at, at + 60), None)
    if number and number.start == at:
        return number
    plain = _SIGNLESS.match(t.text, at)
    return Found(canonical(plain[0]), at, plain.end()) if plain and t.low[:at].rstrip(" :").endswith("số") else None


def _take(t: Tokens, found: re.Match[str], number: Found | None, out: Header, *, received: bool) -> None:
    out.relayed = True
    if out.date_raw and not out.date_raw.rule.endswith("title"):
        out.date, out.date_raw = None, None  # the page's own day
    at = _take_number(t, number, out) if number else found.end()
    if found["type"] != "văn bản":
        out.doc_type = Part(found["type"], found.start("type"), found.end("type"), "type.relayed", 0.95)
    if found["mark"]:
        out.urgency = Part(URGENCY[found["mark"]], found.start("mark"), found.end("mark"), "urgency.relayed", 0.9)
    at = _date(t, at, out)
    if "who" in found.re.groupindex:
        out.issuing_body = _name_from(t, found.start("who"))
    at = _issuer_behind(t, at, out) if received else at
    at = _date(t, at, out)
    out.issuing_body = out.issuing_body or (_asker(t, at) if received else _issuer_before(t, found.start()))
    _date_before(t, found.start(), out)
    if out.urgency is None and (mark := _MARK.match(t.low, at)):
        out.urgency = Part(URGENCY[mark["mark"]], *mark.span("mark"), "urgency.relayed", 0.9)
        at = mark.end()
    if closes := _CLOSES.match(t.low, at):
        at = closes.end()
    if to := _TO.match(t.low, at):
        at = to.end()
    at = _date(t, at, out)
    if out.subject is None:
        _subject(t, at, out)
        at = max(at, out.subject.end if out.subject else 0)
        to = _TO.match(t.low, at) if out.subject else None
        at = to.end() if to else at
    out.body_at = max(at, out.body_at)


def _take_foot(t: Tokens, found: re.Match[str], number: Found, out: Header) -> None:
    """«(Theo Công văn số 12/UBND-KT, ngày 05/3/2030)» under a page that passes on what the letter says."""
    out.relayed = True
    out.date, out.date_raw = None, None
    at = _take_number(t, number, out)
    if found["type"] != "văn bản":
        out.doc_type = Part(found["type"], found.start("type"), found.end("type"), "type.relayed", 0.9)
    _date(t, at, out)
    out.body_end = min(out.body_end or found.start(), found.start())


def _take_number(t: Tokens, number: Found, out: Header) -> int:
    """Where it ends, a year behind it left out: «Công văn 86-CV/VPTU năm 2025 hướng dẫn …»."""
    if out.number is None:
        out.number = Part(number.number, number.start, number.end, "number.relayed", 0.9)
        out.number_raw = Part(t.text[number.start : number.end], number.start, number.end, "number.relayed", 0.9)
    year = _ITS_YEAR.match(t.low, number.end)
    return year.end() if year else number.end


def _issuer_before(t: Tokens, at: int) -> Part | None:
    """The name that ends right before the verb, or the last one of its sentence."""
    verb = t.at(at)
    first = max(0, verb - _BACK)
    last: Name | None = None
    for k in range(verb - 1, first - 1, -1):
        if t.words[k] in {".", ":", ";", "!", "?"} or "\n\n" in t.text[t.ends[k] : t.starts[min(k + 1, verb)]]:
            break
        name = name_at(t, k, verb)
        if name and name.end == verb and t.capital(name.start):
            last = name
            if _opens_line(t, k):
                break
    last = _since_comma(t, first, verb, last)
    return body_of(t, last, "issuer.relayed", 0.9) if last else None


def _since_comma(t: Tokens, first: int, verb: int, known: Name | None) -> Name | None:
    """«ngày 5/3, Cục Quản lý khám chữa bệnh Bộ Y tế đã …»: all that stands between the comma and the verb."""
    start = known.start if known else verb
    for k in range(start - 1, first - 1, -1):
        if not t.words[k].isalpha():
            break
        if (
            t.capital(k)
            and begins_name(t, k)
            and not t.has(k, tags.ASK | tags.ADJUNCT)
            and (k == 0 or t.words[k - 1] in {",", ".", "-", ")"} or _opens_line(t, k))
        ):
            return Name(k, verb, proper=True, bare=False, det=False)
    return known


def _opens_line(t: Tokens, k: int) -> bool:
    return k > 0 and "\n" in t.text[t.ends[k - 1] : t.starts[k]] and t.words[k - 1] not in {",", "-", "và"}


def _issuer_behind(t: Tokens, at: int, out: Header) -> int:
    """«Công văn số … của X»."""
    of = _OF.match(t.low, at)
    names = names_at(t, t.at(of.end()), len(t.words))[0] if of else []
    if of is None or not names:
        return at
    out.issuing_body = out.issuing_body or body_of(t, names[0], "issuer.relayed", 0.9)
    return t.ends[names[0].end - 1]


def _name_from(t: Tokens, at: int) -> Part | None:
    names = names_at(t, t.at(at), len(t.words))[0]
    return body_of(t, names[0], "issuer.relayed", 0.85) if names else None


def _asker(t: Tokens, at: int) -> Part | None:
    """«Tại Công văn số …, X yêu cầu …»: who asks is who issued."""
    k = t.at(at)
    for s, e in sentences_of(t, k, min(len(t.words), k + 120))[:2]:
        for p in range(s, e):
            if t.has(p, tags.ASK) and (name := _ends_at(t, s, p)):
                return body_of(t, name, "issuer.relayed", 0.8)
    return None


def _ends_at(t: Tokens, first: int, stop: int) -> Name | None:
    """The longest name that ends right before the word `stop`."""
    for k in range(max(first, stop - _BACK), stop):
        name = name_at(t, k, stop)
        if name and name.end == stop and t.capital(k):
            return name
    return None


def _date(t: Tokens, at: int, out: Header) -> int:
    """The day told right behind; where the letter's place in the sentence leaves it out, nothing changes."""
    day = _DATE.match(t.low, at) if out.date_raw is None else None
    if day is None:
        return at
    _set(t, day, out)
    return day.end()


def _date_before(t: Tokens, at: int, out: Header) -> None:
    """«Ngày 22/7, X ban hành …»: the day of the sentence."""
    if out.date_raw:
        return
    first = max(t.text.rfind("\n", 0, at), t.text.rfind(". ", 0, at), 0)
    if day := _OPENS.match(t.low, first, at) or _within(t, first, at):
        _set(t, day, out)


def _within(t: Tokens, first: int, at: int) -> re.Match[str] | None:
    """«Thực hiện …, ngày 5/3/2030, X ban hành …»: a day that is no other document's."""
    days = _DATE.finditer(t.low, first, at)
    return next((day for day in days if not _OF_ANOTHER.search(t.low, first, day.start("raw"))), None)


def _set(t: Tokens, day: re.Match[str], out: Header) -> None:
    start, end = day.span("raw")
    out.date_raw = Part(t.text[start:end], start, end, "date.relayed", 0.9)
    month, year = int(day["m"] or day["m2"]), day["y"] or day["y2"]
    if year:
        out.date = make_date(int(day["d"]), month, int(year))
    elif posted := _posted(t):
        out.date = make_date(int(day["d"]), month, posted[0] - ((month, int(day["d"])) > posted[1:]))


def _posted(t: Tokens) -> tuple[int, int, int] | None:
    """The day the page itself bears, in a short line of its own, else the first day with a year: year, month, day."""
    lines = [line for line in t.low.split("\n") if line]
    short = [line for line in [*lines[:14], *lines[-6:]] if len(line) < _DATELINE]
    full = next((day for line in [*short, t.low] if (day := _FULL.search(line))), None)
    return (int(full[3] or full[6]), int(full[2] or full[5]), int(full[1] or full[4])) if full else None


def _subject(t: Tokens, at: int, out: Header) -> None:
    about = _ABOUT.match(t.low, at)
    k = t.at(at)
    k += k < len(t.words) and t.words[k] == ","
    if about:
        at = about.end()
    elif k < len(t.words) and _works(t, k):
        at = t.starts[k]
    else:
        return
    again = re.compile(rf"{re.escape(out.doc_type.value)}\s+" if out.doc_type else "$").match(t.low, at)
    at = again.end() if again and not about else at
    words = _SUBJECT.match(t.low, at, at + _MOST)
    if words is None or len(words[0].strip()) < _LEAST:
        return
    end = words.end()
    if following := _NEXT.search(t.text, at + _LEAST, end):
        end = following.start()
    if stop := _SUBJECT_ENDS.search(t.low, at + _LEAST, end):
        end = stop.start()
    end = _as_titled(t, at, _before_asked(t, at, end))
    value = " ".join(t.text[at:end].split()).strip(' .,;:"”“')
    if len(value) >= _LEAST:
        out.subject = Part(value, at, end, "subject.relayed", 0.85)


def _before_asked(t: Tokens, at: int, end: int) -> int:
    """«… về tăng cường phòng, chống dịch yêu cầu các huyện …»: who is asked is no part of the subject."""
    for k in range(t.at(at) + 4, t.at(end)):
        if t.has(k, tags.ASK) and t.words[k] in {"yêu", "đề"} and begins_name(t, k + t.widths[k]):
            return t.starts[k]
    return end


def _works(t: Tokens, k: int) -> bool:
    """«Thông báo số … truyền đạt ý kiến …»: words that say what it is about, and ask nobody."""
    word = t.words[k]
    if not word.isalpha() or word in _SMALL or t.has(k, tags.ASK | tags.REPORT | tags.PAST):
        return False
    return not " ".join(t.words[k : k + 3]).startswith(_ASKS)


def _as_titled(t: Tokens, at: int, end: int) -> int:
    """Where the page's own title is how the subject begins, it ends with the title."""
    words = fold(t.text[at:end])
    for line in t.text[:at].split("\n")[:12]:
        title = fold(line)
        if len(title) >= 20 and words.startswith(title) and _TAIL.match(words, len(title)):
            stop = re.compile(r"\s+".join(re.escape(w) for w in line.split()), re.IGNORECASE).match(t.text, at)
            return stop.end() if stop else end
    return end


def asked_by_page(t: Tokens, at: int) -> list[Part]:
    """Whom the relayed document asks, in the sentence of its issuing or the lead-in behind it."""
    a = t.at(at)
    for s, e in sentences_of(t, a, min(len(t.words), a + 220)):
        for k in range(s, e):
            core = core_of(t, k, e, led=False) if t.has(k, tags.ASK) else None
            if core and core.kind == "asked" and core.names:
                return [_addressee(t, name) for name in core.names]
    return []


def _addressee(t: Tokens, name: Name) -> Part:
    return Part(words_of(t, name), t.starts[name.start], t.ends[name.end - 1], "addressee.relayed", 0.85)
