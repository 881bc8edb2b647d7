"""A damaged database, and settings that cannot be, are said in one sentence with the exit code of the help."""

import json
import sqlite3
from contextlib import closing

import pytest
from django.db.utils import DatabaseError

from factories.commands import command, free_port, place
from phoihop.ops.damage import is_damage

pytestmark = pytest.mark.slow


@pytest.fixture
def damaged(tmp_path, migrated):
    """The database with a page overwritten that many rows stand on; what migrations are known stays readable."""
    file = tmp_path / "phoihop.sqlite3"
    migrated(file)
    with closing(sqlite3.connect(file)) as line:
        (size,) = line.execute("PRAGMA page_size").fetchone()
        line.execute("PRAGMA journal_mode=DELETE")
        (page,) = line.execute("SELECT rootpage FROM sqlite_master WHERE name = 'org_unit'").fetchone()
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xff" * size)
    return place(tmp_path, PHOIHOP_LANG="en")


def test_damaged_pages_are_named_by_verify(damaged):
    done = command(damaged, "verify")
    assert (done.returncode, done.stderr) == (1, "")
    first, second, *_rest, last = done.stdout.splitlines()
    assert first.startswith("✗ The database's own pages are sound: ")
    assert "malformed" in second or "btreeInitPage" in second
    assert last.endswith("Take the newest backup from before they came: phoihop restore --help")
    (check,) = json.loads(command(damaged, "verify", "--json").stdout)["checks"]
    assert (check["check"], check["broken"] > 0) == ("pages", True)


@pytest.mark.parametrize(("word", "code"), [("backup", 65), ("export", 69)])
def test_damaged_pages_are_said_in_a_sentence(damaged, word, code):
    done = command(damaged, word)
    assert done.returncode == code
    assert done.stderr == (
        f"phoihop {word}: The database is damaged: database disk image is malformed. Stop server and worker, "
        "keep a copy of it as it is, and take the newest backup: phoihop restore --help\n"
    )


@pytest.mark.parametrize(
    ("word", "code"), [("backup", 65), ("verify", 1), ("worker", 69), ("serve", 69), ("doctor", 1), ("migrate", 69)]
)
def test_a_file_that_is_no_database_is_said(tmp_path, word, code):
    (tmp_path / "phoihop.sqlite3").write_text("no database " * 100, "utf-8")
    more = ["--port", str(free_port())] if word == "serve" else []
    done = command(place(tmp_path, PHOIHOP_LANG="en"), word, *more)
    assert done.returncode == code
    said = done.stdout if word == "doctor" else done.stderr
    assert "file is not a database" in said
    assert "Traceback" not in done.stderr
    assert said.count("\n") == 1 or word == "doctor"


def test_an_error_of_the_server_is_no_damage():
    assert not is_damage(DatabaseError("permission denied"))


URL = "PHOIHOP_DATABASE_URL names no database that can be used. Write it like postgres://user:password@host/name, or unset it for SQLite beside the data."
MAIL = "PHOIHOP_EMAIL_URL names no way that mail can go. Write it like smtp+tls://user:password@mail.example.vn:587"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("PHOIHOP_DATABASE_URL", "garbage", URL),
        ("PHOIHOP_DATABASE_URL", "mysql://me:secret@host/name", URL),
        ("PHOIHOP_DATABASE_URL", "postgres://me:secret@host:port/name", URL),
        ("PHOIHOP_DATABASE_URL", "postgres://me:secret@host", URL),
        ("PHOIHOP_EMAIL_URL", "garbage", MAIL),
        ("PHOIHOP_EMAIL_URL", "smtp://host:port", MAIL),
        ("PHOIHOP_LOG_LEVEL", "abc", "PHOIHOP_LOG_LEVEL is «abc»; give one of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
        ("PHOIHOP_DAY", "soon", "PHOIHOP_DAY is «soon»; write it like 2026-07-14."),
    ],
)
def test_settings_that_cannot_be_are_said(tmp_path, name, given, said):
    done = command(place(tmp_path, PHOIHOP_LANG="en", **{name: given}), "verify")
    assert done.returncode == 78
    assert done.stderr == f"phoihop verify: The settings are wrong. {said}\n"


def test_settings_are_said_in_vietnamese_first(tmp_path):
    done = command(place(tmp_path, PHOIHOP_LOG_LEVEL="abc"), "migrate")
    assert done.stderr == (
        "phoihop migrate: Cấu hình sai. PHOIHOP_LOG_LEVEL là «abc»; hãy cho một trong các mức DEBUG, INFO, WARNING, ERROR, CRITICAL.\n"
    )
