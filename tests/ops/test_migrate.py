"""What keeps the database from being brought to this version is said."""

import json

import pytest

from factories.commands import command, place

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("word", ["migrate", "serve"])
def test_a_data_folder_that_cannot_be_made_is_said(tmp_path, word):
    (tmp_path / "file").write_text("in the way", "utf-8")
    done = command(place(tmp_path / "file" / "data"), word, "--lang", "en")
    assert done.returncode == 78
    assert done.stderr.startswith(f"phoihop {word}: The data folder cannot be used: ")
    assert done.stderr.endswith("Set PHOIHOP_DATA to a folder that you may write to.\n")
    assert done.stderr.count("\n") == 1


def test_a_database_that_does_not_run_is_said(tmp_path):
    env = place(tmp_path, PHOIHOP_DATABASE_URL=f"sqlite:///{tmp_path}")
    done = command(env, "migrate", "--lang", "en")
    assert done.returncode == 69
    assert done.stderr.startswith("phoihop migrate: The database could not be brought to this version: unable to open")


ENGLISH = ("Operations", "Running", "Applying", " OK")


def test_it_speaks_vietnamese_and_to_machines(tmp_path):
    first = command(place(tmp_path), "migrate")
    assert first.returncode == 0
    *steps, last = first.stdout.splitlines()
    assert "  org.0001_units_in_time" in steps
    assert last == f"Cơ sở dữ liệu nay đã ở phiên bản này: đã làm {len(steps)} bước."
    assert not any(word in first.stdout for word in ENGLISH)
    again = command(place(tmp_path), "migrate", "--lang", "en")
    assert again.stdout == "The database is at this version already; nothing had to be done.\n"
    assert json.loads(command(place(tmp_path), "migrate", "--json").stdout) == {"steps": []}
    (tmp_path / "phoihop.sqlite3").unlink()
    assert json.loads(command(place(tmp_path), "migrate", "--json").stdout) == {"steps": [one.strip() for one in steps]}
