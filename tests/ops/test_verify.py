"""Each promise is looked at, and what breaks one is named."""

import pytest

from phoihop.files.actions import path_of, store
from phoihop.kit import clock
from phoihop.kit.actor import Actor
from phoihop.ops.checks import run_checks

pytestmark = pytest.mark.django_db


def broken():
    return {result.name: len(result.broken) for result in run_checks() if result.broken}


@pytest.fixture
def kept(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    actor = Actor.system(on=clock.today(), at=clock.now())
    return store(actor=actor, data="Nội dung của một văn bản.".encode(), name="a.txt")


def test_a_whole_house_has_nothing_broken(kept):
    assert broken() == {}
    assert next(iter(run_checks())).counted == 1


def test_a_file_that_was_changed_or_lost_is_named(kept):
    path_of(kept.sha256).write_bytes(b"other")
    assert broken() == {"files": 1}
    path_of(kept.sha256).unlink()
    assert broken() == {"files": 1}
