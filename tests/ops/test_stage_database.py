"""A rehearsal fills a database that nobody uses, or one that a demo filled: an office's is never touched."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from factories.commands import command, exported, free_port, place
from phoihop.ops.postgres import private_postgres

pytestmark = pytest.mark.slow

SMALL = ("--units", "1", "--day", "2025-01-01")


def words(*more):
    return ["demo", "--no-browser", "--port", str(free_port()), *more]


def refused(env, *more):
    done = command(env, *words(*more))
    assert (done.returncode, done.stdout) == (65, "")
    return done.stderr.removeprefix("phoihop demo: ")


def started(env, *more):
    """Whether it built, once it runs; ended then."""
    with subprocess.Popen(
        [sys.executable, "-m", "phoihop", *words(*more)],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as demo:
        lines = []
        for line in demo.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        else:
            pytest.fail(f"it did not start: {lines}")
        os.kill(demo.pid, signal.SIGTERM)
        assert demo.wait(30) == 0
    return lines[0].startswith("Building")


def peopled(env):
    """An office with its first administrator, on a database that is migrated or that it migrates."""
    assert command(env, "migrate").returncode == 0
    asked = ("createadmin", "--email", "yen@example.vn", "--name", "Yên", "--password-stdin")
    assert command(env, *asked, input="một mật khẩu dài\n").returncode == 0
    return exported(env)


def test_an_offices_file_is_not_touched(tmp_path, migrated):
    office = tmp_path / "office" / "phoihop.sqlite3"
    office.parent.mkdir()
    migrated(office)
    before = peopled(place(office.parent))
    env = place(tmp_path / "demo", PHOIHOP_DATABASE_URL=f"sqlite:///{office}", PHOIHOP_LANG="en")
    for more in ((), ("--reset",)):
        assert refused(env, *SMALL, *more) == (
            f"The database {office} holds what no demo made; nothing in it was touched. "
            "Unset PHOIHOP_DATABASE_URL, or name an empty database.\n"
        )
    assert exported(place(office.parent)) == before


def test_the_database_of_another_program_is_not_touched(tmp_path):
    shop = tmp_path / "shop.sqlite3"
    with closing(sqlite3.connect(shop)) as line:
        line.execute("CREATE TABLE goods (name text)")
    env = place(tmp_path / "demo", PHOIHOP_DATABASE_URL=f"sqlite:///{shop}", PHOIHOP_LANG="en")
    assert refused(env, *SMALL).startswith(f"The database {shop} holds what no demo made; ")
    with closing(sqlite3.connect(shop)) as line:
        assert line.execute("SELECT name FROM sqlite_master").fetchall() == [("goods",)]


@pytest.mark.long
@pytest.mark.tool("initdb")
def test_on_postgresql_an_empty_one_is_filled_and_an_office_is_not_touched(tmp_path):
    import psycopg  # with that database only

    with private_postgres() as url:
        office_url = url.replace("@/phoihop?", "@/office?")
        with psycopg.connect(url, autocommit=True) as line:
            line.execute("CREATE DATABASE office")
        office = place(tmp_path / "office", PHOIHOP_DATABASE_URL=office_url, PHOIHOP_LANG="en")
        before = peopled(office)
        for more in ((), ("--reset",)):
            env = {**office, "PHOIHOP_DATA": str(tmp_path / "other")}
            assert refused(env, *SMALL, *more).endswith(
                "/office holds what no demo made; nothing in it was touched. "
                "Unset PHOIHOP_DATABASE_URL, or name an empty database.\n"
            )
        assert exported(office) == before

        env = place(tmp_path / "demo", PHOIHOP_DATABASE_URL=url, PHOIHOP_LANG="en")
        assert started(env, *SMALL) is True
        assert started(env) is False
        assert started(env, *SMALL, "--reset") is True
        assert "holds the demo of another folder" in refused({**env, "PHOIHOP_DATA": str(tmp_path / "third")})
        elsewhere = {name: value for name, value in env.items() if name != "PHOIHOP_DATABASE_URL"}
        assert "which is not the database asked for now" in refused(elsewhere)
