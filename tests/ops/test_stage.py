"""A rehearsal is built in an empty folder, or in one that a demo made: an office's is never touched."""

import hashlib
from argparse import Namespace
from datetime import date

import pytest

from factories.commands import command, free_port, place
from phoihop.ops import stage
from phoihop.ops.say import Stop, speak


@pytest.fixture(autouse=True)
def _english():
    speak("en")
    yield
    speak("vi")


def demo(env, *words):
    return command(env, "demo", "--no-browser", "--port", str(free_port()), *words)


def all_of(folder):
    """Every file with its hash; SQLite's own notes beside the database may come and go."""
    files = [p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(("-wal", "-shm"))]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def given(*, reset=False, **words):
    return Namespace(reset=reset, **{"seed": None, "day": None, "units": None, **words})


@pytest.mark.slow
def test_an_office_is_not_touched_even_with_reset(tmp_path, migrated):
    migrated(tmp_path / "phoihop.sqlite3")
    env = place(tmp_path, PHOIHOP_LANG="en")
    words = ("createadmin", "--email", "yen@example.vn", "--name", "Yên", "--password-stdin")
    assert command(env, *words, input="một mật khẩu dài\n").returncode == 0
    before = all_of(tmp_path)
    for more in ((), ("--reset",), ("--units", "1")):
        done = demo(env, *more)
        assert done.returncode == 65
        assert done.stderr == (
            f"phoihop demo: The folder {tmp_path} holds data that no demo made; nothing in it was touched. "
            f"Give the demo another folder: PHOIHOP_DATA={tmp_path}-demo phoihop demo\n"
        )
    assert all_of(tmp_path) == before


@pytest.mark.parametrize("left", ["secret.key", "phoihop.sqlite3", "files/ab/cd", "notes.txt", ".writable"])
def test_whatever_no_demo_made_is_refused(tmp_path, left):
    (tmp_path / left).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / left).write_text("somebody's", "utf-8")
    with pytest.raises(Stop) as stop:
        stage.refuse_office(tmp_path)
    assert stop.value.code == 65


def test_an_empty_folder_and_a_demos_are_taken(tmp_path):
    stage.refuse_office(tmp_path / "not there yet")
    stage.refuse_office(tmp_path)
    (tmp_path / stage.LOCK).touch()
    stage.refuse_office(tmp_path)
    stage.claim(tmp_path)
    (tmp_path / "phoihop.sqlite3").touch()
    stage.refuse_office(tmp_path)
    (tmp_path / stage.MARK).unlink()
    stage.finished(tmp_path, stage.Asked())  # a demo of before the mark
    stage.refuse_office(tmp_path)


def test_what_is_not_given_stays_as_it_is_there(tmp_path):
    assert stage.asked_of(tmp_path, given(units=3)) == stage.Asked(units=3)
    there = stage.Asked(7, date(2026, 6, 20), 12)
    stage.finished(tmp_path, there)
    assert stage.asked_of(tmp_path, given()) == there
    assert stage.asked_of(tmp_path, given(units=12, seed=7)) == there
    assert stage.asked_of(tmp_path, given(reset=True, units=3)) == stage.Asked(units=3)


@pytest.mark.parametrize("other", [{"units": 112}, {"seed": 1}, {"day": date(2026, 7, 14)}])
def test_another_province_is_built_by_reset_only(tmp_path, other):
    stage.finished(tmp_path, stage.Asked(7, date(2026, 6, 20), 12))
    with pytest.raises(Stop) as stop:
        stage.asked_of(tmp_path, given(**other))
    assert stop.value.code == 65
    assert str(stop.value) == (
        f"The demo in {tmp_path} is another one: seed 7, day 2026-06-20, 12 communes. Go on with it: phoihop demo. "
        "To throw it away with all that was done in it, add --reset."
    )


def test_a_stamp_cut_short_is_no_province(tmp_path):
    (tmp_path / stage.STAMP).write_text("", "utf-8")
    assert stage.stands(tmp_path) is None


def test_what_was_noted_of_the_record_before_goes_with_it(tmp_path):
    """Else the worker of the new province would miss the seals of the old one."""
    for name in ("files", "mail", "roots", "progress"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cũ.txt").write_text("1", "utf-8")
    stage.clear(tmp_path)
    assert list(tmp_path.iterdir()) == []
