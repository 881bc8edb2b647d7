"""Reporting duties: «báo cáo», «thông tin», «gửi … báo cáo»: to whom, through whom, when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from phoihop.reading.lexicon import tags
from phoihop.reading.names import name_at, names_at, words_of
from phoihop.reading.schedule import Calendar, When, event_of, soft_of, when_of
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
_BRINGS = {"về", "cho", "với", "gửi", "đến", "tới", "lên", "trình"}
_PAPERS = {
    "kế hoạch",
    "chương trình",
    "đề án",
    "dự thảo",
    "phương án",
    "phiếu",
    "phóng sự",
    "tài liệu",
    "tham luận",
    "tờ trình",
    "hồ sơ",
    "giấy",
    "đề cương",
    "bài viết",
    "quy chế",
}
_RESULTS = {
    "báo cáo",
    "danh sách",
    "số liệu",
    "kết quả",
    "biên bản",
    "thống kê",
    "bảng",
    "biểu",
    "thông tin",
    "ý kiến",
    "số lượng",
    "đăng ký",
    "sao kê",
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
_TELLS = {"phản ánh", "giải trình", "báo", "thông báo"}  # report where they are told to somebody
_LOOK_BACK = 80  # words before «gửi» in which is said what is sent
_PLAINLY = {"bằng văn", "theo quy", "kết quả", "kịp thời", "ngay", "định kỳ", "đầy đủ"}
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
    if not (to or only or when or _is(t, k + t.widths[k], _PLAINLY)):
        return None
    return Report(to, _through(t, k, last), when, only, first, last)


def _regime(t: Tokens, a: int, b: int) -> int | None:
    """«thực hiện nghiêm chế độ thông tin, báo cáo …»."""
    for k in range(a, min(b, a + 12)):
        if t.phrase(k) in _REGIME:
            return k
    return None


def _verb(t: Tokens, a: int, b: int, core: int) -> int | None:
    for k in range(a, b):
        if t.has(k, tags.REPORT) and not t.has(k, tags.NOUN) and _is_order(t, a, k, b, core):
            if t.phrase(k) == "cung cấp thông tin" and not _provides(t, k, b):
                continue
            if t.words[k] == "gửi" and not _sends_results(t, a, k, b):
                continue
            return k
        if t.words[k] == "gửi" and _sends_report(t, a, k, b):
            return k
        if t.words[k] == "cung" and _provides(t, k, b):
            return k
        if t.phrase(k) in _TELLS and _tells(t, a, k, b):
            return k
    return None


def _is(t: Tokens, i: int, words: set[str]) -> int:
    """Where one of these words or pairs that begins at `i` ends; 0 where none does."""
    if " ".join(t.words[i : i + 2]) in words:
        return i + 2
    return i + 1 if i < len(t.words) and t.words[i] in words else 0


def _tells(t: Tokens, a: int, k: int, b: int) -> bool:
    """«phản ánh kịp thời về Bộ …», «giải trình với …», «báo ngay cho …», «báo số người về Ban …»."""
    at = k + t.widths[k]
    while at < b and (t.has(at, tags.ADV) or t.words[at] in {"bằng", "văn", "bản", "nhanh", "lại"}):
        at += t.widths[at]
    if t.phrase(k) == "thông báo":
        name = name_at(t, at + 1, b) if at < b and t.words[at] in {"cho", "với"} else None
        return name is not None and name.proper
    if at >= b or (k > a and t.words[k - 1] in {"các", "thông", "tờ", "trên", "mỗi"}):
        return False
    if t.phrase(k) == "phản ánh" and t.words[at] not in _BRINGS:
        return _reaches(t, at, b)
    if t.words[at] in {"về", "với", "cho", "tới", "đến"}:
        return bool(names_at(t, at + 1, b)[0])
    return t.phrase(k) == "báo" and not t.capital(at) and t.words[at] in {"số", "kết", "tình", "danh"}


def _provides(t: Tokens, k: int, b: int) -> bool:
    """«cung cấp cho X danh sách …», «cung cấp thông tin về … cho X»: figures handed to somebody named."""
    if t.words[k + 1 : k + 2] != ["cấp"] or not any(_is(t, i, _RESULTS) for i in range(k, min(b, k + 20))):
        return False
    for i in range(k + 1, min(b, k + 40)):
        if t.words[i] == ";":
            break
        if t.words[i] in {"cho", "về"}:
            name = name_at(t, i + 1, b)
            if name and name.proper:
                return True
    return False


def _is_order(t: Tokens, a: int, k: int, b: int, core: int) -> bool:
    """A verb and not the paper of that name; and not what the receiver will do with it («để tổng hợp, báo cáo …»)."""
    before = t.words[k - 1] if k > a else ""
    if before in {"chậm", "chưa"}:
        return False
    if k > a and t.phrase(k) == "báo cáo" and any(_is(t, i, _MAKES) == k for i in range(max(a, core, k - 2), k)):
        return False
    after = k + t.widths[k]
    if after + 1 < b and t.words[after] == "số" and not t.words[after + 1].isalpha():
        return False
    if before in _NOUN_BEFORE or (after < b and {t.words[after], " ".join(t.words[after : after + 2])} & _NOUN_AFTER):
        return False
    if t.phrase(k).startswith("thông tin"):
        return (
            after < b
            and (k in {a, core} or before in {",", "và", ";"})
            and (
                t.words[after] in {"cho", "kịp", "đến", "về", "với", "tới", "ngay"}
                or (k == core and _reaches(t, after, b))
            )
        )
    return not _passed_on(t, max(a, k - 8), k)


def _reaches(t: Tokens, at: int, b: int) -> bool:
    """«thông tin kết quả đăng tải về Ban X»: somebody named gets it."""
    for i in range(at, min(b, at + 12)):
        if t.words[i] in {"về", "cho", "tới"}:
            name = name_at(t, i + 1, b)
            return name is not None and name.proper
    return False


def _passed_on(t: Tokens, a: int, k: int) -> bool:
    for i in range(k - 1, a - 1, -1):
        if t.words[i] == "để":
            return True
        if t.words[i] in ";." or t.has(i, tags.MODAL):
            return False
    return False


def _sends_report(t: Tokens, a: int, k: int, b: int) -> bool:
    """«Gửi Ban Tuyên giáo Tỉnh ủy báo cáo …», «gửi Bộ Y tế để tổng hợp», «gửi Sở Nội vụ trước ngày …»: not a plan or a form."""
    if not _sends_results(t, a, k, b):
        return False
    at = k + 1
    while at < b and t.words[at] in {"về", "cho", "đến", "tới", "trước"}:
        at += 1
    names, after = names_at(t, at, b)
    if not names:
        return any(_is(t, i, {"báo cáo", "biên bản", "danh sách"}) for i in range(k, min(b, k + 4)))
    closes = after >= b or t.words[after] in {".", ";", "/", "để"} or t.has(after, tags.RHYTHM)
    return closes or t.words[after : after + 2] == ["báo", "cáo"]


def _sends_results(t: Tokens, a: int, k: int, b: int) -> bool:
    """What is sent is a report, a list, figures; or nothing is named, and so it is what came of the work."""
    a = max(a, k - _LOOK_BACK)
    first = next((i + 1 for i in range(k - 1, a - 1, -1) if t.words[i] == ";"), a)
    for i in range(k - 1, first - 1, -1):
        if _is(t, i, _RESULTS) and not (i > first and t.words[i - 1] in {"công", "hệ", "cục"}):
            earlier = next((j for j in range(i - 1, max(first, i - 6) - 1, -1) if _is(t, j, _PAPERS)), None)
            return earlier is None
        if (
            _is(t, i, _PAPERS)
            and not any(_is(t, j, _RESULTS) for j in range(max(first, i - 8), i))
            and not (i > first and t.words[i - 1] in {"theo", "kèm", "tại", "và", "này"})
        ):
            return False
    return not any(_is(t, i, _PAPERS) for i in range(k, min(b, k + 8)))


def _zone(t: Tokens, a: int, b: int, k: int) -> tuple[int, int]:
    """From the comma before the verb (or the event that conditions it) to the next semicolon."""
    first = a
    for i in range(k - 1, a - 1, -1):
        if t.words[i] in {",", ";"} and t.text[t.starts[i]] in ",;":
            first = i + 1
            break
    for i in range(k - 1, a - 1, -1):
        if t.words[i] == ";":
            break
        if t.has(i, tags.EVENT):
            first = min(first, i)
    last = next((i for i in range(k, b) if t.words[i] == ";" or t.phrase(i) == "đồng thời"), b)
    return first, last


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
    if t.words[i - 1] in {"chưa", "sự", "việc", "đã", "bị"} or t.words[i - 2 : i] in (
        ["kết", "quả"],
        ["tình", "hình"],
        ["nhu", "cầu"],
    ):
        return True
    return any(_is(t, j, {"danh sách", "báo cáo", "số liệu", "thống kê"}) for j in range(core, i))


_NO_WORK = tags.ADV | tags.NOUN | tags.BODY | tags.REPORT | tags.LEAD
_GATHERS = {"tổng hợp", "thống kê", "đề xuất", "đánh giá", "phải", "giao", "hoàn thành"}
_WRITES = {"xây dựng", "lập", "chuẩn bị", "hoàn thiện", "viết", "hoàn thành"}


def _for_report(t: Tokens, i: int) -> bool:
    """«tổng hợp, báo cáo», «xây dựng báo cáo»: work that is nothing but the report."""
    after = i + t.widths[i]
    if "danh sách" in " ".join(t.words[i + 1 : i + 4]) and t.words[i] in {"lập", "đăng", "tổng", "chốt"}:
        return True
    if t.phrase(i) == "chỉ đạo" and t.has(after, tags.REPORT):
        return True
    if t.phrase(i) in {"thực hiện", "triển khai"} and t.words[after : after + 1] == ["và"]:
        return t.has(after + 1, tags.REPORT)
    if t.phrase(i) == "rà soát" and t.words[i + 2 : i + 6] == [",", "lập", "danh", "sách"]:
        return True
    return t.phrase(i) in _GATHERS or (t.phrase(i) in _WRITES and t.words[after : after + 2] == ["báo", "cáo"])


def _to(t: Tokens, k: int, b: int) -> list[str]:
    at = k + t.widths[k]
    if at + 1 < b and t.words[at] in {",", "và"} and t.has(at + 1, tags.VERB) and not t.has(at + 1, tags.BODY):
        at += 1 + t.widths[at + 1]  # «báo cáo, tham mưu cấp ủy …»
    while at < b and (t.words[at] in _BRINGS or t.has(at, tags.ADV)):
        at += t.widths[at]
    names, _after = names_at(t, at, b)
    if not names:
        names = _brought(t, at, b)
    return [words_of(t, n) for n in names]


def _brought(t: Tokens, at: int, b: int) -> list:  # type: ignore[type-arg]
    """«báo cáo kết quả về Bộ Y tế», «… tại phiên họp của Ủy ban Thường vụ Quốc hội»."""
    for i in range(at, b):
        if t.words[i] in _BRINGS or (t.words[i] == "của" and t.words[i - 1] != "chỉ" and _meeting(t, i)):
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
