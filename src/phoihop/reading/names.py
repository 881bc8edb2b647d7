"""Names of bodies: where one begins, how far it reaches, and how a list of them is taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.reading.lexicon import bodies, tags
from phoihop.reading.name_tails import charged_end, chosen_end, having_end, keeping_end, managed_end
from phoihop.reading.tokens import Tokens

_LEVELS = {"mầm non", "tiểu học", "thcs", "thpt", "trung học", "trung học cơ", "phổ thông", "đại học", "cao đẳng"}
_PERSONS = {"ông", "bà", "đồng", "đ", "thầy", "cô", "anh", "chị"}
_LEVEL_OPENS = {level.split()[0] for level in _LEVELS}
_LEADS_IN = {
    "chỉ đạo",
    "thực hiện",
    "yêu cầu",
    "đề nghị",
    "tổ chức",
    "triển khai",
    "tập trung",
    "quyết định",
    "phối hợp",
    "chủ trì",
}
_MOST = 16  # words of a name without a capital; more is a sentence that was not understood
_LONGEST = 40
_ENDS_NAME = (
    tags.VERB | tags.MODAL | tags.ADV | tags.ASK | tags.LEAD | tags.WITH | tags.REPORT | tags.STOP | tags.PAST
    | tags.RHYTHM | tags.ADJUNCT | tags.EVENT | tags.LINK | tags.CALM | tags.TYPE
)  # fmt: skip
_INSIDE = tags.BODY | tags.PLACE | tags.SINGLE | tags.DET | tags.EXTRA | tags.NOUN
_NEAR = tags.MODAL | tags.LEAD | tags.WITH | tags.ADV | tags.VERB | tags.PLACE
_HEAD = tags.BODY | tags.SINGLE | tags.PLACE
_COUNCILS = {"ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "đại biểu hội đồng nhân dân", "đại biểu hđnd"}
_HANDED_OVER = (
    ["danh", "sách"],
    ["số", "liệu"],
    ["tình", "hình"],
    ["kết", "quả"],
    ["tiến", "độ"],
    ["hồ", "sơ"],
)  # «gửi Công an tỉnh danh sách …»
_OF_FIELD = {"khối", "ngành", "sở", "phòng", "ban"}  # «Khối khoa giáo», «Sở giáo dục và đào tạo»
_FIELDS = {field.strip() for line in bodies.FIELDS.split("\n") for field in line.split("|")} | {
    "khoa giáo",
    "nội chính",
    "dân vận",
}
_BOTH = {"tổ chức, cá nhân", "cơ quan, tổ chức, cá nhân", "tổ chức, cá nhân liên quan"}
_ANY_KIND = {"đơn vị", "cơ quan", "cơ sở", "doanh nghiệp", "tổ chức, cá nhân"}
_REPEATED = {"sở", "bộ"}  # «Sở A Sở B»: no Sở is within another
_MINISTERIAL = {"bộ", "chính"}  # «các bộ, cơ quan thuộc Chính phủ, Ủy ban nhân dân các tỉnh» is said as one
_EACH = {"mỗi", "từng"}
_GENERAL = {"các", "những", "mỗi", "từng", "mọi", "toàn", "tất", "cấp", "cùng"}


@dataclass(frozen=True, slots=True)
class Name:
    """Words `start` to `end`. `proper`: one certain body; `bare`: a head alone, that shares what follows it."""

    start: int
    end: int
    proper: bool
    bare: bool
    det: bool
    placed: bool = False  # «các bộ ở Trung ương»: complete, shares nothing


def begins_name(t: Tokens, i: int, *, loose: bool = False) -> bool:  # noqa: PLR0911 - one return a kind
    """`loose`: inside a list, where «ngành» or «thành phố» needs no determiner."""
    if i >= len(t.words):
        return False
    tag = t.tags[i]
    if tag & tags.BODY:
        if not tag & (tags.VERB | tags.ADV) or _head_follows(t, i):
            return True
        return t.capital(i) and not (t.words[i] == "lãnh" and _opens_sentence(t, i) and t.has(i + 2, tags.VERB))
    if t.words[i].isdigit() and not tag & tags.RHYTHM:
        return len(t.words[i]) < 3 and t.has(i + 1, tags.BODY) and not t.has(i + 1, tags.VERB | tags.NOUN)
    if tag & tags.DET:
        return t.has(i + t.widths[i], _HEAD | tags.CHIEF)
    if tag & tags.SINGLE:
        if t.capital(i) and (_class_next(t, i) or _field_next(t, i) or t.words[i + 1 : i + 3] == ["trực", "thuộc"]):
            return True
        return (loose and not t.capital(i)) or _capital_next(t, i)
    return bool(tag & tags.PLACE) and (loose or _capital_next(t, i))


def _head_follows(t: Tokens, i: int) -> bool:
    return t.has(i + t.widths[i], tags.BODY | tags.DET)


def _capital_next(t: Tokens, i: int) -> bool:
    k = i + t.widths[i]
    return k < len(t.words) and t.words[k].isalpha() and t.capital(k)


def _field_next(t: Tokens, i: int) -> bool:
    """«Khối khoa giáo», «Ngành nông nghiệp»."""
    k = i + t.widths[i]
    return t.words[i] in _OF_FIELD and k < len(t.words) and t.phrase(k) in _FIELDS


def _class_next(t: Tokens, i: int) -> bool:
    """«Đoàn các trường», «Hội các xã»: one of each."""
    k = i + t.widths[i]
    return t.has(k, tags.DET) and t.has(k + t.widths[k], _HEAD)


def name_at(t: Tokens, i: int, stop: int, *, loose: bool = False) -> Name | None:
    """One name, as far as it reaches."""
    if i >= stop or not begins_name(t, i, loose=loose):
        return None
    det = (bool(t.tags[i] & tags.DET) and not t.tags[i] & tags.BODY) or t.words[i].isdigit()
    head = i + t.widths[i] if det else i
    head_end = head + t.widths[head]
    inner = t.widths[head] > 1 and any(t.capital(k) for k in range(head + 1, head_end))
    end = _trim(t, head_end, _reach(t, head_end, min(stop, i + _LONGEST), proper=inner))
    managed = managed_end(t, head, end, stop)
    inner, end = inner and managed > end, managed
    end = _behind_range(t, end, stop) if t.has(end - 1, tags.PLACE) or t.words[end - 1] == "phố" else end
    det = det or t.words[i] in _GENERAL
    if end == head_end and t.words[end : end + 1] == ["được"]:
        end = chosen_end(t, end, stop)
    elif end == head_end and t.phrase(head) in _ANY_KIND:
        end = keeping_end(t, end, stop)
    elif t.words[end : end + 1] == ["có"] and any(word in _GENERAL for word in t.words[i:end]):
        end = having_end(t, end, stop)
    elif t.has(head, tags.CHIEF):
        end = charged_end(t, end, stop)
    if (known := t.known_at(i, stop)) > end:
        return Name(i, known, proper=not det, bare=False, det=det)
    proper = (inner or _is_proper(t, i, head, head_end, end) or t.words[end - 1].isdigit()) and not det
    return Name(i, end, proper, end == head_end, det, "ở" in t.words[head_end:end])


def _behind_range(t: Tokens, end: int, stop: int) -> int:
    """«các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng»: which of them."""
    if end + 3 >= stop or t.words[end] != "từ" or not t.capital(end + 1):
        return end
    to = next((k for k in range(end + 2, min(stop, end + 6)) if t.words[k] in {"đến", "tới"}), 0)
    if not to or to + 1 >= stop or not t.capital(to + 1):
        return end
    k = to + 1
    while k < stop and t.words[k].isalpha() and t.capital(k):
        k += 1
    return k


def _is_proper(t: Tokens, i: int, head: int, head_end: int, end: int) -> bool:
    """One certain body: a capital in it beyond the first, or a capital that no sentence asks for."""
    if t.has(head, tags.PLACE | tags.SINGLE) and not t.capital(head) and not t.has(head, tags.BODY):
        return any(t.capital(k) for k in range(head_end, end))  # «thôn Hạ»
    if not t.capital(head) or any(t.words[k] in _GENERAL for k in range(head_end, end)):
        return False
    if any(t.capital(k) for k in range(head + 1, end)):
        return True
    return not t.tags[head] & tags.CHIEF and not _opens_sentence(t, i)


def _opens_sentence(t: Tokens, i: int) -> bool:
    return i == 0 or t.words[i - 1] in ".:;-+)!?|"


def _reach(t: Tokens, k: int, stop: int, *, proper: bool) -> int:
    """The first word behind the name."""
    plain = 0
    while k < stop:
        step = _step(t, k, stop, proper=proper)
        if step <= 0 or (t.words[k : k + 2] in _HANDED_OVER and not t.capital(k) and t.words[k - 1] != "trả"):
            break
        if t.capital(k):
            proper = True
        elif not t.tags[k] & _INSIDE:
            plain += 1
            if plain > _MOST:
                break
        k += step
    return k


def _step(t: Tokens, k: int, stop: int, *, proper: bool) -> int:  # noqa: PLR0911 - one return a rule
    """How many words from `k` still belong to the name; 0 where it ends."""
    word = t.words[k]
    if not word[0].isalpha():
        return _step_mark(t, k, stop)
    if t.capital(k):
        return _step_capital(t, k)
    if proper and (more := _step_proper(t, k, stop)):
        return more
    tag = t.tags[k]
    if word == "và":
        return _step_and(t, k, stop)
    if tag & tags.EXTRA:
        return _step_extra(t, k, proper=proper)
    if tag & tags.DET and not tag & tags.BODY and _counts_anew(t, k):
        return 0
    if tag & (tags.BODY | tags.PLACE | tags.DET | tags.SINGLE) and not tag & (tags.VERB | tags.ADV):
        return t.widths[k]
    if tag & tags.NOUN and word in {"người", "cấp"}:
        return t.widths[k]
    if (
        tag & (_ENDS_NAME | tags.NOUN)
        or proper
        or (word, t.words[k + 1 : k + 2]) == ("một", ["lần"])
        or (word == "tổng" and t.has(k + 1, tags.VERB))
    ):
        return 0  # «… liên quan tổng kiểm tra», too
    return 1


def _counts_anew(t: Tokens, k: int) -> bool:
    """«các văn bản», and «UBND các xã, phường | mỗi đơn vị cử …»: a determiner of something else than the name."""
    return (t.words[k] in _EACH and t.has(k + 1, tags.BODY)) or not t.has(k + t.widths[k], _HEAD | tags.EXTRA)


def _step_and(t: Tokens, k: int, stop: int) -> int:
    more = _level_next(t, k, stop)
    return 1 + more if more else int(_capital_goes_on(t, k, stop))


def _step_proper(t: Tokens, k: int, stop: int) -> int:
    """What completes the name of one certain body: a syllable that is missing, a verb that is none."""
    if _closed(t, k, stop):
        return t.widths[k]
    if t.words[k] in {"và", "một"}:
        return 0
    completes = _completes(t, k) or (not t.tags[k] and _leads_to_verb(t, k, stop))
    return int(not t.tags[k] & _ENDS_NAME and completes)


def _step_extra(t: Tokens, k: int, *, proper: bool) -> int:
    """What may stand inside a name; «Sở Lao động thống kê …»: not as a verb behind a complete one."""
    tag = t.tags[k]
    if tag & tags.VERB and proper:
        return 0
    return t.widths[k] if not tag & (tags.ADJUNCT | tags.STOP) or _place_next(t, k) else 0


def _closed(t: Tokens, k: int, stop: int) -> bool:
    """«Phòng Quản lý thu (…)», «Phòng Kế hoạch tổng hợp:»: a verb without anything behind it is part of the name."""
    if not t.has(k, tags.VERB) or not (t.capital(k - 1) or t.capital(k - 2)):
        return False
    k += t.widths[k]
    return (k >= stop or t.words[k] in "(:") and " ".join(t.words[max(0, k - 2) : k]) not in _LEADS_IN


def _step_capital(t: Tokens, k: int) -> int:
    """A capital inside a sentence belongs to the name, whatever the word; a new sentence does not."""
    opens = _opens_sentence(t, k) and t.words[k - 1] != "-" and not lists_fields(t, k - 1)
    if opens or "\n\n" in t.text[t.ends[k - 1] : t.starts[k]]:
        return 0
    if t.words[k] in _REPEATED and t.has(k, tags.SINGLE) and _repeats(t, k):
        return 0
    width = t.widths[k]
    if t.phrase(k) == "ban hành":
        return 0
    if _ends_in_verb(t, k):
        return 1
    return width if t.has(k, tags.BODY | tags.PLACE | tags.EXTRA) and not t.has(k, tags.RHYTHM) else min(width, 2)


def _ends_in_verb(t: Tokens, k: int) -> bool:
    """«Lam Thành lập …», «Nam Định hướng dẫn …»: the last syllable of a place and the verb look like one verb."""
    if not t.has(k, tags.VERB) or t.widths[k] != 2 or t.capital(k + 1):
        return False
    return t.capital(k - 1) and not t.tags[k - 1] and t.has(k + 1, tags.VERB)


def _repeats(t: Tokens, k: int) -> bool:
    """«Sở Khoa học và Công nghệ Sở Công Thương»: cells that lost the mark between two names."""
    for n in range(k - 1, max(-1, k - 8), -1):
        if not t.words[n].isalpha() or t.has(n, tags.CHIEF):
            return False
        if t.words[n] == t.words[k] and t.has(n, tags.SINGLE):
            return t.capital(n) and _capital_next(t, k)
    return False


def _completes(t: Tokens, k: int) -> bool:
    """«Y tế», «Nội vụ»: the second syllable of a field; behind a place name such as «An Lãng» nothing is missing."""
    if not t.capital(k - 1):
        return False
    return not (t.words[k - 2].isalpha() and t.capital(k - 2)) or t.has(k - 2, _HEAD)


def _leads_to_verb(t: Tokens, k: int, stop: int) -> bool:
    """«Chính trị tư tưởng là …»: one or two unknown words before the verb belong to the name."""
    for n in range(k + 1, min(stop, k + 5)):
        if t.tags[n]:
            return t.has(n, _NEAR) and not t.has(n, tags.NOUN)
        if not t.words[n].isalpha():
            return t.words[n] == "("
    return False


def _capital_goes_on(t: Tokens, k: int, stop: int) -> bool:
    """«Sở Văn hóa và Thể thao»: a capital behind «và» that begins no other body."""
    return (
        k + 1 < stop
        and t.capital(k + 1)
        and not t.low.startswith("báo cáo", t.starts[k + 1])
        and not begins_name(t, k + 1)
    )


def _place_next(t: Tokens, k: int) -> bool:
    """«trong khối khoa giáo», «tại Trung ương»: a place and not a time or a reason."""
    n = k + t.widths[k]
    if n >= len(t.words):
        return False
    if t.words[k] in {"tại", "ở"} and t.has(n, tags.TYPE):
        return False
    return (
        t.has(n, _HEAD | tags.DET)
        or t.words[n] in {"hệ", "khối", "địa", "phạm", "lĩnh", "ngành", "toàn"}
        or t.capital(n)
    )


def _step_mark(t: Tokens, k: int, stop: int) -> int:  # noqa: PLR0911 - one return a mark
    word = t.words[k]
    if lists_fields(t, k) or _ampersand(t, k):
        return 1
    if word == "," and (more := _level_next(t, k, stop)):
        return 1 + more
    nxt = k + 1 < stop and t.words[k + 1].isalpha() and t.capital(k + 1)
    if word == ",":
        named = t.capital(k - 1) or t.capital(k - 2)
        return 1 if nxt and named and not begins_name(t, k + 1) and not t.has(k + 1, tags.REPORT) else 0
    if word == "-":
        named = t.capital(k - 1) or t.capital(k - 2)
        return 1 if nxt and named and not begins_name(t, k + 1) else 0
    if word == ".":
        return 1 if nxt and t.words[k - 1] in {"tp", "tx", "tt"} else 0
    if word == "(":
        return _bracket(t, k, stop)
    if not word.isdigit() or _footnote(t, k):
        return 0
    return int(t.capital(k - 1) or _numbered(t, k, stop))


def _footnote(t: Tokens, k: int) -> bool:
    """«Sở Nông nghiệp và Môi trường3»: glued to a word that is no abbreviation."""
    word = t.text[t.starts[k - 1] : t.ends[k - 1]]
    return t.ends[k - 1] == t.starts[k] and len(word) > 1 and not word.isupper()


def _ampersand(t: Tokens, k: int) -> bool:
    """«Sở KH&CN», «Phòng GD & ĐT», «Sở Nông nghiệp & Môi trường»."""
    if t.words[k] != "&" or not 0 < k < len(t.words) - 1:
        return False
    return t.words[k - 1].isalpha() and t.capital(k + 1) and not begins_name(t, k + 1)


def lists_fields(t: Tokens, k: int) -> bool:
    """«các Bộ: Y tế, Công Thương»: the colon at `k` stands inside a name."""
    if t.words[k] != ":" or k < 2 or k + 1 >= len(t.words):
        return False
    return (
        t.words[k - 1] in {"bộ", "sở", "phòng", "ban", "xã", "phường", "huyện", "tỉnh", "thôn", "trường"}
        and t.words[k - 2] == "các"
        and t.capital(k + 1)
        and not t.has(k + 1, tags.BODY)
        and not (t.has(k + 1, tags.SINGLE) and _capital_next(t, k + 1))
    )


def _level_next(t: Tokens, k: int, stop: int) -> int:
    """«Chủ tịch UBND xã, phường», «cơ sở giáo dục mầm non, tiểu học»: places or levels side by side; words of the next."""
    if k + 1 >= stop:
        return 0
    for n in (1, 2, 3) if t.words[k + 1] in _LEVEL_OPENS else ():
        if " ".join(t.words[k + 1 : k + 1 + n]) in _LEVELS:
            return n if any(" ".join(t.words[k - m : k]) in _LEVELS for m in (1, 2, 3)) else 0
    if not t.has(k + 1, tags.PLACE) or t.capital(k + 1) or _capital_next(t, k + 1):
        return 0
    before = next((m for m in (1, 2) if t.has(k - m, tags.PLACE) and t.widths[k - m] == m), 0)
    return t.widths[k + 1] if before and not t.capital(k - before) else 0


def _numbered(t: Tokens, k: int, stop: int) -> bool:
    """«khu dân cư 3», «Phòng Nghiệp vụ 2»: a number that counts nothing behind it."""
    if t.has(k, tags.RHYTHM) or len(t.words[k]) > 2:
        return False
    return (
        k + 1 >= stop
        or not t.words[k + 1][0].isalpha()
        or t.has(k + 1, _ENDS_NAME | tags.BODY)
        or t.words[k + 1] == "và"
    )


def _bracket(t: Tokens, k: int, stop: int) -> int:
    """«Phòng Y tế (Sở Y tế)»: a body in brackets belongs to the name."""
    if k + 1 < stop and t.phrase(k + 1) in {"thường trực", "cơ quan thường trực", "cơ quan thường trực ban chỉ đạo"}:
        return 0
    person = any(t.has(j, tags.CHIEF) for j in range(max(0, k - 5), k))
    if k + 1 >= stop or not (t.capital(k + 1) or person):
        return 0
    for close in range(k + 2, min(stop, k + 16)):
        if t.words[close] == ")":
            return close - k + 1 if begins_name(t, k + 1) or (person and close - k <= 6) else 0
    return 0


def _trim(t: Tokens, least: int, end: int) -> int:
    """Without a preposition, a determiner or a mark left hanging at the end."""
    while end > least:
        last = end - 1
        if t.words[last - 1 : end] in (["trực", "thuộc"], ["nêu", "trên"], ["nói", "trên"], ["tên", "trên"]):
            break
        if t.words[last] in {"của", "thuộc", "trực", "trong", "ở", "tại", "trên", "các", "những", ",", "-", "và", "có"}:
            end = last
        else:
            break
    return end


def names_at(t: Tokens, i: int, stop: int, *, semicolons: bool = False) -> tuple[list[Name], int]:
    """A list of names joined by commas or «và», and where it ends."""
    if t.words[i : i + 3] == ["các", "đồng", "chí"] and i + 3 < stop and t.has(i + 3, tags.CHIEF):
        i += 3  # «các đồng chí Bộ trưởng, Thủ trưởng …»
    first = name_at(t, i, stop)
    if first is None:
        return [], i
    found, joints = [first], [""]
    at = first.end
    while (joint := _joint(t, at, stop, semicolons=semicolons)) >= 0 and (
        more := name_at(t, at + joint, stop, loose=not found[-1].proper or found[-1].bare)
    ):
        if _only_adds(t, found[-1], more):
            break
        joints.append(t.words[at])
        found.append(more)
        at = more.end
    return _merged(t, found, joints), at


def is_person(t: Tokens, name: Name) -> bool:
    behind = name.start + t.widths[name.start]
    return t.words[name.start] in _PERSONS and behind < name.end and t.capital(behind)


def _only_adds(t: Tokens, name: Name, more: Name) -> bool:
    """«bà Cù Thị Nhàn, Chánh Văn phòng Hội, …», «Sở A, Sở B, mỗi đơn vị …»: who she is, each of them; nobody new."""
    if t.words[more.start] in {"mỗi", "từng"} and t.phrase(more.start + 1) in {
        "đơn vị",
        "cơ quan",
        "địa phương",
        "bên",
    }:
        return True
    return is_person(t, name) and t.has(more.start, tags.CHIEF) and t.words[more.start] not in _PERSONS


def _joint(t: Tokens, at: int, stop: int, *, semicolons: bool) -> int:
    """Words between two names; -1 where no other name can follow."""
    if at >= stop:
        return -1
    word = t.words[at]
    if word == "," or (semicolons and word == ";"):
        return 2 if at + 1 < stop and t.words[at + 1] in {"và", "cùng"} else 1
    if word in {"và", "&"}:
        return 1
    return 0 if word in _REPEATED and t.has(at, tags.SINGLE) and _repeats(t, at) else -1


def _merged(t: Tokens, found: list[Name], joints: list[str]) -> list[Name]:
    """A group printed as one stays one; bodies that each have a name stand one by one."""
    out: list[Name] = []
    joined = False
    for n, (name, joint) in enumerate(zip(found, joints, strict=True)):
        last = out[-1] if out else None
        closes = n + 1 == len(found) or t.capital(found[n + 1].start)
        apart = last is not None and (
            _stands_apart(t, last, name) if not joined else _council(t, last, name) or _again(t, last, name)
        )
        anew = apart or (last is not None and not joined and closes and _named_anew(t, last, name))
        joined = not (last is None or anew)
        if (
            last is None
            or anew
            or joint == ";"
            or name.proper
            or last.proper
            or last.placed
            or not _one_group(out, name)
        ):
            out.append(name)
            joined = False
        else:
            out[-1] = Name(last.start, name.end, proper=False, bare=name.bare, det=last.det)
    return out


def _named_anew(t: Tokens, last: Name, name: Name) -> bool:
    """«Hiệu trưởng các trường, Thủ trưởng các đơn vị», «các sở, ngành, Ủy ban nhân dân các huyện»: two groups, each with a head."""
    acronym = t.text[t.starts[name.start] : t.ends[name.start]].isupper() and len(t.words[name.start]) > 2
    if acronym:
        return True  # «các sở, ngành, UBND các xã»
    if not t.capital(name.start) or t.widths[name.start] < 2:
        return False
    return not last.bare or last.end - last.start > 3


def _council(t: Tokens, last: Name, name: Name) -> bool:
    """«các sở, ban, ngành, đoàn thể, Ủy ban nhân dân các xã»: the committees, whatever stood before them."""
    named = t.phrase(_head(t, name)) in _COUNCILS
    return named and not any(word in _MINISTERIAL for word in t.words[last.start : last.end])


def _again(t: Tokens, last: Name, name: Name) -> bool:
    """«các Đoàn xã, phường và Đoàn trực thuộc»: the head once more, in a capital."""
    return t.capital(name.start) and not name.bare and t.words[_head(t, last)] == t.words[name.start]


def _stands_apart(t: Tokens, last: Name, name: Name) -> bool:
    """«thủ trưởng các cơ quan và lãnh đạo các địa phương», «chi bộ nông thôn, chi bộ trường học», «các Ban, các Tổ»."""
    head, behind = _head(t, last), _head(t, name)
    if (name.det and last.det) or _council(t, last, name) or (name.det and t.phrase(head) in _COUNCILS):
        return True
    if not last.bare and _two_of_a_kind(t, last, name, head, behind):
        return True
    return min(t.widths[head], t.widths[behind]) > 3 and "," not in t.phrase(head)


def _two_of_a_kind(t: Tokens, last: Name, name: Name, head: int, behind: int) -> bool:
    """Two chiefs, the same head twice, «trường Tiểu học A, trường Trung học B», «các hợp tác xã vận tải, tổ chức, cá nhân liên quan»."""
    if not (name.det or last.det) and _named_inside(t, last) and _named_inside(t, name):
        return True
    if last.det and t.phrase(behind) in _BOTH:
        return True
    chiefs = t.has(head, tags.CHIEF) and t.has(behind, tags.CHIEF)
    return chiefs or t.phrase(head) == t.phrase(behind)


def _named_inside(t: Tokens, name: Name) -> bool:
    return t.capital(name.end - 1) and not any(t.words[k] in _GENERAL for k in range(name.start, name.end))


def _head(t: Tokens, name: Name) -> int:
    return name.start + t.widths[name.start] if name.det and not t.has(name.start, tags.BODY) else name.start


def _one_group(out: list[Name], name: Name) -> bool:
    """A bare head shares what follows; in a list that began with a class of bodies all are of that class."""
    return out[-1].bare or (len(out) == 1 and not out[0].proper) or not name.det


def words_of(t: Tokens, name: Name) -> str:
    return " ".join(t.text[t.starts[name.start] : t.ends[name.end - 1]].split())
