"""What the room says of itself runs."""

import doctest
from pathlib import Path

import phoihop.periods

MANUAL = Path(__file__).parents[2] / "docs" / "periods.md"


def test_the_examples_of_the_manual_run():
    found = doctest.testfile(str(MANUAL), module_relative=False, encoding="utf-8")

    assert (found.failed, found.attempted > 20) == (0, True)


def test_the_examples_of_the_room_run():
    assert doctest.testmod(phoihop.periods) == doctest.TestResults(failed=0, attempted=4)


def test_all_that_is_public_is_there():
    assert sorted(phoihop.periods.__all__) == sorted(set(phoihop.periods.__all__))
    assert [name for name in phoihop.periods.__all__ if not hasattr(phoihop.periods, name)] == []
