"""One clause: who is asked, by which words, and where the order begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, begins_name, names_at
from phoihop.reading.strangers import stranger_at, unknown_verb
from phoihop.reading.tokens import Tokens

_TRIES = 12  # commas behind which the main clause is looked for
_LABEL = 20
_TAIL = 6  # words of a name behind what is known of it
_NO_TAIL = tags.STOP | tags.EVENT | tags.PAST | tags.LINK | tags.RHYTHM | tags.ASK | tags.CALM
_SHORT = 10  # words of an opening that is not understood
_FAR = 60  # words between a name and its verb
_WORK = tags.VERB | tags.REPORT | tags.LEAD | tags.WITH
_PREDICATE = _WORK | tags.MODAL | tags.ADV
_ABOUT = {"đối với", "riêng đối với", "riêng", "về phía"}
_AIMS = {"để", "nhằm"}
_OPENERS = {"thực hiện", "triển khai", "hưởng ứng", "chấp hành"}
STANDS = {
    "bảo đảm",
    "đảm bảo",
    "không",
    "không để",
    "không được",
    "hạn chế",
    "phấn đấu",
    "tuyệt đối không",
    "nghiêm cấm",
}  # calm words that order when they stand alone
_BETWEEN = {
    "theo", "căn", "trên", "trong", "ngay", "từ", "tùy", "thông", "bằng", "trước", "sau", "hằng", "hàng", "với", "định", "khi", "vào",
}  # fmt: skip
_SEATS_OF_INSPECTORS = (["sở"], ["bộ"], ["tỉnh"], ["huyện"], ["thành"], ["chính"])
_GROUNDED = {"căn cứ", "căn cứ vào", "trên cơ sở", "theo", "bám sát", "trong phạm vi", "tùy"}
_LISTED_GROUNDS = (["chức", "năng"], ["nhiệm", "vụ"], ["kế", "hoạch"], ["tình", "hình"], ["điều", "kiện"])
_GROUND_ENDS = (
    ["được", "giao"], ["phân", "công"], ["thực", "tế"], ["địa", "phương"], ["đơn", "vị"], ["cơ", "quan"], ["hiện", "hành"],
    ["nhiệm", "vụ"], ["quyền", "hạn"], ["thẩm", "quyền"], ["quy", "định"], ["phụ", "trách"], ["hướng", "dẫn"], ["kế", "hoạch"],
)  # fmt: skip
_COUNTED = {"chậm", "muộn", "trong", "sau"}
_OFTEN = 10  # words of a rhythm before its doer
_GROUND = 24  # words of a ground
_SIGNS = 4  # before the first word of a clause


@dataclass(slots=True)
class Core:
    """`kind`: asked (đề nghị X …), subject (X …), bare (a verb alone); `start`: where its words begin."""

    kind: str
    start: int
    after: int  # the word behind the names
    names: list[Name] = field(default_factory=list)
    askers: list[Name] = field(default_factory=list)  # «X yêu cầu Y …»: X
    from_start: bool = True  # no adjunct before it


def core_of(t: Tokens, a: int, b: int, *, led: bool) -> Core | None:
    """The main clause between words `a` and `b`; `led`: a heading has named the doers."""
    a = _behind_signs(t, a, b)
    if (due := behind_count(t, a, b)) > a:
        return _main_clause(t, due, b, led=led) or Core("bare", due, due)
    return _main_clause(t, a, b, led=led)


def _main_clause(t: Tokens, a: int, b: int, *, led: bool) -> Core | None:
    bare, grounds = None, _grounds(t, a) or _conditional(t, a, b)
    lead = 0  # where an opening that is not understood ends
    for n, p in enumerate(_places(t, a, b)):
        if bare is not None and not grounds and not _may_be_ground(t, a):
            break
        grounds = grounds or t.has(p, tags.EVENT) or (n == 1 and _event_within(t, a, p))
        core = None if n and _goes_on_listing(t, p) else _core_at(t, p, b, led=led)
        if core is None:
            if n == 0 and led and (behind := _behind_ground(t, p, b)):
                return Core("bare", behind, behind, from_start=False)
            if n == 0 and not grounds and not _opens_adjunct(t, p):
                lead = _short_opening(t, a, b)
                if not lead:
                    return None
            continue
        if lead and (p != lead or core.kind == "bare"):
            return None
        core.from_start = n == 0
        if bare is not None and not grounds and not _asks_outright(t, core) and not _named_behind(t, a, core):
            continue
        if core.kind != "bare":
            return core if core.names else _about(t, a, b, core)
        bare = bare or core
    return _about(t, a, b, bare) if bare and not led else bare


def behind_count(t: Tokens, a: int, b: int) -> int:
    """«Chậm nhất 30 phút kể từ khi phát hiện … | phải báo …»: the order behind a time that is counted and an event; `a` without."""
    if t.words[a] not in _COUNTED or "khi" not in t.words[a : min(b, a + _SHORT)]:
        return a
    for k in range(a + 1, min(b, a + _GROUND)):
        if t.words[k] in ",;.:":
            return a
        if t.words[k] == "phải":
            return k
    return a


def _behind_signs(t: Tokens, a: int, b: int) -> int:
    """Behind a quotation mark, a star."""
    signs = min(b - 1, a + _SIGNS)
    while a < signs and not t.words[a][0].isalnum() and t.words[a] != "(":
        a += 1
    return a


def _behind_ground(t: Tokens, a: int, b: int) -> int:
    """«Căn cứ chức năng, nhiệm vụ được giao | xây dựng kế hoạch …»: the verb right behind a ground without a comma; 0 if none."""
    if t.phrase(a) not in _GROUNDED:
        return 0
    for k in range(a + t.widths[a], min(b, a + _GROUND)):
        if t.words[k] in ".;:" or (t.words[k] == "," and t.words[k - 2 : k] not in _LISTED_GROUNDS):
            return 0
        if t.has(k, _WORK | tags.ADV) and not t.has(k, tags.NOUN | tags.ADJUNCT) and _ground_ends(t, k):
            return k
    return 0


def _ground_ends(t: Tokens, k: int) -> bool:
    last = t.words[k - 1]
    return t.words[k - 2 : k] in _GROUND_ENDS or last in {"này", "mình", "trên"} or last.isdigit()


def _goes_on_listing(t: Tokens, p: int) -> bool:
    """«trên cơ sở dự toán của các cơ quan, đơn vị, …»: a bare head behind the comma only goes on with the list before it."""
    if t.capital(p) or t.words[p - 1] != "," or not t.has(p, tags.BODY) or t.has(p, tags.VERB):
        return False
    listed = any(t.has(k, tags.BODY | tags.SINGLE) and k + t.widths[k] == p - 1 for k in range(max(0, p - 6), p - 1))
    return listed and t.words[p + t.widths[p] : p + t.widths[p] + 1] == [","]


def _short_opening(t: Tokens, a: int, b: int) -> int:
    """«Mùa mưa này, Sở X …»: behind a short opening without a verb a named doer may follow; where; 0 if not."""
    for k in range(a, min(b - 1, a + _SHORT)):
        if t.words[k] == ",":
            return k + 1 if k > a + 1 and begins_name(t, k + 1) else 0
        if t.has(k, tags.VERB | tags.PAST | tags.MODAL) or not t.words[k][0].isalnum():
            return 0
    return 0


def _event_within(t: Tokens, a: int, p: int) -> bool:
    """«Trong quá trình thực hiện nếu cần …,»: an event inside the adjunct before the first comma."""
    return _opens_adjunct(t, a) and any(t.has(k, tags.EVENT) for k in range(a, p))


def _may_be_ground(t: Tokens, a: int) -> bool:
    return t.phrase(a) in _OPENERS or t.words[a] in _AIMS


def _named_behind(t: Tokens, a: int, core: Core) -> bool:
    """«Để triển khai, thực hiện tốt …, Sở X hướng dẫn …»: behind an aim the body that is named."""
    return t.words[a] in _AIMS and core.kind == "subject" and core.names[0].proper and t.capital(core.start)


def _asks_outright(t: Tokens, core: Core) -> bool:
    """«Thực hiện chỉ đạo của …, Sở X đề nghị Y …»: somebody asks somebody, so what stands before is only the ground."""
    return core.kind == "asked" and bool(core.names) and t.words[core.start - 1] not in {",", "và", ";"}


def _about(t: Tokens, a: int, b: int, core: Core) -> Core:
    """«Đối với X, phải …»: X is the doer where nobody else is named."""
    if t.phrase(a) not in _ABOUT or core.start == a:
        return core
    names, after = names_at(t, a + t.widths[a], b)
    return Core("asked", core.start, core.start, names) if names and t.words[after] == "," else core


def _conditional(t: Tokens, a: int, b: int) -> bool:
    """«Trường nào có … thì …», «Xong thì …»: what stands before «thì» only conditions."""
    return "thì" in t.words[a + 1 : min(b, a + 30)]


def _places(t: Tokens, a: int, b: int) -> Iterator[int]:
    """Where a main clause may begin: at once, or behind a comma outside brackets."""
    yield a
    depth = tries = 0
    k = a - 1
    while (k := k + 1) < b:
        word = t.words[k]
        if t.widths[k] > 1 and t.words[k + 1] in ",;":
            k += t.widths[k] - 1  # a comma inside a phrase: «cấp ủy, chính quyền»
            continue
        if word in "()":
            depth += 1 if word == "(" else -1
            if depth == 0 and word == ")" and t.has(a, tags.RHYTHM) and begins_name(t, k + 1):
                yield k + 1  # «Hằng tháng (trước ngày 05 tháng kế tiếp) UBND các xã …»
        elif depth <= 0 and (word in {",", "thì", ";"} or (word == ":" and _times_label(t, a, k))) and k + 1 < b:
            yield k + 1
            tries += 1
            if tries == _TRIES:
                break


def _times_label(t: Tokens, a: int, k: int) -> bool:
    """«Tháng 3: …», «Bước 1 (từ 16/01 đến 26/01): …»"""
    return k - a < _LABEL and any(t.has(i, tags.RHYTHM) for i in range(a, k))


def _grounds(t: Tokens, a: int) -> bool:
    """«Thực hiện Công văn số …, Sở … đề nghị …»: a verb that only says on what grounds."""
    return t.phrase(a) in _OPENERS and any(t.has(k, tags.TYPE) for k in range(a, min(len(t.words), a + 6)))


def _opens_adjunct(t: Tokens, i: int) -> bool:
    if t.words[i] == "ngay" and t.has(i + 1, tags.EVENT):
        return True  # «Ngay khi nhận được văn bản này, …»
    return t.has(i, tags.ADJUNCT | tags.EVENT | tags.LINK | tags.RHYTHM) or t.words[i].isdigit()


def _core_at(t: Tokens, p: int, b: int, *, led: bool) -> Core | None:  # noqa: PLR0911 - one return a reader
    if t.phrase(p) == "riêng" and begins_name(t, p + 1):
        p += 1  # «Riêng X …»
    q = skip_adverbs(t, p, b)
    if q >= b or (q + t.widths[q] < b and t.words[q + t.widths[q]] == ":"):
        return None
    if led and _hands_on(t, q, b):
        return Core("bare", p, p)
    if (ask := _ask_at(t, p, q, b, led=led)) >= 0:
        return _asked(t, ask, b)
    if (name := _name_from(t, p, q, led=led)) >= 0:
        return _subject(t, name, b)
    if t.has(q, _PREDICATE) and not t.has(q, tags.NOUN) and not _only_adjunct(t, q):
        return Core("bare", p, p)
    if (single := _single(t, p, b)) is not None:
        return Core("subject", p, single.end, [single])
    if stranger := stranger_at(t, p, b):
        return Core("subject", p, stranger.end, [stranger])
    return Core("bare", p, p) if _orders_alone(t, p, q, b, led=led) else None


def _single(t: Tokens, p: int, b: int) -> Name | None:
    """«Tỉnh tổng hợp nhu cầu …», «Sở căn cứ …»: the kind alone, where the letter speaks to one of it."""
    end = p + t.widths[p]
    if (
        not t.capital(p)
        or end >= b
        or not t.has(p, tags.SINGLE | tags.PLACE)
        or t.has(p, tags.VERB | tags.BODY | tags.DET)
    ):
        return None
    acts = t.has(end, tags.VERB | tags.MODAL | tags.LEAD) and not t.has(end, tags.NOUN) and not t.capital(end)
    return Name(p, end, proper=True, bare=False, det=False) if acts or t.words[end : end + 2] == ["căn", "cứ"] else None


def _ask_at(t: Tokens, p: int, q: int, b: int, *, led: bool) -> int:
    """Where the word of asking stands; -1 where nobody is asked."""
    if t.has(p, tags.SINGLE) and t.capital(p) and t.has(p + 1, tags.ASK):
        return p + 1  # «Sở đề nghị …»
    if t.has(p, tags.EVENT) and t.widths[p] > 2 and t.has(p + t.widths[p], tags.ASK):
        return p + t.widths[p]  # «nếu có khó khăn, vướng mắc đề nghị …»
    if (paper := _paper_asks(t, p, b)) > 0:
        return paper
    proposes = t.phrase(q) == "kiến nghị" and not led and begins_name(t, q + 2)
    return q if proposes or (t.has(q, tags.ASK) and not t.has(q, tags.NOUN)) else -1


def _name_from(t: Tokens, p: int, q: int, *, led: bool) -> int:
    """Where the subject begins: at once, or behind «hằng tháng», «từ ngày 08/10»; -1 where no name stands."""
    if begins_name(t, p) and not (led and _verb_rather(t, p)):
        return p
    if q != p and t.has(p, tags.RHYTHM) and begins_name(t, q):
        return q
    if (
        t.has(p, tags.EVENT)
        and t.widths[p] > 2
        and t.has(p + t.widths[p], tags.DET)
        and begins_name(t, p + t.widths[p])
    ):
        return p + t.widths[p]  # «nếu có khó khăn, vướng mắc các cơ quan …»
    if t.words[p] == "từ" and t.has(p + 1, tags.RHYTHM) and begins_name(t, p + 1 + t.widths[p + 1]):
        return p + 1 + t.widths[p + 1]
    return -1


def _orders_alone(t: Tokens, p: int, q: int, b: int, *, led: bool) -> bool:
    """No known verb, but the place of one: «Sơn lại bảng tin», «Tiếp tục giương cao …», «Không tổ chức …»."""
    if unknown_verb(t, p, b, led=led):
        return True
    if led and q > p and t.capital(p) and t.words[q].isalpha() and not t.tags[q] and not t.capital(q):
        return True
    return t.phrase(q) in STANDS and (led or t.capital(p))


def _hands_on(t: Tokens, q: int, b: int) -> bool:
    """«Phân công đảng viên …», «mời đại biểu …» under a heading: the doers of the heading hand on, nobody new is told."""
    if t.phrase(q) not in {"phân công", "mời"}:
        return False
    names = names_at(t, q + t.widths[q], b)[0]
    return not names or not (names[0].proper or names[0].det)


def _paper_asks(t: Tokens, p: int, b: int) -> int:
    """«Công văn yêu cầu X …», «Kế hoạch cũng giao X …»: where the asking stands; 0 where no paper asks."""
    if not t.has(p, tags.TYPE) or t.has(p, tags.VERB):
        return 0
    for k in range(p + t.widths[p], min(b, p + t.widths[p] + 4)):
        if t.has(k, tags.ASK) and not t.has(k, tags.NOUN):
            return k
        if not t.words[k].isalpha():
            break
    return 0


def _verb_rather(t: Tokens, p: int) -> bool:
    """«Lãnh đạo …», «Thường trực …» under a heading that named the doers are verbs."""
    if t.words[p] == "thường" or (
        t.words[p : p + 2] == ["thanh", "tra"] and t.words[p + 2 : p + 3] in _SEATS_OF_INSPECTORS
    ):
        return False
    return t.has(p, tags.VERB)


def _only_adjunct(t: Tokens, q: int) -> bool:
    return t.has(q, tags.ADJUNCT) and not t.has(q, _WORK)


def skip_adverbs(t: Tokens, p: int, b: int) -> int:
    """Behind «tiếp tục», «chủ động,», «cần», «hằng tháng,» …"""
    while p < b and t.has(p, tags.ADV | tags.RHYTHM) and not t.has(p, tags.ASK):
        timed = t.has(p, tags.RHYTHM)
        p += t.widths[p]
        if p + 1 < b and t.words[p] in {",", "và"} and (timed or t.has(p + 1, tags.ADV | tags.VERB)):
            p += 1
    return p


def _asked(t: Tokens, q: int, b: int) -> Core:
    at = q + t.widths[q]
    while at < b and t.words[at] in {"cho", "trách", "nhiệm"}:
        at += 1
    if t.words[at : at + 2] == ["đồng", "chí"] and t.has(at + 2, tags.BODY | tags.CHIEF | tags.DET | tags.SINGLE):
        at += 2  # «đồng chí Bí thư …»; with a person's own name it is said of him
    names, after = names_at(t, at, b, semicolons=True)
    if not names and (sent := _sent_to(t, q)):
        return Core("asked", q, at, sent)
    return Core("asked", q, after if names else at, names)


def _sent_to(t: Tokens, q: int) -> list[Name]:
    """«… có Văn bản gửi các sở, ngành, đề nghị lập danh sách …»: those it is sent to are asked."""
    for k in range(q - 1, max(0, q - 40), -1):
        if t.words[k] in ".:":
            break
        if t.words[k] == "gửi":
            names, after = names_at(t, k + 1, q, semicolons=True)
            return names if after < q and t.words[after] == "," else []
    return []


def _subject(t: Tokens, p: int, b: int) -> Core | None:
    names, after = names_at(t, p, b)
    if not names:
        return None
    if after < b and t.words[after] == ";":
        names, after = names_at(t, p, b, semicolons=True)
    q = skip_adverbs(t, after, b)
    if q < b and t.has(q, tags.ASK):
        asked = _asked(t, q, b)
        asked.askers = names
        hands_on = t.has(q, tags.VERB) and (not asked.names or _own_people(t, q, asked.names))
        return Core("subject", p, q, names) if hands_on else asked
    if predicate_after(t, after, b) >= 0 or _meets(t, p, after):
        return Core("subject", p, after, names)
    return _longer_name(t, p, after, b, names)


def _meets(t: Tokens, p: int, after: int) -> bool:
    """«Chiều thứ Năm hằng tuần, Tổ công tác họp …»: what comes back is an order, not told."""
    if t.words[after : after + 1] != ["họp"] or p == 0 or t.words[p - 1] != ",":
        return False
    return any(t.words[k] in {"hằng", "hàng", "mỗi", "lần"} for k in range(max(0, p - _OFTEN), p))


def _own_people(t: Tokens, q: int, names: list[Name]) -> bool:
    """«Chi ủy phân công đảng viên phụ trách …», «Mỗi cơ quan phân công 01 đồng chí …»: people of its own."""
    name = names[0]
    if t.phrase(q) != "phân công" or name.proper or t.words[name.start] == "các":
        return False
    return t.words[name.start].isdigit() or not t.capital(name.start)


def _longer_name(t: Tokens, p: int, after: int, b: int, names: list[Name]) -> Core | None:
    """«Tổ trưởng tổ chợ đêm phường kiểm tra …»: a name that goes on with words nobody knows, up to the verb."""
    if not t.capital(p):
        return None
    for k in range(after, min(b, after + _TAIL)):
        if not t.words[k][0].isalpha() or t.has(k, _NO_TAIL):
            return None
        if t.has(k, _PREDICATE) and not t.has(k, tags.NOUN | tags.BODY) and not _only_adjunct(t, k):
            if k == after:
                return None
            return Core("subject", p, k, [*names[:-1], replace(names[-1], end=k)])
    return None


def predicate_after(t: Tokens, k: int, b: int) -> int:
    """Where the verb of a subject stands; adjuncts between them are passed over; -1 where there is none."""
    if k < b and t.words[k] == "(":
        k = _behind_bracket(t, k, b)
    if k < b and t.words[k] in {"mỗi", "từng"}:
        k = _behind_apposition(t, k - 1, b) or k  # «UBND các xã mỗi đơn vị cử …»
    if k < b and t.words[k] == ",":
        k = _behind_apposition(t, k, b) or k + 1
    if k >= b or (t.has(k, tags.PAST) and not t.has(k, tags.MODAL | tags.LEAD)):
        return -1
    if t.has(k, _PREDICATE) and not t.has(k, tags.NOUN) and not _only_adjunct(t, k):
        return k
    if t.phrase(k) in STANDS:
        return k
    if t.words[k] not in _BETWEEN and not t.has(k, tags.MODAL):
        return -1
    return _verb_behind(t, k, min(b, k + _FAR))


def _behind_apposition(t: Tokens, k: int, b: int) -> int:
    """«ông Tô Văn Đĩnh, Phó Chủ tịch Hội, phụ trách …», «A, B, mỗi đơn vị chuẩn bị …»: behind what is only added; 0 without."""
    if k + 1 >= b or not (t.has(k + 1, tags.CHIEF) or t.words[k + 1] in {"mỗi", "từng"}):
        return 0
    each = t.words[k + 1] in {"mỗi", "từng"}
    for end in range(k + 2, min(b, k + 16)):
        if t.words[end] == "," and not each:
            return end + 1
        if each and t.has(end, _PREDICATE) and not t.has(end, tags.NOUN):
            return end
    return 0


def _behind_bracket(t: Tokens, k: int, b: int) -> int:
    for close in range(k, min(b, k + 30)):
        if t.words[close] == ")":
            return close + 1
    return k


def _verb_behind(t: Tokens, k: int, b: int) -> int:
    k += t.widths[k]
    while k < b:
        if t.words[k] in ";.:":
            return -1
        tag = t.tags[k]
        if (
            tag & _PREDICATE
            and not tag & (tags.NOUN | tags.ADJUNCT)
            and t.words[k - 1] not in {"được", "đã", "việc", "sự"}
        ):
            return k
        k += t.widths[k]
    return -1
