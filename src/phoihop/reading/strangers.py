"""Bodies the lexicon does not know: a short noun in a capital that stands before a verb of duty."""

from __future__ import annotations

from phoihop.reading.lexicon import bodies, tags
from phoihop.reading.names import Name
from phoihop.reading.tokens import Tokens

_MOST = 9  # words of such a name
_BREAKS = tags.STOP | tags.EVENT | tags.ADJUNCT | tags.PAST | tags.RHYTHM | tags.LINK | tags.ASK | tags.CALM
_ACTS = {"có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "được giao", "được phân công", "được giao nhiệm vụ"}
_THINGS = frozenset(bodies.THINGS.split("|"))


def stranger_at(t: Tokens, i: int, stop: int) -> Name | None:
    """«Nhà hát Chèo tổ chức …», «Trạm Thú y chịu trách nhiệm …»: the words before the first verb."""
    if (
        not t.capital(i)
        or t.words[i] in _THINGS
        or t.tags[i] & (_BREAKS | tags.VERB | tags.NOUN | tags.TYPE | tags.ADV)
    ):
        return None
    k = i + t.widths[i]
    while k < min(stop, i + _MOST):
        if not t.words[k][0].isalpha() and not t.words[k].isdigit():
            return None
        if not t.capital(k) and (found := _verb(t, k, stop)) is not None:
            named = found and k - i > 1 and any(t.capital(j) for j in range(i + 1, k))
            return Name(i, k, proper=True, bare=False, det=False) if named else None
        if t.tags[k] & _BREAKS and not t.capital(k):
            return None
        k += t.widths[k]
    return None


def unknown_verb(t: Tokens, p: int, b: int, *, led: bool) -> bool:
    """«Sơn lại bảng tin», «Tra cứu hồ sơ» at the head of an item under a heading of doers: a word that names no thing."""
    if not t.capital(p) or t.tags[p] or t.words[p] in _THINGS or not t.words[p].isalpha() or b - p < 4:
        return False
    if t.has(p + 1, tags.VERB) and not t.capital(p + 1):
        return True  # «Đồng loạt ra quân …»
    return led and t.words[p + 1].isalpha() and not t.capital(p + 1) and not t.tags[p + 1] & (tags.PAST | tags.STOP)


def _verb(t: Tokens, k: int, stop: int) -> bool | None:
    """True: a verb of work begins here; False: a verb that things have too; None: no verb."""
    tag = t.tags[k]
    if tag & tags.NOUN:
        return None
    if tag & tags.LEAD or t.phrase(k) in _ACTS:
        return True
    if tag & (tags.MODAL | tags.ADV):
        after = k + t.widths[k]
        return (
            after < stop and t.has(after, tags.VERB | tags.LEAD | tags.ADV) and not t.has(after, tags.NOUN | tags.PAST)
        )
    if tag & (tags.VERB | tags.REPORT | tags.WITH):
        return not tag & (tags.BODY | tags.EXTRA)
    return None
