"""Two wordings side by side."""

import random

import pytest

from phoihop.duties.differing import differing

WORDS = ["họp", "3", "lần.", "Còn", "kiến", "nghị", "\n", ".", " ", "12,5", "«ở", "xã»"]


def sides(old, new):
    found = differing(old, new)
    return [[(run.text, run.changed) for run in side] for side in (found.old, found.new)]


def test_one_word_that_changed_is_all_that_is_marked():
    assert sides("Đã họp 3 lần. Xong.", "Đã họp 4 lần. Xong.") == [
        [("Đã họp ", False), ("3", True), (" lần. ", False), ("Xong.", False)],
        [("Đã họp ", False), ("4", True), (" lần. ", False), ("Xong.", False)],
    ]


@pytest.mark.parametrize("text", ["", " ", "Một câu.", "\n\n"])
def test_the_same_words_do_not_differ(text):
    assert differing(text, text).differ is False


def test_what_is_on_one_side_only_is_marked_whole():
    assert sides("", "Mới.") == [[], [("Mới.", True)]]
    assert sides("Cũ.", "") == [[("Cũ.", True)], []]


@pytest.mark.parametrize("seed", range(60))
def test_either_side_gives_its_text_back_and_what_is_unmarked_is_common(seed):
    chance = random.Random(seed)
    old, new = (" ".join(chance.choices(WORDS, k=chance.randrange(0, 40))) for _side in range(2))
    found = differing(old, new)
    assert ("".join(r.text for r in found.old), "".join(r.text for r in found.new)) == (old, new)
    common = ["".join(r.text for r in side if not r.changed) for side in (found.old, found.new)]
    assert common[0] == common[1]
    assert found.differ == (old != new)


def test_long_answers_are_compared_in_time():
    old = "".join(f"Câu số {n} nói một điều. " for n in range(4000))
    assert differing(old, old.replace("số 7 ", "số bảy ")).differ is True
