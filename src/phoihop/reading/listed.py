"""Documents named in a list, by numbers that borrow the symbol of the last one: «các Nghị quyết số 18, 19-NQ/TW»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from phoihop.reading.citations import SHORTENED, TYPES, Cited
from phoihop.reading.numbers import numbers_in, type_of
from phoihop.reading.parts import CitationPart
from phoihop.reading.relations import relation_at
from phoihop.reading.tokens import Tokens

KIND = rf"(?<!\w)(?P<kind>{TYPES})".replace(" ", r"\s+")
JOIN = r"\s*(?:,\s*và|[,;]|và)\s*(?:số\s+)?"
KINDS = {kind.split()[0] for kind in TYPES.split("|")}
_LIST = re.compile(
    KIND
    + rf"\s+(?:từ\s+)?(?:số\s*:?\s*)?(?P<all>\d{{1,5}}(?:(?:{JOIN}|\s*(?:đến|tới)\s+(?:số\s+)?)\d{{1,5}})+)(?=\s?[-/])"
)
_MEMBER = re.compile(r"(?P<to>đến|tới)?\s*(?:số\s+)?(?P<n>\d+)")
_MANY = re.compile(r"(?<!\w)(?:các|những|hai|ba|02|03)\s+$")
_MOST_IN_RANGE = 30


def with_lists(t: Tokens, cited: Sequence[Cited], own: str | None) -> list[Cited]:
    """The mentions with those of lists among them, in the order of the text; «đến» counts what lies between."""
    known = {one.part.number: one.part for one in cited}
    listed = [Cited(part, None) for part in _listed(t, known)]
    mine = [replace(one, part=replace(one.part, number="")) if one.part.number == own else one for one in listed]
    return sorted([*cited, *mine], key=lambda one: one.part.end) if mine else list(cited)


def _listed(t: Tokens, known: dict[str, CitationPart]) -> Iterator[CitationPart]:
    for found in each(t, _LIST, KINDS):
        members = list(_MEMBER.finditer(t.low, found.start("all"), found.end("all")))
        at = members[-1].start("n")
        last = next(numbers_in(t.text[at : at + 60]), None)
        if last is None or last.start:
            continue
        symbol = last.number[len(members[-1]["n"]) :]
        behind = known.get(last.number)
        first = CitationPart(
            "",
            kind_of(found["kind"]) or type_of(last.number),
            behind.issuer if behind else None,
            behind.date if behind and _same_day(t, found.start("kind")) else None,
            found.start(),
            at + last.end,
            relation_at(t, found.start(), at + last.end, None),
            "citation.listed",
            0.9,
        )
        for number, start, end in members_of(t, found):
            full = f"{number}{symbol}"
            if full != last.number:
                yield replace(first, number=full, start=start, end=end)


def each(t: Tokens, shape: re.Pattern[str], opens: set[str]) -> Iterator[re.Match[str]]:
    """As `finditer` of a shape that begins with one of these words, and several times quicker."""
    after = 0
    for start in [at for at, word in zip(t.starts, t.words, strict=True) if word in opens]:
        if start >= after and (found := shape.match(t.low, start)):
            yield found
            after = found.end()


def members_of(t: Tokens, found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Each number of «all», those between too, and where it stands."""
    before = 0
    for member in _MEMBER.finditer(t.low, found.start("all"), found.end("all")):
        here = int(member["n"])
        if member["to"] and before < here <= before + _MOST_IN_RANGE:
            for between in range(before + 1, here):
                yield str(between), *member.span()
        yield member["n"], *member.span("n")
        before = here


def kind_of(words: str) -> str | None:
    """The type as it is called; «văn bản» is none."""
    kind = " ".join(words.split())
    return None if kind == "văn bản" else SHORTENED.get(kind, kind)


def _same_day(t: Tokens, at: int) -> bool:
    """«các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017»: the one day behind «các» is of all of them."""
    return _MANY.search(t.low, max(0, at - 8), at) is not None
