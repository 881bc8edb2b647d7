"""What still belongs to a name behind its last known word: the places a board manages, how some were chosen."""

from __future__ import annotations

from phoihop.reading.lexicon import tags
from phoihop.reading.tokens import Tokens

_MANAGERS = {"ban quản lý", "ban quản lý dự án", "trung tâm quản lý"}
_MANAGED = {"khu", "cụm", "dự", "công", "di", "chợ", "cảng", "bến", "rừng", "đầu", "vườn"}
_ENDS = (
    tags.VERB | tags.MODAL | tags.ADV | tags.ASK | tags.LEAD | tags.WITH | tags.REPORT | tags.STOP | tags.PAST
    | tags.RHYTHM | tags.EVENT | tags.LINK | tags.CALM
)  # fmt: skip
_NO_VERB = {"nghệ", "nghiệp", "trình", "tư", "tích"}  # «đầu tư», «công nghiệp»: things that are managed
_DUTY = {"có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ"}
_KEEPS = {"quản lý", "vận hành", "khai thác", "sản xuất", "kinh doanh", "cung cấp", "thi công", "đăng cai", "sử dụng"}
_NO_HAVING = {"văn", "ý", "biện", "giải", "phương", "kế", "báo", "trách", "thể", "chủ", "liên", "thẩm", "hiệu", "nhu"}
_FEW = 8  # words up to the verb of the sentence
_FAR = 24  # words of «được phân công đăng cai …» before the duty
_CHOSEN = {"lựa chọn", "chọn", "chỉ định", "thuê", "mời", "cấp phép", "ủy quyền"}


def managed_end(t: Tokens, head: int, end: int, stop: int) -> int:
    """«Ban Quản lý các khu công nghiệp và cụm công nghiệp»: behind the places it manages."""
    if t.phrase(head) not in _MANAGERS or end + 1 >= stop:
        return end
    k = end + 1 if t.words[end] == "các" else end
    if t.words[k] not in _MANAGED or t.capital(k):
        return end
    at = end
    while k < stop and t.words[k] in _MANAGED and not t.capital(k):
        k += 1
        while k < stop and _of_place(t, k):
            k += 1
        at = k
        if k + 1 >= stop or t.words[k] not in {",", "và"} or t.capital(k + 1):
            break
        k += 1
    return at


def _of_place(t: Tokens, k: int) -> bool:
    if not t.words[k].isalpha() or t.words[k] == "và":
        return False
    return t.words[k] in _NO_VERB or not t.tags[k] & _ENDS


def chosen_end(t: Tokens, end: int, stop: int) -> int:
    """«các trường được phân công đăng cai hội thi có trách nhiệm …»: behind how they were chosen."""
    if end + 1 >= stop or t.words[end] != "được":
        return end
    if t.has(end, tags.MODAL) and (sends := _sends(t, end + t.widths[end], stop)):
        return sends
    for k in range(end + 1, min(stop, end + _FAR)):
        if t.words[k] in ".;:,(":
            break
        if t.phrase(k) in _DUTY and k > end + 1:
            return k
    return _behind_choice(t, end + 1, stop)


def keeping_end(t: Tokens, end: int, stop: int) -> int:
    """«đơn vị quản lý công trình thủy lợi | vận hành …»: what it keeps or runs, up to the verb of the sentence."""
    if end >= stop or t.phrase(end) not in _KEEPS:
        return end
    k = first = end + t.widths[end]
    while k < min(stop, first + _FEW) and t.words[k].isalpha() and (t.words[k - 1] == "công" or not t.tags[k] & _ENDS):
        k += t.widths[k]
    acts = k < stop and (
        t.has(k, tags.REPORT | tags.MODAL | tags.LEAD)
        or t.words[k] == "gửi"
        or (t.has(k, tags.VERB) and not t.has(k, tags.TYPE | tags.NOUN | tags.CALM))
    )
    return k if acts and (k > first or t.phrase(end) == "đăng cai") else end


def charged_end(t: Tokens, end: int, stop: int) -> int:
    """«Ủy viên Ban Chấp hành phụ trách địa bàn | xuống cơ sở»: what a person by post is charged with, where a verb follows."""
    if end >= stop or t.phrase(end) != "phụ trách" or t.capital(end):
        return end
    k = first = end + t.widths[end]
    while k < min(stop, first + _FEW) and t.words[k].isalpha() and not t.tags[k] & _ENDS:
        k += t.widths[k]
    if k >= stop or k == first:
        return end
    acts = t.has(k, tags.VERB | tags.MODAL | tags.LEAD | tags.ADV | tags.REPORT) and not t.has(k, tags.NOUN)
    return k if acts else end


def having_end(t: Tokens, end: int, stop: int) -> int:
    """«UBND các xã có rừng | tổ chức …»: what those of a group have, up to the verb, a mark or the end."""
    project = t.words[end + 1 : end + 3] == ["dự", "án"]
    if (
        t.widths[end] > 1
        or end + 1 >= stop
        or t.words[end + 1] in _NO_HAVING
        or (t.tags[end + 1] & _ENDS and not project)
    ):
        return end
    k = end + 3 if project else end + 1
    while k < min(stop, end + _FEW) and t.words[k].isalpha() and not t.tags[k] & _ENDS:
        k += t.widths[k]
    closes = (
        k >= stop or not t.words[k].isalpha() or t.has(k, tags.VERB | tags.ADV | tags.MODAL | tags.LEAD | tags.WITH)
    )
    return k if closes and k < end + _FEW else end


def _sends(t: Tokens, k: int, stop: int) -> int:
    """«các đơn vị được giao nhiệm vụ tại Điều này | gửi …»: where those who were given the work report; 0 if they first do it."""
    for n in range(k, min(stop, k + _FEW)):
        if not t.words[n].isalpha():
            return 0
        if t.has(n, tags.REPORT) or t.words[n] in {"gửi", "nộp"}:
            return n
        if t.has(n, tags.VERB) and not t.has(n, tags.LEAD):
            return 0
    return 0


def _behind_choice(t: Tokens, k: int, stop: int) -> int:
    """«đơn vị được lựa chọn vận hành trạm cân báo cáo …»: what it was chosen for, up to the next verb."""
    if t.phrase(k) not in _CHOSEN:
        return k - 1
    end = k = k + t.widths[k]
    if k < stop and t.has(k, tags.VERB) and _verb_ahead(t, k + t.widths[k], stop):
        k += t.widths[k]
    while k < stop and t.words[k].isalpha() and not t.tags[k] & _ENDS:
        k += t.widths[k]
        end = k
    return end


def _verb_ahead(t: Tokens, k: int, stop: int) -> bool:
    """Another verb before the next mark: the first one only says what for."""
    for n in range(k, min(stop, k + _FEW)):
        if not t.words[n].isalpha():
            return False
        if t.has(n, tags.VERB | tags.MODAL) and not t.has(n, tags.NOUN):
            return True
    return False
