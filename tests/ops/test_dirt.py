"""Dirt is dirt: it changes a text, and the tasks stay where they were."""

from __future__ import annotations

import re
import unicodedata

import pytest

from phoihop.ops.bench.dirt import KINDS, dirtied
from phoihop.reading.scoring import letters_in
from reading.conftest import OWN

LETTERS = letters_in(OWN)
RESPELT = {"other_bullets", "straight_quotes", "old_tones"}


def bare(words: str, *, inside: bool) -> str:
    """Without what a kind puts between words."""
    kept = unicodedata.normalize("NFC", words)
    return re.sub(r"\W" if inside else r"[\s\u200b\u00ad–-]", "", kept)


def test_there_are_twenty_kinds():
    assert len(KINDS) == 20


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_tasks_stay_where_they_stood(kind):
    changed = 0
    for letter in LETTERS:
        soiled = dirtied(letter, kind)
        changed += soiled.text != letter.text
        if kind in RESPELT | {"page_numbers", "page_words", "running_heads"}:
            continue
        for clean, dirty in zip(letter.tasks, soiled.tasks, strict=True):
            assert bare(letter.text[slice(*clean)], inside=False) == bare(soiled.text[slice(*dirty)], inside=False)
    assert changed


@pytest.mark.parametrize("kind", ["page_numbers", "page_words", "running_heads", "old_tones"])
def test_what_is_put_between_words_stays_inside(kind):
    """The first and the last word of each task are those it had."""
    for letter in LETTERS:
        soiled = dirtied(letter, kind)
        for clean, dirty in zip(letter.tasks, soiled.tasks, strict=True):
            was, now = letter.text[slice(*clean)].split(), soiled.text[slice(*dirty)].split()
            assert len(now) >= len(was)
            assert len(now[0]) == len(was[0])
            assert len(now[-1]) == len(was[-1])


def test_the_same_letter_is_soiled_the_same_way_again():
    for kind in KINDS:
        assert dirtied(LETTERS[0], kind) == dirtied(LETTERS[0], kind)
