"""«Label: work» at the head of an item: a label that names a body names the doer, any other names the topic."""

from __future__ import annotations

import re
from itertools import pairwise

from phoihop.reading.clauses import core_of
from phoihop.reading.headings import heading_cast
from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, begins_name, lists_fields, names_at
from phoihop.reading.roles import Cast
from phoihop.reading.tokens import Tokens

_MOST = 26  # words before a colon that may be a label
_FAR = 120  # words before the colon of «…, Sở X yêu cầu các đơn vị: …»
_BRIEF = 7  # words of a label over a paragraph
_SHORT = 12  # words of a name that is not known
_TOPIC = re.compile(
    r"(?:thời\s+(?:gian|hạn|điểm)|nội\s+dung|thành\s+phần|địa\s+điểm|kinh\s+phí|hình\s+thức|đối\s+tượng|mục\s+\w+|yêu\s+cầu|phương\s+\w+|số\s+lượng|chủ\s+(?:trì|đề|tọa)|phối\s+hợp|nguồn"
    r"|kết\s+quả|sản\s+phẩm|chỉ\s+tiêu|tiêu\s+chí|mức|ghi\s+chú|lưu\s+ý|cụ\s+thể|bước|giai\s+đoạn|đợt|lần|ngày|tháng|quý|năm|về|tuần|buổi|sáng|chiều|từ|trước|sau|trong|khi|nếu|kỷ\s+niệm|điện\s+thoại|email|đầu\s+mối|nơi|căn\s+cứ|theo)\b"
)
_WHEN = (["thời", "gian"], ["thời", "hạn"], ["tiến", "độ"])
_NOT_NOMINAL = (
    tags.VERB | tags.MODAL | tags.ASK | tags.ADJUNCT | tags.EVENT | tags.REPORT | tags.RHYTHM | tags.PAST | tags.LINK
)


def behind_label(  # noqa: PLR0911 - one return a kind of label
    t: Tokens, s: int, e: int, *, led: bool
) -> tuple[Cast, int]:
    """The doers that a label before a colon names, and where the order begins behind it."""
    colons = (k for k in range(s, min(e - 1, s + _FAR)) if t.words[k] == ":")
    colon = next((k for k in colons if not lists_fields(t, k) and not _says_when(t, s, k)), None)
    if colon is None or colon == s:
        return [], s
    if any(t.has(k, tags.ASK) and not t.has(k, tags.NOUN) for k in range(max(s, colon - _MOST), colon)):
        return _asked_before(t, s, colon, e)
    if colon - s > _MOST or (t.words[s] == "về" and not led):
        return _behind_topic(t, s, colon, e)
    if cast := _label_cast(t, s, colon):
        return cast, colon + 1
    core = core_of(t, colon + 1, e, led=True)
    timed = any(t.has(k, tags.RHYTHM) for k in range(s, colon))
    if core and core.kind != "bare" and not timed:
        return [], colon + 1
    if core and not led and _unknown_name(t, s, colon):
        return [(Name(s, colon, proper=True, bare=False, det=False), "do", "doer.label")], colon + 1
    return [], s


def _behind_topic(t: Tokens, s: int, colon: int, e: int) -> tuple[Cast, int]:
    """«Về hỗ trợ kinh phí của dự án …: Giao Bộ X …»: whatever the topic, somebody is told behind the colon."""
    if t.words[s] not in {"về", "đối", "liên", "kiến"}:
        return [], s
    core = core_of(t, colon + 1, e, led=False)
    return ([], colon + 1) if core and core.from_start and core.kind != "bare" else ([], s)


def _says_when(t: Tokens, s: int, colon: int) -> bool:
    """«… (Thời gian thực hiện: Quý II)», «…; thời hạn: 30/6»: the colon stands behind the order, not before it."""
    when = next((k for k in range(max(s + 1, colon - 5), colon) if t.words[k : k + 2] in _WHEN), s)
    return any(t.has(k, tags.VERB) for k in range(s, when))


def opens_label(t: Tokens, a: int, b: int) -> bool:
    """«Nội dung chuẩn bị: …», «Đăng ký dự họp: …»: a paragraph with a short label of its own."""
    return any(t.words[k] == ":" and not lists_fields(t, k) for k in range(a + 1, min(b - 1, a + _BRIEF)))


def _asked_before(t: Tokens, s: int, colon: int, e: int) -> tuple[Cast, int]:
    """«Thực hiện …, Sở X đề nghị Y: rà soát …»: the asking leads in, the orders stand behind the colon."""
    core = core_of(t, s, colon, led=False)
    if core is None or core.kind != "asked" or colon - core.after > _SHORT:
        return [], s
    if not core.names and core.after == colon:
        return _told_behind(t, colon + 1, e) or ([], colon + 1)
    if (
        core.names
        and core.after < colon - 2
        and not any(t.words[k] in {"sau", "việc", "nội"} for k in range(core.after, colon))
    ):
        return [], s
    return [(n, "do", "doer.label") for n in core.names], colon + 1


def _told_behind(t: Tokens, a: int, e: int) -> tuple[Cast, int] | None:
    """«X yêu cầu: Trưởng Ban Chỉ đạo các xã; Thủ trưởng các cơ quan: …»: those between the two colons."""
    colon = next((k for k in range(a, min(e - 1, a + _FAR // 2)) if t.words[k] in ":."), None)
    if colon is None or t.words[colon] != ":" or not begins_name(t, a):
        return None
    names, after = names_at(t, a, colon, semicolons=True)
    if after < colon:
        cuts = [a, *(k + 1 for k in range(a, colon) if t.words[k] == ";"), colon + 1]
        names = [Name(s, end - 1, proper=False, bare=False, det=False) for s, end in pairwise(cuts)]
    return [(name, "do", "doer.label") for name in names], colon + 1


def _label_cast(t: Tokens, s: int, colon: int) -> Cast:
    if t.phrase(s) == "riêng" and s + 1 < colon:
        s += 1
    if cast := heading_cast(t, s, colon):
        return cast
    core = core_of(t, s, colon, led=False)
    if core and core.kind == "asked" and core.names and core.after >= colon:
        return [(n, "do", "doer.label") for n in core.names]
    return []


def _unknown_name(t: Tokens, s: int, colon: int) -> bool:
    """Short, nominal, with a capital inside: «Trạm Thú y Bắc Lãng: …»."""
    if t.words[s] == "cấp" and colon - s == 2:
        return True
    if colon - s < 2 or colon - s > _SHORT or not t.capital(s) or t.has(s, tags.NOUN | tags.TYPE):
        return False
    if _TOPIC.match(t.low, t.starts[s]):
        return False
    inner = range(s + 1, colon)
    return any(t.capital(k) for k in inner) and not any(
        t.has(k, _NOT_NOMINAL) and not t.capital(k) for k in (s, *inner)
    )
