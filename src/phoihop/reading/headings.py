"""Headings and lead-ins: whom they name for what follows, and what kind of section they open."""

from __future__ import annotations

import re

from phoihop.reading.clauses import core_of
from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, begins_name, is_person, name_at, names_at
from phoihop.reading.roles import Cast, cast_of, told
from phoihop.reading.schedule import Calendar, When
from phoihop.reading.tokens import Tokens

_AIMS = re.compile(
    r"(?:mục\s+đích|mục\s+tiêu|yêu\s+cầu|quan\s+điểm|chỉ\s+tiêu|phạm\s+vi|đối\s+tượng|tình\s+hình|đánh\s+giá\s+chung|kết\s+quả\s+đạt\s+được|kết\s+quả|ưu\s+điểm"
    r"|hạn\s+chế|tồn\s+tại|nguyên\s+nhân|quyền\s+hạn|căn\s+cứ|tiêu\s+chí|điều\s+kiện|kinh\s+phí|thành\s+phần|thời\s+gian|địa\s+điểm|nội\s+dung\s+hội\s+nghị|chương\s+trình\s+hội\s+nghị"
    r"|chủ\s+đề|khẩu\s+hiệu|hiệu\s+lực|giải\s+thích|chế\s+độ\s+làm\s+việc)\b"
)
_WORK = re.compile(
    r"(?<!\w)(?:nhiệm\s+vụ|giải\s+pháp|tổ\s+chức\s+thực\s+hiện|phân\s+công|biện\s+pháp|(?:thời\s+gian|tình\s+hình)\s+(?:qua|tới|gần\s+đây|trên))(?!\w)"
)
_RESULTS = re.compile(
    r"(?:tình\s+hình|đánh\s+giá|kết\s+quả|ưu\s+điểm|hạn\s+chế|tồn\s+tại|nguyên\s+nhân|thành\s+phần)(?!\w)"
)
_OF = re.compile(
    r"(?:trách\s+nhiệm|nhiệm\s+vụ|phân\s+công|phần\s+việc)(?:,\s*[\w\s]{0,20})?\s+(?:của|đối\s+với)\s+|đối\s+với\s+|(?<!\w)với\s+|về\s+phía\s+"
)
_SAYS = {
    "thông báo",
    "kết luận",
    "quyết định",
    "hướng dẫn",
    "định hướng",
    "quy định",
    "nêu",
    "cho biết",
    "nhận định",
    "đánh giá",
    "thống nhất",
}
_FAR = 40  # words before a colon
_BEHIND = 30  # characters behind the day of a heading
_INNER = {"để", "cho"}
_CONTENTS = {"một", "những", "nội"}  # «hướng dẫn các trạm một số nội dung sau»
_TELLS = {"hướng dẫn", "chỉ đạo", "yêu cầu", "đề nghị", "giao"}


def opens_aims(low: str) -> bool:
    """A section of aims, principles, rights, times of a meeting: no orders unless somebody is told outright."""
    return _AIMS.match(low.strip()) is not None and _WORK.search(low) is None


def opens_results(low: str) -> bool:
    """A section that tells what was done: nobody is asked in it."""
    return _RESULTS.match(low.strip()) is not None and _WORK.search(low) is None


def heading_cast(t: Tokens, a: int, b: int) -> Cast:
    """«Trách nhiệm của Sở X», «Đối với các huyện», or the name alone."""
    if led := _led_heading(t, a, b):
        return led
    start = _named_from(t, a, b) if a < b else -1
    if start < 0:
        return []
    names, after = names_at(t, start, b, semicolons=True) if start == a else _named_in_full(t, start, b)
    if names and after + 1 < b and t.words[after] == "là" and (seat := names_at(t, after + 1, b)[0]):
        names, after = seat, seat[-1].end  # «Ủy viên là Chánh Văn phòng …:»
    if names and is_person(t, names[0]) and after < b and t.words[after] == ",":
        return [(n, "do", "doer.heading") for n in names]  # «Đồng chí Ngô Văn Tấn, Phó Bí thư: …»
    if names and (duty := _duty_at_end(t, after, b)):
        names[-1] = Name(names[-1].start, duty, names[-1].proper, bare=False, det=names[-1].det)
        return [(n, "do", "doer.heading") for n in names]
    end = next((k for k in range(after, b) if t.words[k] == "("), b)
    if names and after < end and t.words[after] not in ":(" and _all_name(t, after, end):
        names = [Name(start, end - (t.words[end - 1] == ":"), proper=False, bare=False, det=names[0].det)]
        after = end
    if not names or not (after >= b or t.words[after] in ":(" or (after - a > 0 and _says_duty(t, after, b))):
        return []
    return [(n, "do", "doer.heading") for n in names]


def _led_heading(t: Tokens, a: int, b: int) -> Cast:
    """«Sở X chủ trì, phối hợp với Sở Y»: roles, and no work of its own."""
    core = core_of(t, a, b, led=False) if a < b and begins_name(t, a) else None
    if core is None or core.kind != "subject" or not t.has(core.after, tags.LEAD):
        return []
    cast = [(name, role, "doer.heading") for name, role, _rule in cast_of(t, core, b)]
    return cast if len(cast) > len(core.names) and max(name.end for name, _role, _rule in cast) >= b - 1 else []


def heading_when(t: Tokens, cal: Calendar, a: int, b: int) -> When | None:
    """«Những việc hoàn thành trong tháng 7», «Tháng 9/2030», «… việc sau, xong trước ngày 20/3:»: by when all under it is due."""
    start, end = t.starts[a], t.ends[b - 1] - (t.words[b - 1] == ":")
    for time in reversed(cal.times_of(start, end)):
        alone = time.start == start and not t.low[time.end : end].strip(" .:()")
        near = (
            time.due and end - time.end < _BEHIND and (t.words[b - 1] != ":" or _asked_before(t, a, t.at(time.start)))
        )
        if time.day and time.kind not in {"year", "years"} and not cal.gone(time) and (near or alone):
            return When(time.day, (time.start, time.end), time.before)
    return None


def only_names(t: Tokens, a: int, b: int) -> bool:
    """«Giao X, Y; Z»: whom, and nothing else."""
    start = _named_from(t, a, b)
    return start >= 0 and begins_name(t, start) and names_at(t, start, b, semicolons=True)[1] >= b


def _named_from(t: Tokens, a: int, b: int) -> int:
    """Where the names begin; -1 where a name stands too far behind to be what the heading is about."""
    if t.has(a, tags.ASK) and not t.has(a, tags.NOUN) and begins_name(t, a + t.widths[a]):
        return a + t.widths[a]  # «1.2. Giao Công an Thành phố»
    found = _OF.search(t.low, t.starts[a], t.ends[b - 1])
    if found is None:
        return a
    return -1 if found.start() - t.starts[a] > 30 else t.at(found.end())


def _named_in_full(t: Tokens, start: int, b: int) -> tuple[list[Name], int]:
    """«Trách nhiệm của sở giáo dục và đào tạo», «… của Trung tâm dịch vụ việc làm»: behind «của» a name to its end."""
    names, after = names_at(t, start, b, semicolons=True)
    if not names and (class_of := name_at(t, start, b, loose=True)):
        names, after = [class_of], class_of.end
    if names and after < b and t.words[after] not in ":(,;" and _of_one(t, after, b):
        return [Name(start, b, proper=True, bare=False, det=names[0].det)], b
    return names, after


def _duty_at_end(t: Tokens, after: int, b: int) -> int:
    """«3. Các hộ bán hàng rong quanh hồ có trách nhiệm»: where the duty stands that ends the heading; 0 without."""
    end = b - 1 if t.words[b - 1] == ":" else b
    for k in range(after + 1, end):
        if not t.words[k][0].isalnum():
            return 0
        if t.has(k, tags.MODAL) and k + t.widths[k] == end:
            return k
    return 0


def _of_one(t: Tokens, after: int, b: int) -> bool:
    """«Trách nhiệm của X …»: what follows up to the end still says which X."""
    return b - after <= 8 and not any(
        not t.words[k][0].isalpha()
        or t.words[k] in {"trong", "về", "khi", "và", "đối", "là"}
        or t.has(k, tags.MODAL | tags.ASK)
        for k in range(after, b)
    )


def _all_name(t: Tokens, after: int, b: int) -> bool:
    """Nothing behind the name tells or orders: the heading is the name to its end."""
    if t.words[after : after + 2] == ["là", "tổ"] and after + 3 == b:
        return True  # «Các chủ rừng là tổ chức»
    return b - after <= 10 and not any(
        t.has(k, tags.VERB | tags.REPORT | tags.MODAL | tags.LEAD | tags.WITH | tags.ADV | tags.PAST)
        and not t.capital(k)
        for k in range(after, b)
    )


def _says_duty(t: Tokens, after: int, b: int) -> bool:
    return t.has(after, tags.MODAL | tags.LEAD)


def lead_in_cast(t: Tokens, a: int, b: int, *, item: bool = False) -> Cast:
    """The doers that a sentence ending in a colon names for what follows."""
    if named := [(n, "do", "doer.lead_in") for n in _inner(t, a, b)] or _led_heading(t, a, b):
        return named
    core = core_of(t, a, b, led=False)
    if core is None or core.kind == "bare":
        return heading_cast(t, a, b) or _asked_last(t, a, b)
    if core.kind == "asked":
        return [(n, "do", "doer.lead_in") for n in core.names]
    lead = any(t.has(k, tags.LEAD) for k in range(core.after, min(b, core.after + 4)))
    if core.after >= b or lead or t.has(core.after, tags.MODAL | tags.ADV) or _carries_out(t, core.after):
        on = told(t, core, b)
        return [*((n, "lead" if lead else "do", "doer.lead_in") for n in core.names), *on]
    if item and not t.has(core.after, tags.REPORT | tags.TYPE) and t.phrase(core.after) not in _SAYS:
        return [(n, "do", "doer.lead_in") for n in core.names]
    return []


def _asked_last(t: Tokens, a: int, b: int) -> Cast:
    """«… (what a scan has spoilt), Tổng cục X đề nghị Cục Y các tỉnh:»: whose names end at the colon are asked."""
    for k in range(b - 1, max(a, b - _FAR), -1):
        if t.has(k, tags.ASK) and not t.has(k, tags.NOUN):
            names, after = names_at(t, k + t.widths[k], b, semicolons=True)
            return [(n, "do", "doer.lead_in") for n in names] if names and after >= b - 1 else []
    return []


def _carries_out(t: Tokens, k: int) -> bool:
    return t.phrase(k) in {
        "thực hiện",
        "triển khai",
        "tập trung",
        "tổ chức",
        "tăng cường",
        "chỉ đạo",
        "tổ chức thực hiện",
    }


def _inner(t: Tokens, a: int, b: int) -> list[Name]:
    """«… tạo điều kiện để X triển khai … sau», «hướng dẫn X thực hiện … như sau»."""
    for k in range(a, b - 2):
        word = t.words[k]
        guides = word == "hướng" and t.phrase(k) == "hướng dẫn" and not _asked_before(t, a, k)
        if guides or word in _INNER:
            names, after = names_at(t, k + t.widths[k], b)
            acts = t.has(after, tags.VERB | tags.ADV | tags.MODAL) or t.words[after] in _CONTENTS
            if names and acts and _promises(t, after, b):
                return names
    return []


def _asked_before(t: Tokens, a: int, k: int) -> bool:
    return any(t.has(i, tags.ASK) for i in range(a, k))


def _promises(t: Tokens, after: int, b: int) -> bool:
    """The sentence ends in «… sau», «… như sau», «… sau đây»."""
    return any(t.words[i] == "sau" for i in range(max(after, b - 4), b))
