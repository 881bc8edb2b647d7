"""The secret key is whole or not there; one that was lost is said, by every command that needs it."""

import resource
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from factories.commands import command, free_port, place
from phoihop.kit.whole import write_whole
from phoihop.ops import environment


def without_key(folder, **more):
    env = place(folder, PHOIHOP_LANG="en", **more)
    del env["PHOIHOP_SECRET_KEY"]
    return env


def nothing_may_be_written():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.slow
def test_a_full_disk_leaves_no_key_and_the_next_start_makes_one(tmp_path):
    full = command(without_key(tmp_path), "migrate", preexec_fn=nothing_may_be_written)
    assert full.returncode == 78
    assert full.stderr.startswith("phoihop migrate: The data folder cannot be used: ")
    assert list(tmp_path.iterdir()) == []
    assert command(without_key(tmp_path), "migrate").returncode == 0
    assert len((tmp_path / "secret.key").read_text("utf-8")) == 64
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("serve", "--port", "0"), ("worker", "--once"), ("verify",), ("doctor",), ("backup",)]
)
@pytest.mark.parametrize("left", ["", "cut short"])
def test_a_lost_key_is_said_where_an_office_stands(tmp_path, migrated, words, left):
    migrated(tmp_path / "phoihop.sqlite3")
    key = tmp_path / "secret.key"
    key.write_text(left, "utf-8")
    words = [str(free_port()) if word == "0" else word for word in words]
    done = command(without_key(tmp_path), *words)
    assert (done.returncode, done.stdout) == (78, "")
    assert done.stderr == (
        f"phoihop {words[0]}: The settings are wrong. The file {key} holds no secret key: it is empty or cut short. "
        "Put back the one of a backup; or delete the file, then a new key is made, everybody signs in anew, and links "
        "sent out and second steps by code must be set up again.\n"
    )
    assert key.read_text("utf-8") == left


@pytest.fixture
def no_environment(monkeypatch):
    monkeypatch.delenv("PHOIHOP_SECRET_KEY", raising=False)
    monkeypatch.delenv("PHOIHOP_DATABASE_URL", raising=False)
    return monkeypatch


def test_an_empty_key_of_a_first_start_is_made_anew(tmp_path, no_environment):
    (tmp_path / "secret.key").touch()
    made = environment.secret_key(tmp_path)
    assert len(made) == 64
    assert environment.secret_key(tmp_path) == made


def test_a_database_elsewhere_may_hang_on_the_lost_key(tmp_path, no_environment):
    no_environment.setenv("PHOIHOP_DATABASE_URL", "postgres://phoihop@127.0.0.1/office")
    (tmp_path / "secret.key").touch()
    with pytest.raises(ImproperlyConfigured):
        environment.secret_key(tmp_path)


def test_many_first_starts_end_with_one_key(tmp_path, no_environment):
    with ThreadPoolExecutor(16) as threads:
        keys = set(threads.map(lambda _n: environment.secret_key(tmp_path / "new"), range(64)))
    assert len(keys) == 1


def test_what_could_not_be_written_leaves_what_was_there(tmp_path):
    place = tmp_path / "kept"
    write_whole(place, b"first")
    with pytest.raises(TypeError):
        write_whole(place, "no bytes")
    assert place.read_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]
