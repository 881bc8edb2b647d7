"""The worker's command: it says what is missing in one sentence and ends, or does what is due."""

import pytest

from factories.commands import command, free_port, place

pytestmark = pytest.mark.slow


def test_a_database_that_is_away_is_said_in_one_sentence(tmp_path):
    env = place(tmp_path, PHOIHOP_DATABASE_URL=f"postgres://nobody@127.0.0.1:{free_port()}/nothing")

    done = command(env, "worker", "--once", "--lang", "en")

    assert done.returncode == 69
    assert done.stderr.startswith("phoihop worker: The database cannot be reached")
    assert "Traceback" not in done.stderr


def test_a_database_of_another_version_is_said(tmp_path):
    done = command(place(tmp_path), "worker", "--once", "--lang", "en")

    assert (done.returncode, done.stderr.count("\n")) == (69, 1)
    assert "phoihop migrate" in done.stderr


def test_what_is_due_is_done_and_it_ends(tmp_path, migrated):
    migrated(tmp_path / "phoihop.sqlite3")

    done = command(place(tmp_path), "worker", "--once")

    assert (done.returncode, done.stderr) == (0, "")
