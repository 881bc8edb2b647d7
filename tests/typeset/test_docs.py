import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["files.md", "typeset.md"])
def test_the_examples_of_the_page_are_true(name):
    found = doctest.testfile(str(DOCS / name), module_relative=False, encoding="utf-8")
    assert (found.failed, found.attempted > 3) == (0, True)
