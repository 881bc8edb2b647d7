"""Reporting duties: «báo cáo», «thông tin», «gửi … báo cáo»: to whom, through whom, when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, name_at, names_at, words_of
from phoihop.reading.schedule import Calendar, When, event_of, soft_of, when_of
from phoihop.reading.sending import (
    BRINGS,
    HANDS,
    TELLS,
    is_one,
    kind_alone,
    provides,
    reaches,
    sends_report,
    sends_results,
    tells,
)
from phoihop.reading.tokens import Tokens

_NOUN_BEFORE = {
    "trong",
    "các",
    "mẫu",
    "bản",
    "việc",
    "những",
    "của",
    "số",
    "thảo",
    "độ",
    "dung",
    "từng",
    "một",
    "lượng",
    "này",
    "thực",
    "kỳ",
    "thống",
    "mềm",
    "hạn",
    "đọc",
}
_NOUN_AFTER = {
    "này",
    "của",
    "đó",
    "nêu",
    "trên",
    "viên",
    "thẩm",
    "chính trị",
    "tài chính",
    "đánh giá",
    "giám sát",
    "quyết toán",
}
_MAKES = {
    "hoàn thiện",
    "hoàn chỉnh",
    "dự thảo",
    "chuẩn bị",
    "nghiên cứu",
    "xây dựng",
    "viết",
    "soạn thảo",
    "soạn",
    "lập",
    "nghe",
    "xem xét",
    "duyệt",
    "thẩm định",
    "trình bày",
    "góp ý",
}
_PLACES = (["hệ"], ["phần"], ["cổng"], ["trục"], ["cơ"])  # «báo cáo trên hệ thống»
_PLAINLY = {"bằng văn", "theo quy", "kết quả", "kịp thời", "ngay", "định kỳ", "đầy đủ"}
_OPENS_REPORT = {"gửi", "cung", *HANDS, *(words.split()[0] for words in TELLS)}  # without the tag of a report
_REGIME = ("chế độ thông tin", "chế độ báo cáo")


@dataclass(frozen=True, slots=True)
class Report:
    """`start` and `end` are the words of the report inside its piece; `only`: the piece is nothing else."""

    to: list[str]
    through: str | None
    when: When
    only: bool
    start: int
    end: int


def report_of(t: Tokens, cal: Calendar, a: int, b: int, core: int) -> Report | None:
    """The reporting duty of a piece; `core` is where its main clause begins."""
    regime = _regime(t, a, b)
    k = regime if regime is not None else _verb(t, a, b, core)
    if k is None:
        return None
    first, last = _zone(t, a, b, k)
    only = (regime is not None and regime - core <= 6) or _nothing_before(t, max(core, a), k)
    if only:
        first = a
    to = _to(t, k, last)
    when = _when(t, cal, first, last)
    if when.day and when.short and cal.rhythms_of(t.starts[a], t.starts[first]):
        when = replace(when, day=None)  # «Hằng năm … báo cáo trước ngày 05/12»: it comes back
    if not (to or only or when or is_one(t, k + t.widths[k], _PLAINLY)):
        return None
    return Report(to, _through(t, k, last), when, only, first, last)


def _regime(t: Tokens, a: int, b: int) -> int | None:
    """«thực hiện nghiêm chế độ thông tin, báo cáo …»."""
    if "chế" not in t.words[a : min(b, a + 12)]:
        return None
    return next((k for k in range(a, min(b, a + 12)) if t.words[k] == "chế" and t.phrase(k) in _REGIME), None)


def _openers(t: Tokens, a: int, b: int) -> list[int]:
    """Words that may open a report; not behind «không»: «cơ quan nào không gửi ý kiến …»."""
    found = [k for k in range(a, b) if t.tags[k] & tags.REPORT or t.words[k] in _OPENS_REPORT]
    return [k for k in found if k == a or t.words[k - 1] != "không"]


def _verb(t: Tokens, a: int, b: int, core: int) -> int | None:
    paper = a  # the end of a name such as «thông tin báo cáo» in «Hệ thống thông tin báo cáo»
    for k in _openers(t, a, b):
        if k < paper:
            continue
        if t.has(k, tags.REPORT) and k > a and t.words[k - 1] == "thống":
            paper = k + t.widths[k]
            continue
        if t.has(k, tags.REPORT) and not t.has(k, tags.NOUN) and _is_order(t, a, k, b, core):
            if t.phrase(k) == "cung cấp thông tin" and not provides(t, k, b):
                continue
            if t.words[k] == "gửi" and not sends_results(t, a, k, b):
                continue
            return k
        if sends_report(t, a, k, b):
            return k
        if t.words[k] == "cung" and provides(t, k, b):
            return k
        if t.phrase(k) in TELLS and tells(t, a, k, b):
            return k
    return None


def _is_order(t: Tokens, a: int, k: int, b: int, core: int) -> bool:
    """A verb and not the paper of that name; and not what the receiver will do with it («để tổng hợp, báo cáo …»)."""
    before = t.words[k - 1] if k > a else ""
    if before in {"chậm", "chưa"}:
        return False
    if (
        k > a
        and t.phrase(k).startswith("báo cáo")
        and any(is_one(t, i, _MAKES) == k for i in range(max(a, core, k - 2), k))
    ):
        return False
    after = k + t.widths[k]
    if after + 1 < b and t.words[after] == "số" and not t.words[after + 1].isalpha():
        return False
    if k != core and _is_paper(t, a, k, b):
        return False
    if t.phrase(k).startswith("thông tin"):
        return (
            after < b
            and (k in {a, core} or before in {",", "và", ";"} or _timed(t, a, k))
            and (
                t.words[after] in {"cho", "kịp", "đến", "về", "với", "tới", "ngay"}
                or (before not in {",", "và"} and reaches(t, after, b))
            )
        )
    return not _passed_on(t, max(a, k - 8), k)


def _is_paper(t: Tokens, a: int, k: int, b: int) -> bool:
    """«kỳ báo cáo», «báo cáo này»; but «định kỳ báo cáo», «báo cáo trên hệ thống» are verbs."""
    after = k + t.widths[k]
    if k > a and t.words[k - 1] in _NOUN_BEFORE and t.words[k - 2 : k] != ["định", "kỳ"]:
        return True
    if after >= b or (t.words[after] == "trên" and t.words[after + 1 : after + 2] in _PLACES):
        return False
    return bool({t.words[after], " ".join(t.words[after : after + 2])} & _NOUN_AFTER)


def _timed(t: Tokens, a: int, k: int) -> bool:
    """«trước ngày 05 hằng tháng thông tin …»: words of time end where the verb begins."""
    return any(t.has(i, tags.RHYTHM) and i + t.widths[i] == k for i in range(max(a, k - 10), k))


def _passed_on(t: Tokens, a: int, k: int) -> bool:
    for i in range(k - 1, a - 1, -1):
        if t.words[i] == "để":
            return True
        if t.words[i] in ";." or t.has(i, tags.MODAL):
            return False
    return False


def _zone(t: Tokens, a: int, b: int, k: int) -> tuple[int, int]:
    """From the comma before the verb (or the event that conditions it) to the next semicolon."""
    first = k if k > a and t.words[k - 1] == "và" else _clause(t, a, k)
    for i in range(k - 1, a - 1, -1):
        if t.words[i] == ";":
            break
        if t.has(i, tags.EVENT):
            first = min(first, i)
    last = next(
        (i for i in range(k, b) if t.words[i] == ";" or (t.words[i] == "đồng" and t.phrase(i) == "đồng thời")), b
    )
    return first, last


def _clause(t: Tokens, a: int, k: int) -> int:
    """Behind the comma before the verb; one inside «6 tháng, hằng năm» divides nothing."""
    for i in range(k - 1, a - 1, -1):
        if t.words[i] in {",", ";"} and t.text[t.starts[i]] in ",;" and not _in_time(t, i):
            return i + 1
    return a


def _in_time(t: Tokens, i: int) -> bool:
    return any(t.has(j, tags.RHYTHM) and j + t.widths[j] > i for j in range(max(0, i - 10), i))


def _nothing_before(t: Tokens, core: int, k: int) -> bool:
    """No other work stands between the beginning of the order and the report."""
    i = core
    while i < k:
        if t.has(i, tags.VERB) and not t.tags[i] & _NO_WORK and _heads_clause(t, core, i) and not _for_report(t, i):
            return False
        i += t.widths[i]
    return True


def _heads_clause(t: Tokens, core: int, i: int) -> bool:
    """A verb of the order itself; «danh sách hộ đăng ký», «báo cáo tự kiểm tra» hold verbs that are none."""
    return (
        i == core
        or t.words[i - 1] in {",", "và", ";", "rồi", "hoặc"}
        or t.has(i - 1, tags.ADV | tags.MODAL | tags.BODY)
        or not _listed(t, core, i)
    )


def _listed(t: Tokens, core: int, i: int) -> bool:
    """«danh sách hộ đăng ký», «tình hình thi hành»: what is gathered, not what is done."""
    if t.words[i - 1] in {"chưa", "sự", "việc", "đã", "bị", "đợt", "lễ", "buổi", "ngày"} or t.words[i - 2 : i] in (
        ["kết", "quả"],
        ["tình", "hình"],
        ["nhu", "cầu"],
    ):
        return True
    return any(is_one(t, j, {"danh sách", "báo cáo", "số liệu", "thống kê"}) for j in range(core, i))


_NO_WORK = tags.ADV | tags.NOUN | tags.BODY | tags.REPORT | tags.LEAD
_GATHERS = {"tổng hợp", "thống kê", "đề xuất", "đánh giá", "phải", "giao", "kết thúc"}
_OPINES = {"đóng góp", "tham gia", "góp ý", "cho ý kiến", "nghiên cứu", "có ý kiến"}
_FINISHES = {"thực hiện", "triển khai", "triển khai thực hiện", "hoàn thành"}  # with «và», «,» before the report
_WRITES = {"nộp", "thực hiện", "hoàn chỉnh", "xây dựng", "lập", "chuẩn bị", "hoàn thiện", "viết", "hoàn thành"}


def _for_report(t: Tokens, i: int) -> bool:
    """«tổng hợp, báo cáo», «xây dựng báo cáo»: work that is nothing but the report."""
    after = i + t.widths[i]
    verb = t.phrase(i)
    if verb in _OPINES and any(" ".join(t.words[k : k + 2]) in {"ý kiến", "góp ý"} for k in range(i, i + 5)):
        return True
    if verb in _GATHERS or (verb == "chỉ đạo" and t.has(after, tags.REPORT)):
        return True
    if verb == "tham mưu" and t.words[after : after + 1] in (["và"], [","]):
        return t.has(after + 1, tags.REPORT) and t.words[after + 1] == "báo"
    if verb in _FINISHES and t.words[after : after + 1] in (["và"], [","]):
        return t.has(after + 1, tags.REPORT) or t.words[after + 1 : after + 2] == ["nộp"]
    if verb == "gửi":
        return any(t.has(k, tags.REPORT) and "," not in t.words[i:k] for k in range(i + 1, i + 8))
    return _lists(t, i) or (verb in _WRITES and t.words[after : after + 2] == ["báo", "cáo"])


def _lists(t: Tokens, i: int) -> bool:
    """«lập danh sách», «rà soát, lập danh sách»."""
    if t.phrase(i) == "rà soát":
        return t.words[i + 2 : i + 6] == [",", "lập", "danh", "sách"]
    return t.words[i] in {"lập", "đăng", "tổng", "chốt"} and any(
        is_one(t, k, {"danh sách", "số liệu"}) for k in range(i + 1, i + 3)
    )


def _to(t: Tokens, k: int, b: int) -> list[str]:
    at = k + t.widths[k]
    if at + 1 < b and t.words[at] in {",", "và"} and t.has(at + 1, tags.VERB) and not t.has(at + 1, tags.BODY):
        at += 1 + t.widths[at + 1]  # «báo cáo, tham mưu cấp ủy …»
    while at < b and (t.words[at] in BRINGS or t.has(at, tags.ADV)):
        at += t.widths[at]
    names, _after = names_at(t, at, b)
    if not names and kind_alone(t, at, b):
        names = [Name(at, at + 1, proper=True, bare=False, det=False)]
    if not names:
        names = _brought(t, at, b)
    also = next((i + 2 for i in range(at, b - 1) if t.words[i : i + 2] == ["đồng", "gửi"]), b)
    return [words_of(t, n) for n in [*names, *names_at(t, also, b)[0]]]


def _brought(t: Tokens, at: int, b: int) -> list:  # type: ignore[type-arg]
    """«báo cáo kết quả về Bộ Y tế», «… tại phiên họp của Ủy ban Thường vụ Quốc hội»."""
    for i in range(at, b):
        if t.words[i] in BRINGS or (t.words[i] == "của" and t.words[i - 1] != "chỉ" and _meeting(t, i)):
            names, _after = names_at(t, i + 1, b)
            if names and (names[0].proper or names[0].det):
                return names
    return []


def _meeting(t: Tokens, i: int) -> bool:
    return any(t.words[j : j + 2] in (["phiên", "họp"], ["kỳ", "họp"]) for j in range(max(0, i - 10), i))


def _through(t: Tokens, k: int, b: int) -> str | None:
    """«(qua Phòng X)», «thông qua Văn phòng Y»."""
    for i in range(k, b):
        name = name_at(t, i + 1, b) if t.words[i] == "qua" else None
        if name:
            return words_of(t, replace(name, end=_to_bracket(t, name.end, b)) if t.words[i - 1] == "(" else name)
    return None


def _to_bracket(t: Tokens, end: int, b: int) -> int:
    """«(qua Phòng Tuyên truyền, Báo chí - Xuất bản)»: in brackets the name goes on behind a comma."""
    close = next((i for i in range(end, min(b, end + 12)) if t.words[i] == ")"), end)
    return close if close > end and t.words[end] in {",", "-"} and not t.has(end + 1, tags.VERB) else end


def _when(t: Tokens, cal: Calendar, first: int, last: int) -> When:
    start, end = t.starts[first], t.ends[last - 1]
    when = when_of(cal, start, end)
    if when.cadence_at is None and (event := event_of(t, first, last)):
        when = When(when.day, when.day_at, when.before, "on_event", event)
    if not when and (soft := soft_of(cal, start, end)):
        return When(day_at=soft)
    return when
