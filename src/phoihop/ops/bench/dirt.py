"""Twenty kinds of dirt that letters bring from scanners, converters, mail and the web; each keeps where the tasks stand.

A kind is a function of the text and a random source that gives edits (start, end, words put there), in order.
"""

from __future__ import annotations

import random
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from phoihop.reading.scoring import Letter
from phoihop.reading.scoring.letters import Span

Edit = tuple[int, int, str]
Dirt = Callable[[str, random.Random], Iterator[Edit]]
_OLD_TONES = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[^\W\d_],) (?=[^\W\d_])|(?<=[^\W\d_]) (?=[^\W\d_])")
_SMALL = "[a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]"  # whole letters, no mark that stands apart
_WIDTH = 88
_HEAD = "CÔNG BÁO/Số 415 + 416/Ngày 02-6-2031"


def _each(text: str, shape: str, make: Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    for found in re.finditer(shape, text):
        yield found.start(), found.end(), make(found)


def _some(text: str, shape: str, words: str, rng: random.Random, share: float) -> Iterator[Edit]:
    for found in re.finditer(shape, text):
        if rng.random() < share:
            yield found.start(), found.end(), words


def nfd(text: str, rng: random.Random) -> Iterator[Edit]:
    """Marks apart from their letters, as some systems copy."""
    return _each(text, r"[^\x00-\x7f]", lambda found: unicodedata.normalize("NFD", found[0]))


def half_nfd(text: str, rng: random.Random) -> Iterator[Edit]:
    """Every other line or so."""
    for line in re.finditer(r".+", text):
        if rng.random() < 0.5:
            for start, end, words in nfd(line[0], rng):
                yield line.start() + start, line.start() + end, words


def old_tones(text: str, rng: random.Random) -> Iterator[Edit]:
    """hoà, uỷ."""
    return _each(text, "|".join(_OLD_TONES), lambda found: _OLD_TONES[found[0]])


def hard_blanks(text: str, rng: random.Random) -> Iterator[Edit]:
    return _some(text, r"(?<=\S) (?=\S)", "\u00a0", rng, 0.2)


def nothing_wide(text: str, rng: random.Random) -> Iterator[Edit]:
    """Zero-width blanks of web pages."""
    return _some(text, r"(?<=\w) (?=\w)", " \u200b", rng, 0.1)


def double_blanks(text: str, rng: random.Random) -> Iterator[Edit]:
    return _some(text, r"(?<=\S) (?=\S)", "  ", rng, 0.3)


def windows_lines(text: str, rng: random.Random) -> Iterator[Edit]:
    return _each(text, r"(?<!\r)\n", lambda _m: "\r\n")


def trailing_blanks(text: str, rng: random.Random) -> Iterator[Edit]:
    return _each(text, r"(?<=\S)\n", lambda _m: " \t\n")


def indented(text: str, rng: random.Random) -> Iterator[Edit]:
    return _each(text, r"(?m)^(?=\S)", lambda _m: "    ")


def double_spaced(text: str, rng: random.Random) -> Iterator[Edit]:
    """An empty line behind each sentence that ends its line."""
    return _each(text, r"(?<=[.;:])\n(?=\S)", lambda _m: "\n\n")


def wrapped(text: str, rng: random.Random) -> Iterator[Edit]:
    """Long paragraphs as lines of a page."""
    for line in re.finditer(r"[^\n]{100,}", text):
        if "|" in line[0] or "\t" in line[0]:
            continue
        room = _WIDTH
        for gap in re.finditer(r" ", line[0]):
            following = line[0].find(" ", gap.end())
            if (following if following > 0 else len(line[0])) > room:
                yield line.start() + gap.start(), line.start() + gap.end(), " \n"
                room = gap.end() + _WIDTH


def _inside(text: str, rng: random.Random, words: str, share: float = 0.3) -> Iterator[Edit]:
    """Once in the middle of some long paragraphs."""
    for line in re.finditer(r"[^\n|\t]{160,}", text):
        places = [g for g in _SENTENCE.finditer(line[0]) if 60 < g.start() < len(line[0]) - 60 and g.end()]
        if places and rng.random() < share:
            gap = rng.choice(places)
            yield line.start() + gap.start(), line.start() + gap.end(), words


def page_numbers(text: str, rng: random.Random) -> Iterator[Edit]:
    return _inside(text, rng, f" \n\n{rng.randint(2, 9)}\n\n")


def page_words(text: str, rng: random.Random) -> Iterator[Edit]:
    return _inside(text, rng, f" \nTrang {rng.randint(2, 9)}/12\n")


def running_heads(text: str, rng: random.Random) -> Iterator[Edit]:
    return _inside(text, rng, f" \n{rng.randint(11, 99)} {_HEAD}\n")


def long_dashes(text: str, rng: random.Random) -> Iterator[Edit]:
    """81–CV/BTG."""
    return _each(text, r"(?<=\w)-(?=\w)", lambda _m: "–")


def wide_numbers(text: str, rng: random.Random) -> Iterator[Edit]:
    """581 - CV / BTGTU."""
    return _each(text, r"(?<=\d)-(?=[A-ZĐ]{2,}[a-z]?/)", lambda _m: " - ")


def other_bullets(text: str, rng: random.Random) -> Iterator[Edit]:
    return _each(text, r"(?m)^(\s*)- (?=\w)", lambda found: f"{found[1]}• ")


def straight_quotes(text: str, rng: random.Random) -> Iterator[Edit]:
    return _each(text, r"[“”«»]", lambda _m: '"')


def soft_hyphens(text: str, rng: random.Random) -> Iterator[Edit]:
    return _some(text, rf"(?<={_SMALL}{_SMALL})(?={_SMALL}{_SMALL}(?![\u0300-\u036f]))", "\u00ad", rng, 0.03)


def byte_mark(text: str, rng: random.Random) -> Iterator[Edit]:
    """The mark of a file's beginning, and form feeds between paragraphs."""
    yield 0, 0, "\ufeff"
    yield from _some(text, r"(?<=[.;:]\n)(?=[\dA-ZĐ])", "\f", rng, 0.1)


KINDS: dict[str, Dirt] = {
    one.__name__: one
    for one in (
        nfd, half_nfd, old_tones, hard_blanks, nothing_wide, double_blanks, windows_lines, trailing_blanks, indented,
        double_spaced, wrapped, page_numbers, page_words, running_heads, long_dashes, wide_numbers, other_bullets,
        straight_quotes, soft_hyphens, byte_mark,
    )
}  # fmt: skip


_RESPELL = (long_dashes, wide_numbers, straight_quotes)  # the same words, printed with other marks
_PRINTED = ("issuing_body", "place", "subject", "signer_position", "signed_for")


def dirtied(letter: Letter, kind: str, seed: int = 0) -> Letter:
    """The letter with one kind of dirt; its tasks stand where they stood."""
    dirt, rng = KINDS[kind], random.Random(f"{letter.id}{kind}{seed}")  # noqa: S311 - the same each time
    text, place = _edited(letter.text, list(dirt(letter.text, rng)))
    return replace(
        letter,
        text=text,
        gold=_respelt(letter.gold, dirt, rng) if dirt in _RESPELL else letter.gold,
        tasks=tuple(_moved(span, place) for span in letter.tasks),
        ignored=tuple(_moved(span, place) for span in letter.ignored),
    )


def _respelt(gold: dict[str, Any], dirt: Dirt, rng: random.Random) -> dict[str, Any]:
    """What is printed is wanted as it is printed now."""

    def said(words: str | None) -> str | None:
        return _edited(words, list(dirt(words, rng)))[0] if words else words

    tasks = [
        {**task, "actors": [{**one, "name": said(one["name"])} for one in task["actors"]]} for task in gold["tasks"]
    ]
    return {**gold, **{name: said(gold[name]) for name in _PRINTED}, "tasks": tasks}


def _edited(text: str, edits: list[Edit]) -> tuple[str, Callable[[int, bool], int]]:
    """The new text, and where an offset went; what was put at an end of a span stands outside."""
    out: list[str] = []
    olds, news = [0], [0]
    at = size = 0
    for start, end, words in edits:
        out += [text[at:start], words]
        size += start - at
        olds += [start, end]
        news += [size, size + len(words)]
        size += len(words)
        at = end
    out.append(text[at:])

    def place(offset: int, begins: bool) -> int:  # noqa: FBT001 - of a span: its beginning or its end
        k = bisect_right(olds, offset) - 1
        if not begins:
            first = bisect_left(olds, offset)
            k = first if first < len(olds) and olds[first] == offset else first - 1
        return news[max(k, 0)] + offset - olds[max(k, 0)]

    return "".join(out), place


def _moved(span: Span, place: Callable[[int, bool], int]) -> Span:
    return place(span[0], True), place(span[1], False)
