"""Bent uploads and bent requests: the house answers each of them in words, and keeps nothing by halves."""

import pytest

from phoihop.ops.bench.fuzz import fuzz_crashes
from phoihop.ops.bench.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return World()


def test_many_bent_files_and_requests_break_nothing(world):
    """Two hundred files and as many requests; `phoihop bench loop` tries ten thousand of each."""
    assert [str(one) for one in fuzz_crashes(200, seed=2, world=world)] == []


def test_a_house_that_breaks_is_found_out(world, settings, tmp_path):
    """Where files should lie stands something else: keeping one fails, and the attack says so."""
    settings.FILES_ROOT = tmp_path / "in the way"
    settings.FILES_ROOT.write_text("x")
    assert any("Error" in str(one) for one in fuzz_crashes(25, world=world))
