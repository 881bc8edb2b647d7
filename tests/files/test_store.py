"""Files by hash: the same bytes once, nothing half-kept."""

from pathlib import Path

import pytest

from factories.street import system
from phoihop.files import actions
from phoihop.files.models import StoredFile
from phoihop.kit.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return tmp_path


def kept(place: Path) -> list[Path]:
    return [p for p in place.rglob("*") if p.is_file()]


def test_the_same_bytes_are_kept_once(place):
    one = actions.store(actor=system(), data="Nội dung".encode(), name="a.txt")
    two = actions.store(actor=system(), data="Nội dung".encode(), name="b.txt")
    assert one == two
    assert len(kept(place)) == 1
    assert actions.content_of(one) == "Nội dung".encode()


@pytest.mark.parametrize("data", [b"", b"x" * (26 * 1024 * 1024), b"MZ\x90\x00" + b"\x00" * 200])
def test_what_is_empty_too_large_or_a_program_is_refused_and_leaves_nothing(place, data):
    with pytest.raises(Refused):
        actions.store(actor=system(), data=data, name="a.docx")
    assert kept(place) == []
    assert not StoredFile.objects.exists()


def test_a_full_disk_is_said_and_leaves_nothing(place, monkeypatch):
    def full(_fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions.os, "fsync", full)
    with pytest.raises(Refused):
        actions.store(actor=system(), data=b"abc def", name="a.txt")
    assert kept(place) == []
    assert not StoredFile.objects.exists()


def test_a_name_keeps_no_path():
    assert actions.clean_name("../../etc/mật\x00 khẩu.txt") == "mật khẩu.txt"
