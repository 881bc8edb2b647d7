"""The words the grammar knows, as one tree that is walked word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from phoihop.reading.lexicon import bodies, tags, verbs

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_+")


@dataclass(slots=True)
class Node:
    tag: int = 0
    next: dict[str, Node] = field(default_factory=dict)


def _grow(lines: str, tag: int) -> None:
    for phrase in re.split(r"[|\n]", lines):
        words = _WORD.findall(phrase)
        if not words:
            continue
        node = TRIE.setdefault(words[0], Node())
        for word in words[1:]:
            node = node.next.setdefault(word, Node())
        node.tag |= tag


TRIE: dict[str, Node] = {}
for _lines, _tag in [
    (verbs.VERBS, tags.VERB),
    (verbs.CALM, tags.CALM),
    (verbs.ADVERBS, tags.ADV),
    (verbs.MODALS, tags.MODAL),
    (verbs.ASKS, tags.ASK),
    (verbs.LEADS, tags.LEAD),
    (verbs.WITHS, tags.WITH),
    (verbs.REPORTS, tags.REPORT),
    (verbs.LINKS, tags.LINK),
    (bodies.BODIES, tags.BODY),
    (bodies.CHIEFS, tags.BODY | tags.CHIEF),
    (bodies.SINGLES, tags.SINGLE),
    (bodies.PLACES, tags.PLACE),
    (bodies.GOVERNED, tags.GOVERNED),
    (bodies.DETERMINERS, tags.DET),
    (bodies.EXTRAS, tags.EXTRA),
    (bodies.FIELDS, tags.EXTRA),
    (bodies.STOPS, tags.STOP),
    (bodies.PAST, tags.PAST),
    (bodies.ADJUNCTS, tags.ADJUNCT),
    (bodies.EVENTS, tags.EVENT),
    (bodies.NOUNS, tags.NOUN),
    (bodies.TYPES, tags.TYPE),
]:
    _grow(_lines, _tag)
