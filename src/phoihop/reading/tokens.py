"""The text as words, and over each word the phrases of the lexicon that begin there."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from phoihop.reading.lexicon import TRIE
from phoihop.reading.normalise import Source

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_+")
_DASHES = "–—−‐‑"
_MOVED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_SLIPS = {  # of scanners; no words of the language, and as long as what they stand for
    "phôi hợp": "phối hợp", "phưòng": "phường", "trưòng": "trường", "trưóc": "trước", "hằng tuân": "hằng tuần",
    "hàng tuân": "hàng tuần", "yêu câu": "yêu cầu", "đon vị": "đơn vị", "thưc hiện": "thực hiện", "báo cảo": "báo cáo",
    "chi đạo các": "chỉ đạo các",
}  # fmt: skip
_TONE = re.compile(r"o(?<!qo)[àáảãạèéẻẽẹ](?!\w)|u(?<!qu)[ỳýỷỹỵ](?!\w)")


def lowered(text: str) -> str:
    """Lower case, the tone where the newer spelling puts it, one kind of dash; as long as the text itself."""
    low = text.lower()
    if len(low) != len(text):  # a letter such as İ grows
        low = "".join(c if len(c) == 1 else "?" for c in (char.lower() for char in text))
    low = _TONE.sub(lambda found: _MOVED[found[0]], low).replace("quí ", "quý ")
    for slip, mended in _SLIPS.items():
        low = low.replace(slip, mended)
    for dash in _DASHES:
        if dash in low:  # far quicker than a table for every letter
            low = low.replace(dash, "-")
    return low


@dataclass(slots=True)
class Tokens:
    """Parallel lists: word (lowered), start, end, tags of the longest phrase that begins there, its width in words."""

    source: Source
    text: str
    low: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[int]
    widths: list[int]
    known: dict[str, list[list[str]]] = field(default_factory=dict)  # names the letter itself has set apart

    def learn(self, a: int, b: int) -> None:
        """The words `a` to `b` are a name: an addressee, a heading."""
        name = self.words[a:b]
        if len(name) > 1 and name not in self.known.setdefault(name[0], []):
            self.known[name[0]] = sorted([*self.known[name[0]], name], key=len, reverse=True)

    def known_at(self, i: int, stop: int) -> int:
        """The end of a known name that begins at `i`; 0 where none does."""
        for name in self.known.get(self.words[i], ()) if i < stop else ():
            if i + len(name) <= stop and self.words[i : i + len(name)] == name:
                return i + len(name)
        return 0

    def at(self, offset: int) -> int:
        """The first word that begins at or behind `offset`."""
        return bisect_left(self.starts, offset)

    def has(self, i: int, tag: int) -> bool:
        return i < len(self.tags) and bool(self.tags[i] & tag)

    def capital(self, i: int) -> bool:
        return self.text[self.starts[i]].isupper()

    def raw(self, span: tuple[int, int] | None) -> str | None:
        """The words of a span exactly as the text was given."""
        return self.source.raw[slice(*self.source.span(*span))] if span else None

    def phrase(self, i: int) -> str:
        return " ".join(self.words[i : i + self.widths[i]])


def tokenise(source: Source) -> Tokens:
    text = source.text
    low = lowered(text)
    found = list(_TOKEN.finditer(low))
    words = [m.group() for m in found]
    starts = [m.start() for m in found]
    ends = [m.end() for m in found]
    tags, widths = _phrases(words)
    _mind_capitals(text, words, starts, tags, widths)
    return Tokens(source, text, low, words, starts, ends, tags, widths)


def _mind_capitals(text: str, words: list[str], starts: list[int], tags: list[int], widths: list[int]) -> None:
    """«Giao Ban Tổ chức …» orders the Board; «giao ban» is a briefing."""
    for i in (i for i, word in enumerate(words[:-1]) if word == "giao"):
        if words[i + 1] == "ban" and text[starts[i + 1]].isupper() and not text[starts[i] + 1].isupper():
            tags[i], widths[i] = TRIE["giao"].tag, 1


def _phrases(words: list[str]) -> tuple[list[int], list[int]]:
    """At each word the longest phrase of the lexicon: one walk down a tree of words."""
    tags, widths = [0] * len(words), [1] * len(words)
    ahead, known = [*words, ""], TRIE.get  # no phrase holds the empty word: it ends every walk
    for i, word in enumerate(words):
        node, j = known(word), i
        while node is not None:
            j += 1
            if node.tag:
                tags[i], widths[i] = node.tag, j - i
            node = node.next.get(ahead[j])
    return tags, widths
