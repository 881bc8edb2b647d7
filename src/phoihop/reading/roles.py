"""Roles inside a clause: who leads, who goes along."""

from __future__ import annotations

from phoihop.reading.clauses import Core, skip_adverbs
from phoihop.reading.lexicon import tags
from phoihop.reading.names import Name, begins_name, name_at, names_at
from phoihop.reading.tokens import Tokens

_TELLS = {"chỉ đạo", "lãnh đạo", "lãnh đạo, chỉ đạo", "giao", "phân công"}
_TELLS_ON = {"chỉ đạo", "lãnh đạo", "lãnh đạo, chỉ đạo"}
_TELLS_ALONE = {"chỉ đạo", "lãnh đạo"}
_GROUNDS = {
    "trên cơ sở",
    "căn cứ",
    "căn cứ vào",
    "theo",
    "trong phạm vi",
    "theo chức năng, nhiệm vụ",
    "theo thẩm quyền",
}
_DUTIES = {"có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ"}
_FAR = 24  # words between «được …» and the duty
_NAME = 10  # words of a name before a bracket
_GROUND = 40  # words of a ground

Cast = list[tuple[Name, str, str]]  # name, role, rule


def cast_of(t: Tokens, core: Core, b: int) -> Cast:
    """Those the clause itself names: «X chủ trì, phối hợp với Y», «X phối hợp với Y», «X chủ trì, Y phối hợp»."""
    lead = _lead_after(t, core, b)
    role = "lead" if lead >= 0 else "do"
    out: Cast = [(name, role, f"doer.{core.kind}") for name in core.names]
    if lead >= 0:
        out += _helpers(t, lead, b)
    along = _with(t, core.after, b)
    if core.kind == "bare" and len(along) > 1 and t.words[core.start] == "cùng" and _works(t, along[-1].end, b):
        out.append((along.pop(), "do", "doer.subject"))  # «Cùng với Sở X, Sở Y rà soát …»
    out += [(n, "coordinate", "doer.with") for n in along if not _known(t, out, n)]
    out += told(t, core, b)
    return out


def _lead_after(t: Tokens, core: Core, b: int) -> int:
    """Where the words of leading end, when they follow the names (or open the clause)."""
    at = core.after if core.names else core.start
    if core.names and at + 1 < b and t.words[at] == "," and t.phrase(at + 1) in _GROUNDS:
        at = _behind_comma(t, at + 1, b)  # «Sở X, trên cơ sở đề xuất của …, chủ trì …»
    if (
        core.names
        and at < b
        and t.words[at] == "được"
        and any(t.phrase(k) in _DUTIES for k in range(at + 1, min(b, at + _FAR)))
    ):
        return -1  # «các sở được phân công chủ trì … có trách nhiệm …»: which of them, not what they have to do
    if core.names and at < b and t.phrase(at) in _TELLS_ON:
        return -1  # «X lãnh đạo Y chủ trì …»: Y leads
    for k in range(at, min(b, at + 8)):
        tag = t.tags[k]
        if tag & tags.LEAD and not (tag & tags.BODY and t.capital(k) and k > core.start):
            return k + t.widths[k]
        if tag & tags.WITH or t.words[k] in ".;:":
            return -1
    return -1


def _behind_comma(t: Tokens, k: int, b: int) -> int:
    """Where the words behind a ground begin: behind its last comma, those of leading if it has them; at once without a comma."""
    commas = [n for n in range(k, min(b - 1, k + _GROUND)) if t.words[n] == ","]
    return next((n + 1 for n in commas if t.has(n + 1, tags.LEAD)), commas[-1] + 1 if commas else k)


def _helpers(t: Tokens, at: int, b: int) -> Cast:
    """«X chủ trì, Y phối hợp»: the names behind the comma."""
    if at < b and t.words[at] in {",", "và", ";"}:
        names, after = names_at(t, at + 1, b)
        if names and after < b and (t.has(after, tags.WITH) or t.words[after] in {"tham", "phối"}):
            return [(n, "coordinate", "doer.helps") for n in names]
    return []


def _with(t: Tokens, at: int, b: int) -> list[Name]:
    for k in range(at, b):
        if t.tags[k] & (tags.WITH | tags.NOUN) != tags.WITH:
            continue
        names, _after = names_at(t, k + t.widths[k], b)
        if names:
            return names
    return []


def _works(t: Tokens, k: int, b: int) -> bool:
    return k < b and t.has(k, tags.VERB | tags.MODAL) and not t.has(k, tags.NOUN)


def _known(t: Tokens, cast: Cast, name: Name) -> bool:
    words = t.words[name.start : name.end]
    return any(t.words[n.start : n.end] == words for n, _role, _rule in cast)


def told(t: Tokens, core: Core, b: int) -> Cast:
    """«Bộ X chỉ đạo Y tổ chức …»: a named Y that X tells to act is a doer too."""
    k = core.after
    if core.kind == "bare":
        k = skip_adverbs(t, core.start, b)
    if k + 1 >= b or t.phrase(k) not in (_TELLS if core.names else _TELLS_ALONE):
        return []
    names, after = names_at(t, k + t.widths[k], b)
    if core.kind == "bare" and t.phrase(k) == "lãnh đạo" and not t.has(after, tags.LEAD):
        return []
    if (
        not names
        or not all(n.proper for n in names)
        or after >= b
        or not (t.has(after, tags.VERB | tags.LEAD | tags.ADV | tags.WITH | tags.CALM) or _acts(t, after))
    ):
        return []
    role = "lead" if t.has(after, tags.LEAD) else "do"
    return [(n, role, "doer.told") for n in names]


def _acts(t: Tokens, k: int) -> bool:
    """A word nobody knows in the place of a verb: «chỉ đạo Tập đoàn X điều tiết hồ chứa»."""
    return t.words[k].isalpha() and not t.tags[k] and not t.capital(k)


def agent_of(t: Tokens, a: int, b: int) -> Cast:
    """«… do Ủy ban X trình …», «… phải được các đơn vị hoàn thành …»: the doer of a passive order."""
    for k in range(a, b - 1):
        if t.words[k] == "được" and t.has(k - 1, tags.MODAL):
            names, after = names_at(t, k + 1, b)
            if names and after < b and t.has(after, tags.VERB) and not t.has(after, tags.NOUN):
                return [(name, "do", "doer.by") for name in names]
        if t.words[k] == "do":
            name = name_at(t, k + 1, b)
            if name and name.proper and t.has(name.end, tags.VERB | tags.LEAD):
                return [(name, "lead" if t.has(name.end, tags.LEAD) else "do", "doer.passive")]
    return _in_bracket(t, a, b)


def _in_bracket(t: Tokens, a: int, b: int) -> Cast:
    """«Nghị quyết về X (Đảng ủy Y chuẩn bị; tháng 3/2026)», «Sơ kết … (Văn phòng Z; tháng 6)»: who does it, in brackets at the end."""
    open_at = next((k for k in range(b - 1, a, -1) if t.words[k] == "("), a)
    close = next((k for k in range(open_at + 1, b) if t.words[k] == ")"), b)
    if (
        open_at == a
        or close == b
        or any(t.words[k].isalnum() for k in range(close + 1, b))
        or _name_ends(t, a, open_at)
    ):
        return []
    names, after = names_at(t, open_at + 1, close)
    if not names or after >= close or not all(name.proper or name.det for name in names):
        return []
    acts = t.has(after, tags.VERB | tags.LEAD) and not t.has(after, tags.NOUN | tags.PAST)
    timed = t.words[after] in {",", ";"} and t.has(after + 1, tags.RHYTHM)
    role = "lead" if t.has(after, tags.LEAD) else "do"
    return [(name, role, "doer.bracket") for name in names] if acts or timed else []


def _name_ends(t: Tokens, a: int, k: int) -> bool:
    """«… về UBND tỉnh (Sở Nội vụ, trước ngày 20/3)»: the bracket says more of the name before it."""
    before = (name_at(t, i, k) for i in range(max(a, k - _NAME), k) if begins_name(t, i))
    return any(name is not None and name.end == k for name in before)
