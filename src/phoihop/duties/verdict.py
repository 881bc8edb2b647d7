"""What a letter is for us: nothing, to know, to do, to pass on. Pure: who is meant by which words is told by an `Ask`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from phoihop.reading import Order, Said, Says


class Kind(StrEnum):
    """OPEN where the words do not tell: it is looked at by a person, never guessed."""

    NOTHING = "nothing"
    INFORM = "inform"
    OURS = "ours"
    ONWARD = "onward"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Who:
    """Behind these words on the letter's day: our unit, so many below it, so many others; nobody known where all are none."""

    words: str
    ours: bool = False
    below: int = 0
    others: int = 0

    @property
    def known(self) -> bool:
        return self.ours or bool(self.below or self.others)


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is said in the reader's language; `words` are the letter's; `count` tasks, and `units` meant."""

    code: str
    words: tuple[str, ...] = ()
    count: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """`also` where there is work for us and work to pass on; `tasks`: how many there are in all."""

    kind: Kind
    reasons: tuple[Reason, ...]
    also: Kind | None = None
    tasks: int = 0


Ask = Callable[[str], Who]
_WITHOUT_BODY = {
    Says.NO_LETTER: (Kind.NOTHING, "no_letter"),
    Says.UNREADABLE: (Kind.OPEN, "unreadable"),
    Says.HEAD: (Kind.OPEN, "head_only"),
}


def judge(said: Said, ask: Ask) -> Verdict:
    if said.says in _WITHOUT_BODY:
        kind, code = _WITHOUT_BODY[said.says]
        return Verdict(kind, (Reason(code),))
    addressed, copied = [ask(name) for name in said.addressed], [ask(name) for name in said.copied]
    if said.says == Says.NO_ORDER:
        return _without_order(addressed, copied)
    tasks = [_owing(order, addressed, ask) for order in said.orders]
    ours, below = _those(tasks, lambda who: who.ours), _those(tasks, lambda who: who.below > 0)
    unknown = _those(tasks, lambda who: not who.known)
    nobody = sum(1 for owing in tasks if not owing)
    reasons = [*_reason("ours", ours), *_reason("below", below)]
    unclear = [*_reason("unknown", unknown), *([Reason("nobody", count=nobody)] if nobody else [])]
    if reasons:
        kinds = [kind for kind, found in ((Kind.OURS, ours), (Kind.ONWARD, below)) if found]
        return Verdict(kinds[0], (*reasons, *unclear), kinds[1] if len(kinds) > 1 else None)
    if unclear:
        return Verdict(Kind.OPEN, (*unclear, *_reached(addressed, copied)))
    others = _reason("others", tasks)
    helping = _those([[ask(name) for name in order.supporting] for order in said.orders], _reaches_us)
    if told := [*_reason("supporting", helping), *_reached(addressed, copied)]:
        return Verdict(Kind.INFORM, (*told, *others))
    return Verdict(Kind.NOTHING, tuple(others))


def _without_order(addressed: Sequence[Who], copied: Sequence[Who]) -> Verdict:
    """Written to others whom we know it is nothing of ours; to us, to nobody, or to whom we do not know it is read."""
    told = _reached(addressed, copied)
    if not told and addressed and all(who.known for who in addressed):
        return Verdict(Kind.NOTHING, (Reason("no_order"), Reason("to_others", _words(addressed))))
    return Verdict(Kind.INFORM, (Reason("no_order"), *told))


def _owing(order: Order, addressed: Sequence[Who], ask: Ask) -> Sequence[Who]:
    return [ask(name) for name in order.owing] or addressed


def _those(tasks: Sequence[Sequence[Who]], fits: Callable[[Who], bool]) -> list[list[Who]]:
    """Of each task those who fit; tasks without any left out."""
    return [held for owing in tasks if (held := [who for who in owing if fits(who)])]


def _reaches_us(who: Who) -> bool:
    return who.ours or who.below > 0


def _reason(code: str, tasks: Sequence[Sequence[Who]]) -> list[Reason]:
    """Once, with all words of the letter that say so."""
    if not tasks:
        return []
    every = {who.words: who for owing in tasks for who in owing}
    return [Reason(code, tuple(every), len(tasks), sum(who.below for who in every.values()))]


def _reached(addressed: Sequence[Who], copied: Sequence[Who]) -> list[Reason]:
    found = []
    for code, names in (("addressed", addressed), ("copied", copied)):
        if held := [who for who in names if _reaches_us(who)]:
            found.append(Reason(code, _words(held)))
    return found


def _words(names: Iterable[Who]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who.words for who in names))
